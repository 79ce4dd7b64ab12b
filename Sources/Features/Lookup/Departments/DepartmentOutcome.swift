public import Model
public import Services

/// Rows and notes of one run of `departments`.
public struct DepartmentOutcome {
    public var rows: [DepartmentRow] = []
    public var notes: LookupNotes

    public init(notes: LookupNotes) { self.notes = notes }

    /// Judges what came.
    public mutating func take(
        _ answer: Result<DepartmentLookup.Answer, AthenahealthError>, _ question: DepartmentQuestion,
        _ practice: VendorID, _ lookup: DepartmentLookup, _ playbooks: PlaybookSet
    ) {
        let judge = DepartmentJudge(playbooks)
        switch answer {
        case .failure(let error):
            rows = question.asked.map { DepartmentRow(unread: $0) }
            notes.add(judge.unread(lookup.words.access(error), practice: practice))
        case .success(let answer):
            answer.gaps.forEach { notes.add(DepartmentJudge.gap($0)) }
            switch question {
            case .all: rows = answer.known.departments.map { DepartmentRow(listed: $0) }
            case .names(let names):
                rows = answer.matcher?.rows(names, all: answer.all) ?? []
                notes.add(judge.names(rows, isComplete: answer.isComplete))
            case .ids(let asked):
                let judged = judge.ids(asked, answer.known, lookup.abbreviations)
                rows = judged.rows
                notes.add(judged.notes)
            }
        }
    }
}

extension DepartmentQuestion {
    /// What a row is to be made of, whatever comes.
    public var asked: [String] {
        switch self {
        case .all: []
        case .names(let asked), .ids(let asked): asked
        }
    }
}

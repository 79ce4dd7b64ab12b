public import Model
public import Services

/// What is asked of a practice's departments.
public enum DepartmentQuestion: Sendable {
    /// All of them.
    case all
    /// Names to ids.
    case names([String])
    /// Ids, each with the name that it should have behind a `=`, or without.
    case ids([String])

    fileprivate var asksForNames: Bool { if case .names = self { true } else { false } }

    /// What a row is to be made of, whatever comes.
    fileprivate var asked: [String] {
        switch self {
        case .all: []
        case .names(let asked), .ids(let asked): asked
        }
    }
}

/// Fetches a practice's departments, and hidden ones only where the question needs them.
public struct DepartmentLookup: Sendable {
    private let access: AthenahealthAccess
    private let words: AthenahealthWords
    private let playbooks: PlaybookSet

    /// Asks `access`, and says with `words` what it answered.
    public init(access: AthenahealthAccess, words: AthenahealthWords, playbooks: PlaybookSet) {
        self.access = access
        self.words = words
        self.playbooks = playbooks
    }

    /// What came.
    private struct Answer {
        /// Those that the portal shows.
        var visible: DepartmentList
        /// Hidden ones too; nil where nobody asked for them, or they did not come.
        var all: DepartmentList?
        /// What resolves names, where names were asked for: an index of a thousand departments is made once.
        var matcher: DepartmentMatcher?
        /// What is missing, a sentence each; empty if all departments that the question needed were read.
        var gaps: [String]

        /// Everything that is known, hidden departments marked.
        var known: DepartmentList {
            guard let all else { return visible }
            let ids = Set(all.departments.map(\.id))
            let marked = DepartmentMatcher.marked(all.departments, visible: visible.departments)
            return DepartmentList(
                marked + visible.departments.filter { !ids.contains($0.id) }, isComplete: gaps.isEmpty)
        }
    }

    /// Asks what the question needs, and judges what came.
    public func run(
        _ question: DepartmentQuestion, of practice: VendorID
    ) async -> (rows: [DepartmentRow], notes: LookupNotes) {
        let judge = DepartmentJudge(playbooks: playbooks)
        switch await ask(question, of: practice) {
        case .failure(let error):
            let rows = question.asked.map { DepartmentRow(asked: $0) }
            return (rows, judge.unread(words.access(error), practice: practice))
        case .success(let answer):
            var notes = LookupNotes()
            answer.gaps.forEach { notes.add(Gap(code: LookupCodes.departmentsIncomplete, detail: $0)) }
            switch question {
            case .all: return (answer.known.departments.map { DepartmentRow(department: $0) }, notes)
            case .names(let names):
                let rows = answer.matcher?.rows(names, all: answer.all) ?? []
                notes.add(judge.names(rows, isComplete: answer.gaps.isEmpty))
                return (rows, notes)
            case .ids(let asked):
                let judged = judge.ids(asked, answer.known)
                notes.add(judged.notes)
                return (judged.rows, notes)
            }
        }
    }

    /// All departments of a practice with hidden ones marked, for who has ids to compare, and whether they are all; nil where
    /// they were not read. What is to be said of that comes with it.
    public func all(
        of practice: VendorID
    ) async -> (departments: (rows: [Department], areAll: Bool)?, notes: LookupNotes) {
        switch await ask(.all, of: practice) {
        case .failure(let error):
            return (nil, DepartmentJudge(playbooks: playbooks).unread(words.access(error), practice: practice))
        case .success(let answer):
            var notes = LookupNotes()
            answer.gaps.forEach { notes.add(Gap(code: LookupCodes.departmentsIncomplete, detail: $0)) }
            return ((answer.known.departments, answer.known.isComplete), notes)
        }
    }

    /// What is said of ids among departments that were read, hidden ones marked.
    public static func judge(
        _ ids: [String], among departments: (rows: [Department], areAll: Bool), _ playbooks: PlaybookSet
    ) -> LookupNotes {
        DepartmentJudge(playbooks: playbooks)
            .ids(ids, DepartmentList(departments.rows, isComplete: departments.areAll)).notes
    }

    /// The same of names.
    public static func judge(
        names: [String], among departments: (rows: [Department], areAll: Bool), _ playbooks: PlaybookSet
    ) -> LookupNotes {
        let visible = DepartmentList(departments.rows.filter { !$0.isHidden }, isComplete: departments.areAll)
        let all = DepartmentList(departments.rows, isComplete: departments.areAll)
        let rows = DepartmentMatcher(visible: visible, playbooks.abbreviations).rows(names, all: all)
        return DepartmentJudge(playbooks: playbooks).names(rows, isComplete: departments.areAll)
    }

    private func ask(_ question: DepartmentQuestion, of practice: VendorID) async -> Result<Answer, AthenahealthError> {
        // A list of all needs both from the beginning; the other questions mostly end with the visible ones.
        if case .all = question {
            async let all = read(practice, hidden: true)
            let visible = await read(practice, hidden: false)
            return joined(visible, await all)
        }
        let visible = await read(practice, hidden: false)
        guard case .success(let collected) = visible else { return joined(visible, nil) }
        let matcher = question.asksForNames ? DepartmentMatcher(visible: list(collected), playbooks.abbreviations) : nil
        let hidden = needsHidden(question, collected, matcher) ? await read(practice, hidden: true) : nil
        return joined(visible, hidden, matcher)
    }

    private typealias Pages = Result<Collected<Department>, AthenahealthError>

    private func read(_ practice: VendorID, hidden: Bool) async -> Pages {
        do throws(AthenahealthError) {
            return .success(try await access.client.departments(of: practice, hidden: hidden))
        } catch {
            return .failure(error)
        }
    }

    private func needsHidden(
        _ question: DepartmentQuestion, _ visible: Collected<Department>, _ matcher: DepartmentMatcher?
    ) -> Bool {
        switch question {
        case .all: return true
        case .names(let names): return matcher?.needsHidden(names) ?? true
        case .ids(let asked):
            let ids = Set(visible.rows.map(\.id))
            return asked.contains { text in
                guard let read = try? VendorID.pasted(DepartmentJudge.id(in: text)) else { return false }
                return !ids.contains(read.id.text)
            }
        }
    }

    private func joined(
        _ visible: Pages, _ all: Pages?, _ matcher: DepartmentMatcher? = nil
    ) -> Result<Answer, AthenahealthError> {
        switch visible {
        case .failure(let error): return .failure(error)
        case .success(let collected):
            var answer = Answer(
                visible: list(collected), matcher: matcher, gaps: sentences(collected, "departments"))
            switch all {
            case .success(let collected):
                answer.all = list(collected)
                answer.gaps += sentences(collected, "departments with hidden ones")
            case .failure(let error):
                answer.gaps.append("Hidden departments could not be read. \(words.sentence(error))")
            case nil: break
            }
            return .success(answer)
        }
    }

    private func list(_ collected: Collected<Department>) -> DepartmentList {
        DepartmentList(collected.rows, isComplete: collected.isComplete)
    }

    private func sentences(_ collected: Collected<Department>, _ what: String) -> [String] {
        collected.gaps.map { words.sentence($0, of: what) }
    }
}

/// What one name or id led to.
public struct DepartmentRow: Sendable, Equatable {
    /// As it was given; nil in a list of all.
    var asked: String?
    /// The one department; nil where there is none, or several.
    var department: Department?
    /// How it was found.
    var how = MatchKind.none
    /// Those that could be meant, where `department` is nil.
    var candidates: [DepartmentCandidate] = []
    /// Whether each candidate has exactly the name asked for, so that only a person can choose.
    var isAmbiguous = false
}

/// The departments that were collected, and whether they are all.
struct DepartmentList: Sendable, Equatable {
    /// In the order of the answers.
    var departments: [Department]
    /// False where pages or rows are missing: then nothing can be said to be absent.
    var isComplete: Bool

    init(_ departments: [Department], isComplete: Bool) {
        self.departments = departments
        self.isComplete = isComplete
    }
}

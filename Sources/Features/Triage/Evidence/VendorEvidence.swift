internal import Configuration
internal import Lookup
internal import Model
internal import Services

/// Asks athenahealth for the practices that configuration and client name, for their departments, and where one is mapped
/// for their cancellation reasons.
struct VendorEvidence {
    let gatherer: EvidenceGatherer

    /// What came.
    struct Answers {
        var practices: [String: Gathered<PracticeEvidence>] = [:]
        var absence: (why: String, needs: [String])?
        var gaps: [Gap] = []
        var reads = 0
    }

    private var playbooks: PlaybookSet { gatherer.playbooks }

    func practices(_ evidence: ClientEvidence) async -> Answers {
        var answers = Answers()
        let ids = Set(evidence.scope.flatMap { evidence.values("practiceid", $0) } + gatherer.question.practices)
        if ids.isEmpty { return answers }
        guard let services = gatherer.services else {
            answers.absence = ("no profile", ["athenahealth.credential"])
            return answers
        }
        guard case .ready(let access) = services.athenahealth else {
            answers.absence = services.athenahealth.absence
            return answers
        }
        let words = services.network.words(playbooks)
        let lookup = PracticeLookup(
            access: access, counterpart: AthenahealthAccess.counterpart(services.network), words: words, name: nil)
        let asked = ids.sorted()
        let gathered = await lookup.gather(asked.map { PracticeFacts(asked: $0) })
        answers.reads += 1 + gathered.facts.count { $0.ping != nil }
        let judged = PracticeJudge(gathered.around, playbooks).judge(gathered.facts, missing: gathered.gaps)
        answers.gaps += judged.notes.gaps
        for (id, row) in zip(asked, judged.rows) {
            let about = judged.notes.findings.filter { finding in
                finding.evidence.isEmpty || finding.evidence.contains { $0.value == id }
            }
            answers.practices[id] = .came(
                PracticeEvidence(isValid: row.valid, name: row.practice?.name, findings: about))
        }
        await details(&answers, evidence, access, words)
        return answers
    }

    /// Departments and cancellation reasons of the practices that are valid for us, all at the same time.
    private func details(
        _ answers: inout Answers, _ evidence: ClientEvidence, _ access: AthenahealthAccess, _ words: AthenahealthWords
    ) async {
        let valid = answers.practices.compactMap { $0.value.value?.isValid == true ? $0.key : nil }.sorted()
        let needsReasons = evidence.scope.contains { evidence.text("Cancellation Reason ID", $0) != nil }
        let departments = DepartmentLookup(access: access, words: words, playbooks: playbooks)
        typealias Detail = (
            id: String, departments: (rows: [Department], areAll: Bool)?, notes: LookupNotes,
            reasons: Result<[String], AthenahealthError>?
        )
        let details = await withTaskGroup(of: Detail?.self) { group in
            for text in valid {
                group.addTask {
                    guard let id = try? VendorID(text) else { return nil }
                    async let all = departments.all(of: id)
                    let reasons = needsReasons ? await Self.reasons(of: id, access) : nil
                    let read = await all
                    return (text, read.departments, read.notes, reasons)
                }
            }
            var details: [Detail] = []
            for await detail in group { if let detail { details.append(detail) } }
            return details
        }
        for detail in details {
            guard case .came(var practice)? = answers.practices[detail.id] else { continue }
            answers.reads += 2 + (detail.reasons == nil ? 0 : 1)
            practice.departments = detail.departments
            practice.departmentFindings = detail.notes.findings
            answers.gaps += detail.notes.gaps
            switch detail.reasons {
            case .success(let ids): practice.cancelReasons = ids
            case .failure(let error):
                practice.cancelReasonFindings = [
                    playbooks.finding(
                        RoomFinding.cancelReasonsNotRead, .undetermined, key: [detail.id], decidable: [.undetermined],
                        detail: words.sentence(error))
                ]
            case nil: break
            }
            answers.practices[detail.id] = .came(practice)
        }
    }

    private static func reasons(
        of practice: VendorID, _ access: AthenahealthAccess
    ) async -> Result<[String], AthenahealthError> {
        do throws(AthenahealthError) {
            return .success(try await access.client.cancelReasons(of: practice).rows.map(\.id))
        } catch {
            return .failure(error)
        }
    }
}

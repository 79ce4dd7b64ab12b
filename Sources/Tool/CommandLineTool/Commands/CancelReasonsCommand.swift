internal import Arguments
internal import Lookup
internal import Model
internal import Reporting
internal import Services
internal import Support

/// `cancel-reasons`: the cancellation reasons of a practice, for the set-up of reminders.
enum CancelReasonsCommand {
    private static let definition = Command(
        "cancel-reasons", summary: "List a practice's cancellation reasons, for reminders.",
        description: """
            The platform gives one of these when it cancels an appointment in athenahealth; its ID goes into the location's \
            Cancellation Reason ID (Manage Locations).
            """,
        operands: [Operand("PRACTICE", help: "The practice's ID.")],
        examples: [Example("be-diagnose cancel-reasons 10021", "IDs, names, and what each one means.")],
        exitNotes: ExitMeanings.ofCalling)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let network = try context.services(parsed)
        let waiting = WaitingNote("Asking athenahealth", context.console)
        defer { waiting.end() }
        var reasons: [CancelReason] = []
        var practice = PracticeOperand(parsed.operands.first ?? "", playbooks)
        var notes = practice.notes
        if practice.id != nil {
            let access = try AthenahealthAccess(network, network.profile)
            let words = network.words(playbooks)
            practice = await practice.checked(access, words, playbooks)
            notes = practice.notes
            if let id = practice.id { reasons = await read(id, access, words, playbooks, &notes) }
        }
        return try context.answer(
            Report(
                command: "cancel-reasons",
                headline: practice.id.flatMap { id in
                    reasons.isEmpty
                        ? nil
                        : "Practice \(id) has \(Numbers.counted(reasons.count, "cancellation reason", "cancellation reasons"))."
                },
                result: [
                    "practiceID": .optional(practice.id?.text), "cancelReasons": .list(reasons.map(value)),
                ], view: (reasons.isEmpty ? [] : [.table(table(reasons))]) + FindingParts.blocks(notes.findings),
                viewTellsFindings: true, coverage: Coverage(gaps: notes.gaps),
                findings: notes.findings))
    }

    private static func read(
        _ practice: VendorID, _ access: AthenahealthAccess, _ words: AthenahealthWords, _ playbooks: PlaybookSet,
        _ notes: inout LookupNotes
    ) async -> [CancelReason] {
        do throws(AthenahealthError) {
            let collected = try await access.client.cancelReasons(of: practice)
            let gaps = collected.gaps.map { words.sentence($0, of: "cancellation reasons") }
            notes.add(CancelReasonJudge.read(collected.rows, gaps: gaps, practice: practice, playbooks))
            return collected.rows
        } catch {
            notes.add(CancelReasonJudge.unread(words.access(error), practice: practice, playbooks))
            return []
        }
    }

    private static func value(_ reason: CancelReason) -> PlainValue {
        func truth(_ value: Bool?) -> PlainValue { value.map { .bool($0) } ?? .null }
        return [
            "id": .text(reason.id), "name": .optional(reason.name), "noShow": truth(reason.noShow),
            "patientRescheduled": truth(reason.patientRescheduled),
            "providerUnavailable": truth(reason.providerUnavailable), "slotAvailable": truth(reason.slotAvailable),
        ]
    }

    private static func table(_ reasons: [CancelReason]) -> PlainTable {
        func mark(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "" }
        return PlainTable(
            ["ID", "NAME", "NO SHOW", "RESCHEDULED", "PROVIDER OUT", "SLOT FREE"],
            rows: reasons.map {
                [
                    $0.id, $0.name ?? "", mark($0.noShow), mark($0.patientRescheduled), mark($0.providerUnavailable),
                    mark($0.slotAvailable),
                ]
            })
    }
}

public import Model

/// Says what a list of cancellation reasons means.
public enum CancelReasonJudge {
    /// Notes on a list that was read; `gaps` say what is missing from it, a sentence each.
    public static func read(
        _ reasons: [CancelReason], gaps: [String], practice: VendorID, _ playbooks: PlaybookSet
    ) -> LookupNotes {
        var notes = LookupNotes()
        for gap in gaps { notes.add(Gap(code: LookupCodes.cancelReasonsIncomplete, detail: gap)) }
        if reasons.isEmpty, gaps.isEmpty {
            notes.add(
                FindingMaker(playbooks).finding(
                    LookupCodes.noCancelReason, .confirmed, on: practice.text,
                    evidence: [Evidence(name: "practiceid", value: practice.text, count: 1)],
                    detail: "athenahealth lists no cancellation reason for practice \(practice)."))
        }
        return notes
    }

    /// Notes where nothing could be read.
    public static func unread(_ access: PracticeAccess, practice: VendorID, _ playbooks: PlaybookSet) -> LookupNotes {
        AccessNotes(maker: FindingMaker(playbooks)).notes(
            access, practice, code: LookupCodes.cancelReasonsNotRead,
            what: "The cancellation reasons of practice \(practice)")
    }
}

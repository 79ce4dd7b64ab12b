public import Model

/// Decides what is known of practice ids: the table of what athenahealth says and what follows from it.
public struct PracticeJudge {
    let around: PracticeSurroundings
    let maker: FindingMaker
    let candidates: PracticeCandidates

    /// Judges by what holds for all ids, with the playbooks' words.
    public init(_ around: PracticeSurroundings, _ playbooks: PlaybookSet) {
        self.around = around
        maker = FindingMaker(playbooks)
        var practices: [Practice] = []
        if case .read(let listed, _) = around.listing { practices = listed }
        candidates = PracticeCandidates(practices, NameKeys(playbooks.abbreviations))
    }

    /// A row for each id in the order asked, and what is to be said of them. `missing` says what the list lacks, a
    /// sentence each.
    public func judge(
        _ facts: [PracticeFacts], missing: [String] = []
    ) -> (rows: [PracticeRow], notes: LookupNotes) {
        var notes = LookupNotes()
        let rows = facts.map { row($0, &notes) }
        if case .read(_, isComplete: false) = around.listing {
            let detail = (missing + ["An id that is not in this list may still be ours."]).joined(separator: " ")
            notes.add(Gap(code: LookupCodes.practicesIncomplete, detail: detail))
        }
        return (rows, notes)
    }

    private func row(_ facts: PracticeFacts, _ notes: inout LookupNotes) -> PracticeRow {
        let ids = IDNotes(maker: maker, kind: "practice")
        let id: VendorID
        switch facts.id {
        case .failure(let fault):
            notes.add(ids.refused(facts.asked, fault))
            return PracticeRow(asked: facts.asked, id: nil, valid: false, practice: nil, candidates: [])
        case .success(let read): id = read
        }
        if facts.isChanged { notes.add(ids.cleaned(facts.asked, id)) }
        if around.environment == "production", Practice.vendorSandboxes.contains(id.text) {
            notes.add(
                finding(
                    LookupCodes.vendorSandbox, .confirmed, id,
                    "\(id) is a practice that the vendor shares with everybody for tests, and the profile is a production "
                        + "one."))
        }
        return looked(facts, id, &notes)
    }

    private func looked(_ facts: PracticeFacts, _ id: VendorID, _ notes: inout LookupNotes) -> PracticeRow {
        var row = PracticeRow(asked: facts.asked, id: id.text, valid: nil, practice: nil, candidates: [])
        switch around.listing {
        case .refused(let why):
            let cause = maker.finding(LookupCodes.credentialsRefused, .confirmed, detail: why)
            notes.add(cause)
            notes.add(
                finding(
                    LookupCodes.practicesNotRead, .undetermined, id,
                    "Nothing can be said about \(id), since athenahealth refused our credentials.", causedBy: cause.id))
        case .failed(let why):
            notes.add(
                finding(LookupCodes.practicesNotRead, .undetermined, id, "\(id) could not be looked up. \(why)"))
        case .read:
            row.practice = around.listing.practice(id.text)
            if let practice = row.practice {
                row.valid = true
                compare(practice, &notes, id)
            } else {
                row.candidates = candidates.near(id.text, name: around.name)
                row.valid = unlisted(facts, id, row.candidates, &notes)
            }
        }
        return row
    }

    private func compare(_ practice: Practice, _ notes: inout LookupNotes, _ id: VendorID) {
        guard let name = around.name, practice.name != nil || !practice.publicNames.isEmpty,
            candidates.likeness(name, practice) == nil
        else { return }
        let listed = practice.name ?? practice.publicNames.joined(separator: ", ")
        notes.add(
            finding(
                LookupCodes.otherName, .likely, id,
                "\(id) is ‘\(listed)’ in athenahealth's list, and ‘\(name)’ was given as its name.",
                near: candidates.near(id.text, name: name)))
    }

    func finding(
        _ code: String, _ verdict: Verdict, _ id: VendorID, _ detail: String, causedBy: String? = nil,
        near: [PracticeCandidate] = []
    ) -> Finding {
        maker.finding(
            code, verdict, on: id.text, causedBy: causedBy,
            evidence: [Evidence(name: "practiceid", value: id.text, count: 1)],
            nearMisses: near.map { NearMiss(value: id.text, candidate: $0.practice.id, why: $0.why) }, detail: detail)
    }
}

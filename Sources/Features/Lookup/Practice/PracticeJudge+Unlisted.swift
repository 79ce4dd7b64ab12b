internal import Model

/// What follows for an id that our list lacks.
extension PracticeJudge {
    /// What `ping` and the other environment say of an id that our list lacks.
    func unlisted(
        _ facts: PracticeFacts, _ id: VendorID, _ near: [PracticeCandidate], _ notes: inout LookupNotes
    ) -> Bool? {
        if let other = around.counterpart, let practice = other.listing.practice(id.text) {
            let name = practice.name.map { " (\($0))" } ?? ""
            notes.add(
                finding(
                    LookupCodes.wrongEnvironment, .confirmed, id,
                    "\(id)\(name) is not among our practices here, and is among those of the profile ‘\(other.profile)’. The "
                        + "id is right, the environment is not."))
            return false
        }
        switch facts.ping {
        case .noSuchPractice:
            notes.add(
                finding(
                    LookupCodes.noSuchPractice, .confirmed, id,
                    "\(id) is not among our practices, and athenahealth knows no practice with this id."
                        + counterpartSilence + nearest(near), near: near))
            return false
        case .notGranted:
            notes.add(
                finding(
                    LookupCodes.notGranted, .confirmed, id,
                    "\(id) exists, and our key has no access to it: the client has to grant it. Our credentials are good, "
                        + "since the list of practices came." + nearest(near), near: near))
            return false
        case .reachable:
            notes.add(
                finding(
                    LookupCodes.notListed, .undetermined, id,
                    "\(id) answers to our key and is not in the list of our practices\(contradiction)", near: near))
            return nil
        case .other(let why):
            return unknown(
                id, "\(id) is not among our practices. Whether it exists could not be looked up: \(why)", near, &notes)
        case nil:
            return unknown(id, "\(id) is not among our practices. Whether it exists was not asked.", near, &notes)
        }
    }

    private func unknown(
        _ id: VendorID, _ detail: String, _ near: [PracticeCandidate], _ notes: inout LookupNotes
    ) -> Bool? {
        notes.add(finding(LookupCodes.existenceUnknown, .likely, id, detail + nearest(near), near: near))
        notes.add(Gap(code: LookupCodes.existenceUnknown, detail: detail))
        return nil
    }

    private var contradiction: String {
        if case .read(_, isComplete: false) = around.listing { return ", of which a part is missing." }
        return "; the two contradict each other."
    }

    private var counterpartSilence: String {
        guard let other = around.counterpart, case .read = other.listing else {
            return around.counterpart.map { " The profile ‘\($0.profile)’ could not be asked." } ?? ""
        }
        return " Nor is it among those of the profile ‘\(other.profile)’."
    }

    private func nearest(_ near: [PracticeCandidate]) -> String {
        guard let first = near.first else { return "" }
        let name = first.practice.name.map { " (\($0))" } ?? ""
        return " Nearest: \(first.practice.id)\(name), \(first.why)."
    }
}

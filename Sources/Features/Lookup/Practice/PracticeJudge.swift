public import Model

/// All that was learned about one practice id; what decides is `PracticeJudge`.
public struct PracticeFacts: Sendable {
    /// As it was given.
    public var asked: String
    /// The id in it, or what keeps it from being one.
    public var id: Result<VendorID, VendorIDError>
    /// Whether blanks or full-width digits had to be taken away.
    public var isChanged: Bool
    /// Nil where the list came and holds the id, or nobody could ask.
    public var ping: Ping?

    /// Reads what was given; `ping` comes later.
    public init(asked: String) {
        self.asked = asked
        do throws(VendorIDError) {
            let pasted = try VendorID.pasted(asked)
            id = .success(pasted.id)
            isChanged = pasted.isChanged
        } catch {
            id = .failure(error)
            isChanged = false
        }
    }

    /// What `ping` said of a practice.
    public enum Ping: Sendable, Equatable {
        /// 200: it answers.
        case reachable
        /// 404: athenahealth knows no such practice.
        case noSuchPractice
        /// 401 `Incorrect permissions.`: it exists, and our key has no right to it.
        case notGranted
        /// Anything else, in a few words.
        case other(String)
    }
}

/// The practices of one environment, or why they could not be read.
public enum PracticeListing: Sendable, Equatable {
    /// `isComplete` is false where a page or a row is missing.
    case read([Practice], isComplete: Bool)
    /// Our credentials were refused, for the token or for every call: nothing is known of any practice.
    case refused(String)
    /// Something else was in the way, in a few words, with the time of another try where one is known.
    case failed(String)

    func practice(_ id: String) -> Practice? {
        guard case .read(let practices, _) = self else { return nil }
        return practices.first { $0.id == id }
    }
}

/// What holds for all ids of one run.
public struct PracticeSurroundings: Sendable {
    /// The profile's list.
    public var listing: PracticeListing
    /// `production`, `preview`, `sandbox`; nil where the profile does not say.
    public var environment: String?
    /// The name of the profile of the other environment, and its list, where it was asked.
    public var counterpart: (profile: String, listing: PracticeListing)?
    /// What the client calls the practice.
    public var name: String?

    /// What one call of `practice` has learned before any id is judged.
    public init(
        listing: PracticeListing, environment: String?, counterpart: (profile: String, listing: PracticeListing)? = nil,
        name: String? = nil
    ) {
        self.listing = listing
        self.environment = environment
        self.counterpart = counterpart
        self.name = name
    }
}

/// Decides what is known of practice ids: the table of what athenahealth says and what follows from it.
public struct PracticeJudge {
    let around: PracticeSurroundings
    let playbooks: PlaybookSet
    let candidates: PracticeCandidates

    /// Judges by what holds for all ids, with the playbooks' words.
    public init(_ around: PracticeSurroundings, _ playbooks: PlaybookSet) {
        self.around = around
        self.playbooks = playbooks
        var practices: [Practice] = []
        if case .read(let listed, _) = around.listing { practices = listed }
        candidates = PracticeCandidates(practices, NameKeys(playbooks.abbreviations))
    }

    /// A row for each id in the order asked, and what is to be said of them. `missing` says what the list lacks, a
    /// sentence each.
    public func judge(_ facts: [PracticeFacts], missing: [String] = []) -> (rows: [PracticeRow], notes: LookupNotes) {
        var notes = LookupNotes()
        let rows = facts.map { row($0, &notes) }
        if case .read(_, isComplete: false) = around.listing {
            let detail = (missing + ["An id that is not in this list may still be ours."]).joined(separator: " ")
            notes.add(Gap(code: LookupCodes.practicesIncomplete, detail: detail))
        }
        return (rows, notes)
    }

    /// All practices of the list, or those that the name finds, by id in the order of the list.
    public func list(missing: [String] = []) -> (rows: [PracticeRow], notes: LookupNotes) {
        var notes = LookupNotes()
        switch around.listing {
        case .refused(let why):
            let cause = playbooks.finding(LookupCodes.credentialsRefused, .confirmed, detail: why)
            notes.add(cause)
            notes.add(
                playbooks.finding(
                    LookupCodes.practicesNotRead, .undetermined, causedBy: cause.id,
                    detail: "athenahealth refused our credentials, so no practice can be listed."))
            return ([], notes)
        case .failed(let why):
            notes.add(
                playbooks.finding(
                    LookupCodes.practicesNotRead, .undetermined,
                    detail: "The list of practices could not be read. \(why)"
                ))
            return ([], notes)
        case .read(let practices, let isComplete):
            let found = around.name.map { name in candidates.named(name) } ?? practices
            if !isComplete {
                notes.add(Gap(code: LookupCodes.practicesIncomplete, detail: missing.joined(separator: " ")))
            }
            if let name = around.name, found.isEmpty { notes.add(nothingNamed(name, isComplete: isComplete)) }
            return (
                found.map { PracticeRow(asked: nil, id: $0.id, valid: true, practice: $0, candidates: []) }, notes
            )
        }
    }

    private func nothingNamed(_ name: String, isComplete: Bool) -> Finding {
        let near = candidates.near("", name: name) + candidates.withWordNear(name)
        return playbooks.finding(
            LookupCodes.noSuchPracticeName, isComplete ? .confirmed : .undetermined,
            evidence: [Evidence(name: "practice name", value: name, count: 1)],
            nearMisses: near.prefix(3).map {
                NearMiss(value: name, candidate: "\($0.practice.id) (\($0.practice.name ?? "no name"))", why: $0.why)
            },
            detail: isComplete
                ? "None of the practices that our key can see has this name or contains these words."
                : "Among the practices that could be read, none has this name or contains these words.")
    }

    private func row(_ facts: PracticeFacts, _ notes: inout LookupNotes) -> PracticeRow {
        let ids = IDNotes(playbooks: playbooks, kind: "practice")
        let id: VendorID
        switch facts.id {
        case .failure(let fault):
            notes.add(ids.refused(facts.asked, fault))
            return PracticeRow(
                asked: facts.asked, id: nil, valid: false, practice: nil, candidates: [], reason: IDNotes.short(fault))
        case .success(let read): id = read
        }
        if facts.isChanged { notes.add(ids.cleaned(facts.asked, id)) }
        if around.environment == "production", Practice.vendorSandboxes.contains(id.text) {
            notes.add(
                finding(
                    LookupCodes.vendorSandbox, .confirmed, id,
                    "\(id) is a practice that the vendor shares with all developers for tests, but the profile is for "
                        + "production."))
        }
        return looked(facts, id, &notes)
    }

    private func looked(_ facts: PracticeFacts, _ id: VendorID, _ notes: inout LookupNotes) -> PracticeRow {
        var row = PracticeRow(asked: facts.asked, id: id.text, valid: nil, practice: nil, candidates: [])
        switch around.listing {
        case .refused(let why):
            let cause = playbooks.finding(LookupCodes.credentialsRefused, .confirmed, detail: why)
            notes.add(cause)
            notes.add(
                finding(
                    LookupCodes.practicesNotRead, .undetermined, id,
                    "Nothing can be said about \(id), since athenahealth refused our credentials.", causedBy: cause.id))
            row.reason = "athenahealth refuses our credentials"
        case .failed(let why):
            notes.add(finding(LookupCodes.practicesNotRead, .undetermined, id, "\(id) could not be looked up. \(why)"))
            row.reason = "the list of our practices could not be read"
        case .read:
            row.practice = around.listing.practice(id.text)
            if let practice = row.practice {
                row.valid = true
                compare(practice, &notes, id)
            } else {
                row.candidates = candidates.near(id.text, name: around.name)
                if id.hasLeadingZero {
                    row.reason = IDNotes.short(.leadingZero)
                    row.valid = zeroed(&row, &notes)
                } else {
                    row.reason = unlistedReason(facts, id)
                    row.valid = unlisted(facts, id, row.candidates, &notes)
                }
            }
        }
        return row
    }

    /// An id with a zero in front is one only where the list has it so; nothing else is asked about it.
    private func zeroed(_ row: inout PracticeRow, _ notes: inout LookupNotes) -> Bool? {
        row.id = nil
        guard case .read(_, isComplete: false) = around.listing else {
            notes.add(IDNotes(playbooks: playbooks, kind: "practice").refused(row.asked ?? "", .leadingZero))
            return false
        }
        notes.add(
            IDNotes(playbooks: playbooks, kind: "practice").refused(row.asked ?? "", .leadingZero, .undetermined))
        return nil
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
        playbooks.finding(
            code, verdict, on: id.text, causedBy: causedBy,
            evidence: [Evidence(name: "practiceid", value: id.text, count: 1)],
            nearMisses: near.map { NearMiss(value: id.text, candidate: $0.practice.id, why: $0.why) }, detail: detail)
    }

    /// Why an id that our list lacks cannot be used, in a few words.
    private func unlistedReason(_ facts: PracticeFacts, _ id: VendorID) -> String {
        if let other = around.counterpart, other.listing.practice(id.text) != nil {
            return "it belongs to the profile \(other.profile)"
        }
        return switch facts.ping {
        case .noSuchPractice: PracticeRow.unknownToVendor
        case .notGranted: "it exists, but our key has no access to it"
        case .reachable: "it answers, but is not in the list of our practices"
        case .other, nil: "not among our practices; whether it exists is not known"
        }
    }

    /// What `ping` and the other environment say of an id that our list lacks.
    func unlisted(
        _ facts: PracticeFacts, _ id: VendorID, _ near: [PracticeCandidate], _ notes: inout LookupNotes
    ) -> Bool? {
        if let other = around.counterpart, let practice = other.listing.practice(id.text) {
            let name = practice.name.map { " (\($0))" } ?? ""
            notes.add(
                finding(
                    LookupCodes.wrongEnvironment, .confirmed, id,
                    "\(id)\(name) is not one of our practices here, but is one in the profile ‘\(other.profile)’. The id is "
                        + "right, and the environment is wrong."))
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
                    "\(id) exists, but our key has no access to it. The client has to grant it. Our credentials are good, "
                        + "since the list of practices could be read." + nearest(near), near: near))
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
        case nil: return unknown(id, "\(id) is not among our practices. Whether it exists was not asked.", near, &notes)
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

public import Model
public import Services

/// Why what belongs to a practice could not be read.
public enum PracticeAccess: Sendable, Equatable {
    /// athenahealth knows no such practice.
    case noSuchPractice
    /// It exists, and our key has no right to it.
    case notGranted
    /// Our credentials were refused altogether; in a few words.
    case refused(String)
    /// Something else, in a few words, with the time of another try where one is known.
    case failed(String)
}

/// The practice id that a command was given, and what is to be said of it.
public struct PracticeOperand: Sendable {
    /// Nil where it cannot be one.
    public private(set) var id: VendorID?
    /// That it cannot be one, or was cleaned.
    public private(set) var notes: LookupNotes
    private let asked: String

    /// Reads the id as it was pasted.
    public init(_ asked: String, _ playbooks: PlaybookSet) {
        self.asked = asked
        let words = IDNotes(playbooks: playbooks, kind: "practice")
        var notes = LookupNotes()
        do throws(VendorIDError) {
            let (id, isChanged) = try VendorID.pasted(asked)
            if isChanged { notes.add(words.cleaned(asked, id)) }
            self.id = id
        } catch {
            notes.add(words.refused(asked, error))
            id = nil
        }
        self.notes = notes
    }

    /// The same, where an id with a zero in front is one only if athenahealth's own list has it so (rules.md D26).
    public func checked(
        _ access: AthenahealthAccess, _ words: AthenahealthWords, _ playbooks: PlaybookSet
    ) async -> PracticeOperand {
        guard let id, id.hasLeadingZero else { return self }
        var checked = self
        do throws(AthenahealthError) {
            let practices = try await access.client.practices()
            if practices.rows.contains(where: { $0.id == id.text }) { return self }
            checked.notes.add(
                IDNotes(playbooks: playbooks, kind: "practice").refused(
                    asked, .leadingZero, practices.isComplete ? .confirmed : .undetermined))
        } catch {
            checked.notes.add(
                words.access(error).notes(
                    id, code: LookupCodes.practicesNotRead, what: "The list of our practices", playbooks))
        }
        checked.id = nil
        return checked
    }
}

extension PracticeAccess {
    /// What is said of it; `code` is that of the list that could not be read, `what` names it.
    func notes(_ practice: VendorID, code: String, what: String, _ playbooks: PlaybookSet) -> LookupNotes {
        var notes = LookupNotes()
        func add(_ code: String, _ verdict: Verdict, causedBy: String? = nil, _ detail: String) {
            notes.add(
                playbooks.finding(
                    code, verdict, on: practice.text, causedBy: causedBy,
                    evidence: [Evidence(name: "practiceid", value: practice.text, count: 1)], detail: detail))
        }
        switch self {
        case .noSuchPractice:
            add(
                LookupCodes.noSuchPractice, .confirmed,
                "athenahealth knows no practice \(practice) in this environment.")
        case .notGranted:
            add(
                LookupCodes.notGranted, .confirmed,
                "\(practice) exists, but our key has no access to it. The client has to grant it.")
            notes.add(Gap(code: code, detail: "\(what) could not be read: our key has no access to the practice."))
        case .refused(let why):
            let cause = playbooks.finding(LookupCodes.credentialsRefused, .confirmed, detail: why)
            notes.add(cause)
            add(
                code, .undetermined, causedBy: cause.id,
                "\(what) could not be read, since athenahealth refused our credentials.")
        case .failed(let why): add(code, .undetermined, "\(what) could not be read. \(why)")
        }
        return notes
    }
}

/// What is said of an id that cannot be one, or that had to be cleaned.
struct IDNotes {
    let playbooks: PlaybookSet
    /// `practice` or `department`.
    let kind: String

    func refused(_ asked: String, _ fault: VendorIDError, _ verdict: Verdict = .confirmed) -> Finding {
        let why =
            switch fault {
            case .empty: "Nothing was given as \(kind) id."
            case .notDigits(let character): "It holds \(named(character)), and an id holds digits only."
            case .leadingZero:
                "It begins with 0, and athenahealth lists no \(kind) with this id. Zeros in front come from spreadsheets "
                    + "and forms."
            case .tooLong: "It has more than \(VendorID.longest) digits, which no id has."
            }
        return playbooks.finding(
            LookupCodes.notAnID, verdict, on: "\(kind)-\(asked)",
            evidence: [Evidence(name: "\(kind) id", value: asked, count: 1)],
            detail: fault == .leadingZero ? why : "\(why) athenahealth was not asked.")
    }

    /// What keeps a text from being an id, in a few words.
    static func short(_ fault: VendorIDError) -> String {
        switch fault {
        case .empty: "nothing was given"
        case .notDigits: "not an ID: digits only (athenahealth was not asked)"
        case .leadingZero: "it begins with 0, and athenahealth lists no such ID"
        case .tooLong: "not an ID: more than \(VendorID.longest) digits (athenahealth was not asked)"
        }
    }

    func cleaned(_ asked: String, _ id: VendorID) -> Finding {
        playbooks.finding(
            LookupCodes.idCleaned, .confirmed, on: "\(kind)-\(asked)",
            detail: "‘\(asked)’ was taken for the \(kind) id \(id): \(changes(asked).joined(separator: ", and ")).")
    }

    /// What was done to an id that was cleaned.
    private func changes(_ asked: String) -> [String] {
        let wide = asked.unicodeScalars.filter { (0xFF10...0xFF19).contains($0.value) }.count
        let plain = asked.unicodeScalars.filter { (0x30...0x39).contains($0.value) }.count
        var changes: [String] = []
        if asked.unicodeScalars.count > wide + plain { changes.append("blanks around it were dropped") }
        if wide > 0 { changes.append("full-width digits were read as ordinary ones") }
        return changes
    }

    private func named(_ character: Character) -> String {
        if character.isWhitespace { return "a blank" }
        if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .format }) {
            return "an invisible character"
        }
        return "‘\(character)’"
    }
}

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
                playbooks.finding(
                    LookupCodes.noCancelReason, .confirmed, on: practice.text,
                    evidence: [Evidence(name: "practiceid", value: practice.text, count: 1)],
                    detail: "athenahealth lists no cancellation reason for practice \(practice)."))
        }
        return notes
    }

    /// Notes where nothing could be read.
    public static func unread(_ access: PracticeAccess, practice: VendorID, _ playbooks: PlaybookSet) -> LookupNotes {
        access.notes(
            practice, code: LookupCodes.cancelReasonsNotRead, what: "The cancellation reasons of practice \(practice)",
            playbooks)
    }
}

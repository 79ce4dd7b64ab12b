public import Model

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
    public let id: VendorID?
    /// That it cannot be one, or was cleaned.
    public let notes: LookupNotes

    /// Reads the id as it was pasted.
    public init(_ asked: String, _ playbooks: PlaybookSet) {
        let words = IDNotes(maker: FindingMaker(playbooks), kind: "practice")
        var notes = LookupNotes()
        do throws(VendorIDFault) {
            let (id, isChanged) = try VendorID.pasted(asked)
            if isChanged { notes.add(words.cleaned(asked, id)) }
            self.id = id
        } catch {
            notes.add(words.refused(asked, error))
            id = nil
        }
        self.notes = notes
    }
}

/// What is said of it.
struct AccessNotes {
    let maker: FindingMaker

    /// `code` is that of the list that could not be read, `what` names it.
    func notes(_ access: PracticeAccess, _ practice: VendorID, code: String, what: String) -> LookupNotes {
        var notes = LookupNotes()
        let evidence = [Evidence(name: "practiceid", value: practice.text, count: 1)]
        switch access {
        case .noSuchPractice:
            notes.add(
                maker.finding(
                    LookupCodes.noSuchPractice, .confirmed, on: practice.text, evidence: evidence,
                    detail: "athenahealth knows no practice \(practice) in this environment."))
        case .notGranted:
            notes.add(
                maker.finding(
                    LookupCodes.notGranted, .confirmed, on: practice.text, evidence: evidence,
                    detail: "\(practice) exists, and our key has no access to it: the client has to grant it."))
            notes.add(Gap(code: code, detail: "\(what) could not be read: our key has no access to the practice."))
        case .refused(let why):
            let cause = maker.finding(LookupCodes.credentialsRefused, .confirmed, detail: why)
            notes.add(cause)
            notes.add(
                maker.finding(
                    code, .undetermined, on: practice.text, causedBy: cause.id, evidence: evidence,
                    detail: "\(what) could not be read, since athenahealth refused our credentials."))
        case .failed(let why):
            notes.add(
                maker.finding(
                    code, .undetermined, on: practice.text, evidence: evidence,
                    detail: "\(what) could not be read. \(why)"))
        }
        return notes
    }
}

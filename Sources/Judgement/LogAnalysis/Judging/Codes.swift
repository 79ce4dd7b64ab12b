/// Codes that the sources themselves emit; what they mean stands in the playbooks.
public enum Codes {
    /// An input could not be opened or read to its end.
    public static let unreadable = "BE1001"
    /// An input holds nothing, so nothing was looked at.
    public static let empty = "BE1002"
    /// An input is something else than a log: compressed, a PDF, a web page, UTF-16, binary.
    public static let notALog = "BE1003"
    /// Lines or documents are damaged and were left out.
    public static let malformed = "BE1004"
    /// Invalid UTF-8 or control characters were replaced, and the records kept.
    public static let repaired = "BE1005"
    /// No record has any field that a check-in has.
    public static let noCheckIn = "BE1006"
    /// A record is flagged as restricted but gives no reason.
    public static let flagWithoutReason = "BE1007"
    /// Times lack a zone, so filters and first and last seen cannot place them.
    public static let timeWithoutZone = "BE1008"
    /// Under a time filter, records without a time were let in.
    public static let recordWithoutTime = "BE1009"
    /// `--business` names a business of which no record was read.
    public static let noRecordOfBusiness = "BE1010"
    /// No known field held the reason; it was recognised by its text elsewhere.
    public static let foundByValue = "BE1011"
    /// The reason field holds an object, so the reason could not be read.
    public static let reasonIsNoText = "BE1012"
    /// `--contact` names someone of whom no record was read.
    public static let noRecordOfContact = "BE1013"
    /// The records of the contact that `--contact` names carry no restriction reason.
    public static let contactIsUnrestricted = "BE1014"
    /// Documents are nested deeper than the reader looks.
    public static let tooDeep = "BE1015"
    /// Several inputs hold the same documents, each of which was counted once.
    public static let overlap = "BE1016"
    /// Only a part of a document was given.
    public static let fragment = "BE1021"
    /// Documents were taken out of quotes, escapes or other text first.
    public static let unwrapped = "BE1022"
    /// A restriction reason that no playbook knows.
    public static let unknownReason = "BE1100"
    /// The reason is known, but several integrations use it and the record names none.
    public static let openIntegration = "BE1101"
    /// The value that a reason refuses is among those that the configuration allows.
    public static let contradiction = "BE1102"

    /// The filters left nothing over.
    public static let nothingLeft = "BE1020"

    /// All of them, for the test that holds them against the playbooks.
    public static let emitted = [
        unreadable, empty, notALog, malformed, repaired, noCheckIn, flagWithoutReason, timeWithoutZone,
        recordWithoutTime, noRecordOfBusiness, foundByValue, reasonIsNoText, noRecordOfContact, contactIsUnrestricted,
        tooDeep, overlap, nothingLeft, fragment, unwrapped,
        unknownReason, openIntegration, contradiction,
    ]
}

internal import Support

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
    /// An input holds no record.
    static let noCheckIn = "BE1006"
    /// A record is flagged as restricted but gives no reason.
    static let flagWithoutReason = "BE1007"
    /// Times lack a zone, so filters and first and last seen cannot place them.
    public static let timeWithoutZone = "BE1008"
    /// Under a time filter, records without a time were let in.
    static let recordWithoutTime = "BE1009"
    /// `--business` names a business of which no record was read.
    static let noRecordOfBusiness = "BE1010"
    /// No known field held the reason; it was recognised by its text elsewhere.
    static let foundByValue = "BE1011"
    /// The reason field holds an object, so the reason could not be read.
    static let reasonIsNoText = "BE1012"
    /// `--contact` names someone of whom no record was read.
    static let noRecordOfContact = "BE1013"
    /// The records of the contact that `--contact` names carry no restriction reason.
    static let contactIsUnrestricted = "BE1014"
    /// Documents are nested deeper than the reader looks.
    public static let tooDeep = "BE1015"
    /// Several inputs hold the same documents, each of which was counted once.
    static let overlap = "BE1016"
    /// Only a part of a document was given.
    public static let fragment = "BE1021"
    /// Documents were taken out of quotes, escapes or other text first.
    static let unwrapped = "BE1022"
    /// A restriction reason that no playbook knows.
    public static let unknownReason = "BE1100"
    /// The reason is known, but several integrations use it and the record names none.
    static let openIntegration = "BE1101"
    /// The value that a reason refuses is among those that the configuration allows.
    public static let contradiction = "BE1102"

    /// Exactly as many documents as a search hands out at most.
    static let resultWindow = "BE1031"
    /// A search found more documents than its answer holds.
    public static let incompleteAnswer = "BE1032"
    /// A search stopped counting: it found at least as many.
    public static let lowerBound = "BE1033"
    /// A search ran into its time limit, or shards did not answer.
    public static let partialAnswer = "BE1034"
    /// An input stops in the middle.
    public static let cutOff = "BE1035"
    /// A CSV report is as large as such a report may become.
    static let sizeLimit = "BE1036"
    /// Rows of a table are shorter than its header.
    public static let shortRows = "BE1037"
    /// An export of Kibana's saved objects holds no records.
    public static let savedObjects = "BE1038"
    /// Restricted records lack the value that was compared.
    static let evidenceMissing = "BE1039"
    /// The value that was compared is hidden in the export.
    static let evidenceRedacted = "BE1040"
    /// The records do not reach as far as the time that was asked for.
    public static let windowNotCovered = "BE1041"
    /// Businesses without contacts on the days on which they usually have some, up to the end.
    public static let stop = "BE1042"
    /// A business that is silent and whose mapping is inactive.
    static let inactiveAndSilent = "BE1316"
    /// A configuration that is about no business of the log.
    static let foreignConfiguration = "BE1318"
    /// Contacts that were let through though the configuration does not allow a value of them.
    static let refusedLetThrough = "BE1103"
    /// Contacts that were let through though their status is that of no visit.
    static let nonVisitLetThrough = "BE1104"
    /// Businesses with hardly any contacts on the last expected days.
    static let fall = "BE1048"
    /// Lines or documents are too long to be read.
    public static let tooLong = "BE1043"
    /// More different values than are told apart.
    public static let tooMany = "BE1044"
    /// The first document may be several.
    public static let nested = "BE1045"
    /// Business numbers that a spreadsheet has rounded.
    static let roundedBusiness = "BE1046"
    /// A business number that has more digits or fewer than all others.
    static let unlikeBusiness = "BE1051"
    /// Text that was not in UTF-8.
    static let otherEncoding = "BE1047"
    /// A known reason stands where no record's reason was read.
    public static let unread = "BE1049"
    /// Rows may stand for many records each.
    static let unclearWeight = "BE1050"
    /// The filters left nothing over.
    static let nothingLeft = "BE1020"
}

/// Counts in sentences.
enum Count {
    static func records(_ count: Int) -> String { Numbers.plural(count, "record") }

    static func others(_ count: Int) -> String { Numbers.plural(count, "other document") }

    static func documents(_ count: Int) -> String { Numbers.plural(count, "document") }
}

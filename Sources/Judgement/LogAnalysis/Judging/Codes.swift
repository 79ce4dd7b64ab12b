/// Codes that the sources themselves emit; what they mean stands in the playbooks.
public enum Codes {
    public static let unreadable = "BE1001"
    public static let empty = "BE1002"
    public static let notALog = "BE1003"
    public static let malformed = "BE1004"
    public static let repaired = "BE1005"
    public static let noCheckIn = "BE1006"
    public static let flagWithoutReason = "BE1007"
    public static let timeWithoutZone = "BE1008"
    public static let recordWithoutTime = "BE1009"
    public static let noRecordOfBusiness = "BE1010"
    public static let foundByValue = "BE1011"
    public static let reasonIsNoText = "BE1012"
    public static let tooDeep = "BE1015"
    public static let overlap = "BE1016"
    public static let unknownReason = "BE1100"
    public static let openIntegration = "BE1101"

    /// All of them, for the test that holds them against the playbooks.
    public static let emitted = [
        unreadable, empty, notALog, malformed, repaired, noCheckIn, flagWithoutReason, timeWithoutZone,
        recordWithoutTime, noRecordOfBusiness, foundByValue, reasonIsNoText, tooDeep, overlap, unknownReason,
        openIntegration,
    ]
}

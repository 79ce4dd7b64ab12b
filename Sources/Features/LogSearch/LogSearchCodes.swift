/// Codes that the search itself emits.
enum LogSearchCodes {
    /// The pattern matches no index that the user may read.
    static let noIndex = "BE1060"
}

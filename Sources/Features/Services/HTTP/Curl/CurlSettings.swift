/// What all calls of one transport share.
struct CurlSettings: Sendable {
    /// Name and version of this tool, such as `be-diagnose/0.1.0`.
    var userAgent: String
    /// A PEM file of roots to trust beside the system's.
    var caFile: String?
    /// For a request that names none: from its start to the last byte of its answer.
    var timeout = Duration.seconds(30)
    /// At most this long for name, connection and TLS, within the above.
    var connectTimeout = Duration.seconds(10)
    /// Decoded bytes of a body.
    var bodyLimit = 16 << 20
    /// Connections to one host.
    var connections = 8

    /// Settings with the standard limits.
    init(userAgent: String, caFile: String? = nil) {
        self.userAgent = userAgent
        self.caFile = caFile
    }

    /// Bytes of all header lines of an answer.
    static let headerLimit = 256 << 10
}

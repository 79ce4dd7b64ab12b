/// What all calls of one transport share.
public struct CurlSettings: Sendable {
    /// Name and version of this tool, such as `be-diagnose/0.1.0`.
    public var userAgent: String
    /// A PEM file of roots to trust beside the system's.
    public var caFile: String?
    /// For a request that names none: from its start to the last byte of its answer.
    public var timeout = Duration.seconds(30)
    /// At most this long for name, connection and TLS, within the above.
    public var connectTimeout = Duration.seconds(10)
    /// Decoded bytes of a body.
    public var bodyLimit = 16 << 20
    /// Connections to one host.
    public var connections = 8

    /// Settings with the standard limits.
    public init(userAgent: String, caFile: String? = nil) {
        self.userAgent = userAgent
        self.caFile = caFile
    }

    /// Bytes of all header lines of an answer.
    static let headerLimit = 256 << 10
}

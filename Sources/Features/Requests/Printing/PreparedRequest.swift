/// A documented call with all its values, ready to be printed.
public struct PreparedRequest: Sendable, Equatable {
    /// The request's name in its playbook.
    var name: String
    /// HTTP's method, in capitals.
    var method: String
    /// The whole address.
    var url: String
    /// In order; a secret stands as `‹env:NAME›` or `‹file:PATH›`.
    var headers: [RequestLine]
    /// What is sent, secrets as above; nothing for a call without a body.
    var body: String?
    /// A line that runs in a POSIX shell, with all quoting done.
    public var curl: String
    /// Which secrets the line reads when it runs, by parameter.
    var secrets: [RequestLine]
    /// What is worth knowing before it is sent.
    public var notes: [String]

    /// A name with a text.
    struct RequestLine: Sendable, Equatable {
        /// A header's or a parameter's name.
        var name: String
        /// A header's value, or where a secret stands.
        var value: String
    }
}

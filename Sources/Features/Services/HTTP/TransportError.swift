/// Why a call brought no answer that can be used. Each case has a name in the playbooks' table of faults, which says
/// what the user is told; no case holds a header, a body or a credential.
public enum TransportError: Error, Sendable, Equatable {
    /// The host's name has no address, or the resolver cannot be asked.
    case nameNotFound(host: String)
    /// Nothing listens there.
    case refused(Origin)
    /// No way to the host, or the network is down.
    case unreachable(Origin)
    /// A time limit passed; in whole seconds.
    case timedOut(Origin, TimeLimit, seconds: Int)
    /// The connection ended before an answer, or in the midst of its headers.
    case reset(Origin)
    /// The body ended before its announced length, or its encoding broke off.
    case truncated(Origin)
    /// What came is no HTTP.
    case notHTTP(Origin)
    /// The decoded body, or the header lines, grew beyond the limit, in bytes.
    case tooLarge(Origin, limit: Int)
    /// The server's certificate is not to be trusted.
    case certificate(Origin, CertificateProblem)
    /// TLS failed for another reason.
    case tls(Origin)
    /// The profile's `caFile` cannot be read as certificates.
    case caFile(path: String)
    /// The proxy cannot be reached or refuses; which one, without its password.
    case proxy(Origin, proxy: String)
    /// The server sends elsewhere, which is never followed: the target's scheme, host and port, or nothing if its
    /// `Location` names none.
    case redirect(Origin, status: Int, target: String?)
    /// The status says no; `retryAfter` in seconds, where the server says.
    case status(Origin, Int, AnswerKind, retryAfter: Int?)
    /// A status of 200 to 299 with a body that is not the JSON that was asked for.
    case notJSON(Origin, AnswerKind, status: Int)
    /// A request that holds a credential was about to go to an origin that the credential is not bound to.
    case foreignOrigin(Origin)
    /// A header or method that would break the request; nothing was sent.
    case badRequest(Origin)
    /// `--offline`: nothing was sent.
    case offline(Origin)
    /// The caller needs no answer any more.
    case cancelled(Origin)
    /// libcurl could not be loaded; its own message.
    case noLibrary(String)
    /// Anything else that libcurl reports, by its number.
    case other(Origin, code: Int)
}

/// Which time limit passed.
public enum TimeLimit: String, Sendable, Equatable {
    /// No connection came about.
    case connect
    /// The whole answer took longer than `network.timeout`.
    case total
    /// The command's `--deadline` came.
    case deadline
}

/// What is wrong with a server's certificate.
public enum CertificateProblem: String, Sendable, Equatable, CaseIterable {
    /// Its time is over.
    case expired
    /// Its time has not begun, or this machine's clock is slow.
    case notYetValid
    /// It is for other names than the host's.
    case wrongHost
    /// It vouches for itself.
    case selfSigned
    /// Nobody known vouches for it.
    case unknownRoot
    /// Something else, such as a weak signature or a revoked certificate.
    case other
}

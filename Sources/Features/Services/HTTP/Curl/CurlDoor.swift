internal import CCurl

/// The network by libcurl: one attempt a call, verified TLS only, no redirect followed, `~/.netrc` never read.
///
/// `HTTPS_PROXY` and `NO_PROXY` are heeded as by curl itself; plain `http`, which goes to this machine only, uses none.
enum CurlDoor {
    /// Opens a door; libcurl is loaded here, on first use. The thread behind it ends with the last copy of the door.
    static func open(_ settings: CurlSettings) throws(TransportError) -> HTTPDoor {
        if let why = ccurl_load() { throw .noLibrary(String(cString: why)) }
        guard let started = ccurl_start(settings.connections) else { throw .noLibrary("no memory or threads left") }
        let engine = CurlEngine(started)
        return HTTPDoor { (request) async throws(TransportError) -> HTTPAnswer in
            try CurlRequest.check(request)
            return try await engine.send(request, settings)
        }
    }

    /// libcurl's version, such as `7.88.1`.
    static func version() throws(TransportError) -> String {
        if let why = ccurl_load() { throw .noLibrary(String(cString: why)) }
        return String(cString: ccurl_version())
    }
}

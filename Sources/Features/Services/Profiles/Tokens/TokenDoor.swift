extension HTTPDoor {
    /// This door with a bearer token on every call, and one call more where the service refuses the token itself.
    ///
    /// - Parameters:
    ///   - origins: The token is sent to these only: those of the credential that it was got with.
    ///   - isRefusedToken: Whether a 401 means the token, and not a right that the token lacks.
    func withToken(
        of store: TokenStore, boundTo origins: Set<Origin>,
        isRefusedToken: @escaping @Sendable (HTTPAnswer) -> Bool
    ) -> HTTPDoor {
        HTTPDoor { (request) async throws(TransportError) -> HTTPAnswer in
            let token = try await store.token()
            let answer = try await send(Self.carrying(token, request, origins))
            guard answer.status == 401, isRefusedToken(answer),
                let other = try await store.token(instead: token)
            else { return answer }
            return try await send(Self.carrying(other, request, origins))
        }
    }

    private static func carrying(_ token: String, _ request: HTTPRequest, _ origins: Set<Origin>) -> HTTPRequest {
        request.authorized(HTTPHeader("Authorization", "Bearer \(token)"), boundTo: origins)
    }
}

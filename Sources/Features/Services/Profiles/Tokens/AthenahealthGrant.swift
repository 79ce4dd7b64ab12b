extension ClientCredentialsGrant {
    /// athenahealth's token call; nothing if the credential is no client's.
    ///
    /// Limited to 50 a minute in production and 5 in preview, so that a run makes one.
    public static func athenahealth(_ service: AthenahealthService, _ credential: Credential) -> ClientCredentialsGrant?
    {
        guard case .client = credential.secret, let url = try? service.url.appending("/oauth2/v1/token") else {
            return nil
        }
        return ClientCredentialsGrant(url: url, credential: credential, scope: "athena/service/Athenanet.MDP.*")
    }

    /// A store over this grant, as every command uses it.
    public func store(
        through door: HTTPDoor, clock: NetworkClock, learn: @escaping @Sendable ([String]) -> Void
    ) -> TokenStore {
        let grant = self
        return TokenStore(clock: clock, learn: learn) { () async throws(TransportError) -> AccessToken in
            try await grant.token(through: door, now: clock.unixTime())
        }
    }
}

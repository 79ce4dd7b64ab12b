public import Support

/// All that one client's integration logs in with. It has no description on purpose.
public struct AllscriptsAccount: Sendable, Equatable {
    /// What `GetToken` gets.
    public var username: String
    /// The service user's password.
    public var servicePassword: String
    /// The PM user.
    public var pmUser: String
    /// Expires every 90 days.
    public var pmPassword: String

    /// What one login sends, before anything is sent.
    public init(username: String, servicePassword: String, pmUser: String, pmPassword: String) {
        self.username = username
        self.servicePassword = servicePassword
        self.pmUser = pmUser
        self.pmPassword = pmPassword
    }
}

/// What one login came to.
public struct LoginResult: Sendable, Equatable {
    /// The verdict, for whoever decides.
    public enum Verdict: Sendable, Equatable {
        /// Both were let in, and all permissions are there.
        case works
        /// The service user is refused.
        case serviceRefused
        /// The PM user is refused.
        case userRefused
        /// Let in; these actions are not licensed.
        case permissionsMissing([String])
        /// It failed, or had no known outcome, before, and was not tried.
        case notRepeated(LoginLedger.Standing)
        /// Nobody knows.
        case unknown(UnityError)
    }

    /// What both steps and the permissions come to.
    public var verdict: Verdict
    /// Logins that were sent.
    public var logins = 0
    /// Other calls that were sent.
    public var reads = 0
}

/// Proves that a client's Allscripts credentials work: one attempt, noted in the ledger before it is made.
public struct AllscriptsLogin: Sendable {
    /// Permissions that the client must grant (company support articles); `GetUserAuthentication` is the login itself.
    public static let actions = ["GetServerInfo", "GetSchedule", "GetPatientDemographics", "LastLogs"]

    private let client: UnityClient
    private let ledger: LoginLedger
    private let url: String
    private let learn: @Sendable ([String]) -> Void

    /// A login through `client` at `url`; `learn` is told every token before it is used.
    public init(
        _ client: UnityClient, at url: HTTPURL, ledger: LoginLedger, learn: @escaping @Sendable ([String]) -> Void
    ) {
        self.client = client
        self.ledger = ledger
        self.url = url.description
        self.learn = learn
    }

    /// The fingerprint of an account, which changes whenever any part of it does.
    public func fingerprint(_ account: AllscriptsAccount) -> String {
        ledger.fingerprint([
            "account", url, account.username, account.servicePassword, account.pmUser, account.pmPassword,
        ])
    }

    /// Logs in once; `insist` tries again what failed before (`--retry-login`).
    public func attempt(_ account: AllscriptsAccount, insist: Bool) async throws(LedgerError) -> LoginResult {
        var result = LoginResult(verdict: .works)
        let service = ledger.fingerprint(["service", url, account.username, account.servicePassword])
        let user = ledger.fingerprint(["user", url, account.username, account.pmUser, account.pmPassword])
        // Where the second step may not be made, the first would be for nothing.
        let past = insist ? .mayTry : try ledger.standing(user)
        guard past == .mayTry else { return LoginResult(verdict: .notRepeated(past)) }
        let standing = try ledger.begin(service, insist: insist)
        guard standing == .mayTry else { return LoginResult(verdict: .notRepeated(standing)) }
        let token: UnityToken
        result.logins = 1
        do throws(UnityError) {
            token = try await client.token(username: account.username, password: account.servicePassword)
        } catch {
            try ledger.end(service, Self.outcome(error))
            result.verdict = error == .refused ? .serviceRefused : .unknown(error)
            return result
        }
        learn([token.value])
        try ledger.end(service, .works)
        let second = try ledger.begin(user, insist: insist)
        guard second == .mayTry else {
            result.verdict = .notRepeated(second)
            return result
        }
        do throws(UnityError) {
            try await client.authenticate(account.pmUser, password: account.pmPassword, token)
        } catch {
            if case .notLicensed(let action) = error {
                try ledger.end(user, .notTried)
                result.verdict = .permissionsMissing([action])
                return result
            }
            try ledger.end(user, Self.outcome(error))
            result.verdict = error == .refused ? .userRefused : .unknown(error)
            return result
        }
        try ledger.end(user, .works)
        return await permissions(account, token, result)
    }

    private func permissions(
        _ account: AllscriptsAccount, _ token: UnityToken, _ start: LoginResult
    ) async -> LoginResult {
        var result = start
        var missing: [String] = []
        for action in Self.actions {
            result.reads += 1
            do throws(UnityError) { try await client.tryAction(action, user: account.pmUser, token) } catch {
                guard case .notLicensed = error else {
                    result.verdict = .unknown(error)
                    return result
                }
                missing.append(action)
            }
        }
        if !missing.isEmpty { result.verdict = .permissionsMissing(missing) }
        return result
    }

    private static func outcome(_ error: UnityError) -> LoginLedger.Outcome {
        if error == .refused { return .fails }
        return error.mayHaveCounted ? .lost : .notTried
    }
}

/// Which logins failed, on disk and under keyed fingerprints: an account locks after a few wrong passwords, so one that
/// failed is not tried again by any command until it changes or the user insists.
public final class LoginLedger: Sendable {
    private let database: Database
    private let digest: KeyedDigest

    /// What a login came to.
    public enum Outcome: String, Sendable {
        /// Let in.
        case works
        /// Refused.
        case fails
        /// Sent, and no answer came: it may have counted.
        case lost
        /// The service said that it did not look at it, or nothing was sent.
        case notTried
    }

    /// What is known of a credential before a login.
    public enum Standing: Sendable, Equatable {
        /// It may be tried, and this attempt is on the disk by now.
        case mayTry
        /// It failed before.
        case failedBefore
        /// An earlier attempt has no known outcome.
        case lostBefore
    }

    /// Opens the ledger of a folder.
    public init(_ folder: StateFolder) throws(LedgerError) {
        do throws(StateError) { digest = try folder.digest() } catch { throw .state(error) }
        do throws(DatabaseError) {
            database = try Database(
                path: folder.file("logins.sqlite"),
                migrations: [
                    """
                    CREATE TABLE logins(
                      sequence INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, began INTEGER NOT NULL, outcome TEXT
                    ) STRICT;
                    CREATE INDEX logins_of ON logins(fingerprint, sequence);
                    """
                ])
        } catch {
            throw .database(error)
        }
    }

    /// The fingerprint of a credential's parts: the same for the same parts, and of no use without the key.
    public func fingerprint(_ parts: [String]) -> String { digest.text(["login"] + parts) }

    /// Asks for an attempt, and notes it before it is made, so that a crash cannot hide it; `insist` overrules the past.
    public func begin(_ fingerprint: String, insist: Bool) throws(LedgerError) -> Standing {
        try transaction { (database) throws(DatabaseError) in
            let past = insist ? .mayTry : try Self.past(fingerprint, in: database)
            guard past == .mayTry else { return past }
            try database.rows(
                "INSERT INTO logins(fingerprint, began) VALUES(?,?)",
                [.text(fingerprint), .integer(Int64(Timestamp.now))])
            return .mayTry
        }
    }

    /// What is known of a credential, without an attempt.
    public func standing(_ fingerprint: String) throws(LedgerError) -> Standing {
        do throws(DatabaseError) { return try Self.past(fingerprint, in: database) } catch { throw .database(error) }
    }

    private static func past(_ fingerprint: String, in database: Database) throws(DatabaseError) -> Standing {
        let last = try database.rows(
            """
            SELECT outcome FROM logins WHERE fingerprint=? AND (outcome IS NULL OR outcome<>'notTried')
            ORDER BY sequence DESC LIMIT 1
            """, [.text(fingerprint)]
        ).first
        guard let last else { return .mayTry }
        if last[0].text == Outcome.fails.rawValue { return .failedBefore }
        // Nothing was noted after the attempt: its process ended in the midst of it, or is still at it.
        return last[0] == .null || last[0].text == Outcome.lost.rawValue ? .lostBefore : .mayTry
    }

    /// Notes what the attempt came to.
    public func end(_ fingerprint: String, _ outcome: Outcome) throws(LedgerError) {
        _ = try transaction { (database) throws(DatabaseError) in
            try database.rows(
                """
                UPDATE logins SET outcome=? WHERE sequence=
                (SELECT max(sequence) FROM logins WHERE fingerprint=? AND outcome IS NULL)
                """, [.text(outcome.rawValue), .text(fingerprint)])
        }
    }

    private func transaction<Value>(_ body: (Database) throws(DatabaseError) -> Value) throws(LedgerError) -> Value {
        do throws(DatabaseError) { return try database.transaction(body) } catch { throw .database(error) }
    }
}

/// Why no login may be made: without the ledger nobody knows what was tried.
public enum LedgerError: Error, Sendable, Equatable {
    /// The folder.
    case state(StateError)
    /// The database's file.
    case database(DatabaseError)

    /// What is wrong, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch self {
        case .state(let fault): fault.words
        case .database(let fault): fault.words
        }
    }
}

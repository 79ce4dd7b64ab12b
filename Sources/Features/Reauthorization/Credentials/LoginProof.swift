public import Model
public import Reporting
public import Services

/// One login with credentials from an email, by the ledger's rules, for a command that only wants to know whether they work.
public struct LoginProof: Sendable {
    /// What it came to.
    public enum Outcome: Sendable {
        case works, refused, permissionMissing, notRepeated, unknown
    }

    /// What it came to.
    public var outcome: Outcome
    /// How that is known, in a sentence.
    public var detail: String
    /// Calls that were made.
    public var reads: Int
    /// Logins that were sent.
    public var logins: Int

    /// Logs in once with what `message --to` writes; throws where the profile cannot reach Allscripts, or the state folder
    /// with the ledger cannot be used.
    public static func attempt(
        credentials: String, _ network: Network, _ playbooks: PlaybookSet, _ console: Console
    ) async throws(CommandError) -> LoginProof {
        let new = try NewCredentials(Array(credentials.utf8), called: "the email")
        console.learn(new.secrets)
        let context = try ReauthorizeContext(network, playbooks, console)
        guard let unity = try CredentialAccess(context).unity else {
            throw CommandError(
                ExitCode.configuration, "profile \(network.profile.name) has no Allscripts credential",
                remedy: "be-diagnose doctor")
        }
        let account: AllscriptsAccount
        do throws(AllscriptsAccount.Missing) {
            account = try AllscriptsAccount(
                group: nil, new: new, keys: AllscriptsAccount.Keys(playbooks), user: unity.user,
                prefix: unity.service.usernamePrefix)
        } catch {
            throw CommandError(ExitCode.unreadable, error.rawValue)
        }
        let result = try await CredentialProver(context: context, retriesLogins: false).login(account, unity.login)
        let outcome: Outcome =
            switch result.outcome {
            case .works: .works
            case .fails: .refused
            case .permissionMissing: .permissionMissing
            case .failedBefore: .notRepeated
            default: .unknown
            }
        return LoginProof(
            outcome: outcome, detail: result.detail, reads: context.count.reads, logins: context.count.logins)
    }
}

internal import Model
internal import Reporting
public import Services

/// Finds out whether a credential works, and says how it is known.
public struct ProofMaker: Sendable {
    /// What trying came to, for a person.
    public struct Result: Sendable {
        public var outcome: ProofOutcome
        public var detail: String
    }

    public let desk: RepairDesk
    public let retriesLogins: Bool

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, retriesLogins: Bool) {
        self.desk = desk
        self.retriesLogins = retriesLogins
    }

    /// Asks athenahealth whether our key may use a practice.
    public func practice(_ id: String, _ access: AthenahealthAccess) async -> Result {
        guard let practice = try? VendorID(id) else {
            return Result(outcome: .wrongPractice, detail: "The mapping's practice id ‘\(id)’ cannot be one.")
        }
        desk.count.read()
        do throws(AthenahealthError) {
            try await access.client.ping(practice)
            return Result(outcome: .works, detail: "athenahealth lets our key use practice \(id).")
        } catch {
            let sentence = desk.network.words(desk.playbooks, desk.console.gate).sentence(error)
            switch error {
            case .notGranted:
                return Result(
                    outcome: .notGranted,
                    detail:
                        "athenahealth knows practice \(id) and has not granted it to us (401 Incorrect permissions).")
            case .noSuchPractice:
                return Result(outcome: .wrongPractice, detail: "athenahealth knows no practice \(id) (404).")
            case .tokenRefused: return Result(outcome: .fails, detail: sentence)
            case .unauthorized, .noToken, .failed, .unexpected: return Result(outcome: .unknown, detail: sentence)
            }
        }
    }

    /// Logs in to Unity once.
    public func login(_ account: ClientAccount, _ login: AllscriptsLogin) async throws(LedgerFault) -> Result {
        let result = try await login.attempt(account.account, insist: retriesLogins)
        desk.count.login(result.logins)
        desk.count.read(result.reads)
        switch result.verdict {
        case .works:
            return Result(
                outcome: .works,
                detail: "Unity let the service user and the PM user in, and the five permissions are there.")
        case .serviceRefused:
            return Result(outcome: .fails, detail: "Unity refused the service user (GetToken).")
        case .userRefused:
            return Result(outcome: .fails, detail: "Unity refused the PM user (GetUserAuthentication: ValidUser NO).")
        case .permissionsMissing(let actions):
            return Result(
                outcome: .permissionMissing,
                detail: "Unity let the PM user in; not licensed: \(actions.joined(separator: ", ")).")
        case .notRepeated(.lostBefore):
            return Result(
                outcome: .failedBefore,
                detail: "An earlier login with these credentials has no known outcome, so it was not repeated.")
        case .notRepeated:
            return Result(
                outcome: .failedBefore,
                detail: "These credentials failed before and have not changed, so the login was not repeated.")
        case .unknown(let error): return Result(outcome: .unknown, detail: sentence(error))
        }
    }

    private func sentence(_ error: UnityError) -> String {
        switch error {
        case .refused: "Unity refused the login."
        case .notLicensed(let action): "Unity says that \(action) is not licensed."
        case .said(let action, let text):
            "Unity answered \(action) with ‘\(desk.console.gate.masked(String(text.prefix(200))))’."
        case .failed(let error): desk.playbooks.text(ofFault: error.name, facts: error.facts, doing: "Calling Unity")
        case .unexpected(let what): "What came from Unity is not what the call answers: \(what)."
        }
    }
}

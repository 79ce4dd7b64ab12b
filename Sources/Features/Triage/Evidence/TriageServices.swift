public import Model
public import Reporting
public import Services

/// The services of a profile as far as they can be asked; what cannot be asked says why, and what would enable it.
public struct TriageServices: Sendable {
    /// Something that may be called, or why it is not.
    enum Access<Service: Sendable>: Sendable {
        case ready(Service)
        case missing(why: String, needs: [String])

        var service: Service? { if case .ready(let service) = self { service } else { nil } }
        var absence: (why: String, needs: [String])? {
            if case .missing(let why, let needs) = self { (why, needs) } else { nil }
        }
    }

    let platform: Access<PlatformClient>
    let athenahealth: Access<AthenahealthAccess>
    let network: Network
    let playbooks: PlaybookSet
    let console: Console

    /// What the profile has; a credential that cannot be had is no error here (design.md §3a), only a reason to skip.
    public init(_ network: Network, _ playbooks: PlaybookSet, _ console: Console) {
        self.network = network
        self.playbooks = playbooks
        self.console = console
        platform = Self.platform(network)
        athenahealth = Self.athenahealth(network)
    }

    private static func platform(_ network: Network) -> Access<PlatformClient> {
        if network.isOffline { return .missing(why: "--offline", needs: ["--config"]) }
        guard let service = network.profile.platform else {
            return .missing(
                why: "profile \(network.profile.name) names no platform", needs: ["--config", "platform.url"])
        }
        let credential: Credential?
        do throws(CommandError) {
            credential = try network.credential(for: .platform, of: network.profile)
        } catch {
            return .missing(why: "no credential for the platform", needs: ["--config", "platform.credential"])
        }
        let http = network.client(orFailingFor: network.profile)
        let authorized = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            try await http.send(credential.map { $0.authorize(request) } ?? request)
        }
        return .ready(PlatformClient(http: authorized, service: service, clock: network.clock))
    }

    private static func athenahealth(_ network: Network) -> Access<AthenahealthAccess> {
        if network.isOffline { return .missing(why: "--offline", needs: ["athenahealth.credential"]) }
        do throws(CommandError) {
            return .ready(try AthenahealthAccess(network, network.profile))
        } catch {
            return .missing(
                why: network.profile.athenahealth == nil
                    ? "profile \(network.profile.name) names no athenahealth" : "no credential for athenahealth",
                needs: [network.profile.athenahealth == nil ? "athenahealth.url" : "athenahealth.credential"])
        }
    }
}

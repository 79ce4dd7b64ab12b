internal import LogAnalysis
internal import LogSearch
internal import Model
internal import Services
internal import Support

/// What `doctor` finds out about one service of the profile by calling it.
struct ServiceChecks: Sendable {
    let network: Network
    let playbooks: PlaybookSet
    let endpoint: ServiceEndpoint

    private var service: String { endpoint.service.rawValue }

    /// Each URL, the clocks, and the credential, in this order.
    func run() async -> [DoctorCheck] {
        let source = credentialSource
        if network.isOffline { return [source.check] + endpoint.urls.map(offline) }
        let door: HTTPClient
        do throws(TransportError) {
            door = try network.client(of: network.profile)
        } catch {
            return [source.check, failed("reach", error, doing: "Calling \(service)")]
        }
        var checks = [source.check]
        var reached = 0
        for url in endpoint.urls {
            let reach = await reach(url, door)
            checks.append(reach.check)
            if reach.check.state == .ok { reached += 1 }
            if let answer = reach.answer { checks.append(clock(answer)) }
        }
        if endpoint.service == .logs {
            if source.check.state == .ok, reached > 0 { checks += await search(source.credential, door) }
            return checks
        }
        guard let credential = source.credential else { return checks }
        if reached == 0 {
            checks.append(skipped("use", "the service was not reached, so the credential could not be tried"))
        } else {
            checks.append(await use(credential, door))
        }
        return checks
    }

    private var credentialSource: (credential: Credential?, check: DoctorCheck) {
        do throws(CredentialError) {
            guard let credential = try network.credentials.credential(for: endpoint.service, of: network.profile) else {
                return (nil, .ok("credential", "none needed", about: service))
            }
            let source = network.profiles.credential(named: credential.name)?.source.text ?? ""
            return (credential, .ok("credential", "‘\(credential.name)’, from \(source)", about: service))
        } catch {
            let finding = playbooks.finding(error, service: service, integration: integration)
            return (nil, .problem("credential", finding, about: service))
        }
    }

    private func reach(_ url: HTTPURL, _ door: HTTPClient) async -> (check: DoctorCheck, answer: HTTPAnswer?) {
        do throws(TransportError) {
            let answer = try await door.send(HTTPRequest(.get, url))
            if answer.status >= 500 || answer.status == 429 {
                throw TransportError.status(
                    answer.origin, answer.status, AnswerKind.of(answer),
                    retryAfter: answer.retryAfter(now: network.clock.unixTime()))
            }
            return (reached(url, answer.status), answer)
        } catch {
            // A service may send its front page elsewhere on the same host; another host is another matter.
            if case .redirect(let origin, let status, let target?) = error, target == origin.description {
                return (reached(url, status), nil)
            }
            return (failed("reach", error, doing: "Calling \(service)"), nil)
        }
    }

    /// Any status shows that the service is there.
    private func reached(_ url: HTTPURL, _ status: Int) -> DoctorCheck {
        let trust = url.origin.scheme == "https" ? "certificate verified" : "plain http on this machine"
        return .ok("reach", "reachable at \(url) (HTTP \(status), any will do), \(trust)", about: service)
    }

    /// More than this between the clocks is worth a finding, in seconds; less is the time of the answer itself.
    private static let skew = 120

    private func clock(_ answer: HTTPAnswer) -> DoctorCheck {
        guard let date = answer.date else { return skipped("clock", "the service sends no Date") }
        let ahead = network.clock.unixTime() - date
        guard abs(ahead) > Self.skew else { return .ok("clock", "agrees with this machine's", about: service) }
        let minutes = (abs(ahead) + 30) / 60
        let finding = playbooks.finding(
            DoctorCodes.clock, .likely, key: [service], decidable: [.likely],
            detail: "This machine's clock is \(minutes) minutes \(ahead > 0 ? "ahead of" : "behind") that of "
                + "\(answer.origin.host). One of the two is wrong.")
        return .problem("clock", finding, about: service)
    }

    private func use(_ credential: Credential, _ door: HTTPClient) async -> DoctorCheck {
        switch endpoint.service {
        case .athenahealth:
            guard let athenahealth = network.profile.athenahealth,
                let grant = ClientCredentialsGrant.athenahealth(athenahealth, credential)
            else { return skipped("use", "the credential has no form for a token call") }
            do throws(TransportError) {
                _ = try await grant.store(through: door, clock: network.clock, learn: network.learn).token()
                return .ok("use", "a token was given for it", about: service)
            } catch {
                return failed("use", error, doing: "Asking athenahealth for a token")
            }
        case .allscripts: return skipped("use", "a login is never tried here: a wrong one counts toward a lockout")
        case .platform, .logs: return await call(with: credential, door)
        }
    }

    /// The base URL with the credential: a refusal is certain, the rest says only that it was not refused.
    private func call(with credential: Credential, _ door: HTTPClient) async -> DoctorCheck {
        do throws(TransportError) {
            let answer = try await door.send(credential.authorize(HTTPRequest(.get, endpoint.urls[0])))
            if [401, 402, 403].contains(answer.status) || answer.status >= 500 {
                throw TransportError.status(answer.origin, answer.status, AnswerKind.of(answer), retryAfter: nil)
            }
            let isSure = (200...299).contains(answer.status)
            return DoctorCheck(
                name: "use", subject: service, state: isSure ? .ok : .note,
                detail: isSure ? "accepted" : "not refused; \(answer.status) at the base URL says no more than that")
        } catch {
            return failed("use", error, doing: "Calling \(service) with the credential ‘\(credential.name)’")
        }
    }

    /// The searches that `--live` begins with, for the last day: rights, pattern, fields.
    private func search(_ credential: Credential?, _ door: HTTPClient) async -> [DoctorCheck] {
        guard let service = network.profile.logs else { return [] }
        let knowledge = Knowledge(playbooks, pinned: LiveOptions.paths(network))
        let day = network.clock.unixTime() * 1000 - 86_400_000
        let client = ClusterClient(service, credential, through: door)
        let live = await LiveSearch.prepare(
            LiveRequest(businesses: [], since: day, until: nil, isSinceGiven: false), client, knowledge.searched)
        if let error = live.error { return [.problem("search", LiveOptions.finding(error, playbooks), about: "logs")] }
        if let gap = live.gaps.first {
            return [DoctorCheck(name: "search", subject: "logs", state: .skipped, detail: gap.detail, gap: gap)]
        }
        guard let layout = live.layout else { return [] }
        let program = layout.dialect?.rawValue ?? "a cluster"
        let found = Numbers.grouped(live.total)
        let missing = layout.fields.filter(\.names.isEmpty).map(\.role)
        let fields = layout.fields.filter { !$0.names.isEmpty }.map {
            "\($0.role) in \($0.names.joined(separator: ", "))"
        }
        let search = DoctorCheck.ok(
            "search",
            "\(program), \(Numbers.counted(layout.indices, "index", "indices")) of \(live.name), \(found) documents of "
                + "the last day", about: "logs")
        let hint = missing.map {
            "no field is known for the \($0): name it under the profile's logs, fields: { \($0): PATH }"
        }
        return [
            search,
            DoctorCheck(
                name: "fields", subject: "logs", state: missing.isEmpty && live.notes.isEmpty ? .ok : .note,
                detail: (fields + hint + live.notes).joined(separator: "; ")),
        ]
    }

    private func failed(_ name: String, _ error: TransportError, doing: String) -> DoctorCheck {
        let finding = playbooks.finding(
            error, doing: doing, verdict: .confirmed, subject: "\(service)-\(name)", integration: integration)
        return .problem(name, finding, about: service)
    }

    private func offline(_ url: HTTPURL) -> DoctorCheck {
        var check = skipped("reach", "\(url) skipped (--offline)")
        check.gap = Gap(
            code: DoctorCodes.offline,
            detail: "\(service): " + playbooks.text(ofFault: "offline", facts: ["host": url.origin.host]))
        return check
    }

    private func skipped(_ name: String, _ why: String) -> DoctorCheck {
        DoctorCheck(name: name, subject: service, state: .skipped, detail: why)
    }

    /// The integration as reports name it.
    private var integration: String? {
        switch endpoint.service {
        case .athenahealth, .allscripts: playbooks.playbook(named: service)?.name
        case .platform, .logs: nil
        }
    }
}

internal import Model
internal import Services

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

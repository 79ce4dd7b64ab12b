internal import Model
internal import Support

/// What `plan` found and `apply` may do: business numbers and fingerprints, never a secret.
public struct Plan: Sendable, Equatable {
    /// Random; a plan is applied once.
    public var id: String
    /// Seconds since 1970, as the next two: when the states were read.
    public var made: Int
    /// When the credentials were tried.
    var proved: Int
    /// Until when it holds.
    public var expires: Int
    /// The tool's version.
    public var tool: String
    /// The playbooks' names with their versions.
    public var playbooks: [String]
    /// The profile's name.
    public var profile: String
    /// The services that the profile named, each with its URL, and a digest of its requests.
    public var services: [String]
    /// Whether the profile says how a business is marked authorized.
    public var canAuthorize: Bool
    /// Whether the profile says how a mapping is read, where it does not say how a business is marked; plans of earlier
    /// versions do not say it.
    var readsMappings: Bool?
    /// Whether somebody has to put the new credentials into the groups by hand first.
    public var needsDashboard: Bool
    /// The file of the new credentials, absolute.
    public var credentialsFile: String?
    /// Each credential that a business depends on.
    public var proofs: [PlannedProof]
    /// Groups that get the new credentials.
    var updates: [PlannedUpdate]
    /// In the order in which they were given.
    public var businesses: [PlannedBusiness]
    /// Reads that making it took.
    public var reads: Int
    /// Logins that making it took.
    public var logins: Int

    /// Seconds for which its states are taken for true.
    public static let lifetime = 3600
    /// Seconds for which a proof may be carried into a refreshed plan.
    static let proofLifetime = 86_400

    /// Whether the profile says how a mapping is read; if not, no state was (rules.md D40).
    public var canRead: Bool { readsMappings ?? (canAuthorize || businesses.contains { $0.before != .unknown }) }

    /// Those that `apply` is to authorize.
    public var willAuthorize: [PlannedBusiness] { businesses.filter { $0.decision == .willAuthorize } }

    /// What the engine is to do.
    public func order(concurrency: Int) -> RunOrder {
        let chosen = willAuthorize
        let keys = Set(chosen.compactMap(\.proof))
        return RunOrder(
            businesses: chosen.map { RunBusiness(number: $0.number, proof: $0.proof ?? "") },
            proofs: proofs.filter { keys.contains($0.key) }.map {
                RunProof(key: $0.key, isRepeatable: $0.kind == .practice)
            },
            updates: needsDashboard
                ? [] : updates.filter { keys.contains($0.proof) }.map { RunUpdate(group: $0.group, proof: $0.proof) },
            concurrency: concurrency)
    }

    /// What all that `apply` is to authorize depend on, in a few words; nil where they depend on several things.
    public var dependsOn: String? {
        let keys = Set(willAuthorize.compactMap(\.proof))
        let used = proofs.filter { keys.contains($0.key) }
        guard let proof = used.first, used.count == 1, proof.kind == .practice else { return nil }
        return "\(willAuthorize.count == 1 ? "" : "all ")athenahealth practice \(proof.subject)"
    }

    /// Whether `apply` writes new credentials into groups.
    public var writesCredentials: Bool { !needsDashboard && !updates.isEmpty }

    /// The playbook's name of a business's integration, by the credential that it depends on; nil where none is known.
    func integration(of business: PlannedBusiness) -> String? {
        switch proofs.first(where: { $0.key == business.proof })?.kind {
        case .practice: "AthenaHealth"
        case .login: "Allscripts"
        case nil: nil
        }
    }

    /// What steps may depend on.
    var conditions: Set<RemedyCondition> { [canAuthorize ? .byRequest : .byHand] }

    /// What nobody looked at since the profile does not say how a mapping is read, each as the rest of a sentence; empty
    /// where it does.
    var notLookedAt: [String] {
        if canRead { return [] }
        var things = ["the state of \(businesses.count == 1 ? "the business" : "each business")"]
        let practices = proofs.filter { $0.kind == .practice }.map(\.subject)
        if !practices.isEmpty {
            things.append("whether the mappings name practice \(practices.joined(separator: ", "))")
        }
        if proofs.contains(where: { $0.kind == .login }) {
            things.append("whether the mappings belong to the group that was read")
        }
        return things
    }

    /// The command that plans some of its businesses again, which depend on logins.
    func commandToPlanAgain(_ businesses: [PlannedBusiness], _ again: RepeatedOptions) -> [String] {
        var words = ["plan"] + businesses.map(\.number)
        let keys = Set(businesses.compactMap(\.proof))
        let places = Set(proofs.filter { keys.contains($0.key) }.map(\.subject))
        // A group that was found by one of the businesses is found so again.
        if let place = places.first, places.count == 1, !businesses.contains(where: { $0.number == place }) {
            words += ["--enterprise", place]
        }
        words += ["--integration", "Allscripts"]
        if let credentialsFile { words += ["--credentials", credentialsFile] }
        return again.command(words + ["--to", "plan.json"], profile: profile)
    }

    /// The plan as its file holds it, without the digest.
    var value: PlainValue {
        let value: PlainValue = [
            "schemaVersion": 1, "id": .text(id), "made": .integer(made), "proved": .integer(proved),
            "expires": .integer(expires), "tool": .text(tool), "playbooks": .texts(playbooks),
            "profile": .text(profile), "services": .texts(services), "canAuthorize": .bool(canAuthorize),
            "needsDashboard": .bool(needsDashboard), "credentialsFile": .optional(credentialsFile),
            "proofs": .list(proofs.map(\.value)), "updates": .list(updates.map(\.value)),
            "businesses": .list(businesses.map(\.value)), "reads": .integer(reads), "logins": .integer(logins),
        ]
        return readsMappings.map { value.with(["readsMappings": .bool($0)]) } ?? value
    }
}

/// A credential of a plan.
public struct PlannedProof: Sendable, Equatable {
    /// How it is proven.
    enum Kind: String, Sendable, CaseIterable {
        /// athenahealth: our key may use the practice.
        case practice
        /// Allscripts: the service user and the PM user are let in.
        case login
    }

    /// Tells it apart in this plan.
    var key: String
    /// What is tried.
    var kind: Kind
    /// The practice's id, or the number whose group holds the account.
    var subject: String
    /// Keyed; changes whenever the credential does.
    var fingerprint: String
    /// What trying it came to.
    var outcome: ProofOutcome
    /// How it is known, in a sentence or two.
    var detail: String
    /// Practices that may have been meant, where athenahealth knows none of this id.
    var near: [NearMiss] = []
}

/// A group that gets new credentials.
public struct PlannedUpdate: Sendable, Equatable {
    /// The group's id.
    var group: String
    /// The number that the group was found by.
    var business: String
    /// The key of the proof of the new credentials.
    var proof: String
}

/// A business of a plan.
public struct PlannedBusiness: Sendable, Equatable {
    /// What the platform said of it.
    enum State: String, Sendable, CaseIterable { case authorized, unauthorized, unknown }

    /// What is to become of it (report.md).
    public enum Decision: String, Sendable, CaseIterable {
        case willAuthorize, alreadyAuthorized, credentialsFail, notGranted, wrongPractice, unknown, notFound
    }

    /// Its number.
    public var number: String
    /// As it was read.
    var before: State
    /// What is to become of it.
    var decision: Decision
    /// The key of the proof that it depends on.
    var proof: String?
    /// The group's id, where it is known.
    var group: String?
    /// Why, in a sentence or two.
    var detail: String
}

extension Plan {
    /// Reads what `value` made; nil where anything is missing, of another type, or of another format.
    init?(_ node: JSONNode) {
        func text(_ node: JSONNode, _ key: String) -> String? { node[key]?.text }
        func number(_ key: String) -> Int? { node[key]?.number.flatMap { Int($0) } }
        func list<Row>(_ key: String, _ read: (JSONNode) -> Row?) -> [Row]? {
            guard let rows = node[key], rows.kind == .array else { return nil }
            let read = rows.elements.map(read)
            let whole = read.compactMap(\.self)
            return whole.count == read.count ? whole : nil
        }
        guard number("schemaVersion") == 1, let id = text(node, "id"), let made = number("made"),
            let proved = number("proved"), let expires = number("expires"), let tool = text(node, "tool"),
            let playbooks = list("playbooks", \.text), let profile = text(node, "profile"),
            let services = list("services", \.text), let canAuthorize = node["canAuthorize"]?.boolean,
            let needsDashboard = node["needsDashboard"]?.boolean, let proofs = list("proofs", PlannedProof.init),
            let updates = list("updates", PlannedUpdate.init),
            let businesses = list("businesses", PlannedBusiness.init),
            let reads = number("reads"), let logins = number("logins")
        else { return nil }
        self.init(
            id: id, made: made, proved: proved, expires: expires, tool: tool, playbooks: playbooks, profile: profile,
            services: services, canAuthorize: canAuthorize,
            readsMappings: node["readsMappings"]?.boolean,
            needsDashboard: needsDashboard, credentialsFile: text(node, "credentialsFile"), proofs: proofs,
            updates: updates, businesses: businesses,
            reads: reads, logins: logins)
    }
}

extension PlannedProof {
    fileprivate var value: PlainValue {
        [
            "key": .text(key), "kind": .text(kind.rawValue), "subject": .text(subject),
            "fingerprint": .text(fingerprint), "outcome": .text(outcome.rawValue), "detail": .text(detail),
            "near": .list(
                near.map { ["value": .text($0.value), "candidate": .text($0.candidate), "why": .text($0.why)] }),
        ]
    }

    init?(_ node: JSONNode) {
        guard let key = node["key"]?.text, let kind = node["kind"]?.text.flatMap(Kind.init),
            let subject = node["subject"]?.text, let fingerprint = node["fingerprint"]?.text,
            let outcome = node["outcome"]?.text.flatMap(ProofOutcome.init), let detail = node["detail"]?.text
        else { return nil }
        var near: [NearMiss] = []
        for row in node["near"]?.elements.map(\.self) ?? [] {
            guard let value = row["value"]?.text, let candidate = row["candidate"]?.text, let why = row["why"]?.text
            else { return nil }
            near.append(NearMiss(value: value, candidate: candidate, why: why))
        }
        self.init(
            key: key, kind: kind, subject: subject, fingerprint: fingerprint, outcome: outcome, detail: detail,
            near: near)
    }
}

extension PlannedUpdate {
    fileprivate var value: PlainValue { ["group": .text(group), "business": .text(business), "proof": .text(proof)] }

    init?(_ node: JSONNode) {
        guard let group = node["group"]?.text, let business = node["business"]?.text, let proof = node["proof"]?.text
        else { return nil }
        self.init(group: group, business: business, proof: proof)
    }
}

extension PlannedBusiness {
    fileprivate var value: PlainValue {
        [
            "businessNumber": .text(number), "before": .text(before.rawValue), "decision": .text(decision.rawValue),
            "proof": .optional(proof), "group": .optional(group), "detail": .text(detail),
        ]
    }

    init?(_ node: JSONNode) {
        guard let number = node["businessNumber"]?.text, let before = node["before"]?.text.flatMap(State.init),
            let decision = node["decision"]?.text.flatMap(Decision.init), let detail = node["detail"]?.text
        else { return nil }
        self.init(
            number: number, before: before, decision: decision, proof: node["proof"]?.text, group: node["group"]?.text,
            detail: detail)
    }
}

public import Model
public import Support

extension Plan {
    /// The plan as its file holds it, without the digest.
    public var value: PlainValue {
        .object([
            PlainMember("schemaVersion", .integer(1)), PlainMember("id", .text(id)),
            PlainMember("made", .integer(made)),
            PlainMember("proved", .integer(proved)), PlainMember("expires", .integer(expires)),
            PlainMember("tool", .text(tool)), PlainMember("playbooks", .list(playbooks.map { .text($0) })),
            PlainMember("profile", .text(profile)), PlainMember("services", .list(services.map { .text($0) })),
            PlainMember("canAuthorize", .bool(canAuthorize)), PlainMember("needsDashboard", .bool(needsDashboard)),
            PlainMember("credentialsFile", .optional(credentialsFile)),
            PlainMember(
                "proofs",
                .list(
                    proofs.map { proof in
                        let near = proof.near.map {
                            Self.texts([("value", $0.value), ("candidate", $0.candidate), ("why", $0.why)])
                        }
                        return .object(
                            Self.members([
                                ("key", proof.key), ("kind", proof.kind.rawValue), ("subject", proof.subject),
                                ("fingerprint", proof.fingerprint), ("outcome", proof.outcome.rawValue),
                                ("detail", proof.detail),
                            ]) + [PlainMember("near", .list(near))])
                    })),
            PlainMember(
                "updates",
                .list(
                    updates.map {
                        Self.texts([("group", $0.group), ("business", $0.business), ("proof", $0.proof)])
                    })),
            PlainMember(
                "businesses",
                .list(
                    businesses.map { business in
                        Self.texts([
                            ("businessNumber", business.number), ("before", business.before.rawValue),
                            ("decision", business.decision.rawValue), ("proof", business.proof),
                            ("group", business.group), ("detail", business.detail),
                        ])
                    })), PlainMember("reads", .integer(reads)), PlainMember("logins", .integer(logins)),
        ])
    }

    private static func texts(_ members: [(String, String?)]) -> PlainValue { .object(Self.members(members)) }

    private static func members(_ members: [(String, String?)]) -> [PlainMember] {
        members.map { PlainMember($0.0, .optional($0.1)) }
    }

    /// Reads what `value` made; nil where anything is missing, of another type, or of another format.
    public init?(_ node: JSONNode) {
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
            services: services, canAuthorize: canAuthorize, needsDashboard: needsDashboard,
            credentialsFile: text(node, "credentialsFile"), proofs: proofs, updates: updates, businesses: businesses,
            reads: reads, logins: logins)
    }
}

extension PlannedProof {
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
    init?(_ node: JSONNode) {
        guard let group = node["group"]?.text, let business = node["business"]?.text, let proof = node["proof"]?.text
        else { return nil }
        self.init(group: group, business: business, proof: proof)
    }
}

extension PlannedBusiness {
    init?(_ node: JSONNode) {
        guard let number = node["businessNumber"]?.text, let before = node["before"]?.text.flatMap(State.init),
            let decision = node["decision"]?.text.flatMap(Decision.init), let detail = node["detail"]?.text
        else { return nil }
        self.init(
            number: number, before: before, decision: decision, proof: node["proof"]?.text, group: node["group"]?.text,
            detail: detail)
    }
}

import Findings

/// One finding as a value tree, every key present.
enum JSONFinding {
    static func tree(_ finding: Finding) -> PlainValue {
        .object([
            PlainMember("id", .text(finding.id)), PlainMember("causedBy", text(finding.causedBy)),
            PlainMember("code", .text(finding.code)), PlainMember("title", .text(finding.title)),
            PlainMember("severity", .text(finding.severity.rawValue)),
            PlainMember("verdict", .text(finding.verdict.rawValue)),
            PlainMember("subject", subject(finding.subject)), PlainMember("count", .integer(finding.count)),
            PlainMember("firstSeen", text(finding.firstSeen)), PlainMember("lastSeen", text(finding.lastSeen)),
            PlainMember("evidence", .list(finding.evidence.map(evidence))),
            PlainMember("businesses", .list(finding.businesses.map(business))),
            PlainMember("businessesTotal", .integer(finding.businessesTotal)),
            PlainMember("expected", expected(finding.expected)),
            PlainMember("nearMisses", .list(finding.nearMisses.map(nearMiss))),
            PlainMember("alsoBlockedBy", .list(finding.alsoBlockedBy.map(alsoBlocked))),
            PlainMember("detail", .text(finding.detail)), PlainMember("source", text(finding.source)),
            PlainMember("remedies", .list(finding.remedies.map(remedy))),
            PlainMember("width", finding.width.map(width) ?? .null),
            PlainMember("step", finding.step.map(step) ?? .null),
        ])
    }

    private static func text(_ value: String?) -> PlainValue { value.map { .text($0) } ?? .null }

    private static func texts(_ values: [String]) -> PlainValue { .list(values.map { .text($0) }) }

    private static func subject(_ subject: Subject) -> PlainValue {
        .object([
            PlainMember("integration", text(subject.integration)),
            PlainMember("businessNumber", text(subject.businessNumber)),
        ])
    }

    private static func evidence(_ evidence: Evidence) -> PlainValue {
        .object([
            PlainMember("name", .text(evidence.name)), PlainMember("value", text(evidence.value)),
            PlainMember("meaning", text(evidence.meaning)), PlainMember("count", .integer(evidence.count)),
        ])
    }

    static func business(_ business: BusinessCount) -> PlainValue {
        .object([
            PlainMember("businessNumber", .text(business.businessNumber)),
            PlainMember("count", .integer(business.count)), PlainMember("expected", expected(business.expected)),
        ])
    }

    private static func expected(_ expected: Expected?) -> PlainValue {
        guard let expected else { return .null }
        return .object([
            PlainMember("property", .text(expected.property)), PlainMember("level", .text(expected.level)),
            PlainMember("values", texts(expected.values)),
        ])
    }

    private static func nearMiss(_ miss: NearMiss) -> PlainValue {
        .object([
            PlainMember("value", .text(miss.value)), PlainMember("candidate", .text(miss.candidate)),
            PlainMember("why", .text(miss.why)),
        ])
    }

    private static func alsoBlocked(_ other: AlsoBlocked) -> PlainValue {
        .object([PlainMember("code", .text(other.code)), PlainMember("count", .integer(other.count))])
    }

    private static func remedy(_ remedy: Remedy) -> PlainValue {
        .object([
            PlainMember("text", .text(remedy.text)), PlainMember("owner", .text(remedy.owner.rawValue)),
            PlainMember("danger", .text(remedy.danger.rawValue)), PlainMember("reversible", .bool(remedy.reversible)),
            PlainMember("command", remedy.command.map(texts) ?? .null), PlainMember("query", text(remedy.query)),
            PlainMember("verify", texts(remedy.verify)), PlainMember("tellClient", text(remedy.tellClient)),
        ])
    }

    private static func width(_ width: Width) -> PlainValue {
        .object([
            PlainMember("scope", .text(width.scope.rawValue)), PlainMember("businesses", .integer(width.businesses)),
            PlainMember("of", .integer(width.of)), PlainMember("page", .text(width.page.rawValue)),
            PlainMember("text", .text(width.text)),
        ])
    }

    private static func step(_ step: Step) -> PlainValue {
        .object([
            PlainMember("since", text(step.since)), PlainMember("until", text(step.until)),
            PlainMember("outside", share(step.outside)), PlainMember("inside", share(step.inside)),
        ])
    }

    private static func share(_ share: Step.Share) -> PlainValue {
        .object([PlainMember("records", .integer(share.records)), PlainMember("of", .integer(share.of))])
    }
}

internal import Model

extension JSONWriter {
    /// Writes one finding, every key present.
    mutating func finding(_ finding: Finding) {
        object { writer in
            writer.write(members: [
                "id": .text(finding.id), "causedBy": .optional(finding.causedBy), "code": .text(finding.code),
                "title": .text(finding.title), "severity": .text(finding.severity.rawValue),
                "verdict": .text(finding.verdict.rawValue), "subject": PlainValue(finding.subject),
                "count": .integer(finding.count), "firstSeen": .optional(finding.firstSeen),
                "lastSeen": .optional(finding.lastSeen),
            ])
            // Each as it comes, since there can be very many.
            writer.members("evidence", finding.evidence) { writer, evidence in
                writer.write(PlainValue(evidence).with(["count": .integer(evidence.count)]))
            }
            writer.members("businesses", finding.businesses) { $0.write(PlainValue($1)) }
            writer.write(members: [
                "businessesTotal": .integer(finding.businessesTotal),
                "expected": finding.expected.map { PlainValue($0) } ?? .null,
                "nearMisses": .list(finding.nearMisses.map { PlainValue($0) }),
                "alsoBlockedBy": .list(finding.alsoBlockedBy.map { PlainValue($0) }),
                "detail": .text(finding.detail), "source": .optional(finding.source),
                "remedies": .list(finding.remedies.map { PlainValue($0) }),
                "width": finding.scope.map { PlainValue($0) } ?? .null,
                "step": finding.changePoint.map { PlainValue($0) } ?? .null,
            ])
        }
    }
}

extension PlainValue {
    /// What was seen, without how often.
    init(_ evidence: Evidence) {
        self = [
            "name": .text(evidence.name), "value": .optional(evidence.value), "meaning": .optional(evidence.meaning),
        ]
    }

    /// How often a business was seen.
    init(_ business: BusinessCount) {
        self = [
            "businessNumber": .text(business.businessNumber), "count": .integer(business.count),
            "expected": business.expected.map { PlainValue($0) } ?? .null,
        ]
    }

    fileprivate init(_ subject: Subject) {
        self = [
            "integration": .optional(subject.integration), "businessNumber": .optional(subject.businessNumber),
        ]
    }

    fileprivate init(_ expected: Expected) {
        self = [
            "property": .text(expected.property), "level": .text(expected.level), "values": .texts(expected.values),
        ]
    }

    fileprivate init(_ miss: NearMiss) {
        self = ["value": .text(miss.value), "candidate": .text(miss.candidate), "why": .text(miss.why)]
    }

    fileprivate init(_ other: AlsoBlocked) { self = ["code": .text(other.code), "count": .integer(other.count)] }

    fileprivate init(_ remedy: Remedy) {
        self = [
            "text": .text(remedy.text), "owner": .text(remedy.owner.rawValue), "danger": .text(remedy.danger.rawValue),
            "reversible": .bool(remedy.reversible), "command": remedy.command.map { .texts($0) } ?? .null,
            "query": .optional(remedy.query), "verify": .texts(remedy.verify),
            "tellClient": .optional(remedy.tellClient),
        ]
    }

    fileprivate init(_ scope: Scope) {
        self = [
            "scope": .text(scope.kind.rawValue), "businesses": .integer(scope.businesses), "of": .integer(scope.of),
            "page": .text(scope.page.rawValue), "text": .text(scope.text),
        ]
    }

    fileprivate init(_ change: ChangePoint) {
        func share(_ share: ChangePoint.Share) -> PlainValue {
            ["records": .integer(share.records), "of": .integer(share.of)]
        }
        self = [
            "since": .optional(change.since), "until": .optional(change.until), "outside": share(change.outside),
            "inside": share(change.inside),
        ]
    }
}

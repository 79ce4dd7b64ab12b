internal import Model

extension JSONWriter {
    /// Writes one finding, every key present.
    mutating func finding(_ finding: Finding) {
        object { writer in
            writer.write(members: [
                "id": .text(finding.id), "causedBy": .optional(finding.causedBy), "code": .text(finding.code),
                "title": .text(finding.title), "severity": .text(finding.severity.rawValue),
                "verdict": .text(finding.verdict.rawValue), "subject": PlainValue(finding.subject),
                "count": .integer(finding.count),
            ])
            writer.member("firstSeen", finding.firstSeen)
            writer.member("lastSeen", finding.lastSeen)
            writer.members("evidence", finding.evidence) { $0.counted($1) }
            writer.members("businesses", finding.businesses) { $0.business($1) }
            writer.member("businessesTotal", finding.businessesTotal)
            writer.key("expected")
            writer.expected(finding.expected)
            writer.write(members: [
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

/// What there can be very many of is written without a value in between.
extension JSONWriter {
    private mutating func counted(_ evidence: Evidence) {
        object { writer in
            writer.member("name", evidence.name)
            writer.member("value", evidence.value)
            writer.member("meaning", evidence.meaning)
            writer.member("count", evidence.count)
        }
    }

    /// Writes how often a business was seen.
    mutating func business(_ business: BusinessCount) {
        object { writer in
            writer.member("businessNumber", business.businessNumber)
            writer.member("count", business.count)
            writer.key("expected")
            writer.expected(business.expected)
        }
    }

    private mutating func expected(_ expected: Expected?) {
        guard let expected else { return text(nil) }
        object { writer in
            writer.member("property", expected.property)
            writer.member("level", expected.level)
            writer.members("values", expected.values) { $0.text($1) }
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

    fileprivate init(_ subject: Subject) {
        self = [
            "integration": .optional(subject.integration), "businessNumber": .optional(subject.businessNumber),
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
            "tellClient": .optional(remedy.tellClient), "answered": .bool(remedy.answered),
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

internal import Model

extension JSONWriter {
    /// Writes one finding, every key present.
    mutating func finding(_ finding: Finding) {
        object { writer in
            writer.member("id", finding.id)
            writer.member("causedBy", finding.causedBy)
            writer.member("code", finding.code)
            writer.member("title", finding.title)
            writer.member("severity", finding.severity.rawValue)
            writer.member("verdict", finding.verdict.rawValue)
            writer.key("subject")
            writer.subject(finding.subject)
            writer.member("count", finding.count)
            writer.member("firstSeen", finding.firstSeen)
            writer.member("lastSeen", finding.lastSeen)
            writer.members("evidence", finding.evidence) { $0.counted($1) }
            writer.members("businesses", finding.businesses) { $0.business($1) }
            writer.member("businessesTotal", finding.businessesTotal)
            writer.key("expected")
            writer.expected(finding.expected)
            writer.members("nearMisses", finding.nearMisses) { $0.nearMiss($1) }
            writer.members("alsoBlockedBy", finding.alsoBlockedBy) { $0.alsoBlocked($1) }
            writer.member("detail", finding.detail)
            writer.member("source", finding.source)
            writer.members("remedies", finding.remedies) { $0.remedy($1) }
            writer.key("width")
            if let width = finding.width { writer.width(width) } else { writer.null() }
            writer.key("step")
            if let step = finding.step { writer.step(step) } else { writer.null() }
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

    private mutating func subject(_ subject: Subject) {
        object { writer in
            writer.member("integration", subject.integration)
            writer.member("businessNumber", subject.businessNumber)
        }
    }

    private mutating func counted(_ evidence: Evidence) {
        object { writer in
            writer.member("name", evidence.name)
            writer.member("value", evidence.value)
            writer.member("meaning", evidence.meaning)
            writer.member("count", evidence.count)
        }
    }

    private mutating func expected(_ expected: Expected?) {
        guard let expected else { return null() }
        object { writer in
            writer.member("property", expected.property)
            writer.member("level", expected.level)
            writer.members("values", expected.values) { $0.text($1) }
        }
    }

    private mutating func nearMiss(_ miss: NearMiss) {
        object { writer in
            writer.member("value", miss.value)
            writer.member("candidate", miss.candidate)
            writer.member("why", miss.why)
        }
    }

    private mutating func alsoBlocked(_ other: AlsoBlocked) {
        object { writer in
            writer.member("code", other.code)
            writer.member("count", other.count)
        }
    }

    private mutating func remedy(_ remedy: Remedy) {
        object { writer in
            writer.member("text", remedy.text)
            writer.member("owner", remedy.owner.rawValue)
            writer.member("danger", remedy.danger.rawValue)
            writer.member("reversible", remedy.reversible)
            writer.key("command")
            if let command = remedy.command { writer.list(command) { $0.text($1) } } else { writer.null() }
            writer.member("query", remedy.query)
            writer.members("verify", remedy.verify) { $0.text($1) }
            writer.member("tellClient", remedy.tellClient)
        }
    }

    private mutating func width(_ width: Width) {
        object { writer in
            writer.member("scope", width.scope.rawValue)
            writer.member("businesses", width.businesses)
            writer.member("of", width.of)
            writer.member("page", width.page.rawValue)
            writer.member("text", width.text)
        }
    }

    private mutating func step(_ step: Step) {
        object { writer in
            writer.member("since", step.since)
            writer.member("until", step.until)
            writer.key("outside")
            writer.share(step.outside)
            writer.key("inside")
            writer.share(step.inside)
        }
    }

    private mutating func share(_ share: Step.Share) {
        object { writer in
            writer.member("records", share.records)
            writer.member("of", share.of)
        }
    }
}

internal import Model

/// Passes the texts of one finding through the gate, each in its way.
struct FindingGate {
    /// The finding whose texts repeat a reason that nobody knows, and so anything that a record can hold.
    private static let unknownReason = "BE1100"

    /// Evidence that names a practice, a department or a provider, without which nobody on call can work; ten digits
    /// would otherwise look like a telephone number.
    private static let ids: Set = ["practiceid", "departmentid", "NPI"]

    let gate: Gate

    func finding(_ finding: Finding) -> Finding {
        let prose = finding.code == Self.unknownReason ? maskedBlock : gate.block
        var safe = finding
        safe.id = gate.line(finding.id)
        safe.causedBy = finding.causedBy.map(gate.line)
        safe.code = gate.line(finding.code)
        safe.title = finding.code == Self.unknownReason ? shown(finding.title) : gate.line(finding.title)
        safe.subject.integration = finding.subject.integration.map(gate.line)
        safe.subject.businessNumber = finding.subject.businessNumber.map(gate.line)
        safe.firstSeen = finding.firstSeen.map(gate.line)
        safe.lastSeen = finding.lastSeen.map(gate.line)
        safe.evidence = finding.evidence.map(evidence)
        safe.businesses = finding.businesses.map { business in
            BusinessCount(
                businessNumber: gate.line(business.businessNumber), count: business.count,
                expected: business.expected.map(expected))
        }
        safe.expected = finding.expected.map(expected)
        safe.nearMisses = finding.nearMisses.map { miss in
            NearMiss(value: shown(miss.value), candidate: shown(miss.candidate), why: shown(miss.why))
        }
        safe.alsoBlockedBy = finding.alsoBlockedBy.map { AlsoBlocked(code: gate.line($0.code), count: $0.count) }
        safe.width?.text = finding.width.map { gate.line($0.text) } ?? ""
        safe.detail = prose(finding.detail)
        safe.source = finding.source.map(gate.block)
        safe.remedies = finding.remedies.map { remedy($0, prose: prose) }
        return safe
    }

    private func evidence(_ evidence: Evidence) -> Evidence {
        let isID =
            Self.ids.contains(evidence.name) && evidence.value?.utf8.allSatisfy { (0x30...0x39).contains($0) } == true
        return Evidence(
            name: gate.line(evidence.name), value: evidence.value.map(isID ? gate.line : shown),
            meaning: evidence.meaning.map(gate.line),
            count: evidence.count)
    }

    private func expected(_ expected: Expected) -> Expected {
        Expected(
            property: gate.line(expected.property), level: gate.line(expected.level),
            values: expected.values.map(gate.line))
    }

    private func remedy(_ remedy: Remedy, prose: (String) -> String) -> Remedy {
        var safe = remedy
        safe.text = prose(remedy.text)
        safe.command = remedy.command?.map(gate.line)
        safe.query = remedy.query.map(prose)
        safe.verify = remedy.verify.map(prose)
        safe.tellClient = remedy.tellClient.map(prose)
        return safe
    }

    private func shown(_ text: String) -> String { gate.line(gate.masked(text)) }

    private func maskedBlock(_ text: String) -> String { gate.block(gate.masked(text)) }
}

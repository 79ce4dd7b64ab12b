@testable import Model

/// Made-up reports.
enum SampleReports {
    static func remedy(query: String? = "labels.source: \"27\" and pms_appointment_status: *") -> Remedy {
        Remedy(
            text: "Compare the statuses with what the client wants, then add the status to the allowed list.",
            owner: .support, danger: .low, reversible: false, command: ["be-diagnose", "check", "it's 1"], query: query,
            verify: ["Run explain again on an export of tomorrow."],
            tellClient: "We found that checked-in appointments were left out, and we are mending it.")
    }

    static func restricted(text: String = "Checked in", value: String = "2") -> Report {
        var counters = Counters()
        counters.records = 1_000
        counters.restricted = 412
        counters.unrestricted = 588
        counters.explained = 412
        let businesses = (0..<17).map { BusinessCount(businessNumber: "1234567890123\(10 + $0)", count: 100 - $0) }
        let main = Finding(
            id: "a", code: "BE2101", title: "Appointment status is not on the allowed list", severity: .warning,
            verdict: .likely, subject: Subject(integration: "AthenaHealth"), count: 412, holdsBack: true,
            firstSeen: "2026-11-17T08:00:00.000Z", lastSeen: "2026-11-20T08:00:00.000Z",
            evidence: [
                Evidence(name: "pms_appointment_status", value: value, meaning: text, count: 400),
                Evidence(name: "pms_appointment_status", value: nil, count: 12),
            ], businesses: businesses, businessesTotal: 17,
            expected: Expected(property: "appointmentstatus", level: "group", values: ["3", "4"]),
            nearMisses: [NearMiss(value: value, candidate: "3", why: text)],
            alsoBlockedBy: [AlsoBlocked(code: "BE2102", count: 3)],
            detail: "The reason in the log says so; no configuration was given to compare with. " + text,
            source: "Support article", remedies: [remedy()])
        let other = Finding(
            id: "b", code: "BE2102", title: "Integration is beta", severity: .warning, verdict: .confirmed,
            subject: Subject(integration: "AthenaHealth", businessNumber: "123456789012345"), count: 3, holdsBack: true,
            detail: text, remedies: [remedy()])
        let note = Finding(id: "c", code: "BE1200", title: text, severity: .info, verdict: .confirmed, detail: text)
        return Report(
            command: "explain",
            coverage: Coverage(
                inputs: [InputSummary(name: "export.ndjson", format: "ndjson", bytes: 12_345_678, records: 1_000)],
                counters: counters, gaps: [Gap(code: "BE1003", detail: "A file could not be read. " + text)]),
            findings: [note, other, main])
    }
}

internal import Model

/// What the engine says of one example.
struct Observed: Equatable {
    /// The verdicts of each code; a gap has a code and no verdict.
    var fired: [String: Set<Verdict>] = [:]
    var alsoBlockedBy: Set<String> = []
    var nearMisses: Set<Example.Nearly> = []
    /// Of each finding.
    var businesses: Set<[String]> = []
    /// Of each finding.
    var times: Set<String?> = []

    /// `ignored`: codes that only count where the example names them, such as those about the input.
    init(_ report: Report, ignored: Set<String>) {
        for finding in report.findings where !ignored.contains(finding.code) {
            fired[finding.code, default: []].insert(finding.verdict)
            alsoBlockedBy.formUnion(finding.alsoBlockedBy.map(\.code))
            nearMisses.formUnion(
                finding.nearMisses.map { Example.Nearly(value: $0.value, candidate: $0.candidate) })
            businesses.insert(finding.businesses.map(\.businessNumber))
            times.insert(finding.firstSeen)
        }
        for gap in report.coverage.gaps where !ignored.contains(gap.code) { fired[gap.code, default: []] = [] }
        // Reasons of one record block each other; those are named by `fires`.
        alsoBlockedBy.subtract(fired.keys)
    }
}

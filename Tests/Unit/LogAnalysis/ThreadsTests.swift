import Foundation
import Testing

@testable import LogAnalysis
@testable import LogReading

@Suite struct ThreadsTests {
    /// Several batches of lines of 20 days, with every 5,000th damaged; one business stops.
    private static let export: String = {
        let reasons = [
            "Practice is paused", "chair is not among the chosen chairs.", "Moon", "", "Moon; practice is paused",
        ]
        return (1...40_000).map { line in
            if line % 5000 == 0 { return "{\"restrictionReason\":" }
            let reason = reasons[line % reasons.count]
            let business = line > 34_000 && line % 7 == 3 ? 4 : line % 7
            return #"{"integrationSource":"Dentora","businessNumber":"16999000000\#(1000 + business)","#
                + #""restrictionReason":"\#(reason)","@timestamp":\#(1_794_981_601_000 + line * 43_200)}"#
        }.joined(separator: "\n")
    }()

    @Test func `a report does not depend on the number of threads`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("threads-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Self.export.utf8).write(to: file)
        let reports = try [1, 2, 7].map { threads in
            let analysis = Analysis(
                Knowledge(Sample.playbooks), options: AnalysisOptions(), inputs: 1, threads: threads)
            try analysis.read(ByteSource.open(file.path))
            return analysis.report()
        }
        #expect(reports[1] == reports[0])
        #expect(reports[2] == reports[0])
        let shown = String(describing: reports[0])
        for part in [
            "BE1042", "BE5101", "BE5102", "BE1100", "8 lines or documents are malformed (lines 5000, 10000, 15000",
        ] {
            #expect(shown.contains(part))
        }
    }
}

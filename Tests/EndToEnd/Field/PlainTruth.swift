import Foundation

/// What has to be said of a case's plain documents, counted without the tool: two equal wrong answers would pass otherwise.
struct PlainTruth {
    private var contacts: [String: Int] = [:]
    private var counts = ["records": 0, "restricted": 0, "unrestricted": 0]

    /// The reasons that cases hold, without quotes, and what each is.
    private static let reasons = [
        "appointment status is not on the allowed list": "BE2101",
        "appointment status is not in the allowed list": "BE3101",
        "appointment type is not in the allowed list": "BE3102",
        "location name is not in the allowed list": "BE3103",
    ]

    private struct Hit: Decodable {
        var source: Source

        private enum CodingKeys: String, CodingKey {
            case source = "_source"
        }
    }

    private struct Source: Decodable {
        var restrictionReason: Reasons?
    }

    /// One text, or several.
    private struct Reasons: Decodable {
        var texts: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                texts = text.isEmpty ? [] : [text]
            } else {
                texts = try container.decode([String].self)
            }
        }
    }

    /// Counts the documents, one a line.
    init(_ bytes: Data) throws {
        for line in bytes.split(separator: 0x0A) {
            let texts = try JSONDecoder().decode(Hit.self, from: Data(line)).source.restrictionReason?.texts ?? []
            counts["records", default: 0] += 1
            counts[texts.isEmpty ? "unrestricted" : "restricted", default: 0] += 1
            for text in texts {
                let words = text.replacing("‘", with: "").replacing("’", with: "").lowercased()
                guard let code = Self.reasons[words] else {
                    throw BadExpectation(text: "\(LogJudge.plain): ‘\(text)’ is no reason that is known here")
                }
                contacts[code, default: 0] += 1
            }
        }
    }

    /// What a report of these documents says otherwise; a reason that it does not know is wrong as well.
    func problems(of report: ReportFacts?) -> [String] {
        guard let report else { return ["no report"] }
        let wrongCounts = counts.filter { report.counter($0.key) != $0.value }
            .map { "\($0.key) \(report.counter($0.key)), wanted \($0.value)" }
        let have = report.contacts
        let wrongCodes = (Self.reasons.values + ["BE1100"]).filter { have[$0] ?? 0 != contacts[$0] ?? 0 }
            .map { "\($0) for \(have[$0] ?? 0), wanted \(contacts[$0] ?? 0)" }
        return wrongCounts.sorted() + wrongCodes.sorted()
    }
}

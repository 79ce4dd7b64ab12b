internal import Support

/// What a refusing answer says of itself: `{"error","detailedmessage"}`, or nothing that can be read.
struct Refusal {
    private let error: String?
    private let detail: String?
    private let isObject: Bool

    init(_ answer: HTTPAnswer) {
        guard !(200...299).contains(answer.status), case .json = AnswerKind.of(answer),
            let document = try? Body.document(answer.body), document.kind == .object
        else {
            (error, detail, isObject) = (nil, nil, false)
            return
        }
        error = document["error"]?.text
        detail = document["detailedmessage"]?.text
        isObject = true
    }

    /// The key has no right to the practice.
    var isMissingRight: Bool { error.map(Self.plain) == "incorrect permissions" }

    /// The practice does not exist; a gateway's own 404 says something else, or nothing.
    var isAboutPractice: Bool {
        isObject && [error, detail].compactMap(\.self).contains { Self.plain($0).contains("practice") }
    }

    /// The API's own words, cut where they get long.
    var text: String? {
        let words = [error, detail].compactMap(\.self).joined(separator: " ")
        return words.isEmpty ? nil : String(words.prefix(200))
    }

    private static func plain(_ text: String) -> String {
        let lower = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}

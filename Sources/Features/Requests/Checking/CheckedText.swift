/// A text that was checked: what is wrong in each of its calls, and how it reads corrected.
public struct CheckedText: Sendable {
    let source: SourceText
    let calls: [CheckedCall]
    let secrets: SecretPlaces

    /// One thing that was found.
    struct Remark: Sendable, Equatable {
        /// From 1.
        var line: Int
        /// From 1, in Unicode scalars.
        var column: Int
        /// What was found.
        var what: String
        /// What was expected.
        var expected: String
        /// Whether it is wrong; else it is worth knowing only.
        var isMistake: Bool
        /// A stretch of the line around it, secrets hidden.
        var excerpt: String
        /// Blanks and carets that stand below the excerpt.
        var caret: String
    }

    /// What was found in one call.
    struct Call: Sendable, Equatable {
        /// `curl` or `body`.
        var kind: String
        /// The documented call that it is, or nearly is.
        var request: String?
        /// In the order of the text, at most `mostRemarks`.
        var remarks: [Remark]
        /// The whole call with every correction that is beyond doubt, secrets hidden; nothing where none was made.
        var corrected: String?
        /// Mistakes whose correction only a person knows.
        var open: Int
    }

    /// All calls, in the order of the text.
    var results: [Call] {
        let rendering = Rendering(source: source, hidden: secrets.ranges)
        return calls.map { call in
            let entries = call.diagnosis.entries.enumerated().sorted { left, right in
                (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
            }.map(\.element)
            let edits = call.diagnosis.edits
            return Call(
                kind: call.kind.rawValue, request: call.request,
                remarks: entries.prefix(Self.mostRemarks).map { remark($0, rendering) },
                corrected: edits.isEmpty ? nil : rendering.corrected(call.range, edits),
                open: entries.reduce(0) { $0 + (!$1.isNote && $1.edits.isEmpty ? 1 : 0) })
        }
    }

    /// Nobody reads more of them for one call.
    static let mostRemarks = 200

    /// Whether anything is wrong.
    public var hasMistakes: Bool { calls.contains { $0.diagnosis.mistakes > 0 } }

    /// The secrets that stand in the text, for the gate.
    public var secretTexts: [String] { secrets.texts }

    /// A remark may repeat what it found.
    private func hiding(_ text: String) -> String {
        secretTexts.filter { $0.utf8.count > 3 }.reduce(text) { text, secret in
            var result = ""
            var rest = text[...]
            while let range = rest.firstRange(of: secret) {
                result += rest[..<range.lowerBound] + Rendering.marker
                rest = rest[range.upperBound...]
            }
            return result + rest
        }
    }

    private func remark(_ entry: Diagnosis.Entry, _ rendering: Rendering) -> Remark {
        let place = source.place(min(entry.range.lowerBound, source.scalars.count))
        let (excerpt, caret) = rendering.excerpt(entry.range)
        return Remark(
            line: place.line, column: place.column, what: hiding(entry.what), expected: hiding(entry.expected),
            isMistake: !entry.isNote, excerpt: excerpt, caret: caret)
    }
}

/// One call of a checked text.
struct CheckedCall: Sendable {
    enum Kind: String { case curl, body }

    var kind: Kind
    var request: String?
    var range: Range<Int>
    var diagnosis: Diagnosis
}

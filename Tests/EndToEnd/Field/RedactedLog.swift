import Foundation
import ToolRunning

/// What `redact` makes of the inputs of a case, each alone.
struct RedactedLog: Sendable {
    /// Every identity and secret of the plain documents.
    let planted: [String]
    private let inputs: [String]
    private let runs: [ToolRun]
    /// With all that a reader could undo.
    private let copies: String
    private let shown: String

    /// `beside`: what `explain` said of the inputs, which hides the same.
    init(_ inputs: [String], in folder: URL, beside: String) async throws {
        self.inputs = inputs
        var runs: [ToolRun] = []
        for input in inputs { runs.append(try await Tool.run(["redact", input], in: folder)) }
        self.runs = runs
        copies = Leak.opened(runs.map(\.out).joined())
        shown = Leak.opened(runs.map(\.err).joined() + beside)
        planted = try Self.planted(Data(contentsOf: folder.appendingPathComponent(LogJudge.plain)))
    }

    var exitCodes: [Int32] { runs.map(\.exitCode) }

    func shows(_ word: String) -> Bool { copies.contains(word) }

    /// Which of these words come out, and of what.
    func leaks(of words: [String]) -> [String] {
        [("redact", copies), ("explain", shown)].compactMap { command, text in
            let found = words.filter { text.contains($0) }
            return found.isEmpty ? nil : "LEAK in \(command): \(found.joined(separator: ", "))"
        }
    }

    /// What `explain` says of the copies; nothing where one was not made.
    func explained(_ arguments: [String]) async throws -> ReportFacts? {
        guard exitCodes.allSatisfy({ $0 == 0 || $0 == 2 }) else { return nil }
        let scratch = try Scratch()
        for (input, run) in zip(inputs, runs) { try scratch.file(input, run.out) }
        let run = try await Tool.run(["explain", "--format", "json"] + arguments + inputs, in: scratch.folder)
        return try withExtendedLifetime(scratch) { try ReportFacts(run) }
    }

    /// The words in a person's objects and in secrets.
    private static func planted(_ plain: Data) throws -> [String] {
        var found: Set<String> = []
        func visit(_ value: Any, _ isInside: Bool) {
            if let object = value as? [String: Any] {
                for (name, inner) in object { visit(inner, isInside || Self.secretNames.contains(name)) }
            } else if isInside, let text = value as? String {
                found.formUnion(text.split(whereSeparator: \.isWhitespace).map(telling))
            }
        }
        for line in plain.split(separator: 0x0A) { visit(try JSONSerialization.jsonObject(with: line), false) }
        return found.filter { $0.count > 3 && $0 != "Bearer" && !$0.hasPrefix("(") }.sorted()
    }

    private static let secretNames = ["contact", "patient", "authorization", "password"]

    /// The part of a word that alone tells who it is.
    private static func telling(_ word: Substring) -> String {
        if let mark = word.firstIndex(of: "@") { return String(word[..<mark]) }
        // Half a phone number is one, too.
        return word.wholeMatch(of: #/[0-9]{3}-[0-9]{3}-[0-9]{4}/#) == nil ? String(word) : String(word.dropFirst(4))
    }
}

import Foundation

/// The section `expect.txt` of a log: lines `word rest`, as `Cases/README.md` lists them.
///
/// A word or a rest that is not known is an error, since one that is passed over would ask nothing.
struct LogExpectation: Sendable {
    /// The files given to `explain`, in this order; nothing: all inputs, by name.
    var inputs: [String]?
    /// More arguments of `explain`, given for the plain documents too.
    var arguments: [String] = []
    /// What has to hold.
    var lines: [Line] = []

    /// One line, as it was written and as it is understood.
    struct Line: Sendable {
        var text: String
        var question: Question
    }

    enum Question: Sendable {
        /// The report says of these what it says of the plain documents.
        case same([Part])
        /// The report has nothing that the one of the plain documents has not.
        case within
        case exit(Int32)
        case counter(String, Int)
        /// So many contacts have the code.
        case finding(String, Int)
        case noFinding(String)
        case gap(String)
        case noGap(String)
        case noGaps
        case someGap
        /// In a gap's code or detail.
        case gapSays(FieldPattern)
        case says(FieldPattern)
        case saysNot(FieldPattern)
        /// Neither `redact` nor `explain` shows it.
        case hides(String)
        /// As `hides`, of every identity and secret of the plain documents.
        case hidesPlanted
        /// `redact` shows it.
        case keeps(String)
        case redactExit(Int32)
        /// Every line of one of these.
        case either([[Line]])
    }

    /// What two reports are compared in.
    enum Part: String, CaseIterable, Sendable {
        case counts
        case codes
        case evidence
        case businesses
        case times
    }

    /// Reads one; `file` is its name in an error.
    init(_ text: String, file: String) throws {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let (word, rest) = Self.parts(line)
            switch word {
            case "inputs": inputs = Self.words(rest)
            case "args": arguments = Self.words(rest)
            default: lines += try Self.lines(String(line), file)
            }
        }
        if lines.isEmpty { throw BadExpectation(text: "\(file): it asks nothing") }
    }

    /// The line, understood.
    private static func lines(_ text: String, _ file: String) throws -> [Line] {
        let (word, rest) = parts(text)
        guard let question = try question(word, rest, file) else {
            throw BadExpectation(text: "\(file): ‘\(text)’ is no line of a log's expectation")
        }
        return [Line(text: text, question: question)]
    }

    private static func question(_ word: String, _ rest: String, _ file: String) throws -> Question? {
        let words = words(rest)
        switch (word, words.count) {
        case ("same", 0): return .same(Part.allCases)
        case ("same", _):
            let parts = words.compactMap { Part(rawValue: $0) }
            return parts.count == words.count ? .same(parts) : nil
        case ("within", 0): return .within
        case ("exit", 1): return Int32(rest).map { .exit($0) }
        case ("count", 2): return Int(words[1]).map { .counter(words[0], $0) }
        case ("finding", 2): return Int(words[1]).map { .finding(words[0], $0) }
        case ("nofinding", 1): return .noFinding(rest)
        case ("gap", 1): return .gap(rest)
        case ("nogap", 1): return .noGap(rest)
        case ("nogaps", 0): return .noGaps
        case ("somegap", 0): return .someGap
        case ("gapsays", 1...): return .gapSays(try FieldPattern(rest))
        case ("says", 1...): return .says(try FieldPattern(rest))
        case ("saysnot", 1...): return .saysNot(try FieldPattern(rest))
        case ("hides", 1...): return rest == "planted" ? .hidesPlanted : .hides(rest)
        case ("keeps", 1...): return .keeps(rest)
        case ("redactexit", 1): return Int32(rest).map { .redactExit($0) }
        case ("either", 1...):
            let alternatives = try rest.components(separatedBy: " || ").map { alternative in
                try alternative.components(separatedBy: " + ").flatMap { try lines($0, file) }
            }
            // One that asks nothing would always hold.
            return alternatives.contains { $0.isEmpty } ? nil : .either(alternatives)
        default: return nil
        }
    }

    /// The first word, and what stands behind the blank after it.
    private static func parts(_ line: some StringProtocol) -> (word: String, rest: String) {
        let parts = line.split(separator: " ", maxSplits: 1)
        return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map { String($0) } }
}

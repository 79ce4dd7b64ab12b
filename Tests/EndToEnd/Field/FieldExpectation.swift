import Foundation

/// The section `expect.txt` of a case: lines `key: value`, as `Cases/README.md` lists them.
///
/// A key or a value that is not known is an error, since one that is passed over would ask nothing.
struct FieldExpectation: Sendable {
    enum Message: String, Sendable {
        case exact
        case exactOrRefuse = "exact-or-refuse"
        case refuse
    }

    var files: [String] = []
    /// Whether all files are judged in one run, and not each alone.
    var areTogether = false
    var message: Message?
    var values: [String: String] = [:]
    /// The date of the report; `none` where it may have none.
    var date: String?
    var exit: FieldPattern?
    /// The exit codes that `request --check` may have.
    var exitCodes: [Int32] = []
    var corrected: [String] = []
    var secrets: [String] = []
    var mustName: [FieldPattern] = []
    var mustNotSay: [FieldPattern] = []
    /// What `redact` hides beside the secrets.
    var hidden: [String] = []
    /// Whether `redact` may refuse the file.
    var redactMayRefuse = false

    private static let verdicts: [String: [Int32]] = [
        "fine": [0], "wrong": [1], "undecided": [2], "refused": [65], "not-fine": [1, 2, 65], "any": [0, 1, 2, 65],
    ]

    /// Reads one; `file` is its name in an error.
    init(_ text: String, file: String) throws {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.range(of: ": "),
                try take(String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
            else { throw BadExpectation(text: "\(file): ‘\(line)’ is no line of an expectation") }
        }
        if (message == nil) == exitCodes.isEmpty {
            throw BadExpectation(text: "\(file): it has either ‘message’ and ‘files’, or ‘check’")
        }
    }

    /// What a text does not name and should, where something was refused, and what it says and must not.
    func wrong(in text: String, isRefusal: Bool) -> [String] {
        // Wrapped lines: a pattern knows nothing of where one ends.
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let misleading = mustNotSay.filter { $0.isFound(in: words) }.map { "MISLEADING: says ‘\($0.source)’" }
        let unnamed = mustName.filter { isRefusal && !$0.isFound(in: words) }.map { "UNNAMED: nothing of \($0.source)" }
        let wrong = misleading + unnamed
        return wrong.isEmpty ? [] : wrong + ["it says: \(words)"]
    }

    /// Takes a line's value in; whether it could.
    private mutating func take(_ key: String, _ value: String) throws -> Bool {
        switch key {
        case "source", "kind", "shape", "note": break
        case "hide": hidden.append(value)
        case "files": files = value.components(separatedBy: ", ")
        case "together": areTogether = value == "yes"
        case "message":
            message = Message(rawValue: value)
            return message != nil
        case "value serviceUser", "value pmsUserName", "value password": values[String(key.dropFirst(6))] = value
        case "date": date = value
        case "exit": exit = try FieldPattern(value)
        case "check":
            let codes = value.components(separatedBy: " or ").map { Self.verdicts[$0] ?? [] }
            exitCodes = codes.flatMap(\.self)
            return codes.allSatisfy { !$0.isEmpty }
        case "corrected has": corrected.append(value)
        case "secret": secrets.append(value)
        case "should name": mustName.append(try FieldPattern(value))
        case "must not say": mustNotSay.append(try FieldPattern(value))
        case "redact":
            redactMayRefuse = value == "any"
            return ["yes", "any"].contains(value)
        default: return false
        }
        return true
    }
}

/// A regular expression that does not heed letter case, compiled once.
///
/// Foundation's, since the cases look behind, which Swift's own cannot.
struct FieldPattern: Sendable {
    let source: String
    private let expression: NSRegularExpression

    init(_ source: String) throws {
        self.source = source
        expression = try NSRegularExpression(pattern: source, options: .caseInsensitive)
    }

    func isFound(in text: String) -> Bool {
        expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    /// Whether an exit code is one of those that the pattern means.
    func isWhole(_ code: Int32) -> Bool {
        let text = "\(code)"
        let whole = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: whole).contains { $0.range == whole }
    }
}

/// An expectation that cannot be read.
struct BadExpectation: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}

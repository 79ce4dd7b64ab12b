import Foundation
import Testing
import ToolRunning

/// One example of `playbooks/examples/*.yaml`.
struct Example: CustomTestStringConvertible, Sendable {
    var file: String
    var name = ""
    /// The record or the line, as the tool gets it.
    var input: String?
    /// Each code with its verdict, or with nothing where any will do.
    var fires: [String: String?]?
    /// Values of `--set`.
    var settings: [String] = []
    var alsoBlockedBy: Set<String> = []
    /// `value/candidate`
    var nearMisses: Set<String> = []
    var business: String?
    var time: String?

    var testDescription: String { "\(file): \(name)" }
}

/// Reads the examples without the tool's own YAML reader, so that a mistake of that one cannot hide.
enum ExampleFile {
    static let folder = Tool.root.appendingPathComponent("playbooks/examples")

    static func all() throws -> [Example] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        return try names.sorted().flatMap { name in
            try read(String(decoding: Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self), name)
        }
    }

    /// Only the keys in the forms that the files use; anything else is an error.
    static func read(_ text: String, _ file: String) throws -> [Example] {
        var examples: [Example] = []
        var begun = false
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = "\(file):\(number + 1)"
            let bare = line.trimmingCharacters(in: .whitespaces)
            if bare.isEmpty || bare.hasPrefix("#") { continue }
            if line == "examples:" && !begun {
                begun = true
            } else if begun, line.hasPrefix("  - name: ") {
                examples.append(Example(file: file, name: String(line.dropFirst(10))))
            } else if begun, !examples.isEmpty, line.hasPrefix("    "), let colon = bare.firstIndex(of: ":") {
                let value = bare[bare.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                try set(&examples[examples.count - 1], String(bare[..<colon]), value, place)
            } else {
                throw Unexpected(text: "\(place): \(line)")
            }
        }
        if let open = examples.first(where: { $0.input == nil || $0.fires == nil }) {
            throw Unexpected(text: "\(file): ‘\(open.name)’ is not complete")
        }
        return examples
    }

    private static func set(_ example: inout Example, _ key: String, _ value: String, _ place: String) throws {
        switch key {
        case "record" where example.input == nil, "line" where example.input == nil:
            guard value.count > 2, value.hasPrefix("'"), value.hasSuffix("'") else { throw Unexpected(text: place) }
            example.input = value.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'")
        case "fires" where example.fires == nil:
            let verdicts = value.hasPrefix("{") ? try pairs(value, place).map { ($0, Optional($1)) } : []
            let codes = value.hasPrefix("{") ? [] : try list(value, place).map { ($0, String?.none) }
            example.fires = Dictionary(uniqueKeysWithValues: verdicts + codes)
        case "mustNotFire": _ = try list(value, place)
        case "set": example.settings = try pairs(value, place).map { "\($0)=\($1)" }
        case "alsoBlockedBy": example.alsoBlockedBy = Set(try list(value, place))
        case "nearMisses": example.nearMisses = Set(try pairs(value, place).map { "\($0)/\($1)" })
        case "business": example.business = value.trimmingCharacters(in: ["\""])
        case "time": example.time = value.trimmingCharacters(in: ["\""])
        default: throw Unexpected(text: "\(place): \(key)")
        }
    }

    /// `[a, b]`
    private static func list(_ value: String, _ place: String) throws -> [String] {
        guard value.hasPrefix("["), value.hasSuffix("]") else { throw Unexpected(text: place) }
        return value.dropFirst().dropLast().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// `{key: value, key: "value, quoted"}`
    private static func pairs(_ value: String, _ place: String) throws -> [(String, String)] {
        guard value.wholeMatch(of: #/\{[^:"]+: ("[^"]*"|[^",]+)(, [^:"]+: ("[^"]*"|[^",]+))*\}/#) != nil else {
            throw Unexpected(text: place)
        }
        return value.dropFirst().dropLast().matches(of: #/([^:",]+): ("[^"]*"|[^",]+)/#).map { match in
            let key = match.output.1.trimmingCharacters(in: .whitespaces)
            return (key, match.output.2.trimmingCharacters(in: ["\""]))
        }
    }

    struct Unexpected: Error, CustomStringConvertible {
        var text: String
        var description: String { text }
    }
}

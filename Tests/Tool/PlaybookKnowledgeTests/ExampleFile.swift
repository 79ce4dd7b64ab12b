import Foundation
import Testing
import ToolRunning

/// One example of `playbooks/examples/*.yaml`.
struct Example: CustomTestStringConvertible, Sendable {
    var file: String
    var name = ""
    /// The record or the line, as the tool gets it.
    var input: String?
    var fires: Set<String>?

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

    /// Only the four keys in the four forms that the files use; anything else is an error.
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
            guard value.hasPrefix("["), value.hasSuffix("]") else { throw Unexpected(text: place) }
            let codes = value.dropFirst().dropLast().split(separator: ",")
            example.fires = Set(codes.map { $0.trimmingCharacters(in: .whitespaces) })
        default: throw Unexpected(text: "\(place): \(key)")
        }
    }

    struct Unexpected: Error, CustomStringConvertible {
        var text: String
        var description: String { text }
    }
}

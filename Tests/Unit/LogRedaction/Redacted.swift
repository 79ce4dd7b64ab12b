import LogReading
import Model
import Reporting
import ShippedPlaybooks

@testable import LogRedaction

/// Texts as `redact` would write them, by the shipped playbooks.
enum Redacted {
    static let rules = RedactionRules(Shipped.playbooks)
    static let harmless = HarmlessText(Shipped.playbooks, keptWords: [])

    /// One whole input through a fresh copy, in pieces of `size` bytes.
    static func pieces(_ text: String, size: Int = .max, secrets: [String] = []) -> String {
        var copy = LogRedactor(rules, harmless: harmless, secrets: secrets)
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            output += copy.next(Array(rest.prefix(size)), isEnd: false)
            rest = rest.dropFirst(size)
        }
        output += copy.next([UInt8](), isEnd: true)
        return String(decoding: output, as: UTF8.self)
    }

    /// One input through a run of its own, which finds out what it is and reads it first.
    static func whole(_ text: String) throws -> String {
        var redaction = Redaction(Shipped.playbooks, gate: Gate(), threads: 2)
        var output: [UInt8] = []
        try redaction.copy(ByteSource(Array(text.utf8), name: "input")) {
            output += $0
            return true
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Without what differs from run to run.
    static func plain(_ text: String) -> String {
        text.replacing(#/‹([a-zA-Z -]+) (?:[2-9][a-z]){4}›/#) { "‹\($0.1)›" }.replacing(
            #/field_(?:[2-9][a-z]){4}/#, with: "field_·")
    }
}

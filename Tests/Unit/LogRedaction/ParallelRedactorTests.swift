import Testing

@testable import LogRedaction
@testable import Reporting

/// Several threads write what one would.
@Suite struct ParallelRedactorTests {
    private static let record = #"{"firstName":"Jane","businessNumber":"169990000000101","note":"call 555-123-4567 é"}"#
    private static let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nshort\n-----END RSA PRIVATE KEY-----\n"
    private static let pretty = "{\n  \"firstName\": \"Jane\",\n  \"tags\": [\n    \"a@example.com\"\n  ]\n}\n"

    /// Lines that stand alone, and inputs in which something goes on from one share into the next.
    static let inputs: [(String, String)] = [
        ("lines", String(repeating: record + "\n", count: 900)),
        ("no last newline", String(repeating: record + "\n", count: 900) + record),
        ("text", String(repeating: "2026-11-20T06:00:00Z INFO jane@example.com called\n", count: 1500)),
        ("pretty", String(repeating: pretty, count: 1200)),
        ("an answer", "{\"hits\":[" + Array(repeating: record, count: 900).joined(separator: ",\n") + "]}\n"),
        ("one line", "[" + Array(repeating: record, count: 900).joined(separator: ",") + "]"),
        ("keys", String(repeating: key + record + "\n", count: 500)),
        (
            "one key",
            String(repeating: record + "\n", count: 700) + String(repeating: key, count: 1)
                + String(repeating: "MIIabc\n", count: 4000) + "x\n"
        ),
        ("an endless key", "-----BEGIN PRIVATE KEY-----\n" + String(repeating: "MIIabc\n", count: 12000)),
        ("mixed", String(repeating: record + "\nstarted 10.0.0.1\n" + pretty, count: 450)),
        ("empty lines", String(repeating: "\n", count: 100_000)), ("short", record), ("empty", ""),
    ]

    private static func crew() -> ParallelRedactor {
        ParallelRedactor(
            Redacted.rules, gate: Gate(), harmless: Redacted.harmless, pseudonyms: Pseudonyms(), threads: 4)
    }

    @Test(arguments: inputs, [30_000, 1 << 22])
    func `threads change nothing`(_ input: (name: String, text: String), _ size: Int) {
        let expected = Redacted.plain(Redacted.pieces(input.text))
        var crew = Self.crew()
        var output: [UInt8] = []
        var rest = Array(input.text.utf8)[...]
        crew.begin()
        while !rest.isEmpty {
            for piece in crew.next(Array(rest.prefix(size)), isEnd: false) { output += piece }
            rest = rest.dropFirst(size)
        }
        for piece in crew.next([], isEnd: true) { output += piece }
        let shown = Redacted.plain(String(decoding: output, as: UTF8.self))
        #expect(shown.utf8.elementsEqual(expected.utf8), "\(input.name)")
        var one = LogRedactor(Redacted.rules, harmless: Redacted.harmless)
        _ = one.next(Array(input.text.utf8), isEnd: true)
        #expect(crew.tally.named == one.tally.named)
    }

    @Test func `a value has the same pseudonym in every thread`() {
        var crew = Self.crew()
        let text = String(repeating: Self.inputs[0].1, count: 4)
        let all = crew.next(Array(text.utf8), isEnd: true)
        // The first lines, which tell whether lines stand alone, and a share a thread.
        #expect(all.count == 5)
        let names = all.flatMap { String(decoding: $0, as: UTF8.self).matches(of: #/‹identity [2-9a-z]{8}›/#) }
        #expect(names.count == 3600)
        #expect(Set(names.map { String($0.output) }).count == 1)
    }
}

internal import Model

/// Finds the values that the text of a failed run holds beside the failure, such as a practice in `/v1/30700/departments`.
///
/// It is asked for failed runs only, so it looks at each place of the text once and keeps nothing.
struct TextValues: Sendable {
    private let sought: [Sought]
    /// The names under which the values are evidence.
    let names: [String]

    private struct Sought {
        var value: TextValue
        var after: [UInt8]
        /// Nothing for the platform's, which holds for all.
        var integration: String?
    }

    private static let business = "business"
    private static let longest = 64

    init(_ playbooks: PlaybookSet) {
        sought = playbooks.playbooks.flatMap { playbook in
            playbook.textValues.map { value in
                Sought(
                    value: value, after: Array((value.after ?? "").utf8),
                    integration: playbook.kind == .integration ? playbook.name : nil)
            }
        }
        names = sought.map(\.value.name)
    }

    /// The numbers of the values that the failures of these integrations may have; the business number is none of them.
    func numbers(of integrations: [String]) -> [Int] {
        sought.indices.filter { number in
            sought[number].value.name != Self.business && sought[number].integration.map(integrations.contains) ?? true
        }
    }

    /// Hands out the business numbers in a text.
    func businesses(in text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        for number in sought.indices where sought[number].value.name == Self.business {
            find(number, in: text, body)
        }
    }

    /// Hands out the values of a number that stand in a text.
    func find(_ number: Int, in text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        let sought = sought[number]
        var at = 0
        while let start = next(sought, in: text, from: at) {
            var end = start
            while end < text.count, Self.isWord(text[end]) { end += 1 }
            at = max(end, start + 1)
            let bytes = UnsafeRawBufferPointer(rebasing: text[start..<end])
            if fits(bytes, sought.value) { body(bytes) }
        }
    }

    /// Where a value may begin.
    private func next(_ sought: Sought, in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var at = start
        while at + sought.after.count < text.count {
            let begin = at + sought.after.count
            if sought.after.isEmpty {
                if Self.isDigit(text[at]), at == 0 || !Self.isJoined(text[at - 1]) { return at }
            } else if text[at] == sought.after[0], text[at..<begin].elementsEqual(sought.after) {
                return begin
            }
            at += 1
        }
        return nil
    }

    private func fits(_ bytes: UnsafeRawBufferPointer, _ value: TextValue) -> Bool {
        guard !bytes.isEmpty, bytes.count <= Self.longest, value.length.map({ $0 == bytes.count }) ?? true,
            !value.isNumber || bytes.allSatisfy(Self.isDigit)
        else { return false }
        return !value.except.contains { $0.utf8.elementsEqual(bytes) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
    }

    /// Whether a digit behind this byte belongs to something longer.
    private static func isJoined(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte >= 0x80
    }
}

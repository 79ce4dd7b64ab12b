/// Hides what identifies a person, or opens an account, in free text that has to be shown.
///
/// One pass over the bytes: every recogniser looks at a bounded stretch, or at a run only where the run begins. Names
/// of people cannot be recognised this way, so free text stays something to show only where it is needed.
public struct IdentityMask: Sendable {
    /// Makes a mask; it has no settings.
    public init() {}

    /// The text with e-mail addresses, phone numbers, dates, tokens and the like replaced by `‹… hidden›`.
    public func text(_ text: String) -> String {
        var scanner = IdentityScanner(bytes: Array(text.utf8))
        var result: [UInt8] = []
        var index = 0
        var found = false
        while index < scanner.bytes.count {
            if let match = scanner.match(at: index), match.end > index {
                found = true
                result.append(contentsOf: scanner.bytes[index..<match.start])
                result.append(contentsOf: "‹\(match.kind.rawValue) hidden›".utf8)
                index = match.end
            } else {
                result.append(scanner.bytes[index])
                index += 1
            }
        }
        return found ? String(decoding: result, as: UTF8.self) : text
    }
}

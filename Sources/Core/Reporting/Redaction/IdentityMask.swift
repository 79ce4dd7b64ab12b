/// Hides what identifies a person, or opens an account, in free text that has to be shown.
///
/// One pass over the bytes: every recogniser looks at a bounded stretch, or at a run only where the run begins. Names
/// of people cannot be recognised this way, so free text stays something to show only where it is needed.
public struct IdentityMask: Sendable {
    /// Makes a mask; it has no settings.
    public init() {}

    /// The text with e-mail addresses, phone numbers, dates, tokens and the like replaced by `‹… hidden›`.
    public func text(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var result: [UInt8] = []
            var copied = 0
            forEachMatch(in: bytes) { kind, range in
                result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<range.lowerBound]))
                result.append(contentsOf: "‹\(kind.name) hidden›".utf8)
                copied = range.upperBound
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// What a field's value is by the field's name alone, such as `client_secret`; nothing for most names.
    public static func kind(ofField name: UnsafeBufferPointer<UInt8>) -> HiddenKind? {
        IdentityScanner.kind(ofName: name)
    }

    /// One quick look at every byte of a text, which tells for most that there is nothing to find.
    public struct Look: Sendable {
        let signs: IdentitySigns
        /// Whether there is surely nothing to find.
        public let isClear: Bool
        /// Whether a name with a value behind it may stand in it.
        public var mayAssign: Bool { signs.mayHoldAssignment }

        /// Looks at a text.
        public init(at text: UnsafeBufferPointer<UInt8>) {
            signs = IdentitySigns(of: text)
            isClear = signs.areNone(in: text)
        }
    }

    /// Calls `body` with the kind and place of every identity and secret, from the first to the last; `look`: at this text.
    public func forEachMatch(
        in text: UnsafeBufferPointer<UInt8>, _ look: Look? = nil,
        _ body: (_ kind: HiddenKind, _ range: Range<Int>) -> Void
    ) {
        let look = look ?? Look(at: text)
        if look.isClear { return }
        var scanner = IdentityScanner(bytes: text, signs: look.signs)
        scanner.forEachMatch { body($0.kind, $0.start..<$0.end) }
    }
}

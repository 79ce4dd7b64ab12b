/// Which fields of a log stay as they are, and which are hidden whole.
public struct SafeCopyRules: Sendable {
    private let kept: Set<[UInt8]>
    private let hidden: Set<[UInt8]>

    /// Names or paths of fields; of a path the last part decides. A field in both is hidden.
    public init(kept: [String], hidden: [String]) {
        self.kept = Set(kept.map { Self.key(Array($0.utf8)[...]) })
        self.hidden = Set(hidden.map { Self.key(Array($0.utf8)[...]) })
    }

    enum Rule: Sendable {
        case keep
        case hide
        case mask
    }

    func rule(for name: UnsafeBufferPointer<UInt8>) -> Rule {
        let key = Self.key(Array(name)[...])
        if hidden.contains(key) { return .hide }
        return kept.contains(key) ? .keep : .mask
    }

    /// The last part of a path, without letter case, spaces, `_` and `-`.
    private static func key(_ name: ArraySlice<UInt8>) -> [UInt8] {
        let last = name.split(separator: 0x2E).last ?? name
        return last.compactMap { byte in
            if byte == 0x20 || byte == 0x5F || byte == 0x2D { return nil }
            return (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        }
    }
}

/// Finds a playbook's properties by the names that files and people give them, without regard to letter case and to
/// blanks around.
public struct PropertyNames: Sendable {
    private let byKey: [String: Int]
    private let byLabel: [String: Int]

    /// The names of these properties; of two that share a name the first counts.
    public init(_ properties: [Property]) {
        var keys: [String: Int] = [:]
        var labels: [String: Int] = [:]
        for (position, property) in properties.enumerated() {
            for name in [property.key].compactMap({ $0 }) + property.alsoCalled where keys[Self.plain(name)] == nil {
                keys[Self.plain(name)] = position
            }
            if labels[Self.plain(property.label)] == nil { labels[Self.plain(property.label)] = position }
        }
        byKey = keys
        byLabel = labels
    }

    /// The position of the property that a name means: by its key or another spelling of it, else by its label.
    public func position(of name: String) -> Int? { keyPosition(of: name) ?? byLabel[Self.plain(name)] }

    /// The same, by keys and their other spellings only.
    public func keyPosition(of name: String) -> Int? { byKey[Self.plain(name)] }

    /// A name as it is compared.
    public static func plain(_ name: String) -> String {
        let lower = name.lowercased()
        guard let first = lower.first, let last = lower.last, first.isWhitespace || last.isWhitespace else {
            return lower
        }
        let kept = lower.drop(while: \.isWhitespace)
        return String(kept.prefix(upTo: kept.lastIndex { !$0.isWhitespace }.map(kept.index(after:)) ?? kept.startIndex))
    }
}

/// One mapping while it is read. Every key that exists must be asked for, by one of the functions of the extensions.
public final class YAMLMap {
    /// Where the mapping begins.
    public let mark: YAMLMark
    /// The file that it stands in, as the caller named it.
    public var file: String { reader.file }
    /// What the mapping is, in messages.
    public let what: String
    let reader: YAMLReader
    private let entries: [YAMLEntry]
    private var isAsked: [Bool]
    private var asked: [String] = []

    init(_ entries: [YAMLEntry], mark: YAMLMark, what: String, reader: YAMLReader) {
        self.entries = entries
        self.mark = mark
        self.what = what
        self.reader = reader
        isAsked = Array(repeating: false, count: entries.count)
    }

    /// All keys that stand there, in order; looking at them does not ask for them.
    public var keys: [String] { entries.map(\.key) }

    /// Whether the key stands there, with or without a value; does not ask for it.
    public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Where the key stands, or where the mapping begins if it does not; does not ask for it.
    public func mark(of key: String) -> YAMLMark { entries.first { $0.key == key }?.mark ?? mark }

    /// Where the key's value stands, or where the mapping begins if there is none; does not ask for it.
    public func markOfValue(_ key: String) -> YAMLMark { entries.first { $0.key == key }?.value.mark ?? mark }

    /// Takes note of a fault at any place, such as one of the marks above.
    public func fault(at mark: YAMLMark, found: String, expected: String, suggestion: String? = nil) {
        reader.fault(at: mark, found: found, expected: expected, suggestion: suggestion)
    }

    /// Asks for a key's value as it stands, for shapes that no other function reads; nothing where it is absent or
    /// null.
    public func node(_ key: String) -> YAMLNode? {
        if !asked.contains(key) { asked.append(key) }
        guard let position = entries.firstIndex(where: { $0.key == key }) else { return nil }
        isAsked[position] = true
        let value = entries[position].value
        if case .scalar(let scalar) = value.content, scalar.meaning == .nothing { return nil }
        return value
    }

    /// Asks for a key's value; a fault if there is none.
    public func requiredNode(_ key: String, _ expected: @autoclosure () -> String) -> YAMLNode? {
        if let value = node(key) { return value }
        if has(key) {
            fault(at: markOfValue(key), found: "nothing for \(Shown.quoted(key))", expected: expected())
        } else {
            fault(
                at: mark, found: "\(what) without \(Shown.quoted(key))", expected: "\(Shown.quoted(key)): \(expected())"
            )
        }
        return nil
    }

    /// Every key that nobody asked for is a fault with the nearest key that was asked for: rather one that is still
    /// missing than one that stands there already.
    func refuseTheRest() {
        guard isAsked.contains(false) else { return }
        let missing = asked.filter { !has($0) }
        for (position, entry) in entries.enumerated() where !isAsked[position] {
            if reader.isFull { return }
            let nearest =
                NearestWord.nearest(to: entry.key, among: missing) ?? NearestWord.nearest(to: entry.key, among: asked)
            fault(
                at: entry.mark, found: "the unknown key \(Shown.quoted(entry.key))",
                expected: "a key of \(what): \(Shown.alternatives(asked))",
                suggestion: nearest.map { "did you mean \(Shown.quoted($0))?" })
        }
    }
}

internal import Support

/// A plain value tree, in which a command's `result` reaches the writers.
public enum PlainValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([PlainValue])
    case object([PlainMember])

    /// The text, or null.
    public static func optional(_ text: String?) -> PlainValue { text.map { .text($0) } ?? .null }

    /// This value as JSON on one line, texts as they are; for files and records that do not pass the gate.
    public var json: String {
        switch self {
        case .null: "null"
        case .bool(let flag): String(flag)
        case .integer(let number): String(number)
        case .text(let value): JSONText.quoted(value)
        case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSONText.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
        }
    }

    /// A list of texts.
    public static func texts(_ texts: some Sequence<String>) -> PlainValue { .list(texts.map { .text($0) }) }

    /// An object's members as they are, and further ones behind them.
    public func with(_ further: PlainValue) -> PlainValue {
        guard case .object(let own) = self, case .object(let more) = further else { return self }
        return .object(own + more)
    }
}

/// One member of an object in a `PlainValue`; members keep their order.
public struct PlainMember: Sendable, Equatable {
    /// Written as it stands, also where the object holds it twice.
    public var key: String
    /// A tree of its own, or a scalar.
    public var value: PlainValue

    /// Makes one member, key first.
    public init(_ key: String, _ value: PlainValue) {
        self.key = key
        self.value = value
    }
}

extension PlainValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// An object of these members, in this order.
    public init(dictionaryLiteral members: (String, PlainValue)...) {
        self = .object(members.map { PlainMember($0.0, $0.1) })
    }

    /// A list.
    public init(arrayLiteral values: PlainValue...) { self = .list(values) }

    /// A text.
    public init(stringLiteral text: String) { self = .text(text) }

    /// A number.
    public init(integerLiteral number: Int) { self = .integer(number) }

    /// A truth value.
    public init(booleanLiteral flag: Bool) { self = .bool(flag) }

    /// Null.
    public init(nilLiteral: ()) { self = .null }
}

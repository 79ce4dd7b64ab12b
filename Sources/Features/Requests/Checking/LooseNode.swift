/// A piece of a body that may be no sound JSON, with its place.
struct LooseNode: Sendable {
    indirect enum Value: Sendable {
        case object([LooseMember])
        case array([LooseNode])
        case text(String)
        case number(String)
        case boolean(Bool)
        case null
        case missing
    }

    var value: Value
    /// In the source, quotes included.
    var range: Range<Int>
    /// In the source, without quotes.
    var inner: Range<Int>

    /// What it is, in a few words.
    var kind: String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .missing: "nothing"
        }
    }

    var members: [LooseMember]? { if case .object(let members) = value { members } else { nil } }
    var elements: [LooseNode]? { if case .array(let elements) = value { elements } else { nil } }
    var text: String? { if case .text(let text) = value { text } else { nil } }
}

/// A member of an object.
struct LooseMember: Sendable {
    var key: LooseNode
    var value: LooseNode

    var name: String { key.text ?? "" }
}

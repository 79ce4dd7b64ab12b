/// A function from an argument's text to a value, together with what a shell may offer for it.
///
/// The two travel together so that a list of choices is written once: parsing, help and completion all read it.
public struct ValueParser<Value: Sendable>: Sendable {
    /// The function itself; it throws ``ArgumentFault/unusable(_:suggestion:)`` for a text that it cannot use.
    public let parse: @Sendable (String) throws(ArgumentFault) -> Value

    /// What a shell offers where this value is expected.
    let completion: Completion

    /// Makes a parser from a function.
    init(
        completion: Completion = .nothing, _ parse: @escaping @Sendable (String) throws(ArgumentFault) -> Value
    ) {
        self.parse = parse
        self.completion = completion
    }

    /// A parser that goes on from this one's value, and keeps its completion.
    func map<Other: Sendable>(
        _ transform: @escaping @Sendable (Value) throws(ArgumentFault) -> Other
    ) -> ValueParser<Other> {
        ValueParser<Other>(completion: completion) { [parse] (text: String) throws(ArgumentFault) -> Other in
            try transform(try parse(text))
        }
    }
}

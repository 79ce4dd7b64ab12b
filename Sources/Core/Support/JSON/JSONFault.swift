/// What is wrong in a JSON text, and where. It repeats no part of the text, which may hold secrets.
public struct JSONFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var mark: JSONMark
    /// What stands there, such as `a comma`.
    public var found: String
    /// What should stand there, such as `a value`.
    public var expected: String

    /// Without the place.
    public var text: String { "found \(found), expected \(expected)" }

    /// `line:column: …`
    public var description: String { "\(mark.line):\(mark.column): \(text)" }
}

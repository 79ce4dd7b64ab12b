public import Support

/// Something that is wrong in a playbook: where, what, and what to do about it.
public struct PlaybookFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as the caller named it.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int
    /// What was found, what was expected, and a suggestion where there is one.
    public var text: String

    /// A fault at a mark.
    public init(file: String, mark: YAMLMark, text: String) {
        self.file = file
        self.line = mark.line
        self.column = mark.column
        self.text = text
    }

    init(_ fault: YAMLFault) {
        self.init(file: fault.file, mark: fault.mark, text: fault.text)
    }

    /// `file:line:column: …`
    public var description: String { "\(file):\(line):\(column): \(text)" }
}

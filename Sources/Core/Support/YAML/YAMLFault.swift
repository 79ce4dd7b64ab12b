/// Something that is wrong in a YAML file: where, what stands there, and what should.
public struct YAMLFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as the caller named it.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, in Unicode characters.
    public var column: Int
    /// What stands there, such as `the key ‘lable’`.
    public var found: String
    /// What should stand there, such as `a number`.
    public var expected: String
    /// What to do about it, such as `did you mean ‘label’?`.
    public var suggestion: String?

    /// A fault at a mark.
    public init(file: String, mark: YAMLMark, found: String, expected: String, suggestion: String? = nil) {
        self.file = file
        self.line = mark.line
        self.column = mark.column
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
    }

    /// The place as one value.
    public var mark: YAMLMark { YAMLMark(line: line, column: column) }

    /// What was found, what was expected and what to do, without the place.
    public var text: String {
        let sentence = "found \(found), expected \(expected)"
        guard let suggestion else { return sentence }
        return "\(sentence); \(suggestion)"
    }

    /// `file:line:column: …`, which editors and terminals know how to open.
    public var description: String { "\(file):\(line):\(column): \(text)" }
}

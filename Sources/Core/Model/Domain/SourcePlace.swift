/// Where something that a user gave stands: in a file, or on the command line.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it; for the command line the option, such as `--set`.
    public var file: String
    /// From 1; on the command line, which use of the option it is.
    public var line: Int
    /// From 1, in Unicode characters; 0 where a line has no columns, as on the command line.
    public var column: Int

    /// All parts, one by one.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place of the `position`-th (from 1) use of an option.
    public static func option(_ name: String, _ position: Int) -> SourcePlace {
        SourcePlace(file: name, line: position, column: 0)
    }

    /// `file:line:column`, which editors and terminals know how to open; of an option, its name alone.
    public var description: String { column == 0 ? file : "\(file):\(line):\(column)" }
}

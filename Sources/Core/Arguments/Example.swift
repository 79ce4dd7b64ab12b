/// A command line that works, and what it does.
public struct Example: Sendable, Equatable {
    /// The command line as it would be typed.
    public let command: String

    /// What it does, in a sentence.
    public let meaning: String

    /// Makes an example.
    public init(_ command: String, _ meaning: String) {
        self.command = command
        self.meaning = meaning
    }
}

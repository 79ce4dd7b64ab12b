/// An exit code and its meaning.
public struct ExitNote: Sendable, Equatable {
    /// The code.
    public let code: Int

    /// What it means.
    public let meaning: String

    /// Makes a note.
    public init(_ code: Int, _ meaning: String) {
        self.code = code
        self.meaning = meaning
    }
}

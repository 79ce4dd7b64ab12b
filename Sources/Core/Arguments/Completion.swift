/// What a shell offers where a value is expected.
public enum Completion: Sendable, Equatable {
    /// Nothing: the value is free text.
    case nothing

    /// The names of files and folders.
    case files

    /// The names of folders.
    case directories

    /// A closed list of words, which help lists as well.
    case values([String])
}

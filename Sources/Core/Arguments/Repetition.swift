/// What a second occurrence of the same option means.
public enum Repetition: Sendable, Equatable {
    /// A second occurrence is an error, because one of the two values would be lost without a word.
    case once

    /// The last occurrence counts, so that a wrapper script's defaults can be overridden.
    case lastWins

    /// Every occurrence counts, in the order of the command line.
    case each
}

/// How much help was asked for.
public enum HelpLength: Sendable, Equatable {
    /// `-h`: usage, commands, options in a line each, examples.
    case short

    /// `--help`: descriptions and exit codes as well.
    case full
}

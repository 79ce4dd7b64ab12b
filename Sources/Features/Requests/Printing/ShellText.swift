/// Words as a POSIX shell reads them.
enum ShellText {
    /// In single quotes, inside which a shell changes nothing; a single quote itself stands outside, escaped.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

/// An argument vector as a line that a POSIX shell reads as the same words.
public enum ShellWords {
    /// The words as one line; those with other than plain signs in single quotes.
    public static func line(_ words: [String]) -> String {
        words.map(quoted).joined(separator: " ")
    }

    private static let plainSigns = Set("_-./:=,@%+".utf8)

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || plainSigns.contains(byte)
            }
        if isPlain { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

internal import Support

/// What can be typed between two pastes.
enum PasteRequest: Equatable {
    case quit, help, clientText
    /// `set KEY=VALUE`, `integration NAME`, `only BUSINESS`: as the options of these names.
    case set(String)
    case integration(String)
    case only(String)

    /// Nothing for a line that is no such word: then it may be a line of a log.
    init?(_ line: String) {
        let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        let rest = words.count > 1 ? words[1].split(whereSeparator: \.isNewline).joined() : ""
        switch (words.first, rest.isEmpty) {
        case ("q", true), ("quit", true), ("exit", true): self = .quit
        case ("help", true), ("h", true): self = .help
        case ("c", true): self = .clientText
        case ("set", false) where rest.contains("="): self = .set(rest.trimmed)
        case ("integration", false): self = .integration(rest.trimmed)
        case ("only", false): self = .only(rest.trimmed)
        default: return nil
        }
    }

    static let overview = """
        Paste records, reasons or status lines. Or type one of these, then Return:
          ?                 the full report of the last record
          c                 the text for the client
          set KEY=VALUE     a property of the client's configuration: set appointmentstatus=3,4
          integration NAME  only records of this integration: integration Allscripts
          only BUSINESS     only records of this business number
          q                 quit (also exit, Ctrl-D)

        """
}

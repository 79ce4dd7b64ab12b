/// How the report for a person is laid out.
public struct TextStyle: Sendable, Equatable {
    /// Columns that no line exceeds, apart from queries and commands, which must paste; at least 20.
    public var width: Int
    /// Colours severities, verdicts and owners with escape sequences.
    public var color: Bool
    /// Names where the knowledge of each finding comes from.
    var showSources: Bool
    /// Evidence values shown of each finding.
    var evidenceRows: Int
    /// Businesses shown of each finding.
    var businessRows: Int

    /// Makes a style; a width below 20 is taken as 20.
    public init(
        width: Int = 80, color: Bool = false, showSources: Bool = false, evidenceRows: Int = 20, businessRows: Int = 5
    ) {
        self.width = max(width, 20)
        self.color = color
        self.showSources = showSources
        self.evidenceRows = evidenceRows
        self.businessRows = businessRows
    }
}

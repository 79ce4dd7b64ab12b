/// One line of text as a person sees it in a mail.
public struct VisibleLine: Sendable, Equatable {
    /// Without invisible characters; blank space as the page shows it, no-break spaces as spaces.
    public var text: String
    /// The row it stands in, from 1: a row of a table, or a line of its own.
    var row: Int
    /// The cell in a table's row, from 1; nil outside tables. A cell may hold several lines.
    public var cell: Int?
    /// The line of the part's decoded source on which it begins, from 1.
    var line: Int
    /// Invisible characters that were dropped from it, such as soft hyphens.
    var invisible: Int = 0
    /// Why a person might see something else than `text`.
    var doubts: Set<Doubt> = []
    /// How often it is quoted, by `>` or a block quotation.
    var quoted: Int = 0
}

/// Why what is shown may differ from what was read.
enum Doubt: String, Sendable, CaseIterable {
    case struckOut = "it is struck out"
    case letterCase = "the page shows it in another letter case"
    case outlookOnly = "Outlook and other programs differ in whether they show it"
    case styleSheet = "a style sheet may hide it"
    case outOfSight = "it may stand out of sight, or in the colour of its background"
    case writingDirection = "signs in it change the writing direction"
    case charset = "its character set is not the declared one, or none is declared"
}

/// A place at which text may have been lost or changed before it reached us.
struct Damage: Sendable, Equatable {
    /// What is wrong there.
    enum Kind: String, Sendable, CaseIterable {
        case invalidCharacter = "bytes that are no character in its character set"
        case nul = "a NUL byte"
        case control = "a control character"
        case stray = "a ‘<’ that opens no tag"
        case tag = "a malformed tag"
        case unknownTag = "a tag that HTML does not know"
        case reference = "a character reference that programs read differently"
        case unclosed = "something that is never closed"
        case outsideCell = "text in a table outside any cell"
        case rawText = "an obsolete element that shows its markup"
        case transferEncoding = "a transfer encoding that is damaged or unknown"
        case charset = "a character set that is unknown"
        case structure = "a mail structure that is damaged or cut off"
        case tooDeep = "elements nested too deeply"
        case tooLarge = "more text than a credential mail can have"
        case lostText = "text that the HTML parser lost"
        case noLibrary = "no library to read it with"
    }

    /// What is wrong.
    var kind: Kind
    /// The row in which it stands, or behind which it stands; 0 before all rows, `Int.max` where it is everywhere.
    var row: Int
    /// The line of the part's decoded source, from 1; 0 where there is none.
    var line: Int

    /// Makes a damage at a place.
    init(_ kind: Kind, row: Int, line: Int) {
        self.kind = kind
        self.row = row
        self.line = line
    }

    /// Nowhere in particular, so that it touches everything.
    static func everywhere(_ kind: Kind) -> Damage { Damage(kind, row: .max, line: 0) }
}

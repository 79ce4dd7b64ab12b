/// What a person sees of one part: a page, a body, an attachment.
public struct MailText: Sendable, Equatable {
    /// Where it was found: `part 1.2`, `part 2, message.html`, `message 3, part 1`; empty for the file itself.
    public var part = ""
    /// The date of the message that holds it, seconds since 1970; nil for a saved page or text.
    var date: Int?
    /// That date as it is written, where it is none of the form that mails have.
    var writtenDate: String?
    /// Which message of the file it belongs to, from 1.
    var message = 1
    /// Parts of the same number show the same in several forms, of which a mail program shows one; 0 for none.
    var alternative = 0
    /// Whether a mail program shows another form in its place.
    public var isPassedOver = false
    /// In the order in which they are seen.
    public var lines: [VisibleLine] = []
    /// In the order of their places.
    var damages: [Damage] = []
    /// Characters of text that the page holds but does not show, such as those below `display:none`.
    var hidden = 0
    /// Whether it was written in HTML.
    var isPage = false
    /// What may show that it is a sealed envelope: addresses of forms, names of inputs, and long values.
    var seal = SealMarks()

    /// Longer texts are refused: no credential mail is one, not even with a long thread.
    static let mostLines = 20_000
}

/// What sealed envelopes have and opened pages have not.
struct SealMarks: Sendable, Equatable {
    /// The addresses to which forms are sent.
    var formActions: [String] = []
    /// The names of hidden inputs.
    var inputNames: [String] = []
    /// The longest value of an input or length of a script, in bytes.
    var longestBlob = 0
    /// Characters in fields that a person fills in or copies from.
    var fieldText = 0
    /// Whether a link leads out of the page.
    var hasLink = false
}

/// A part that holds no text, or none that is read.
public struct UnreadPart: Sendable, Equatable {
    /// As in `MailText`.
    var part: String
    /// Lower case, such as `image/png`.
    var type: String
    /// Its file's name, if it has one.
    var fileName: String?
}

/// One file, read.
public struct Mail: Sendable, Equatable {
    /// What the file is by its bytes.
    var form: MailForm
    /// Everything in it that is text.
    public var texts: [MailText] = []
    /// Everything else.
    var unread: [UnreadPart] = []
    /// Subjects of its messages, in their order.
    var subjects: [String] = []
    /// How many parts of it are no text, and so were not read.
    public var unreadParts: Int { unread.count }
    /// What the file is, where it is no mail, page or text; nothing for an empty one.
    public var otherForm: String? {
        if case .other(let other) = form, other != .empty { return other.rawValue }
        return nil
    }
}

/// What a file is by its bytes.
enum MailForm: Sendable, Equatable {
    case page
    case mail
    case text
    /// No mail, page or text.
    case other(OtherForm)
}

/// Files that are no mail.
enum OtherForm: String, Sendable, CaseIterable {
    case empty = "an empty file"
    case image = "a picture"
    case pdf = "a PDF"
    case outlookMessage = "an Outlook message (.msg) or an old Office document"
    case office = "an Office document"
    case archive = "a ZIP archive"
    case calendar = "a calendar file (.ics)"
    case richText = "an RTF document"
    case compressed = "a compressed file"
    case tnef = "an Outlook attachment (winmail.dat)"
    case rightsManaged = "a message sealed by rights management (.rpmsg)"
    case binary = "a binary file"
    case tooLarge = "too large for an email"
    case tooManyParts = "an email with too many parts"
}

/// One line of text as a person sees it in a mail.
public struct VisibleLine: Sendable, Equatable {
    /// Without invisible characters; blank space as the page shows it, no-break spaces as spaces.
    public var text: String
    /// The row it stands in, from 1: a row of a table, or a line of its own.
    public var row: Int
    /// The cell in a table's row, from 1; nil outside tables. A cell may hold several lines.
    public var cell: Int?
    /// The line of the part's decoded source on which it begins, from 1.
    public var line: Int
    /// Invisible characters that were dropped from it, such as soft hyphens.
    var invisible: Int = 0
    /// Why a person might see something else than `text`.
    var doubts: Set<Doubt> = []
    /// How often it is quoted, by `>` or a block quotation.
    var quoted: Int = 0
    /// Whether a blank line stands before it.
    var isAfterGap = false
    /// Whether something that is no text has a line of its own before it: a picture, a field.
    var isAfterObject = false
    /// The number of the block of the page that it stands in; 0 in a plain text.
    var block = 0
}

/// Why what is shown may differ from what was read.
enum Doubt: String, Sendable, CaseIterable {
    case struckOut = "it is struck out"
    case letterCase = "the page shows it in different case"
    case outlookOnly = "Outlook and other programs differ in whether they show it"
    case styleSheet = "a style sheet may hide it"
    case outOfSight = "it may be out of sight, or in the color of its background"
    case writingDirection = "signs in it change the writing direction"
    case charset = "its character set is not the declared one, or none is declared"
    case picture = "a picture is in it or next to it"
    case symbolFont = "part of it is in a font of symbols, where letters show something else"
    case control = "a button or a field is in it or next to it"
    case raised = "part of it is raised or lowered, as a note's number is"
    case hiddenTwin = "text that is not shown is in it or next to it"
}

/// A place at which text may have been lost or changed before it reached us.
public struct Damage: Sendable, Equatable {
    /// What is wrong there.
    enum Kind: String, Sendable, CaseIterable {
        case invalidCharacter = "bytes that are not valid in its character set"
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
        case structure = "an email structure that is damaged or cut off"
        case tooDeep = "elements nested too deeply"
        case tooLarge = "more text than a credential email can have"
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

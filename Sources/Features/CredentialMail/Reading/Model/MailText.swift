/// What a person sees of one part: a page, a body, an attachment.
public struct MailText: Sendable, Equatable {
    /// Where it was found: `part 1.2`, `part 2, message.html`, `message 3, part 1`; empty for the file itself.
    public var part = ""
    /// The date of the message that holds it, seconds since 1970; nil for a saved page or text.
    var date: Int?
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

    /// A part that shows nothing.
    init() {}

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

    /// A file of which nothing is known yet but its form.
    init(form: MailForm, texts: [MailText] = []) {
        self.form = form
        self.texts = texts
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
    case office = "an Office document or another ZIP archive"
    case richText = "an RTF document"
    case compressed = "a compressed file"
    case tnef = "an Outlook attachment (winmail.dat)"
    case rightsManaged = "a message sealed by rights management (.rpmsg)"
    case binary = "a binary file"
    case tooLarge = "too large for a mail"
    case tooManyParts = "a mail of too many parts"
}

/// The elements of a page by their names, each looked up once a tag.
struct PageElements {
    struct Element {
        /// Nothing for what HTML does not know.
        var entry: ElementTable.Entry?
        /// The name for libxml2; nothing for an unknown element that was not opened yet.
        var written: [UInt8]?
        /// Whether a tag is none of HTML, of Office (`o:p`, `st1:City`) or of the makers of components (`x-row`), and so
        /// perhaps a part of a password that was not encoded.
        var isStrange = false
        /// Whether it is obsolete and shows its markup as text.
        var showsMarkup = false
        /// Whether its end tag is often left out.
        var closesItself = false
        /// How many are open; an end tag without a start is no tag.
        var open = 0
    }

    private var numbers: [String: Int] = [:]
    private var all: [Element] = []
    private var unknown = 0

    subscript(number: Int) -> Element {
        get { all[number] }
        _modify { yield &all[number] }
    }

    /// The number of the element of this name.
    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        var element = Element(entry: ElementTable.entries[name])
        element.written = element.entry?.written
        element.showsMarkup = ElementTable.showsMarkup.contains(name)
        element.closesItself = ElementTable.closesItself.contains(name)
        element.isStrange = element.entry == nil && !element.showsMarkup && Self.isStrange(name)
        all.append(element)
        numbers[name] = all.count - 1
        return all.count - 1
    }

    /// Gives an unknown element a name that libxml2 does not know either.
    mutating func name(_ number: Int) -> [UInt8] {
        if let written = all[number].written { return written }
        let written = Array("y\(unknown)".utf8)
        unknown += 1
        all[number].written = written
        return written
    }

    /// How many elements of this name are open.
    func open(_ name: String) -> Int { numbers[name].map { all[$0].open } ?? 0 }

    private static func isStrange(_ name: String) -> Bool {
        if name == "xml" { return false }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let isPrefixed =
            parts.count == 2 && ["o", "v", "w", "x", "m", "st1", "st2", "mso", "a", "u1", "u2"].contains(parts[0])
        return !isPrefixed
    }
}

/// What an element does to the text around and in it.
enum Flow: UInt8 {
    /// Nothing: the text runs on.
    case inline
    /// It begins and ends a line.
    case block
    /// It ends a line.
    case lineBreak
    case table
    /// A row of a table, `tr`.
    case row
    /// A cell of a table, `td` or `th`.
    case cell
    /// A table's heading, a block above it.
    case caption
    /// Between a table and its rows or cells: `tbody`, `colgroup`.
    case section
    /// Its content is not shown.
    case unseen
    /// Nothing that is text: a picture, a field.
    case object
    /// The place of a damage; no element of the page.
    case mark

    /// Whether it means nothing outside of a table.
    var belongsToTable: Bool { self == .row || self == .cell || self == .section || self == .caption }

    /// Whether text directly in it stands in a table but in no cell; nothing where that depends on what is around it.
    var isOutsideCell: Bool? {
        switch self {
        case .table, .row, .section: true
        case .cell, .caption: false
        default: nil
        }
    }
}

/// One element as the row builder needs it.
struct ElementInfo: Hashable {
    var flow: Flow = .inline
    var isHidden = false
    /// `visibility: visible` or the like, which ends the hiding by an element around it.
    var keepsSpace = false
    var isQuote = false
    var doubts: Set<Doubt> = []
    /// What its being there makes doubtful in the line and the cell around it.
    var beside: Doubt?
    /// Its text says what a button does, and is part of no value.
    var isCaption = false
    /// For `Flow.mark`: which damage.
    var damage = 0
}

/// The elements of HTML: how they flow, and under which name they are handed to libxml2.
enum ElementTable {
    struct Entry {
        /// The number of the element's plain `ElementInfo`.
        var number: Int
        /// What libxml2 is told. Only where its rules for left-out end tags are those of HTML 5 it gets the real name.
        var written: [UInt8]
        var isVoid: Bool
        /// Its content is text up to its end tag, whatever stands in it.
        var isRaw: Bool
    }

    private static let blocks = """
        address article aside blockquote body center details dialog dir div dl fieldset figcaption figure footer form
        frameset h1 h2 h3 h4 h5 h6 header hgroup html legend main menu nav ol optgroup option pre search section summary
        ul p li dt dd
        """
    private static let inlines = """
        a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark marquee meter nobr
        noscript object output progress q rb rp rt ruby s samp slot small span strike strong sub sup time tt u var
        picture
        """
    private static let unseen = """
        audio canvas datalist head iframe map math noembed noframes script select style svg template textarea title video
        """
    private static let raw: Set = ["iframe", "noembed", "noframes", "script", "style", "textarea", "title"]
    private static let voids = """
        area base basefont bgsound col frame isindex keygen link meta param source track wbr
        """
    /// What shows something that is no text.
    private static let pictures: Set = ["canvas", "embed", "img", "math", "object", "svg", "video"]
    /// What a person fills in or presses.
    private static let controls: Set = ["button", "input", "select", "textarea"]

    /// The real names that libxml2 may know.
    private static let real: Set = [
        "p", "li", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "br", "hr",
    ]

    /// Elements whose end tag is often left out, so that counting those that are open says nothing.
    static let closesItself: Set = ["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"]

    static let infos: [ElementInfo] = built.infos
    static let entries: [String: Entry] = built.entries
    /// The number of the plainest of all.
    static let span = entries["span"]?.number ?? 0
    /// Elements with obsolete rules that show their own markup as text.
    static let showsMarkup: Set = ["xmp", "plaintext", "listing"]

    private static let built: (infos: [ElementInfo], entries: [String: Entry]) = {
        var infos: [ElementInfo] = []
        var entries: [String: Entry] = [:]
        func add(_ names: String, _ flow: Flow, isVoid: Bool = false) {
            for name in names.split(whereSeparator: \.isWhitespace).map(String.init) {
                var info = ElementInfo(flow: flow, isHidden: flow == .unseen, keepsSpace: name == "pre")
                info.isQuote = name == "blockquote"
                if ["s", "strike", "del"].contains(name) { info.doubts = [.struckOut] }
                if ["sup", "sub"].contains(name) { info.doubts = [.raised] }
                if pictures.contains(name) { info.beside = .picture }
                if controls.contains(name) { info.beside = .control }
                info.isCaption = name == "button"
                let written = real.contains(name) ? name : "x\(infos.count)"
                entries[name] = Entry(
                    number: infos.count, written: Array(written.utf8), isVoid: isVoid, isRaw: raw.contains(name))
                infos.append(info)
            }
        }
        add(blocks, .block)
        add(inlines, .inline)
        add(unseen, .unseen)
        add("table", .table)
        add("caption", .caption)
        add("thead tbody tfoot colgroup", .section)
        add("tr", .row)
        add("td th", .cell)
        add("br hr", .lineBreak, isVoid: true)
        add(voids, .inline, isVoid: true)
        add("embed img input", .object, isVoid: true)
        return (infos, entries)
    }()
}

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

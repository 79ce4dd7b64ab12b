/// Reads JSON text that was damaged by copying, and writes what can be read of it as strict JSON on one line.
///
/// Values that were cut off are left out: half a value is another value.
struct LenientJSON {
    let bytes: [UInt8]
    var at = 0
    var out: [UInt8] = []
    var steps: Set<UnwrappingStep> = []
    /// Nothing more can be read: the end, or damage.
    var isOver = false
    /// Whether any member or element was written.
    private(set) var hasContent = false
    /// How many texts this one stands in.
    let depth: Int
    private var nesting = 0

    /// More levels than that no reader looks at.
    private static let deepest = 200
    /// Documents in texts in texts: more than that nobody pastes.
    static let mostInner = 3

    init(_ bytes: [UInt8], depth: Int = 0) {
        self.bytes = bytes
        self.depth = depth
        out.reserveCapacity(bytes.count)
    }

    /// Reads a document from its opening bracket on.
    mutating func document() { _ = value() }

    /// Reads members from the first key on that can be told from the inside of a text.
    mutating func headless() {
        steps.insert(.startMissing)
        out.append(Ascii.openBrace)
        if findKey() { members(isHeadless: true) }
        out.append(Ascii.closeBrace)
    }

    /// Reads a value; false if there is none, and then nothing was written.
    private mutating func value() -> Bool {
        skipBlanks()
        guard at < bytes.count else { return stop(.endMissing) }
        switch bytes[at] {
        case Ascii.openBrace, Ascii.openBracket:
            guard nesting < Self.deepest else { return stop(.damaged) }
            nesting += 1
            defer { nesting -= 1 }
            let isObject = bytes[at] == Ascii.openBrace
            at += 1
            out.append(isObject ? Ascii.openBrace : Ascii.openBracket)
            if isObject { members(isHeadless: false) } else { elements() }
            out.append(isObject ? Ascii.closeBrace : Ascii.closeBracket)
            return true
        default:
            return Quotes.at(at, of: bytes) == nil ? word() : text(isKey: false)
        }
    }

    private mutating func members(isHeadless: Bool) {
        var isFirst = true
        while !isOver {
            guard next(Ascii.closeBrace, isHeadless: isHeadless, isFirst: isFirst) else { return }
            let mark = out.count
            if !isFirst { out.append(Ascii.comma) }
            guard Quotes.at(at, of: bytes) != nil else { return give(up: mark, .damaged) }
            guard text(isKey: true) else { return give(up: mark, .endMissing) }
            skipBlanks()
            guard at < bytes.count else { return give(up: mark, .endMissing) }
            guard bytes[at] == Ascii.colon else { return give(up: mark, .damaged) }
            at += 1
            out.append(Ascii.colon)
            guard value() else { return give(up: mark, .endMissing) }
            hasContent = true
            isFirst = false
        }
    }

    private mutating func elements() {
        var isFirst = true
        while !isOver {
            guard next(Ascii.closeBracket, isHeadless: false, isFirst: isFirst) else { return }
            let mark = out.count
            if !isFirst { out.append(Ascii.comma) }
            guard value() else { return give(up: mark, .endMissing) }
            hasContent = true
            isFirst = false
        }
    }

    /// Goes to the next member or element; false at the closing bracket or the end.
    private mutating func next(_ closing: UInt8, isHeadless: Bool, isFirst: Bool) -> Bool {
        var commas = 0
        while true {
            skipBlanks()
            guard at < bytes.count else {
                if !isHeadless { _ = stop(.endMissing) }
                isOver = true
                return false
            }
            switch bytes[at] {
            case Ascii.comma:
                commas += 1
                at += 1
            case Ascii.closeBrace, Ascii.closeBracket:
                at += 1
                // Without the beginning nobody knows which brackets these close.
                if isHeadless { continue }
                if commas > 0 { steps.insert(.trailingComma) }
                if bytes[at - 1] != closing { _ = stop(.damaged) }
                return false
            default:
                if !isFirst && commas == 0 && !isHeadless { return stop(.damaged) }
                return true
            }
        }
    }

    /// Takes back what was written since `mark`, and ends.
    private mutating func give(up mark: Int, _ step: UnwrappingStep) {
        out.removeLast(out.count - mark)
        // Whatever ended first is the reason.
        if !isOver { _ = stop(step) }
    }

    mutating func stop(_ step: UnwrappingStep) -> Bool {
        steps.insert(step)
        isOver = true
        return false
    }

    /// Blank space, and what programs that show text put in its place.
    mutating func skipBlanks() {
        while at < bytes.count {
            let byte = bytes[at]
            if Ascii.isBlank(byte) || byte == Ascii.newline || byte == 0x0B || byte == 0x0C {
                at += 1
            } else if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xA0 {
                at += 2
            } else if byte == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80, (0x80...0x8F).contains(bytes[at + 2]) {
                at += 3
            } else if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBB, bytes[at + 2] == 0xBF {
                at += 3
            } else {
                return
            }
        }
    }

    /// Goes to the first text that a colon follows and that can be a field's name; false if there is none.
    private mutating func findKey() -> Bool {
        var place = 0
        while place < bytes.count {
            guard let quote = Quotes.at(place, of: bytes), quote.kind != .single else {
                place += 1
                continue
            }
            var end = place + quote.length
            while end < bytes.count && Quotes.isNameByte(bytes[end]) { end += 1 }
            if end > place + quote.length, let closing = Quotes.at(end, of: bytes) {
                var behind = end + closing.length
                while behind < bytes.count && Ascii.isBlank(bytes[behind]) { behind += 1 }
                if behind < bytes.count && bytes[behind] == Ascii.colon && mayBegin(place) {
                    at = place
                    return true
                }
            }
            place += quote.length
        }
        return false
    }

    /// Whether a key can stand at `place`.
    private func mayBegin(_ place: Int) -> Bool {
        var before = place
        while before > 0 && (Ascii.isBlank(bytes[before - 1]) || bytes[before - 1] == Ascii.newline) { before -= 1 }
        return before == 0 || bytes[before - 1] == Ascii.comma || bytes[before - 1] == Ascii.openBrace
    }
}

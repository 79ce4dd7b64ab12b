extension HTMLLexer {
    /// What begins with `<`.
    mutating func markup() {
        let next = byte(1)
        if next == UInt8(ascii: "!") {
            declaration()
        } else if next == UInt8(ascii: "?") {
            bogusComment()
        } else if next == UInt8(ascii: "/") {
            if isLetter(byte(2)) {
                endTag()
            } else {
                damage(.tag)
                bogusComment()
            }
        } else if isLetter(next) {
            startTag()
        } else {
            damage(.stray)
            payNewlinesInText()
            emitText([0x3C])
            at += 1
        }
    }

    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    private mutating func declaration() {
        if byte(2) == 0x2D, byte(3) == 0x2D {
            comment()
        } else if byte(2) == UInt8(ascii: "["), !has("<![if", at: at), !has("<![endif", at: at) {
            damage(.tag)
            bogusComment()
        } else if byte(2) != UInt8(ascii: "["), !has("<!doctype", at: at) {
            damage(.tag)
            bogusComment()
        } else {
            // Conditions that are no comments, as Word writes them, are shown by all programs but Outlook.
            bogusComment()
        }
    }

    /// A comment, conditional ones of Office included: no mail program but Outlook shows what stands in it.
    private mutating func comment() {
        if byte(4) == 0x3E { return skip(to: at + 5) }
        if byte(4) == 0x2D, byte(5) == 0x3E { return skip(to: at + 6) }
        var index = at + 4
        while index < input.count {
            if input[index] == 0x2D, index + 2 < input.count, input[index + 1] == 0x2D {
                if input[index + 2] == 0x3E { return skip(to: index + 3) }
                if input[index + 2] == 0x21, index + 3 < input.count, input[index + 3] == 0x3E {
                    damage(.tag)
                    return skip(to: index + 4)
                }
            }
            index += 1
        }
        damage(.unclosed)
        skip(to: input.count)
    }

    private mutating func bogusComment() {
        guard let end = input[at...].firstIndex(of: 0x3E) else {
            damage(.unclosed)
            return skip(to: input.count)
        }
        // A declaration does not hold another tag, unless its own end was lost.
        if input[(at + 1)..<end].contains(0x3C) { damage(.tag) }
        skip(to: end + 1)
    }

    private mutating func endTag() {
        at += 1
        guard let tag = tag() else { return }
        let count = open[tag.name, default: 0]
        // These two make an element even where none is open.
        if tag.name == "br" || (tag.name == "p" && count == 0) {
            emit(tag: Array("br".utf8), number: ElementTable.entries["br"]?.number)
            return
        }
        if let entry = ElementTable.entries[tag.name] {
            if count > 0 { emit(tag: entry.written, isEnd: true) }
        } else if count > 0, let written = unknown[tag.name] {
            emit(tag: written, isEnd: true)
        } else if isStrange(tag.name) {
            damage(.unknownTag)
        }
        if count > 0 {
            open[tag.name] = count - 1
            if !ElementTable.closesItself.contains(tag.name) { depth -= 1 }
        }
    }

    private mutating func note(opened name: String) {
        open[name, default: 0] += 1
        if !ElementTable.closesItself.contains(name) { depth += 1 }
    }

    private mutating func startTag() {
        guard let tag = tag() else { return }
        noteSeal(tag)
        guard let entry = ElementTable.entries[tag.name] else { return unknownStart(tag) }
        if ["meta", "link", "base", "input", "wbr"].contains(tag.name) { return }
        // Rows and cells outside of any table are no tags to a browser: their texts run together.
        if ElementTable.infos[entry.number].flow.belongsToTable, open["table", default: 0] == 0 { return damage(.tag) }
        if !entry.isVoid { note(opened: tag.name) }
        if entry.isRaw { return rawContent(tag, entry) }
        let number = styles.number(for: tag, plain: entry.number, infos: &infos)
        if entry.isVoid, infos[number].flow == .inline { return }
        emit(tag: entry.written, number: number)
    }

    private mutating func unknownStart(_ tag: HTMLTag) {
        if isStrange(tag.name) { damage(.unknownTag) }
        if ElementTable.showsMarkup.contains(tag.name) { damage(.rawText) }
        let written = unknown[tag.name] ?? Array("y\(unknown.count)".utf8)
        unknown[tag.name] = written
        note(opened: tag.name)
        let plain = ElementTable.entries["span"]?.number ?? 0
        emit(tag: written, number: styles.number(for: tag, plain: plain, infos: &infos))
    }

    /// Whether a tag is none of HTML, of Office (`o:p`, `st1:City`) or of the makers of components (`x-row`), and so
    /// perhaps a part of a password that was not encoded.
    private func isStrange(_ name: String) -> Bool {
        if ElementTable.entries[name] != nil || ElementTable.showsMarkup.contains(name) { return false }
        if name == "xml" { return false }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let isPrefixed =
            parts.count == 2 && ["o", "v", "w", "x", "m", "st1", "st2", "mso", "a", "u1", "u2"].contains(parts[0])
        return !isPrefixed
    }

    func has(_ word: StaticString, at start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount <= input.count else { return false }
        return word.withUTF8Buffer { wanted in
            for index in wanted.indices {
                let byte = input[start + index]
                if ((0x41...0x5A).contains(byte) ? byte + 0x20 : byte) != wanted[index] { return false }
            }
            return true
        }
    }
}

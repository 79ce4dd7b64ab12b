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
        let number = elements.number(of: tag.name)
        let element = elements[number]
        // These two make an element even where none is open.
        if tag.name == "br" || (tag.name == "p" && element.open == 0) {
            emit(tag: Array("br".utf8), number: ElementTable.entries["br"]?.number)
            return
        }
        if element.open > 0, let written = element.written {
            emit(tag: written, isEnd: true)
            elements[number].open -= 1
            if !element.closesItself { depth -= 1 }
        } else if element.isStrange {
            damage(.unknownTag)
        }
    }

    private mutating func note(opened number: Int) {
        elements[number].open += 1
        if !elements[number].closesItself { depth += 1 }
    }

    private mutating func startTag() {
        guard let tag = tag() else { return }
        noteSeal(tag)
        let number = elements.number(of: tag.name)
        guard let entry = elements[number].entry else { return unknownStart(tag, number) }
        if entry.isVoid, ["meta", "link", "base", "input", "wbr"].contains(tag.name) { return }
        // Rows and cells outside of any table are no tags to a browser: their texts run together.
        if ElementTable.infos[entry.number].flow.belongsToTable, elements.open("table") == 0 { return damage(.tag) }
        if !entry.isVoid { note(opened: number) }
        if entry.isRaw { return rawContent(tag, entry) }
        let info = styles.number(for: tag, plain: entry.number, infos: &infos)
        if entry.isVoid, infos[info].flow == .inline { return }
        emit(tag: entry.written, number: info)
    }

    private mutating func unknownStart(_ tag: HTMLTag, _ number: Int) {
        if elements[number].isStrange { damage(.unknownTag) }
        if elements[number].showsMarkup { damage(.rawText) }
        let written = elements.name(number)
        note(opened: number)
        emit(tag: written, number: styles.number(for: tag, plain: ElementTable.span, infos: &infos))
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

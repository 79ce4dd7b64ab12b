extension HTMLLexer {
    /// What begins with `<`.
    mutating func markup() {
        switch byte(1) {
        case UInt8(ascii: "!"): declaration()
        case UInt8(ascii: "?"): bogusComment()
        case UInt8(ascii: "/") where isLetter(byte(2)): endTag()
        case UInt8(ascii: "/"):
            damage(.tag)
            bogusComment()
        case let next where isLetter(next): startTag()
        default:
            damage(.stray)
            payNewlinesInText()
            emitText([0x3C])
            at += 1
        }
    }

    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    private mutating func declaration() {
        if byte(2) == 0x2D, byte(3) == 0x2D { return comment() }
        // Conditions that are no comments, as Word writes them, are shown by all programs but Outlook.
        if !has("<![if", at: at), !has("<![endif", at: at), !has("<!doctype", at: at) { damage(.tag) }
        bogusComment()
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
        if entry.isVoid, ["meta", "link", "base", "wbr"].contains(tag.name) || tag.isUnseenObject { return }
        // Rows and cells outside of any table are no tags to a browser: their texts run together.
        if ElementTable.infos[entry.number].flow.belongsToTable, elements.open("table") == 0 { return damage(.tag) }
        if !entry.isVoid { note(opened: number) }
        if entry.isRaw {
            if tag.name == "textarea" { object(tag, ElementTable.entries["input"] ?? entry) }
            return rawContent(tag, entry)
        }
        let info = styles.number(for: tag, plain: entry.number, infos: &infos)
        if entry.isVoid, infos[info].flow == .inline { return }
        if infos[info].flow == .object { return object(tag, entry) }
        emit(tag: entry.written, number: info)
    }

    /// A picture or a field, which has no content.
    private mutating func object(_ tag: HTMLTag, _ entry: ElementTable.Entry) {
        let info = styles.number(for: tag, plain: entry.number, infos: &infos)
        if infos[info].isHidden { return }
        emit(tag: entry.written, number: info)
        emit(tag: entry.written, isEnd: true)
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

/// A tag as it was read: its name, and the few attributes that change what is shown.
struct HTMLTag {
    var name: String
    var style: ArraySlice<UInt8> = []
    var classes = ""
    var identifier = ""
    var isHidden = false
    /// Of a form or an input.
    var action = ""
    var inputName = ""
    var valueLength = 0
    var isWhite = false
    var hasBackground = false
    /// Of an input.
    var type = ""
    /// Of `font`.
    var face = ""
    /// `role="button"`.
    var isButton = false
    /// No wider or no higher than a point, as pictures are that only count readers.
    var isTiny = false
    /// Of `a`: whether it leads to another page.
    var isLink = false

    /// A field that no page shows, or a picture that nobody sees.
    var isUnseenObject: Bool { name == "input" && type == "hidden" || name == "img" && isTiny }
}

extension HTMLLexer {
    /// Reads a tag, from its name to behind its `>`; nothing if the page ends first.
    mutating func tag() -> HTMLTag? {
        var index = at + 1
        let start = index
        while index < input.count, !isBlank(input[index]), input[index] != 0x2F, input[index] != 0x3E { index += 1 }
        let name = String(decoding: UnsafeBufferPointer(rebasing: input[start..<index]), as: UTF8.self)
        let isLower = name.utf8.allSatisfy { !(0x41...0x5A).contains($0) && $0 < 0x80 }
        var tag = HTMLTag(name: isLower ? name : name.lowercased())
        var isMalformed = name.utf8.contains { $0 == 0x3C || $0 == 0x22 || $0 == 0x27 || $0 == 0x3D || $0 == 0 }
        while index < input.count, input[index] != 0x3E {
            let byte = input[index]
            if isBlank(byte) {
                index += 1
            } else if byte == 0x2F {
                // Only before the end it means anything.
                if index + 1 < input.count, input[index + 1] != 0x3E { isMalformed = true }
                index += 1
            } else {
                index = attribute(from: index, &tag, &isMalformed)
            }
        }
        if isMalformed { damage(.tag) }
        guard index < input.count else {
            damage(.unclosed)
            skip(to: input.count)
            return nil
        }
        skip(to: index + 1)
        return tag
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

    /// One attribute; answers where the next thing begins.
    private func attribute(from start: Int, _ tag: inout HTMLTag, _ isMalformed: inout Bool) -> Int {
        var index = start
        // An equals sign at the start belongs to the name.
        if input[index] == 0x3D {
            isMalformed = true
            index += 1
        }
        while index < input.count {
            let byte = input[index]
            if isBlank(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
            if byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0 { isMalformed = true }
            index += 1
        }
        let name = start..<index
        var after = index
        while after < input.count, isBlank(input[after]) { after += 1 }
        guard after < input.count, input[after] == 0x3D else {
            note(name, 0..<0, &tag)
            return index
        }
        after += 1
        while after < input.count, isBlank(input[after]) { after += 1 }
        guard after < input.count else { return after }
        let quote = input[after]
        if quote == 0x22 || quote == 0x27 {
            guard let close = input[(after + 1)...].firstIndex(of: quote) else { return input.count }
            // A quotation mark that was lost lets the value run on over other tags.
            let value = (after + 1)..<close
            if input[value].contains(0x3C) { isMalformed = true }
            note(name, value, &tag)
            let next = close + 1
            if next < input.count, !isBlank(input[next]), input[next] != 0x3E, input[next] != 0x2F {
                isMalformed = true
            }
            return next
        }
        let first = after
        while after < input.count, !isBlank(input[after]), input[after] != 0x3E {
            switch input[after] {
            case 0x22, 0x27, 0x3C, 0x60: isMalformed = true
            default: break
            }
            after += 1
        }
        if after == first { isMalformed = true }
        note(name, first..<after, &tag)
        return after
    }

    private func note(_ name: Range<Int>, _ value: Range<Int>, _ tag: inout HTMLTag) {
        switch name.count {
        case 2 where has("id", at: name.lowerBound): tag.identifier = text(value)
        case 4 where has("name", at: name.lowerBound): tag.inputName = text(value)
        case 4 where has("href", at: name.lowerBound): tag.isLink = has("http", at: value.lowerBound)
        case 4 where has("type", at: name.lowerBound): tag.type = text(value).lowercased()
        case 4 where has("face", at: name.lowerBound): tag.face = text(value)
        case 4 where has("role", at: name.lowerBound): tag.isButton = text(value).lowercased() == "button"
        case 5 where has("width", at: name.lowerBound), 6 where has("height", at: name.lowerBound):
            if ["0", "1", "0px", "1px"].contains(text(value)) { tag.isTiny = true }
        case 5 where has("style", at: name.lowerBound): tag.style = input[value].map(\.self)[...]
        case 5 where has("class", at: name.lowerBound): tag.classes = text(value)
        case 5 where has("value", at: name.lowerBound): tag.valueLength = value.count
        case 5 where has("color", at: name.lowerBound): tag.isWhite = StyleValues.isWhite(text(value).lowercased())
        case 6 where has("hidden", at: name.lowerBound): tag.isHidden = true
        case 6 where has("action", at: name.lowerBound): tag.action = text(value)
        case 7 where has("bgcolor", at: name.lowerBound), 10 where has("background", at: name.lowerBound):
            tag.hasBackground = true
        default: break
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: input[range]), as: UTF8.self)
    }

    private mutating func noteSeal(_ tag: HTMLTag) {
        if tag.name == "form", !tag.action.isEmpty { seal.formActions.append(tag.action) }
        if tag.name == "input" {
            if !tag.inputName.isEmpty, seal.inputNames.count < 100 {
                seal.inputNames.append(tag.inputName.lowercased())
            }
            seal.longestBlob = max(seal.longestBlob, tag.valueLength)
            if ["", "text", "password", "email", "url", "search"].contains(tag.type) {
                seal.fieldText += tag.valueLength
            }
        }
        if tag.isLink { seal.hasLink = true }
    }

    /// The content of a script, a style, a title: up to the end tag of its name, whatever stands between.
    private mutating func rawContent(_ tag: HTMLTag, _ entry: ElementTable.Entry) {
        elements[elements.number(of: tag.name)].open = 0
        depth -= 1
        let start = at
        let name = Array(tag.name.utf8)
        var index = at
        while let found = input[index...].firstIndex(of: 0x3C) {
            let end = found + 2 + name.count
            if end < input.count, input[found + 1] == 0x2F,
                isBlank(input[end]) || input[end] == 0x2F || input[end] == 0x3E,
                input[(found + 2)..<end].elementsEqual(name, by: { ($0 | 0x20) == $1 })
            {
                let content = UnsafeBufferPointer(rebasing: input[start..<found])
                if tag.name == "style" { styles.add(content) }
                if tag.name == "textarea" { seal.fieldText += content.count { $0 > 0x20 } }
                if tag.name == "script" { seal.longestBlob = max(seal.longestBlob, content.count) }
                skip(to: found)
                at += 1
                _ = self.tag()
                return
            }
            index = found + 1
        }
        damage(.unclosed)
        skip(to: input.count)
    }
}

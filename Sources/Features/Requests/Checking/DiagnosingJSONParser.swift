/// Reads a body that a person wrote or pasted: takes note of what is no JSON, mends it in thought, and reads on.
struct DiagnosingJSONParser {
    let input: MappedText
    var index = 0
    var diagnosis = Diagnosis()
    private static let deepest = 64

    init(_ input: MappedText) { self.input = input }

    /// The value that begins here; `index` is behind it afterwards.
    mutating func value(depth: Int = 0) -> LooseNode {
        blanks()
        guard depth < Self.deepest else {
            diagnosis.add(here, "nested deeper than \(Self.deepest)", expected: "a body as the platform takes it")
            index = input.scalars.count
            return node(.missing, index..<index)
        }
        guard let scalar = input[index] else { return missing() }
        switch scalar {
        case "{": return object(depth)
        case "[": return array(depth)
        case "-", "0"..."9": return number()
        case ",", ":", "}", "]": return missing()
        default: return Letters.isQuote(scalar) ? text(isKey: false) : word()
        }
    }

    private var here: Range<Int> { input.range(index..<min(index + 1, input.scalars.count)) }

    mutating func blanks() {
        while let scalar = input[index], Letters.isSpace(scalar) || Letters.isStrange(scalar) {
            if Letters.isStrange(scalar) { diagnosis.strange(scalar, here, blank: "a space that JSON does not allow") }
            index += 1
        }
    }

    private mutating func missing() -> LooseNode {
        diagnosis.add(here, "nothing where a value belongs", expected: "a text, a number, true, false, { or [")
        return node(.missing, index..<index)
    }

    func node(_ value: LooseNode.Value, _ range: Range<Int>) -> LooseNode {
        LooseNode(value: value, range: input.range(range), inner: input.range(range))
    }

    private mutating func object(_ depth: Int) -> LooseNode {
        let start = index
        index += 1
        var members: [LooseMember] = []
        while next(after: members.isEmpty, "}", of: start) {
            let before = index
            let key = key()
            blanks()
            if input[index] == ":" {
                index += 1
            } else {
                diagnosis.insert(":", at: input.place(index), "no colon after the key ‘\(key.text ?? "")’")
                if input[index] == "=" { index += 1 }
            }
            members.append(LooseMember(key: key, value: value(depth: depth + 1)))
            if index == before { index += 1 }
        }
        return node(.object(members), start..<index)
    }

    private mutating func array(_ depth: Int) -> LooseNode {
        let start = index
        index += 1
        var elements: [LooseNode] = []
        while next(after: elements.isEmpty, "]", of: start) {
            let before = index
            elements.append(value(depth: depth + 1))
            if index == before { index += 1 }
        }
        return node(.array(elements), start..<index)
    }

    /// Moves to the next member or element; false behind the closing bracket, or where one should be.
    private mutating func next(after isFirst: Bool, _ close: Unicode.Scalar, of start: Int) -> Bool {
        blanks()
        guard let scalar = input[index], !endsEarly(scalar) else {
            var last = index
            while last > start + 1, Letters.isSpace(input[last - 1]) { last -= 1 }
            let place = input.place(last - 1) + 1
            diagnosis.insert(String(close), at: place, "‘\(input.scalars[start])’ is never closed")
            return false
        }
        if scalar == close {
            index += 1
            return false
        }
        if scalar == "}" || scalar == "]" {
            let place = input.place(index)
            diagnosis.replace(
                here, "‘\(scalar)’ where ‘\(input.scalars[start])’ is still open", by: String(close), in: place..<place)
            return false
        }
        if scalar == "," {
            let comma = here
            index += 1
            blanks()
            if isFirst || input[index] == close || input[index] == "," {
                diagnosis.replace(comma, "a comma with nothing after it", by: "", expected: "no comma here")
                return next(after: false, close, of: start)
            }
        } else if !isFirst {
            diagnosis.insert(",", at: input.place(index), "no comma between two values")
        }
        return input[index] != nil || next(after: true, close, of: start)
    }

    /// A quote of the shell ends the body, whatever is still open.
    private func endsEarly(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar == "'" else { return false }
        let position = input.skip(Letters.isBlank, from: index + 1)
        guard let after = input[position] else { return true }
        return after == "\n" || after == "\\" || (after == "-" && position > index + 1)
            || Letters.isLetter(after) && position > index + 1
    }

    private mutating func key() -> LooseNode {
        blanks()
        return Letters.isQuote(input[index]) ? text(isKey: true) : word()
    }

    mutating func text(isKey: Bool) -> LooseNode {
        let start = index
        let open = input[start] ?? "\""
        let (end, isClosed) = closing(of: open, from: start + 1, isKey: isKey)
        let content = input.text((start + 1)..<end)
        if open != "\"" { quote(at: start) }
        if !isClosed {
            let place = end > start + 1 ? input.place(end - 1) + 1 : input.place(start) + 1
            diagnosis.insert("\"", at: place, "text without its closing quote", expected: "\" after ‘\(content)’")
        } else if input[end] != "\"" {
            quote(at: end)
        }
        index = isClosed ? end + 1 : end
        var result = node(.text(Self.unescaped(content)), start..<index)
        result.inner = input.range((start + 1)..<end)
        return result
    }

    private mutating func quote(at position: Int) {
        let scalar = input[position] ?? "\""
        diagnosis.replace(
            input.range(position..<(position + 1)),
            scalar == "'" ? "a single quote, which JSON does not allow" : "a typographic quote ‘\(scalar)’", by: "\"")
    }

    /// Where the text ends, and whether a quote stands there.
    private func closing(of open: Unicode.Scalar, from start: Int, isKey: Bool) -> (Int, Bool) {
        let family: (Unicode.Scalar) -> Bool = { Letters.closes($0, open) }
        if isKey {
            // No key holds a colon: one before the next quote means that this key's own quote is missing.
            guard let end = first(from: start, where: family), !input.scalars[start..<end].contains(":") else {
                return (unclosed(from: start, isKey: true), false)
            }
            return (end, true)
        }
        // A straight quote with a comma or bracket behind it is beyond doubt, even with curly ones inside.
        if open == "\"", let end = first(from: start, where: { $0 == "\"" }), endsValue(end) { return (end, true) }
        var position = start
        while let end = first(from: position, where: family) {
            if endsValue(end) {
                let inside = input.scalars[start..<end]
                // A text that runs over another member has lost its own quote.
                let runsOver = inside.contains { Letters.isQuote($0) } && inside.contains(":")
                return runsOver ? (unclosed(from: start, isKey: false), false) : (end, true)
            }
            position = end + 1
        }
        return (unclosed(from: start, isKey: false), false)
    }

    private func endsValue(_ quote: Int) -> Bool {
        let position = input.skip(Letters.isSpace, from: quote + 1)
        guard let scalar = input[position] else { return true }
        if ",}]".unicodeScalars.contains(scalar) { return true }
        // A member without the comma before it.
        return startsKey(position)
    }

    private func first(from start: Int, where isWanted: (Unicode.Scalar) -> Bool) -> Int? {
        var position = start
        while let scalar = input[position], scalar != "\n" {
            if scalar == "\\" {
                position += 2
                continue
            }
            if isWanted(scalar) { return position }
            position += 1
        }
        return nil
    }

    /// Where a text without a closing quote ends: a key at its colon, a value at the next bracket, or at the comma
    /// before the next key.
    private func unclosed(from start: Int, isKey: Bool) -> Int {
        var position = start
        while let scalar = input[position], scalar != "\n" {
            if isKey, scalar == ":" { break }
            if scalar == "}" || scalar == "]" { break }
            if scalar == "'", input[position + 1].map({ Letters.isSpace($0) }) ?? true { break }
            if scalar == "," {
                let next = input.skip(Letters.isSpace, from: position + 1)
                if Letters.isQuote(input[next]) { break }
            }
            position += 1
        }
        while position > start, Letters.isSpace(input[position - 1]) { position -= 1 }
        return position
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5C) else { return text }
        // In UTF-16, so that the two halves of a character that was escaped in two find together.
        var units: [UInt16] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let escaped = rest.popFirst() else {
                units += String(scalar).utf16
                continue
            }
            let digits = String(rest.prefix(4))
            if escaped == "u", digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) {
                units.append(unit)
                rest = rest.dropFirst(4)
                continue
            }
            switch escaped {
            case "n": units += "\n".utf16
            case "t": units += "\t".utf16
            case "r": units += "\r".utf16
            default: units += String(escaped).utf16
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    mutating func number() -> LooseNode {
        let start = index
        index = input.skip({ Letters.isDigit($0) || "+-.eE".unicodeScalars.contains($0) }, from: start)
        if Letters.isQuote(input[index]), input[index] != "'", !startsKey(index) { return unopened(start) }
        return node(.number(input.text(start..<index)), start..<index)
    }

    mutating func word() -> LooseNode {
        let start = index
        index = input.skip({ !",:}]\"\n".unicodeScalars.contains($0) && !Letters.isCurly($0) }, from: start)
        if index == start { index += 1 }
        let isKeyword = ["true", "false", "null"].contains(input.text(start..<index))
        let isClosed = Letters.isQuote(input[index]) && input[index] != "'"
        if isClosed, !(isKeyword && startsKey(index)) { return unopened(start) }
        while index > start + 1, Letters.isSpace(input[index - 1]) { index -= 1 }
        let text = input.text(start..<index)
        let range = input.range(start..<index)
        if text == "null" { return node(.null, start..<index) }
        let lower = text.lowercased()
        if lower == "true" || lower == "false" {
            if text != lower { diagnosis.replace(range, "‘\(text)’, which JSON does not know", by: lower) }
            return node(.boolean(lower == "true"), start..<index)
        }
        diagnosis.add(
            range, "a text without quotes", expected: "double quotes around it",
            edits: Diagnosis.Edit.around(range, "\""))
        return node(.text(text), start..<index)
    }

    /// A text whose opening quote is missing; here stands the closing one.
    private mutating func unopened(_ start: Int) -> LooseNode {
        let text = input.text(start..<index)
        let place = input.place(start)
        var edits = [Diagnosis.Edit(range: place..<place, text: "\"")]
        if input[index] != "\"" { edits.append(.init(range: here, text: "\"")) }
        diagnosis.add(place..<place, "a text without its opening quote", expected: "\" before ‘\(text)’", edits: edits)
        index += 1
        var result = node(.text(text), start..<index)
        result.inner = input.range(start..<(index - 1))
        return result
    }

    /// Whether a quoted key and its colon stand here.
    private func startsKey(_ quote: Int) -> Bool {
        guard Letters.isQuote(input[quote]) else { return false }
        let position = input.skip(Letters.isWord, from: quote + 1)
        return position > quote + 1 && Letters.isQuote(input[position]) && input[position + 1] == ":"
    }
}

/// A piece of a body that may be no sound JSON, with its place.
struct LooseNode: Sendable {
    indirect enum Value: Sendable {
        case object([LooseMember])
        case array([LooseNode])
        case text(String)
        case number(String)
        case boolean(Bool)
        case null
        case missing
    }

    var value: Value
    /// In the source, quotes included.
    var range: Range<Int>
    /// In the source, without quotes.
    var inner: Range<Int>

    /// What it is, in a few words.
    var kind: String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .missing: "nothing"
        }
    }

    var members: [LooseMember]? { if case .object(let members) = value { members } else { nil } }
    var elements: [LooseNode]? { if case .array(let elements) = value { elements } else { nil } }
    var text: String? { if case .text(let text) = value { text } else { nil } }

    /// An object's member of that name, the first of several.
    func member(_ name: String) -> LooseNode? { members?.first { $0.name == name }?.value }
}

/// A member of an object.
struct LooseMember: Sendable {
    var key: LooseNode
    var value: LooseNode

    var name: String { key.text ?? "" }
}

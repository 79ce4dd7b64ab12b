/// Reads a body that a person wrote or pasted: takes note of what is no JSON, mends it in thought, and reads on.
struct LooseJSON {
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
        guard let scalar = at(index) else { return missing() }
        switch scalar {
        case "{": return object(depth)
        case "[": return array(depth)
        case "-", "0"..."9": return number()
        case ",", ":", "}", "]": return missing()
        default: return Letters.isQuote(scalar) ? text(isKey: false) : word()
        }
    }

    func at(_ position: Int) -> Unicode.Scalar? {
        input.scalars.indices.contains(position) ? input.scalars[position] : nil
    }

    private var here: Range<Int> { input.range(index..<min(index + 1, input.scalars.count)) }

    mutating func blanks() {
        while let scalar = at(index) {
            if Letters.isSpace(scalar) {
                index += 1
            } else if Letters.strangeBlanks.contains(scalar) || Letters.invisibles.contains(scalar) {
                let isBlank = Letters.strangeBlanks.contains(scalar)
                diagnosis.add(
                    here, isBlank ? "a blank that JSON does not know" : "an invisible character",
                    expected: isBlank ? "a plain space" : "nothing",
                    edits: [.init(range: here, text: isBlank ? " " : "")])
                index += 1
            } else {
                return
            }
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
            if at(index) == ":" {
                index += 1
            } else {
                let place = input.place(index)
                diagnosis.add(
                    place..<place, "no colon behind the key ‘\(key.text ?? "")’", expected: ":",
                    edits: [.init(range: place..<place, text: ":")])
                if at(index) == "=" { index += 1 }
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
        guard let scalar = at(index), !endsEarly(scalar) else {
            var last = index
            while last > start + 1, Letters.isSpace(at(last - 1)) { last -= 1 }
            let place = input.place(last - 1) + 1
            diagnosis.add(
                place..<place, "‘\(input.scalars[start])’ is never closed", expected: String(close),
                edits: [.init(range: place..<place, text: String(close))])
            return false
        }
        if scalar == close {
            index += 1
            return false
        }
        if scalar == "}" || scalar == "]" {
            let place = input.place(index)
            diagnosis.add(
                here, "‘\(scalar)’ where ‘\(input.scalars[start])’ is still open", expected: String(close),
                edits: [.init(range: place..<place, text: String(close))])
            return false
        }
        if scalar == "," {
            let comma = here
            index += 1
            blanks()
            if isFirst || at(index) == close || at(index) == "," {
                diagnosis.add(
                    comma, "a comma with nothing behind it", expected: "no comma here",
                    edits: [.init(range: comma, text: "")])
                return next(after: false, close, of: start)
            }
        } else if !isFirst {
            let place = input.place(index)
            diagnosis.add(
                place..<place, "no comma between two values", expected: ",",
                edits: [.init(range: place..<place, text: ",")])
        }
        return at(index) != nil || next(after: true, close, of: start)
    }

    /// A quote of the shell ends the body, whatever is still open.
    private func endsEarly(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar == "'" else { return false }
        var position = index + 1
        while Letters.isBlank(at(position)) { position += 1 }
        guard let after = at(position) else { return true }
        return after == "\n" || after == "\\" || (after == "-" && position > index + 1)
            || Letters.isLetter(after) && position > index + 1
    }

    private mutating func key() -> LooseNode {
        blanks()
        if Letters.isQuote(at(index)) { return text(isKey: true) }
        return word()
    }

    mutating func read(to position: Int) { index = position }

    mutating func add(_ found: Diagnosis) { diagnosis.add(found) }

    mutating func text(isKey: Bool) -> LooseNode {
        let start = index
        let open = at(start) ?? "\""
        let (end, close) = closing(of: open, from: start + 1, isKey: isKey)
        let content = String(String.UnicodeScalarView(input.scalars[(start + 1)..<end]))
        var found = Diagnosis()
        if open != "\"" { quote(at: start, &found) }
        if close {
            if at(end) != "\"" { quote(at: end, &found) }
        } else {
            let place = end > start + 1 ? input.place(end - 1) + 1 : input.place(start) + 1
            found.add(
                place..<place, "a text without its closing quote", expected: "\" behind ‘\(content)’",
                edits: [.init(range: place..<place, text: "\"")])
        }
        add(found)
        read(to: close ? end + 1 : end)
        var result = node(.text(Self.unescaped(content)), start..<index)
        result.inner = input.range((start + 1)..<end)
        return result
    }

    private func quote(at position: Int, _ diagnosis: inout Diagnosis) {
        let range = input.range(position..<(position + 1))
        let scalar = at(position) ?? "\""
        diagnosis.add(
            range, scalar == "'" ? "a single quote, which JSON does not know" : "a typographic quote ‘\(scalar)’",
            expected: "\"", edits: [.init(range: range, text: "\"")])
    }

    /// Where the text ends, and whether a quote stands there.
    private func closing(of open: Unicode.Scalar, from start: Int, isKey: Bool) -> (Int, Bool) {
        let isSingle = open == "'" || Letters.curlySingles.contains(open)
        let family: (Unicode.Scalar) -> Bool = { scalar in
            isSingle
                ? scalar == "'" || Letters.curlySingles.contains(scalar)
                : scalar == "\"" || Letters.curlyDoubles.contains(scalar)
        }
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
        var position = quote + 1
        while Letters.isSpace(at(position)) { position += 1 }
        guard let scalar = at(position) else { return true }
        if ",}]".unicodeScalars.contains(scalar) { return true }
        // A member without the comma before it.
        return startsKey(position)
    }

    private func first(from start: Int, where isWanted: (Unicode.Scalar) -> Bool) -> Int? {
        var position = start
        while let scalar = at(position), scalar != "\n" {
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
        while let scalar = at(position), scalar != "\n" {
            if isKey, scalar == ":" { break }
            if scalar == "}" || scalar == "]" { break }
            if scalar == "'", at(position + 1).map({ Letters.isSpace($0) }) ?? true { break }
            if scalar == "," {
                var next = position + 1
                while Letters.isSpace(at(next)) { next += 1 }
                if Letters.isQuote(at(next)) { break }
            }
            position += 1
        }
        while position > start, Letters.isSpace(at(position - 1)) { position -= 1 }
        return position
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5C) else { return text }
        var result = String.UnicodeScalarView()
        var units: [UInt16] = []
        let scalars = Array(text.unicodeScalars)
        var position = 0
        func flush() {
            if units.isEmpty { return }
            result.append(contentsOf: String(decoding: units, as: UTF16.self).unicodeScalars)
            units = []
        }
        while position < scalars.count {
            guard scalars[position] == "\\", position + 1 < scalars.count else {
                flush()
                result.append(scalars[position])
                position += 1
                continue
            }
            let digits = String(
                String.UnicodeScalarView(scalars[min(position + 2, scalars.count)..<min(position + 6, scalars.count)]))
            if scalars[position + 1] == "u", digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) {
                units.append(unit)
                position += 6
                continue
            }
            flush()
            switch scalars[position + 1] {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case let other: result.append(other)
            }
            position += 2
        }
        flush()
        return String(result)
    }

    mutating func number() -> LooseNode {
        let start = index
        while let scalar = at(index), Letters.isDigit(scalar) || "+-.eE".unicodeScalars.contains(scalar) { index += 1 }
        let text = String(String.UnicodeScalarView(input.scalars[start..<index]))
        if Letters.isQuote(at(index)), at(index) != "'", !startsKey(index) { return unopened(start) }
        return node(.number(text), start..<index)
    }

    mutating func word() -> LooseNode {
        let start = index
        while let scalar = at(index), !",:}]\"\n".unicodeScalars.contains(scalar), !Letters.isCurly(scalar) {
            index += 1
        }
        if index == start { index += 1 }
        let isKeyword = ["true", "false", "null"].contains(
            String(String.UnicodeScalarView(input.scalars[start..<index])))
        if Letters.isQuote(at(index)), at(index) != "'", !(isKeyword && startsKey(index)) { return unopened(start) }
        while index > start + 1, Letters.isSpace(at(index - 1)) { index -= 1 }
        let text = String(String.UnicodeScalarView(input.scalars[start..<index]))
        let range = input.range(start..<index)
        switch text {
        case "true", "false": return node(.boolean(text == "true"), start..<index)
        case "null": return node(.null, start..<index)
        default: break
        }
        let lower = text.lowercased()
        if lower == "true" || lower == "false" {
            diagnosis.add(
                range, "‘\(text)’, which JSON does not know", expected: lower, edits: [.init(range: range, text: lower)]
            )
            return node(.boolean(lower == "true"), start..<index)
        }
        diagnosis.add(
            range, "a text without quotes", expected: "double quotes around it",
            edits: [
                .init(range: range.lowerBound..<range.lowerBound, text: "\""),
                .init(range: range.upperBound..<range.upperBound, text: "\""),
            ])
        return node(.text(text), start..<index)
    }

    /// A text whose opening quote is missing; here stands the closing one.
    private mutating func unopened(_ start: Int) -> LooseNode {
        let text = String(String.UnicodeScalarView(input.scalars[start..<index]))
        let place = input.place(start)
        var edits = [Diagnosis.Edit(range: place..<place, text: "\"")]
        if at(index) != "\"" { edits.append(.init(range: here, text: "\"")) }
        diagnosis.add(place..<place, "a text without its opening quote", expected: "\" before ‘\(text)’", edits: edits)
        index += 1
        var result = node(.text(text), start..<index)
        result.inner = input.range(start..<(index - 1))
        return result
    }

    /// Whether a quoted key and its colon stand here.
    private func startsKey(_ quote: Int) -> Bool {
        guard Letters.isQuote(at(quote)) else { return false }
        var position = quote + 1
        while Letters.isWord(at(position)) { position += 1 }
        return position > quote + 1 && Letters.isQuote(at(position)) && at(position + 1) == ":"
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
}

/// A member of an object.
struct LooseMember: Sendable {
    var key: LooseNode
    var value: LooseNode

    var name: String { key.text ?? "" }
}

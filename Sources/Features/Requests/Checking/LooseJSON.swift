/// Reads a body that a person wrote or pasted: takes note of what is no JSON, mends it in thought, and reads on.
struct LooseJSON {
    let input: MappedText
    var index = 0
    var diagnosis = Diagnosis()
    static let deepest = 64

    init(_ input: MappedText) {
        self.input = input
    }

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

    var here: Range<Int> { input.range(index..<min(index + 1, input.scalars.count)) }

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
}

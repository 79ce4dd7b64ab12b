/// Texts in quotes, whichever quotes they are, and with one of them missing.
extension LooseJSON {
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
}

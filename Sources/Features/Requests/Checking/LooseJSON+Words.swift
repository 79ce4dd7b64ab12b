/// What stands without quotes: numbers, `true`, and texts whose quotes are missing.
extension LooseJSON {
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
    mutating func unopened(_ start: Int) -> LooseNode {
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
    func startsKey(_ quote: Int) -> Bool {
        guard Letters.isQuote(at(quote)) else { return false }
        var position = quote + 1
        while Letters.isWord(at(position)) { position += 1 }
        return position > quote + 1 && Letters.isQuote(at(position)) && at(position + 1) == ":"
    }
}

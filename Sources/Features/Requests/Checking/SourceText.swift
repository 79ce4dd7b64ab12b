/// A text that is checked, with its places.
struct SourceText: Sendable {
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        lineStarts = starts
    }

    /// Line and column, both from 1; a column is a Unicode scalar.
    func place(_ index: Int) -> (line: Int, column: Int) {
        let line = (lineStarts.firstIndex { $0 > index } ?? lineStarts.count) - 1
        return (line + 1, index - lineStarts[line] + 1)
    }

    /// The line of a place, without its end.
    func line(around index: Int) -> Range<Int> {
        let start = lineStarts[place(index).line - 1]
        var end = start
        while end < scalars.count, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
        return start..<end
    }

    subscript(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
    }

    /// Whether the word stands here, in lower case and without regard to the text's case.
    func has(_ word: String, at index: Int) -> Bool {
        let wanted = Array(word.unicodeScalars)
        guard index >= 0, index + wanted.count <= scalars.count else { return false }
        return wanted.indices.allSatisfy { Letters.lowered(scalars[index + $0]) == wanted[$0] }
    }
}

/// Kinds of characters that a word processor or a chat program puts in the place of ASCII.
enum Letters {
    static let dashes = Set(
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}".unicodeScalars)
    static let curlyDoubles = Set("“”„‟″«»＂".unicodeScalars)
    static let curlySingles = Set("‘’‚‛′´`".unicodeScalars)
    static let strangeBlanks = Set("\u{A0}\u{2007}\u{202F}\u{2002}\u{2003}\u{2009}\u{3000}".unicodeScalars)
    static let invisibles = Set("\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}".unicodeScalars)

    static func isCurly(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { curlyDoubles.contains($0) || curlySingles.contains($0) } ?? false
    }

    static func isQuote(_ scalar: Unicode.Scalar?) -> Bool { scalar == "'" || scalar == "\"" || isCurly(scalar) }

    static func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

    static func isSpace(_ scalar: Unicode.Scalar?) -> Bool { isBlank(scalar) || scalar == "\n" }

    static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
        guard let value = scalar?.value else { return false }
        return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { (0x30...0x39).contains($0.value) } ?? false }

    static func isWord(_ scalar: Unicode.Scalar?) -> Bool { isLetter(scalar) || isDigit(scalar) || scalar == "_" }

    static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar
    }
}

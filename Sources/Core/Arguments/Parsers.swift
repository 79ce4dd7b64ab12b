/// The parsers that most options need.
public enum Parsers {
    /// Any text, the empty one included.
    public static let text = ValueParser { (text: String) throws(ArgumentFault) -> String in text }

    /// Any text but the empty one, which is mostly an unset shell variable.
    public static let nonEmptyText = named(.nothing)

    /// The name of a file, or `-`; shells offer files.
    public static let file = named(.files)

    /// The name of a folder; shells offer folders.
    public static let directory = named(.directories)

    /// A whole number of 0 or more, in ASCII digits.
    static let nonNegativeInteger = integer(in: 0...Int.max, called: "a whole number of 0 or more")

    /// A whole number of 1 or more, in ASCII digits.
    public static let positiveInteger = integer(in: 1...Int.max, called: "a whole number of 1 or more")

    /// A whole number of 0 or more that lies in a range, in ASCII digits.
    public static func integer(in range: ClosedRange<Int>) -> ValueParser<Int> {
        integer(in: range, called: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// `NAME=VALUE`, cut at the first `=`; the name is not empty, the value may be.
    public static let keyValue = ValueParser { (text: String) throws(ArgumentFault) -> KeyValue in
        guard let cut = text.utf8.firstIndex(of: UInt8(ascii: "=")), cut != text.startIndex else {
            throw .unusable("\(PrintableText.quoted(text)) is not NAME=VALUE")
        }
        return KeyValue(name: String(text[..<cut]), value: String(text[text.utf8.index(after: cut)...]))
    }

    /// Several values in one argument, separated by commas.
    public static func list<Element>(of element: ValueParser<Element>) -> ValueParser<[Element]> {
        ValueParser(completion: element.completion) { (text: String) throws(ArgumentFault) -> [Element] in
            var values: [Element] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                values.append(try element.parse(String(part)))
            }
            return values
        }
    }

    private static func named(_ completion: Completion) -> ValueParser<String> {
        ValueParser(completion: completion) { (text: String) throws(ArgumentFault) -> String in
            guard !text.isEmpty else { throw .unusable("the value is empty") }
            return text
        }
    }

    private static func integer(in range: ClosedRange<Int>, called expected: String) -> ValueParser<Int> {
        ValueParser { (text: String) throws(ArgumentFault) -> Int in
            let isDigits =
                !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard isDigits, let number = Int(text), range.contains(number) else {
                throw .unusable("\(PrintableText.quoted(text)) is not \(expected)")
            }
            return number
        }
    }
}

public import Support

/// A function from an argument's text to a value, together with what a shell may offer for it.
///
/// The two travel together so that a list of choices is written once: parsing, help and completion all read it.
public struct ValueParser<Value: Sendable>: Sendable {
    /// The function itself; it throws ``ArgumentError/unusable(_:suggestions:)`` for a text that it cannot use.
    public let parse: @Sendable (String) throws(ArgumentError) -> Value
    /// What a shell offers where this value is expected.
    let completion: Completion

    /// Makes a parser from a function.
    init(completion: Completion = .nothing, _ parse: @escaping @Sendable (String) throws(ArgumentError) -> Value) {
        self.parse = parse
        self.completion = completion
    }

    /// A parser that goes on from this one's value, and keeps its completion.
    func map<Other: Sendable>(
        _ transform: @escaping @Sendable (Value) throws(ArgumentError) -> Other
    ) -> ValueParser<Other> {
        ValueParser<Other>(completion: completion) { [parse] (text: String) throws(ArgumentError) -> Other in
            try transform(try parse(text))
        }
    }
}

/// The parsers that most options need.
public enum Parsers {
    /// Any text, the empty one included.
    public static let text = ValueParser { (text: String) throws(ArgumentError) -> String in text }

    /// Any text but the empty one, which is mostly an unset shell variable.
    public static let nonEmptyText = named(.nothing)
    /// The name of a file, or `-`; shells offer files.
    public static let file = named(.files)
    /// The name of a folder; shells offer folders.
    public static let directory = named(.directories)
    /// A whole number of 1 or more, in ASCII digits.
    public static let positiveInteger = integer(in: 1...Int.max, called: "a whole number of 1 or more")

    /// A whole number of 0 or more that lies in a range, in ASCII digits.
    public static func integer(in range: ClosedRange<Int>) -> ValueParser<Int> {
        integer(in: range, called: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// `NAME=VALUE`, cut at the first `=`; the name is not empty, the value may be.
    public static let keyValue = ValueParser { (text: String) throws(ArgumentError) -> KeyValue in
        guard let cut = text.utf8.firstIndex(of: UInt8(ascii: "=")), cut != text.startIndex else {
            throw .unusable("\(PrintableText.quoted(text)) is not NAME=VALUE")
        }
        return KeyValue(name: String(text[..<cut]), value: String(text[text.utf8.index(after: cut)...]))
    }

    /// A day, `2026-11-30`, that is over or has begun: by the clock of this machine, with a day's grace for zones.
    public static func pastDay(now: Int) -> ValueParser<CivilDay> {
        ValueParser { (text: String) throws(ArgumentError) -> CivilDay in
            guard let day = CivilDay(text) else {
                throw .unusable("\(PrintableText.quoted(text)) is not a day such as 2026-11-30")
            }
            guard day.number <= now / 86_400 + 1 else { throw .unusable("\(text) is still to come") }
            return day
        }
    }

    /// Several values in one argument, separated by commas.
    public static func list<Element>(of element: ValueParser<Element>) -> ValueParser<[Element]> {
        ValueParser(completion: element.completion) { (text: String) throws(ArgumentError) -> [Element] in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            return try parts.map { (part) throws(ArgumentError) in try element.parse(String(part)) }
        }
    }

    private static func named(_ completion: Completion) -> ValueParser<String> {
        ValueParser(completion: completion) { (text: String) throws(ArgumentError) -> String in
            guard !text.isEmpty else { throw .unusable("the value is empty") }
            return text
        }
    }

    private static func integer(in range: ClosedRange<Int>, called expected: String) -> ValueParser<Int> {
        ValueParser { (text: String) throws(ArgumentError) -> Int in
            let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isPlain, let number = Int(text), range.contains(number) else {
                throw .unusable("\(PrintableText.quoted(text)) is not \(expected)")
            }
            return number
        }
    }

    /// One of a closed list of words; a mistake names the nearest.
    public static func choice(_ words: [String]) -> ValueParser<String> {
        ValueParser(completion: .values(words)) { (text: String) throws(ArgumentError) -> String in
            if let word = words.first(where: { $0 == text }) { return word }
            let list = words.joined(separator: ", ")
            throw .unusable(
                "\(PrintableText.quoted(text)) is not one of \(list)",
                suggestions: NearestWord.candidates(for: text, among: words))
        }
    }

    /// One of the cases of an enumeration, by their raw values.
    public static func choice<Value: CaseIterable & RawRepresentable<String> & Sendable>(
        of type: Value.Type
    ) -> ValueParser<Value> {
        choice(among: Array(type.allCases))
    }

    /// One of some cases of an enumeration, by their raw values.
    public static func choice<Value: RawRepresentable<String> & Sendable>(among values: [Value]) -> ValueParser<Value> {
        choice(values.map(\.rawValue)).map { (word: String) throws(ArgumentError) -> Value in
            guard let value = Value(rawValue: word) else { throw .unusable("\(PrintableText.quoted(word)) is unknown") }
            return value
        }
    }
}

/// A name and a value that were written as `NAME=VALUE`.
public struct KeyValue: Sendable, Equatable {
    /// What stands before the first `=`.
    public let name: String
    /// What stands after the first `=`.
    public let value: String
}

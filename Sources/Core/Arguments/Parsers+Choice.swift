extension Parsers {
    /// One of a closed list of words; a mistake names the nearest.
    public static func choice(_ words: [String]) -> ValueParser<String> {
        ValueParser(completion: .values(words)) { (text: String) throws(ArgumentFault) -> String in
            if let word = words.first(where: { $0 == text }) { return word }
            let list = words.joined(separator: ", ")
            throw .unusable(
                "\(PrintableText.quoted(text)) is not one of \(list)",
                suggestion: NearestName.nearest(to: text, among: words))
        }
    }

    /// One of the cases of an enumeration, by their raw values.
    public static func choice<Value: CaseIterable & RawRepresentable<String> & Sendable>(
        of type: Value.Type
    ) -> ValueParser<Value> {
        choice(type.allCases.map(\.rawValue)).map { (word: String) throws(ArgumentFault) -> Value in
            guard let value = Value(rawValue: word) else { throw .unusable("\(PrintableText.quoted(word)) is unknown") }
            return value
        }
    }
}

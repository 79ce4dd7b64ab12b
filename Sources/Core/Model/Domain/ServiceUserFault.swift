/// Why a text is no ServiceUser: where, and what was expected there. It repeats nothing of the text.
public struct ServiceUserFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the grammar wants at a place.
    public enum Expected: String, Sendable, CaseIterable {
        case ubiquityID = "the ubiquity id, letters and digits"
        case colon = "another letter or digit, or ‘:’ behind the ubiquity id"
        case clientID = "the client id, letters and digits"
        case firstCaret = "another letter or digit, or ‘^’ behind the client id"
        case tenantID = "the tenant id, letters and digits"
        case secondCaret = "another letter or digit, or ‘^’ behind the tenant id"
        case accountName = "the end, or a service user name of letters, digits and inner . _ - @"
        case fewerCharacters = "at most 256 characters"
    }

    /// The character at which the text stops to fit, from 1; one behind the last where it is too short.
    public let position: Int
    /// What should stand there.
    public let expected: Expected
    /// What may have happened to it, most likely first.
    let hints: [ServiceUserHint]

    init(_ position: Int, _ expected: Expected, _ hints: [ServiceUserHint] = []) {
        self.position = position
        self.expected = expected
        self.hints = hints
    }

    func with(_ hints: [ServiceUserHint]) -> ServiceUserFault { ServiceUserFault(position, expected, hints) }

    /// One sentence for a person, without any character of the text.
    public var description: String {
        let first = "At character \(position): expected \(expected.rawValue)."
        return ([first] + hints.map(\.rawValue)).joined(separator: " ")
    }
}

/// A usual accident on the way from the vendor to the terminal.
public enum ServiceUserHint: String, Sendable, CaseIterable {
    case otherCaret = "A sign that only looks like ‘^’ stands in it, such as ˆ (U+02C6) or ＾ (U+FF3E)."
    case otherColon = "A sign that only looks like ‘:’ stands in it, such as the full-width ： (U+FF1A)."
    case spaces = "There are spaces inside, which a ServiceUser has not."
    case endOfSentence = "The sign at the end seems to belong to the sentence around it."
    case lostCaret = "A ‘^’ seems to have been lost in copying: there should be two, one at the end of format 1."
    case escaped = "Signs are still encoded (=3A, =5E, %3A, %5E, &#…;): take the text as the mail shows it."

    private static let carets: Set<Unicode.Scalar> = [
        "\u{2C6}", "\u{FF3E}", "\u{2C4}", "\u{2303}", "\u{2038}", "\u{302}", "\u{2227}", "\u{A788}",
    ]
    private static let colons: Set<Unicode.Scalar> = [
        "\u{FF1A}", "\u{2236}", "\u{A789}", "\u{2D0}", "\u{5C3}", "\u{FE55}",
    ]

    static func hints(for text: String) -> [ServiceUserHint] {
        let trimmed = text.drop(while: \.isWhitespace)
        let scalars = text.unicodeScalars
        var hints: [ServiceUserHint] = []
        if scalars.contains(where: { !$0.isASCII && carets.contains($0) }) { hints.append(.otherCaret) }
        if scalars.contains(where: { !$0.isASCII && colons.contains($0) }) { hints.append(.otherColon) }
        if trimmed.contains(where: \.isWhitespace) { hints.append(.spaces) }
        if let last = trimmed.last, ".,;)]}>\"'”’".contains(last) { hints.append(.endOfSentence) }
        if scalars.count(where: { $0 == "^" }) == 1, !hints.contains(.otherCaret) { hints.append(.lostCaret) }
        if isEscaped(Array(text.utf8)) { hints.append(.escaped) }
        return hints
    }

    private static let escapes = ["=3A", "=5E", "%3A", "%5E", "&#"].map { Array($0.utf8) }

    private static func isEscaped(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { start in
            "=%&".utf8.contains(bytes[start]) && escapes.contains { bytes[start...].starts(with: $0) }
        }
    }
}

/// The name under which Allscripts' Ubiquity lets a program in: `ubiquity:client^tenant^`, which is format 1, or the same
/// with a service user's name behind it, format 2.
///
/// The two formats are those of third-party clients; the company's articles name the three parts and show neither. Letter
/// case and leading zeros count, so two that differ in them are two.
public struct ServiceUser: Sendable, Hashable, CustomStringConvertible {
    /// ASCII letters and digits.
    public let ubiquityID: String
    /// ASCII letters and digits.
    public let clientID: String
    /// ASCII letters and digits, often a single digit.
    public let tenantID: String
    /// The service user's name of format 2: ASCII letters and digits, and inside it `.`, `_`, `-` and `@`.
    public let accountName: String?

    /// Longer texts are no ServiceUser; the longest known one has 40 characters.
    public static let longest = 256

    /// Takes a text apart; all of it has to fit, spaces around it included.
    public init(_ text: String) throws(ServiceUserError) {
        var cursor = ServiceUserCursor(text)
        do throws(ServiceUserError) {
            guard text.utf8.count <= Self.longest else { throw ServiceUserError(1, .fewerCharacters) }
            ubiquityID = try cursor.word(.ubiquityID)
            try cursor.sign(":", .colon)
            clientID = try cursor.word(.clientID)
            try cursor.sign("^", .firstCaret)
            tenantID = try cursor.word(.tenantID)
            try cursor.sign("^", .secondCaret)
            accountName = try cursor.accountName()
        } catch {
            throw error.with(ServiceUserHint.hints(for: text))
        }
    }

    /// Exactly the text that was parsed.
    public var description: String { "\(ubiquityID):\(clientID)^\(tenantID)^\(accountName ?? "")" }

    /// Whether client and tenant look exchanged: a short number where the client stands, and a longer word with letters
    /// where the tenant does. A doubt, since a tenant may have several digits.
    public var looksExchanged: Bool {
        clientID.utf8.count <= 3 && clientID.utf8.allSatisfy(ServiceUserCursor.isDigit)
            && tenantID.utf8.count > clientID.utf8.count && !tenantID.utf8.allSatisfy(ServiceUserCursor.isDigit)
    }
}

/// Walks over the characters of a text; positions count characters as a person does, from 1.
struct ServiceUserCursor {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) { characters = Array(text) }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWord(_ character: Character) -> Bool {
        guard let value = character.asciiValue else { return false }
        return isDigit(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }

    mutating func word(_ expected: ServiceUserError.Expected) throws(ServiceUserError) -> String {
        let start = place
        while place < characters.count, Self.isWord(characters[place]) { place += 1 }
        guard place > start else { throw ServiceUserError(place + 1, expected) }
        return String(characters[start..<place])
    }

    mutating func sign(_ sign: Character, _ expected: ServiceUserError.Expected) throws(ServiceUserError) {
        guard place < characters.count, characters[place] == sign else { throw ServiceUserError(place + 1, expected) }
        place += 1
    }

    /// What is left: nothing in format 1.
    mutating func accountName() throws(ServiceUserError) -> String? {
        let start = place
        while place < characters.count {
            let character = characters[place]
            let joins = place > start && place + 1 < characters.count && "._-@".contains(character)
            guard Self.isWord(character) || joins else { throw ServiceUserError(place + 1, .accountName) }
            place += 1
        }
        return place == start ? nil : String(characters[start...])
    }
}

/// Why a text is no ServiceUser: where, and what was expected there. It repeats nothing of the text.
public struct ServiceUserError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the grammar wants at a place.
    public enum Expected: String, Sendable, CaseIterable {
        case ubiquityID = "the ubiquity id, letters and digits"
        case colon = "another letter or digit, or ‘:’ after the ubiquity id"
        case clientID = "the client id, letters and digits"
        case firstCaret = "another letter or digit, or ‘^’ after the client id"
        case tenantID = "the tenant id, letters and digits"
        case secondCaret = "another letter or digit, or ‘^’ after the tenant id"
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

    func with(_ hints: [ServiceUserHint]) -> ServiceUserError { ServiceUserError(position, expected, hints) }

    /// One sentence for a person, without any character of the text.
    public var description: String {
        let first = "At character \(position): expected \(expected.rawValue)."
        return ([first] + hints.map(\.rawValue)).joined(separator: " ")
    }
}

/// A usual accident on the way from the vendor to the terminal.
public enum ServiceUserHint: String, Sendable, CaseIterable {
    case otherCaret = "It contains a character that only looks like ‘^’, such as ˆ (U+02C6) or ＾ (U+FF3E)."
    case otherColon = "It contains a character that only looks like ‘:’, such as the full-width ： (U+FF1A)."
    case spaces = "There are spaces inside, which a ServiceUser does not have."
    case endOfSentence = "The character at the end seems to belong to the sentence around it."
    case lostCaret = "A ‘^’ seems to have been lost in copying: there should be two, one at the end of format 1."
    case escaped = "Characters are still encoded (=3A, =5E, %3A, %5E, &#…;): take the text as the email shows it."

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

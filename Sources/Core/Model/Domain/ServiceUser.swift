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
    public init(_ text: String) throws(ServiceUserFault) {
        var cursor = ServiceUserCursor(text)
        do throws(ServiceUserFault) {
            guard text.utf8.count <= Self.longest else { throw ServiceUserFault(1, .fewerCharacters) }
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

    init(_ text: String) {
        characters = Array(text)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isWord(_ character: Character) -> Bool {
        guard let value = character.asciiValue else { return false }
        return isDigit(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }

    mutating func word(_ expected: ServiceUserFault.Expected) throws(ServiceUserFault) -> String {
        let start = place
        while place < characters.count, Self.isWord(characters[place]) { place += 1 }
        guard place > start else { throw ServiceUserFault(place + 1, expected) }
        return String(characters[start..<place])
    }

    mutating func sign(_ sign: Character, _ expected: ServiceUserFault.Expected) throws(ServiceUserFault) {
        guard place < characters.count, characters[place] == sign else { throw ServiceUserFault(place + 1, expected) }
        place += 1
    }

    /// What is left: nothing in format 1.
    mutating func accountName() throws(ServiceUserFault) -> String? {
        let start = place
        while place < characters.count {
            let character = characters[place]
            let joins = place > start && place + 1 < characters.count && "._-@".contains(character)
            guard Self.isWord(character) || joins else { throw ServiceUserFault(place + 1, .accountName) }
            place += 1
        }
        return place == start ? nil : String(characters[start...])
    }
}

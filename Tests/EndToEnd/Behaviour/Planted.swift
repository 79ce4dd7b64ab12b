import Foundation
import Testing

/// Invented identities and secrets, none of which may leave the tool.
enum Planted {
    static let identities = [
        "Wilhelmina Featherstonehaugh", "wilhelmina.f@example.com", "+1 (555) 010-4477", "5550104477", "1957-03-14",
        "03/14/1957", "078-05-1120", "17 Quince Lane", "MRN-8842199",
    ]
    static let secrets = [
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmZWF0aGVyIn0.c2lnbmF0dXJl", "password=Tr0ub4dor&3", "hunter2hunter2",
        "https://user:Pa55w0rd@example.com/cb?access_token=9f8e7d6c5b4a", "apiKey: AKIAIOSFODNN7EXAMPLE",
    ]
    static var all: [String] { identities + secrets }

    /// Those that show what they are, wherever they stand: a name, an address or a bare number does not.
    static var shaped: [String] {
        all.filter { value in
            !["Wilhelmina", "Quince", "MRN", "5550104477", "hunter2"].contains { value.contains($0) }
        }
    }

    /// Short parts that would give one away even where it is cut or changed.
    static let traces = [
        "Featherstonehaugh", "wilhelmina", "0104477", "010-4477", "1957", "078-05-1120", "Quince", "8842199",
        "eyJhbGci", "eyJzdWIi", "Tr0ub4dor", "hunter2", "Pa55w0rd", "9f8e7d6c5b4a", "AKIAIOSFODNN7",
    ]

    static func found(in text: String) -> [String] {
        traces.filter { text.range(of: $0, options: .caseInsensitive) != nil }
    }

    /// Keys under which such things stand in records.
    static let keys = [
        "customerId", "contactId", "patientId", "email", "emailAddress", "phone", "phoneNumber", "mobile", "name",
        "firstName", "patient.name", "dob", "birthDate", "address", "message", "msg", "error", "errorMessage",
        "exception", "detailedmessage", "response", "url", "request.url", "headers.Authorization", "token",
        "password", "status", "note", "why", "restricted", "source", "appointmentDate",
    ]
}

/// Characters that could move a cursor, hide text or turn its direction.
struct Steering: Sendable, CustomTestStringConvertible {
    var text: String

    /// Its codes, so that the tests' own output is not steered.
    var testDescription: String { text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ") }

    static let all = [
        "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{0}", "\u{8}", "\u{7F}", "\u{85}", "\u{9B}31m", "\u{202A}", "\u{202E}",
        "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{2028}", "\r",
    ].map(Steering.init)

    /// One of each kind that a file name or an argument can hold.
    static let few = ["\u{1B}[31m", "\u{7F}", "\u{9B}31m", "\u{202E}", "\n", "\r"].map(Steering.init)

    /// The steering characters in `text`, each as its code; a newline is none.
    static func found(in text: String) -> [String] {
        let bidi: Set<UInt32> = [
            0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
            0x2069,
        ]
        let all = text.unicodeScalars.filter { scalar in
            (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
                || bidi.contains(scalar.value)
        }
        return Set(all.map { String($0.value, radix: 16) }).sorted()
    }
}

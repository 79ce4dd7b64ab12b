/// The bytes that JSON text is cut by.
enum Ascii {
    static let newline = UInt8(ascii: "\n")
    static let backslash = UInt8(ascii: "\\")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")

    /// What some programs put between documents: NUL, and the mark of RFC 7464.
    static func isSeparator(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x1E }

    /// Blank space that JSON allows, the newline aside.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

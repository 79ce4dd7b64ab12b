internal import CSimdjson

extension JSONFault {
    init(_ tree: cjt_tree, deepest: Int) {
        let stands = Self.name(of: tree.found)
        let (found, expected): (String, String) =
            switch Int(tree.fault) {
            case Int(CJT_BAD_UTF8): ("a byte that is not UTF-8", "text in UTF-8")
            case Int(CJT_NUL): ("a NUL byte", "text")
            case Int(CJT_OPEN_TEXT): ("a text that is not closed on its line", "a closing quotation mark")
            case Int(CJT_BAD_ESCAPE):
                ("a text with a backslash before something else", #"one of \" \\ \/ \b \f \n \r \t \uXXXX"#)
            case Int(CJT_NO_KEY): (stands, "a key in quotation marks")
            case Int(CJT_NO_COLON): (stands, "a colon behind the key")
            case Int(CJT_NO_COMMA): (stands, "a comma, or the bracket that closes the list or object")
            case Int(CJT_TRAILING): (stands, "nothing behind the document")
            case Int(CJT_TOO_DEEP): ("lists and objects in each other, more than \(deepest)", "at most \(deepest)")
            case Int(CJT_TOO_LONG): ("4 GiB of text or more", "less")
            case Int(CJT_NO_MEMORY): ("more text than memory is free for", "less")
            default: (stands, "a value")
            }
        let mark = JSONMark(line: Int(tree.fault_line), column: Int(tree.fault_column))
        self.init(mark: mark, found: found, expected: expected)
    }

    /// The kind of what begins with a byte; the byte itself only where it can be no part of anybody's value.
    private static func name(of byte: CChar) -> String {
        switch UInt8(bitPattern: byte) {
        case 0: "the end of the text"
        case UInt8(ascii: "\""): "a text"
        case UInt8(ascii: ","): "a comma"
        case UInt8(ascii: ":"): "a colon"
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
            "‘\(Character(UnicodeScalar(UInt8(bitPattern: byte))))’"
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): "a number, or something like one"
        case UInt8(ascii: "'"), 0xE2: "something without straight double quotation marks"
        default: "a word without quotation marks"
        }
    }
}

internal import CYAML

/// libyaml's own errors as faults.
enum SyntaxFaults {
    static func fault(of parser: yaml_parser_t, bytes: UnsafeRawBufferPointer, file: String) -> YAMLFault {
        let problem = parser.problem.map { String(cString: $0) } ?? "an unknown error"
        if parser.error == YAML_READER_ERROR { return unreadable(problem, at: parser.problem_offset, bytes, file) }
        let mark = YAMLMark(parser.problem_mark)
        var found = "a syntax error: \(problem)"
        if let context = parser.context {
            let begun = YAMLMark(parser.context_mark)
            found += " (\(String(cString: context)) at line \(begun.line), column \(begun.column))"
        }
        return YAMLFault(
            file: file, mark: mark, found: found, expected: "valid YAML",
            suggestion: suggestion(byte: byte(at: mark, parser.problem_mark.index, bytes)))
    }

    /// Bytes that are no text: libyaml gives only their offset.
    private static func unreadable(
        _ problem: String, at offset: Int, _ bytes: UnsafeRawBufferPointer, _ file: String
    ) -> YAMLFault {
        var mark = YAMLMark.start
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                mark = YAMLMark(line: mark.line + 1, column: 1)
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                mark.column += 1
            }
        }
        return YAMLFault(
            file: file, mark: mark, found: "bytes that are no text: \(problem)", expected: "UTF-8 text",
            suggestion: "save the file as UTF-8 without control characters")
    }

    /// The first byte of the line's character at a mark, found from the line's beginning, since libyaml's index
    /// counts characters, not bytes.
    private static func byte(at mark: YAMLMark, _ index: Int, _ bytes: UnsafeRawBufferPointer) -> UInt8? {
        var left = index
        for byte in bytes where byte & 0b1100_0000 != 0b1000_0000 {
            if left == 0 { return byte }
            left -= 1
        }
        return nil
    }

    private static func suggestion(byte: UInt8?) -> String? {
        switch byte {
        case UInt8(ascii: "\t"): "indent with spaces, not tabs"
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"): "put the value in quotes"
        default: nil
        }
    }
}

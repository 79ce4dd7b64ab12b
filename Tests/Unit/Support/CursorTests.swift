import Testing

@testable import Support

/// Rows as texts; a cell that is damaged begins with `!`.
private func rows(_ text: String, _ dialect: CSVDialect = CSVDialect()) -> [[String]] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
        var cursor = CSVCursor(buffer, dialect)
        var rows: [[String]] = []
        while !cursor.isAtEnd {
            var row: [String] = []
            while true {
                let cell = cursor.next()
                var copy = [UInt8](repeating: 0, count: cell.length)
                let count = copy.withUnsafeMutableBufferPointer { target in
                    target.baseAddress.map { cell.copy(from: buffer.baseAddress!, to: $0) } ?? 0
                }
                row.append((cell.isDamaged ? "!" : "") + String(decoding: copy[..<count], as: UTF8.self))
                if cell.endsRow { break }
            }
            rows.append(row)
        }
        return rows
    }
}

@Suite struct CursorTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b", [["a", "b"]]), ("a,\n", [["a", ""]]), ("a,", [["a", ""]]), (",\n", [["", ""]]), ("\n", [[""]]),
        ("\"a,b\",c\n", [["a,b", "c"]]), ("\"a\"\"b\",c\n", [["a\"b", "c"]]), ("\"\",c\n", [["", "c"]]),
        ("\"\"\"\"\n", [["\""]]), ("\"a\nb\",c\nd,e\n", [["a\nb", "c"], ["d", "e"]]),
        ("a 5\" pipe,b\nc,d\n", [["a 5\" pipe", "b"], ["c", "d"]]), ("\"a\" b,c\n", [["!a", "c"]]),
        ("\"open,b\nc", [["!open,b\nc"]]), ("\"a\"\r\n\"b\"\r\n", [["a"], ["b"]]), ("", []),
    ])
    func `cells are read as RFC 4180 has them`(_ text: String, _ expected: [[String]]) {
        #expect(rows(text) == expected)
    }

    @Test func `other dialects`() {
        #expect(rows("a;b,c\n", CSVDialect(separator: UInt8(ascii: ";"))) == [["a", "b,c"]])
        let table = CSVDialect(separator: 0x09, skipsBlanks: true)
        #expect(rows("a\t b\t \"c\td\"\n", table) == [["a", "b", "c\td"]])
        #expect(rows("a,b\n\"c\nd\"\n", CSVDialect(separator: nil)) == [["a,b"], ["c\nd"]])
    }

    @Test(arguments: [
        ("a,b\nc", 4), ("a,\"b\nc\"\nd", 8), ("a,\"b\nc", nil), ("a", nil), ("a\n\"\"\"\n\"\n", 8), ("", nil),
    ])
    func `the last row's end is found without reading cells`(_ text: String, _ expected: Int?) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            #expect(CSVRows.endOfLast(in: bytes) == expected)
            #expect(CSVRows.endOfLastByCells(in: bytes, CSVDialect()) == expected)
        }
    }

    @Test func `a quote in the wrong place needs the cells`() {
        Array("a\"b,c\nd,e\nf".utf8).withUnsafeBufferPointer { bytes in
            #expect(CSVRows.endOfLastByCells(in: bytes, CSVDialect()) == 10)
        }
    }
}

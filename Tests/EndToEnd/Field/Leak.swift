import Foundation

/// Whether a secret, or a part of it that helps to guess it, can be read in a text.
enum Leak {
    /// Whether it holds the secret, or any five signs of it in a row with a digit among them.
    static func isFound(of secret: String, in text: String) -> Bool {
        let signs = Array(secret)
        let parts = (0..<max(signs.count - 4, 0)).map { Array(signs[$0..<$0 + 5]) }
            // Five like `00000` stand in many a text.
            .filter { $0.contains(where: \.isNumber) && Set($0).count > 2 }
        // Bytes: a mark that follows would make another character of the last sign.
        return ([secret] + parts.map { String($0) }).contains { text.utf8.contains($0.utf8) }
    }

    /// A text with all that a reader could undo of it behind it.
    static func opened(_ text: String) -> String {
        // Without NUL, UTF-16 reads as what it says.
        let plain = text.replacing("\0", with: "").replacing("\r\n", with: "\n")
            .replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        let forms = [
            plain, withoutEntities(plain), fromQuotedPrintable(plain),
            plain.replacing("\n ", with: "").replacing("\n\t", with: ""), fromUuencode(plain),
            plain.removingPercentEncoding ?? "", fromNumbers(plain),
        ]
        return (forms + fromBase64(plain)).joined(separator: "\n")
    }

    private static func withoutEntities(_ text: String) -> String {
        let named = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&excl;", "!"), ("&commat;", "@"),
            ("&colon;", ":"), ("&rpar;", ")"), ("&amp;", "&"),
        ]
        let numbered = text.replacing(#/&#([0-9]{1,7});?/#) { character(UInt32($0.1)) }
            .replacing(#/&#[xX]([0-9A-Fa-f]{1,6});?/#) { character(UInt32($0.1, radix: 16)) }
        return named.reduce(numbered) { $0.replacing($1.0, with: $1.1) }
    }

    private static func character(_ number: UInt32?) -> String {
        guard let number, let scalar = Unicode.Scalar(number) else { return "" }
        return String(Character(scalar))
    }

    private static func fromQuotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte != UInt8(ascii: "=") {
                bytes.append(byte)
            } else if rest.first == 0x0A {
                rest.removeFirst()
            } else if digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lists of bytes, signed or not.
    private static func fromNumbers(_ text: String) -> String {
        let lists = text.matches(of: #/(?:-?[0-9]{1,3}[,\s]+){5,}-?[0-9]{1,3}/#).map { list in
            let bytes = list.output.matches(of: #/-?[0-9]+/#).compactMap { Int($0.output) }
            return String(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
        }
        return lists.joined(separator: "\n")
    }

    private static func fromBase64(_ text: String) -> [String] {
        text.matches(of: #/(?:[A-Za-z0-9+/]{24,}={0,2}\s?)+/#).flatMap { match in
            String(match.output).filter { !$0.isWhitespace }.split(separator: "=").map { decoded(String($0)) }
        }
    }

    private static func decoded(_ block: String) -> String {
        // A single sign over is no byte.
        let signs = block.count % 4 == 1 ? String(block.dropLast()) : block
        let padding = String(repeating: "=", count: (4 - signs.count % 4) % 4)
        let bytes = Data(base64Encoded: signs + padding) ?? Data()
        return String(decoding: bytes, as: UTF8.self).replacing("\0", with: "")
    }

    private static func fromUuencode(_ text: String) -> String {
        var bytes: [UInt8] = []
        var isInside = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("begin ") || line == "end" {
                isInside = line != "end"
            } else if isInside {
                bytes += uudecoded(line)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A line's first sign is how many bytes it holds; then each four signs are three bytes.
    private static func uudecoded(_ line: Substring) -> [UInt8] {
        let sextets = line.utf8.map { ($0 &- 32) & 0x3F }
        guard let count = sextets.first else { return [] }
        // Editors take blanks away at a line's end.
        var rest = (Array(sextets.dropFirst()) + [0, 0, 0])[...]
        var bytes: [UInt8] = []
        while rest.count >= 4 {
            let four = rest.prefix(4).reduce(UInt32(0)) { $0 << 6 | UInt32($1) }
            bytes += [UInt8(four >> 16 & 0xFF), UInt8(four >> 8 & 0xFF), UInt8(four & 0xFF)]
            rest = rest.dropFirst(4)
        }
        return Array(bytes.prefix(Int(count)))
    }
}

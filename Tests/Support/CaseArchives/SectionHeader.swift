public import Foundation

/// A line `-- name --` or `-- name (marks) --`, and how what stands under it becomes bytes.
public struct SectionHeader {
    public var name: String
    var form = Form.plain
    /// Whether the last line has no end.
    var isOpenEnded = false

    enum Form: String {
        /// The lines as they are.
        case plain
        /// `\\` is a backslash, `\r` a carriage return, `\xNN` a byte.
        case escaped
        case base64
    }

    /// What is wrong with the header.
    struct Unreadable: Error {
        var text: String
    }

    /// What is wrong with a line of the content, counted from 0.
    struct BadContent: Error {
        var line: Int
        var text: String
    }

    /// Whether a line cannot be content as it stands.
    public static func looksLikeOne(_ line: some StringProtocol) -> Bool {
        line.hasPrefix("-- ") && line.hasSuffix(" --")
    }

    init(_ line: String) throws(Unreadable) {
        guard let match = line.wholeMatch(of: #/-- (\S+)(?: \(([^()]*)\))? --/#) else {
            throw Unreadable(text: "a section begins with ‘-- name --’ or ‘-- name (marks) --’")
        }
        name = String(match.1)
        if name.hasPrefix("/") || name.split(separator: "/").contains("..") {
            throw Unreadable(text: "‘\(name)’ leads out of the folder")
        }
        for mark in (match.2 ?? "").split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            switch mark {
            case "escaped" where form == .plain: form = .escaped
            case "base64" where form == .plain: form = .base64
            case "no newline" where !isOpenEnded: isOpenEnded = true
            default: throw Unreadable(text: "‘\(mark)’ is none of the marks ‘escaped’, ‘base64’, ‘no newline’")
            }
        }
        if form == .base64 && isOpenEnded { throw Unreadable(text: "base64 tells the last newline itself") }
    }

    /// What the lines under the header stand for.
    func content(of lines: [Data]) throws(BadContent) -> Data {
        if form == .base64 { return try bytes(ofBase64: lines) }
        var bytes = Data()
        for (number, line) in lines.enumerated() {
            bytes += form == .escaped ? try unescaped(line, number) : line
            bytes.append(0x0A)
        }
        if isOpenEnded {
            if bytes.isEmpty { throw BadContent(line: -1, text: "‘no newline’ where there is no line") }
            bytes.removeLast()
        }
        return bytes
    }

    private func bytes(ofBase64 lines: [Data]) throws(BadContent) -> Data {
        var bytes = Data()
        for (number, line) in lines.enumerated() {
            guard let piece = Data(base64Encoded: line), !piece.isEmpty else {
                throw BadContent(line: number, text: "not base64")
            }
            bytes += piece
        }
        return bytes
    }

    private func unescaped(_ line: Data, _ number: Int) throws(BadContent) -> Data {
        var bytes = Data()
        var rest = line[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            let kind = rest.popFirst()
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if kind == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
            } else if kind == UInt8(ascii: "r") {
                bytes.append(0x0D)
            } else if kind == UInt8(ascii: "x"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                throw BadContent(line: number, text: #"only \\, \r and \xNN are escapes"#)
            }
        }
        return bytes
    }
}

extension SectionHeader {
    /// A section of these bytes, in the form that a person reads best.
    public static func section(_ name: String, _ content: Data) -> Data {
        if content.isEmpty { return Data("-- \(name) --\n".utf8) }
        let isOpenEnded = content.last != 0x0A
        let lines = (isOpenEnded ? content : content.dropLast()).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        let pieces = lines.map { split(Data($0)) }
        let odd = pieces.joined().reduce(0) { $0 + ($1.isOdd ? $1.bytes.count : 0) }
        // Where much of it is escapes, nobody reads it.
        if odd * 10 > content.count {
            let encoded = content.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
            return Data("-- \(name) (base64) --\n\(encoded)\n".utf8)
        }
        let marks = [odd > 0 ? "escaped" : nil, isOpenEnded ? "no newline" : nil].compactMap(\.self)
        var section = Data("-- \(name)\(marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))") --\n".utf8)
        for line in pieces {
            for piece in line { section += odd > 0 ? piece.escaped : piece.bytes }
            section.append(0x0A)
        }
        return section
    }

    private struct Piece {
        var bytes: Data
        var isOdd: Bool

        var escaped: Data {
            if isOdd { return Data(bytes.map { $0 == 0x0D ? "\\r" : String(format: "\\x%02x", $0) }.joined().utf8) }
            return Data(String(decoding: bytes, as: UTF8.self).replacing("\\", with: "\\\\").utf8)
        }
    }

    /// What of a line can be seen, and what cannot: invalid UTF-8, controls, and signs that take no room.
    private static func split(_ line: Data) -> [Piece] {
        if looksLikeOne(String(decoding: line, as: UTF8.self)) {
            return [Piece(bytes: line.prefix(1), isOdd: true), Piece(bytes: Data(line.dropFirst()), isOdd: false)]
        }
        var pieces: [Piece] = []
        var decoder = UTF8.ForwardParser()
        var bytes = line.makeIterator()
        var place = line.startIndex
        while true {
            let (count, isOdd): (Int, Bool)
            switch decoder.parseScalar(from: &bytes) {
            case .emptyInput: return pieces
            case .error(let length): (count, isOdd) = (length, true)
            case .valid(let encoded):
                (count, isOdd) = (encoded.count, isHidden(UTF8.decode(encoded)))
            }
            pieces.append(Piece(bytes: Data(line[place..<place + count]), isOdd: isOdd))
            place += count
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\t"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

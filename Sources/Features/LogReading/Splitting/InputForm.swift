internal import Support

/// What an input looks like from its first bytes; never from its name.
enum InputForm: Equatable {
    case empty
    /// Begins with a document or an array (rules.md D5); `offset` is the first bracket.
    case json(offset: Int)
    case text(offset: Int)
    /// Nothing that could hold log lines.
    case notALog(Signature)

    /// Looks at the first bytes; `isWhole` if there are no more.
    static func of(_ beginning: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> InputForm {
        guard let bytes = beginning.baseAddress else { return isWhole ? .empty : .text(offset: 0) }
        let count = beginning.count
        var start = 0
        if count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { start = 3 }
        let offset = start
        while start < count && (Ascii.isBlank(bytes[start]) || bytes[start] == Ascii.newline) { start += 1 }
        if start == count { return isWhole ? .empty : .text(offset: offset) }
        if let found = Signature.of(bytes, start, count) { return .notALog(found) }
        func json(_ offset: Int) -> InputForm {
            let rest = UnsafeBufferPointer(start: bytes + offset, count: count - offset)
            return (isWhole ? ErrorAnswer.of(rest) : nil).map { .notALog($0) } ?? .json(offset: offset)
        }
        if bytes[start] == Ascii.openBrace { return json(start) }
        if bytes[start] == Ascii.openBracket && opensArray(bytes, start + 1, count) { return .json(offset: start) }
        if let document = behindHead(bytes, start, count) { return json(document) }
        return .text(offset: offset)
    }

    /// Where an answer begins behind what a program wrote above it: Kibana's Console a line with `#` for each request,
    /// `curl -i` the headers of a success up to a blank line. A failure's are what has to be explained.
    private static func behindHead(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        let text = UnsafeBufferPointer(start: bytes, count: min(count, start + 16 << 10))
        let status = text[start...].prefix(16).split(separator: 0x20).dropFirst().first?.first
        // Answers in words stand between others there.
        let isConsole = ["# GET ", "# POST ", "# PUT ", "# DELETE ", "# HEAD "].contains {
            text[start...].starts(with: $0.utf8)
        }
        let isHTTP = text[start...].starts(with: "HTTP/".utf8) && status == UInt8(ascii: "2")
        var at = start
        while at < text.count {
            let line = text[at...].prefix { $0 != Ascii.newline }
            let isBlank = line.allSatisfy(Ascii.isBlank)
            if bytes[at] == Ascii.openBrace || bytes[at] == Ascii.openBracket && opensArray(bytes, at + 1, count) {
                return at > start ? at : nil
            }
            guard isBlank || isHTTP || isConsole || bytes[at] == UInt8(ascii: "#") else { return nil }
            at = line.endIndex + 1
        }
        return nil
    }

    /// `[INFO] …` and `[2026-11-20 …` are log lines, not arrays.
    private static func opensArray(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
        var at = start
        func skipBlanks() { while at < count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 } }
        skipBlanks()
        guard at < count else { return true }
        switch bytes[at] {
        case Ascii.openBrace, Ascii.openBracket, Ascii.quote: return true
        case Ascii.closeBracket:
            at += 1
            while at < count && Ascii.isBlank(bytes[at]) { at += 1 }
            return at == count || bytes[at] == Ascii.newline || bytes[at] == Ascii.comma
        default: break
        }
        let first = at
        while at < count, isScalarByte(bytes[at]) { at += 1 }
        let scalar = String(decoding: UnsafeBufferPointer(start: bytes + first, count: at - first), as: UTF8.self)
        guard ["true", "false", "null"].contains(scalar) || Double(scalar) != nil else { return false }
        skipBlanks()
        guard at < count else { return true }
        if bytes[at] == Ascii.comma { return true }
        guard bytes[at] == Ascii.closeBracket else { return false }
        at += 1
        while at < count && Ascii.isBlank(bytes[at]) { at += 1 }
        return at == count || bytes[at] == Ascii.newline
    }

    private static func isScalarByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x2B || byte == 0x2D
            || byte == 0x2E || byte == 0x45
    }
}

/// What an input is that holds no log lines, told by its first bytes.
struct Signature: Equatable {
    /// With an article, for the sentence "is …".
    var name: String
    /// The command that makes a readable file of it, where there is one.
    var unpack: String?
    /// What to do instead, where no command helps.
    var advice: String?

    private static let signs: [(offset: Int, bytes: [UInt8], Signature)] = [
        (0, [0x1F, 0x8B], Signature(name: "gzip-compressed several times over", unpack: "gunzip -c FILE")),
        (0, [0x28, 0xB5, 0x2F, 0xFD], Signature(name: "zstd-compressed several times over", unpack: "zstd -dc FILE")),
        (0, Array("BZh".utf8), Signature(name: "bzip2-compressed", unpack: "bzip2 -dc FILE")),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A], Signature(name: "xz-compressed", unpack: "xz -dc FILE")),
        (0, [0x04, 0x22, 0x4D, 0x18], Signature(name: "lz4-compressed", unpack: "lz4 -dc FILE")),
        (0, [0x50, 0x4B, 0x03, 0x04], Signature(name: "a ZIP archive", unpack: "unzip -p FILE")),
        (0, [0x37, 0x7A, 0xBC, 0xAF], Signature(name: "a 7z archive", unpack: "7z x -so FILE")),
        (257, Array("ustar".utf8), Signature(name: "a tar archive", unpack: "tar -xOf FILE")),
        (0, Array("PAR1".utf8), Signature(name: "a Parquet file")),
        (0, Array("SQLite format 3".utf8), Signature(name: "an SQLite database")),
        (0, [0xFF, 0xFE, 0, 0], Signature(name: "UTF-32 text", unpack: "iconv -f UTF-32 -t UTF-8 FILE")),
        (0, [0, 0, 0xFE, 0xFF], Signature(name: "UTF-32 text", unpack: "iconv -f UTF-32 -t UTF-8 FILE")),
    ]

    private static let office = Signature(
        name: "an Excel workbook or another Office document",
        advice: "open it in Excel and save it as CSV UTF-8 (comma delimited), then read that")

    /// Looks at the first `count` bytes, of which those before `start` are blank.
    static func of(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Signature? {
        for (offset, sign, found) in signs where count >= offset + sign.count {
            guard sign.indices.allSatisfy({ bytes[offset + $0] == sign[$0] }) else { continue }
            let head = String(decoding: UnsafeBufferPointer(start: bytes, count: min(count, 4096)), as: UTF8.self)
            let isOffice = ["[Content_Types].xml", "xl/workbook", "mimetypeapplication/vnd.oasis"].contains(
                where: head.contains)
            return sign.starts(with: [0x50, 0x4B]) && isOffice ? office : found
        }
        func begins(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard count - start >= wanted.count else { return false }
            return wanted.indices.allSatisfy { (bytes[start + $0] | 0x20) == (wanted[$0] | 0x20) }
        }
        if begins("%PDF-") { return Signature(name: "a PDF") }
        if begins("<!doctype html") || begins("<html") {
            return Signature(name: "an HTML page, perhaps a login page")
        }
        // A stray NUL inside JSON text is damage, not a reason to give the file up.
        if bytes[start] == Ascii.openBrace || bytes[start] == Ascii.openBracket { return nil }
        var controls = 0
        let looked = min(count, 4096)
        for index in 0..<looked where bytes[index] == 0 || bytes[index] < 0x07 || bytes[index] == 0x7F { controls += 1 }
        return controls * 50 > looked ? Signature(name: "a binary file") : nil
    }
}

/// Kibana's saved objects: descriptions of searches and dashboards, exported one a line. They hold no log records.
enum SavedObject {
    /// Whether the first line of an input is one.
    static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = bytes.firstIndex(of: Ascii.newline) ?? bytes.count
        return isOne(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }

    /// Whether a document is one, or the summary at the end of such an export.
    static func isOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.first == Ascii.openBrace, let nodes = try? JSONReading.documents(in: UnsafeRawBufferPointer(bytes)),
            nodes.count == 1, let node = nodes.first
        else { return false }
        if node["exportedCount"]?.kind == .number { return node["_source"] == nil }
        return node["attributes"]?.kind == .object && node["references"]?.kind == .array
            && node["type"]?.kind == .text && node["id"]?.kind == .text && node["_source"] == nil
    }
}

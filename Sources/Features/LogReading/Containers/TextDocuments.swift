internal import Support

/// The JSON documents in a text, whatever stands around and between them.
struct TextDocuments {
    let tree: DocumentTree
    /// Whether nothing else stands in the text.
    let isAll: Bool

    /// Nothing where no document stands in the text. `keepsWords`: whether what stands before the only document, on its line,
    /// is said of it.
    init?(_ bytes: [UInt8], _ reshaping: Reshaping, keepsWords: Bool = true) {
        var found: [DocumentTree] = []
        var firstStart = 0
        var words = 0
        var at = 0
        var failures = 0
        while at < bytes.count {
            if let end = Self.endOfBeside(bytes, at) {
                words += 1
                at = end
                continue
            }
            guard Self.opensDocument(bytes, at) else {
                if !Ascii.isBlank(bytes[at]), bytes[at] != Ascii.newline, bytes[at] != Ascii.comma { words += 1 }
                at += 1
                continue
            }
            guard let end = Self.end(of: bytes, from: at),
                let node = try? JSONReading.documents(in: Array(bytes[at..<end])).first
            else {
                // Of a damaged document, what stands in it is none; where it ends nobody knows.
                failures += 1
                words += 1
                guard failures < Self.mostFailures, let line = Self.lineWithBracket(bytes, behind: at) else { break }
                at = line
                continue
            }
            if found.isEmpty { firstStart = at }
            found.append(DocumentTree(node, reshaping.reshaped))
            at = end
        }
        guard let first = found.first else { return nil }
        isAll = words == 0
        if found.count > 1 {
            tree = .embedded(.array(found), isStrict: words == 0)
        } else {
            let line = bytes[..<firstStart].lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0
            let before = keepsWords ? String(decoding: bytes[line..<firstStart], as: UTF8.self) : ""
            tree = reshaping.embedded(first, before: before, isStrict: words == 0)
        }
    }

    /// It bounds what brackets that open nothing cost.
    private static let mostFailures = 16

    /// Whether a key stands behind the brace, or a document or list behind the bracket.
    private static func opensDocument(_ bytes: [UInt8], _ start: Int) -> Bool {
        guard bytes[start] == Ascii.openBrace || bytes[start] == Ascii.openBracket else { return false }
        if isMember(bytes, start) { return false }
        let next = bytes[(start + 1)...].first { !Ascii.isBlank($0) && $0 != Ascii.newline }
        return bytes[start] == Ascii.openBrace
            ? next == Ascii.quote : next == Ascii.openBrace || next == Ascii.openBracket
    }

    /// Whether a key stands before the bracket: what begins there is a part of a document whose beginning is missing.
    private static func isMember(_ bytes: [UInt8], _ start: Int) -> Bool { endOfKey(bytes, before: start) != nil }

    /// Where the quotes close of the key that stands before a bracket.
    private static func endOfKey(_ bytes: [UInt8], before start: Int) -> Int? {
        var before = start
        while before > 0, Ascii.isBlank(bytes[before - 1]) || bytes[before - 1] == Ascii.newline { before -= 1 }
        guard before > 0, bytes[before - 1] == Ascii.colon else { return nil }
        before -= 1
        while before > 0, Ascii.isBlank(bytes[before - 1]) { before -= 1 }
        return before > 0 && bytes[before - 1] == Ascii.quote ? before - 1 : nil
    }

    /// Behind what stands beside documents in a search answer, where it begins at a bracket and ends.
    private static func endOfBeside(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard bytes[start] == Ascii.openBrace || bytes[start] == Ascii.openBracket,
            let close = endOfKey(bytes, before: start),
            let open = bytes[max(0, close - 64)..<close].lastIndex(of: Ascii.quote),
            KnownFields.isBeside(String(decoding: bytes[(open + 1)..<close], as: UTF8.self))
        else { return nil }
        return end(of: bytes, from: start)
    }

    /// The next line that begins with a bracket (rules.md D4).
    private static func lineWithBracket(_ bytes: [UInt8], behind start: Int) -> Int? {
        bytes.indices[start...].first { place in
            bytes[place] == Ascii.newline && place + 1 < bytes.count
                && (bytes[place + 1] == Ascii.openBrace || bytes[place + 1] == Ascii.openBracket)
        }.map { $0 + 1 }
    }

    /// Behind the bracket that closes the one at `start`.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case Ascii.quote:
                at += 1
                while at < bytes.count, bytes[at] != Ascii.quote { at += bytes[at] == Ascii.backslash ? 2 : 1 }
            case Ascii.openBrace, Ascii.openBracket: depth += 1
            case Ascii.closeBrace, Ascii.closeBracket:
                depth -= 1
                if depth == 0 { return at + 1 }
            default: break
            }
            at += 1
        }
        return nil
    }
}

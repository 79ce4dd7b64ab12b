internal import Support

/// A line of Elasticsearch's bulk requests that says what to do with the document on the next line.
enum BulkAction: Equatable {
    /// `head`: the beginning of a hit, up to where its document stands: `{"_index":"a","_id":"1","_source":`.
    case document(head: [UInt8])
    /// No document follows.
    case deletion

    /// An action on a line, without its newline; nothing for any other line.
    ///
    /// Elasticsearch: *Bulk API*, request body: one member, `index`, `create`, `update` or `delete`, whose members name
    /// the document or say how to write it.
    static func of(_ line: UnsafeBufferPointer<UInt8>) -> BulkAction? {
        guard line.count <= longest, let number = number(line),
            let node = try? JSONReading.document(in: UnsafeRawBufferPointer(line)), node.kind == .object
        else { return nil }
        var entries = node.entries
        guard let action = entries.next(), entries.next() == nil, action.value.kind == .object else { return nil }
        for entry in action.value.entries where !metadata.contains(entry.key.text ?? "") { return nil }
        return number == deletionNumber ? .deletion : head(line).map { .document(head: $0) }
    }

    /// The same, sure only for the way that programs write it: without blanks, nothing in each other.
    static func plain(_ line: UnsafeBufferPointer<UInt8>) -> BulkAction? {
        guard line.count <= longest, let number = number(line) else { return nil }
        var braces = 0
        for byte in line where byte == Ascii.openBrace { braces += 1 }
        let inner = line.dropFirst(names[number].utf8CodeUnitCount + 4)
        let isNamed = inner.starts(with: "{\"_i".utf8) || inner.elementsEqual("{}}".utf8)
        guard braces == 2, isNamed, line.suffix(2).elementsEqual("}}".utf8) else { return of(line) }
        return number == deletionNumber ? .deletion : head(line).map { .document(head: $0) }
    }

    /// A longer line is a document.
    static let longest = 16 << 10

    private static let names: [StaticString] = ["index", "create", "update", "delete"]
    private static let deletionNumber = 3

    private static let metadata: Set<String> = [
        "_index", "_type", "_id", "_routing", "routing", "_parent", "parent", "_version", "version", "_version_type",
        "version_type", "if_seq_no", "if_primary_term", "_retry_on_conflict", "retry_on_conflict", "pipeline",
        "dynamic_templates", "require_alias", "require_data_stream", "list_executed_pipelines", "_source",
    ]

    /// The number of the action's name, judged by the first bytes only.
    private static func number(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = 0
        func skipBlanks() { while at < line.count && Ascii.isBlank(line[at]) { at += 1 } }
        skipBlanks()
        guard at < line.count, line[at] == Ascii.openBrace else { return nil }
        at += 1
        skipBlanks()
        guard at < line.count, line[at] == Ascii.quote else { return nil }
        let key = line[(at + 1)...]
        return names.firstIndex { name in
            let length = name.utf8CodeUnitCount
            return key.count > length && key[key.startIndex + length] == Ascii.quote
                && key.prefix(length).elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: length))
        }
    }

    /// What stands between the inner braces, and the key of the document behind it.
    private static func head(_ line: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let outer = line.firstIndex(of: Ascii.openBrace),
            let start = line[(outer + 1)...].firstIndex(of: Ascii.openBrace),
            let last = line.lastIndex(of: Ascii.closeBrace),
            let end = line[..<last].lastIndex(of: Ascii.closeBrace), start < end
        else { return nil }
        let members = line[(start + 1)..<end]
        let isEmpty = members.allSatisfy(Ascii.isBlank)
        return [Ascii.openBrace] + members + Array((isEmpty ? "\"_source\":" : ",\"_source\":").utf8)
    }
}

/// Elasticsearch's bulk lines as hits: an action and the document on the line behind it become one document.
///
/// The action's own line stays as an empty one, so that lines keep their numbers.
struct BulkJoining: ByteRewriter {
    /// The beginning of the hit whose document comes next.
    private var head: [UInt8]?
    private var isInside = false
    /// Whether the line at hand is the document of an action.
    private var isJoined = false

    /// What stands in place of a document that is not there: no JSON, so that it counts as malformed.
    private static let missing = Array("a bulk action without its document".utf8)

    /// Whether a text begins with an action.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = begin(of: bytes)
        let line = bytes[start...].prefix { $0 != Ascii.newline }
        return BulkAction.of(UnsafeBufferPointer(rebasing: line)) != nil
    }

    /// Behind a byte order mark and blanks.
    private static func begin(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 }
        return at
    }

    mutating func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        var at = 0
        while let base = piece.baseAddress, at < piece.count {
            let newline = base.offset(of: Ascii.newline, from: at, to: piece.count)
            let end = newline ?? piece.count
            if isInside {
                output.append(base + at, end - at)
            } else {
                if newline == nil && !isLast && end - at <= BulkAction.longest { break }
                begin(UnsafeBufferPointer(start: base + at, count: end - at), &output)
            }
            at = end
            if newline != nil {
                endLine(&output)
                output.append(Ascii.newline)
                at += 1
            }
        }
        if isLast {
            endLine(&output)
            if head != nil { output.append(Self.missing) }
        }
        return at
    }

    /// Takes a line, or as much of it as is there.
    private mutating func begin(_ line: UnsafeBufferPointer<UInt8>, _ output: inout ByteBuffer) {
        isInside = true
        let text = UnsafeBufferPointer(rebasing: line[Self.begin(of: line)...])
        if let action = BulkAction.plain(text) {
            if head != nil { output.append(Self.missing) }
            if case .document(let next) = action { head = next } else { head = nil }
            return
        }
        if text.isEmpty { return }
        // A document that is a hit already has its own identity.
        if let head, text[0] == Ascii.openBrace, !text.starts(with: "{\"_index\":".utf8) {
            output.append(head)
            isJoined = true
        }
        head = nil
        if let base = line.baseAddress { output.append(base, line.count) }
    }

    private mutating func endLine(_ output: inout ByteBuffer) {
        if isJoined { output.append(Ascii.closeBrace) }
        isJoined = false
        isInside = false
    }
}

extension ByteBuffer {
    fileprivate mutating func append(_ byte: UInt8) {
        reserve(count + 1)
        base[count] = byte
        count += 1
    }
}

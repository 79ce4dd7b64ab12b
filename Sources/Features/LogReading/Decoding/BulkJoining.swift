internal import Glibc

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

    mutating func rewrite(
        _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer
    ) -> Int {
        var at = 0
        while let base = piece.baseAddress, at < piece.count {
            let left = piece.count - at
            let newline = memchr(base + at, Int32(Ascii.newline), left)
            let end = newline.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? piece.count
            if isInside {
                output.append(base + at, end - at)
            } else {
                if newline == nil && !isLast && left <= BulkAction.longest { break }
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

    fileprivate mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, $0.count) } }
    }
}

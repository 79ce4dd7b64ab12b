internal import CSimdjson
internal import Glibc

/// Reads a document that stands as text in a document, and puts the values of both together; one a level.
final class InnerDocument {
    let scanner: DocumentScanner
    private var text = ByteBuffer()
    private var values = UnsafeMutableBufferPointer<csj_value>.allocate(capacity: 64)

    /// Levels that are looked into: a log driver's `log` may hold a logger's `message`, which holds the record.
    static let deepest = 3

    /// What gzip in base64 begins with.
    static let packedSign = UInt8(ascii: "H")

    init(plan: FieldPlan) { scanner = DocumentScanner(plan: plan) }

    deinit { values.deallocate() }

    /// Copies a text to where the scanner can read it, without blanks around it; nothing if it is no document.
    func load(_ bytes: UnsafeRawBufferPointer) -> (UnsafePointer<UInt8>, Int)? {
        text.removeAll()
        text.reserve(bytes.count)
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        let blanks = bytes.prefix { Ascii.isBlank($0) || $0 == Ascii.newline }.count
        text.append(base + blanks, bytes.count - blanks)
        var length = text.count
        while length > 0 && (Ascii.isBlank(text.base[length - 1]) || text.base[length - 1] == Ascii.newline) {
            length -= 1
        }
        guard length > 1, text.base[0] == Ascii.openBrace, text.base[length - 1] == Ascii.closeBrace else { return nil }
        return (UnsafePointer(text.base), length)
    }

    /// The inner record's values, and behind them those of the outer one, which are trusted less; the text that was read
    /// is left out.
    func join(_ inner: Record, _ outer: Record, without text: UnsafeRawBufferPointer) -> Record {
        if inner.count + outer.count > values.count {
            values.deallocate()
            values = .allocate(capacity: 2 * (inner.count + outer.count))
        }
        var count = 0
        for index in 0..<inner.count {
            values[count] = inner[index].value
            count += 1
        }
        for index in 0..<outer.count {
            var value = outer[index].value
            // Values of one text share its bytes where it has no escapes, and are equal copies where it has.
            if Int(value.length) == text.count, let bytes = value.bytes, let base = text.baseAddress,
                memcmp(bytes, base, text.count) == 0
            {
                continue
            }
            value.rank |= 1 << 30
            values[count] = value
            count += 1
        }
        return Record(
            values.baseAddress.map { UnsafePointer($0) }, count: count, hasMark: inner.hasMark || outer.hasMark)
    }

    /// What CloudWatch sends: gzip in base64; nothing if it is none, or more than anybody's message.
    static func unpacked(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let packed = Base64.decoded(bytes) else { return nil }
        let stored = StoredBytes(descriptor: -1, owned: false, memory: packed)
        guard let stream = try? Decompression(.gzip, stored) else { return nil }
        var whole = ByteBuffer(capacity: 1 << 16)
        while whole.count < 64 << 20 {
            if whole.count == whole.capacity { whole.reserve(whole.capacity * 2) }
            let count = stream.read(into: whole.base + whole.count, whole.capacity - whole.count)
            if count == 0 {
                return stream.failure == nil ? Array(UnsafeBufferPointer(start: whole.base, count: whole.count)) : nil
            }
            whole.count += count
        }
        return nil
    }
}

/// Text that CloudWatch has packed.
public enum PackedText {
    /// The text in gzip in base64; nothing if it is none.
    public static func unpacked(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard bytes.first == InnerDocument.packedSign, bytes.starts(with: "H4sI".utf8) else { return nil }
        return InnerDocument.unpacked(UnsafeRawBufferPointer(bytes))
    }

    /// The document in base64, as HAR has it; nothing if it is none.
    public static func document(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard bytes.count >= 24, opensDocument(bytes[0]), let text = Base64.decoded(UnsafeRawBufferPointer(bytes)),
            let start = text.first(where: { !Ascii.isBlank($0) && $0 != Ascii.newline }),
            start == Ascii.openBrace || start == Ascii.openBracket, String(validating: text, as: UTF8.self) != nil
        else { return nil }
        return text
    }

    /// Whether a byte may be the first of a brace, a bracket or blanks in base64.
    private static func opensDocument(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "e"), UInt8(ascii: "y"), UInt8(ascii: "W"), UInt8(ascii: "I"): true
        default: false
        }
    }
}

/// RFC 4648, section 4.
enum Base64 {
    /// The bytes of a text; nothing if it is no base64.
    static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for (index, byte) in text.enumerated() {
            let value: UInt32
            switch byte {
            case 0x41...0x5A: value = UInt32(byte) - 0x41
            case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
            case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
            case 0x2B: value = 62
            case 0x2F: value = 63
            case 0x3D where index >= text.count - 2: continue
            default: return nil
            }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}

/// Puts what stands before a document on its line into the document's record: a shipper may have written a failure there,
/// or the only time.
final class PrefixedDocument {
    private let texts: [csj_use]
    private let times: [csj_use]
    private let path: UnsafeMutablePointer<CChar>
    private var room = UnsafeMutableBufferPointer<csj_value>.allocate(capacity: 64)

    private static let textKey = "message"
    init(plan: FieldPlan) {
        texts = plan.uses(of: Self.textKey).filter { Int($0.slot) != plan.innerSlot }
        times = plan.uses(of: FieldPlan.timeKey)
        path = .allocate(capacity: Self.textKey.utf8.count)
        for (offset, byte) in Self.textKey.utf8.enumerated() { path[offset] = CChar(bitPattern: byte) }
    }

    deinit {
        room.deallocate()
        path.deallocate()
    }

    /// The record with the prefix's text and time, which are trusted less than its own; lives until the next call.
    func join(_ record: Record, _ prefix: UnsafePointer<UInt8>, _ length: Int) -> Record {
        let most = record.count + texts.count + 3 * times.count
        if most > room.count {
            room.deallocate()
            room = .allocate(capacity: 2 * most)
        }
        var count = 0
        for index in 0..<record.count {
            room[count] = record[index].value
            count += 1
        }
        func add(_ uses: [csj_use], from start: Int, to end: Int) {
            for use in uses where end > start {
                room[count] = csj_value(
                    bytes: UnsafeRawPointer(prefix + start).assumingMemoryBound(to: CChar.self), path: path,
                    length: UInt32(clamping: end - start), path_length: UInt32(Self.textKey.utf8.count),
                    rank: use.rank | 1 << 30, slot: use.slot, kind: UInt8(CSJ_TEXT), container: UInt8(CSJ_AT_TOP))
                count += 1
            }
        }
        add(texts, from: 0, to: length)
        // A time is the first word, or the first two.
        let start = length > 0 && prefix[0] == Ascii.openBracket ? 1 : 0
        var ends: [Int] = []
        for at in start..<max(start, min(length, 64)) where ends.count < 2 {
            if prefix[at] == 0x20 || prefix[at] == Ascii.closeBracket { ends.append(at) }
        }
        for end in ends { add(times, from: start, to: end) }
        // `[pod/name/container] TIME`
        if start == 1, let close = (1..<max(1, length)).first(where: { prefix[$0] == Ascii.closeBracket }),
            close + 2 < length
        {
            let first = close + 2
            add(times, from: first, to: (first..<length).first { prefix[$0] == 0x20 } ?? length)
        }
        return Record(
            room.baseAddress.map { UnsafePointer($0) }, count: count, holdsDocument: record.holdsDocument,
            hasMark: record.hasMark)
    }
}

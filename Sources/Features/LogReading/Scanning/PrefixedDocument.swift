internal import CSimdjson

/// Puts what stands before a document on its line into the document's record: a shipper may have written a failure there,
/// or the only time.
final class PrefixedDocument {
    private let texts: [csj_use]
    private let times: [csj_use]
    private let path: UnsafeMutablePointer<CChar>
    private var room = UnsafeMutableBufferPointer<csj_value>.allocate(capacity: 64)

    private static let textKey = "message"
    private static let timeKey = "@timestamp"

    init(plan: FieldPlan) {
        texts = plan.uses(of: Self.textKey).filter { Int($0.slot) != plan.innerSlot }
        times = plan.uses(of: Self.timeKey)
        path = .allocate(capacity: Self.textKey.utf8.count)
        for (offset, byte) in Self.textKey.utf8.enumerated() { path[offset] = CChar(bitPattern: byte) }
    }

    deinit {
        room.deallocate()
        path.deallocate()
    }

    /// The record with the prefix's text and time, which are trusted less than its own; lives until the next call.
    func join(_ record: Record, _ prefix: UnsafePointer<UInt8>, _ length: Int) -> Record {
        let most = record.count + texts.count + 2 * times.count
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
        return Record(room.baseAddress.map { UnsafePointer($0) }, count: count, holdsDocument: record.holdsDocument)
    }
}

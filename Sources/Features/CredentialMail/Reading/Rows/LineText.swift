/// The text of one line while it grows.
struct LineText {
    private var bytes: [UInt8] = []
    private var line = 0
    private var owesSpace = false
    private var hasOthers = false
    private var doubts: Set<Doubt> = []

    /// Whether nothing would be seen.
    var isEmpty: Bool { bytes.isEmpty }

    /// Adds text; where space is not kept, any run of it is one space, and none at the line's ends.
    mutating func append(
        _ piece: UnsafeBufferPointer<UInt8>, line start: Int, keepingSpace: Bool, doubts fresh: Set<Doubt>
    ) {
        var line = start
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if byte <= 0x20 {
                if byte == 0x0A { line += 1 }
                if keepingSpace && byte != 0x0D { bytes.append(0x20) } else { owesSpace = true }
                index += 1
                continue
            }
            if bytes.isEmpty { self.line = line } else if owesSpace { bytes.append(0x20) }
            owesSpace = false
            let run = index
            while index < piece.count, piece[index] > 0x20 {
                if piece[index] >= 0x80 { hasOthers = true }
                index += 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[run..<index]))
            if !fresh.isEmpty { doubts.formUnion(fresh) }
        }
    }

    /// What is seen, and begins anew; nothing where that would be blank.
    mutating func take() -> (text: String, line: Int, invisible: Int, doubts: Set<Doubt>)? {
        guard !bytes.isEmpty else {
            owesSpace = false
            return nil
        }
        defer { self = LineText() }
        guard hasOthers else { return shown(bytes, 0) }
        let clean = InvisibleCharacters.removed(from: bytes)
        if clean.changesDirection { doubts.insert(.writingDirection) }
        return shown(clean.bytes, clean.count)
    }

    private func shown(_ bytes: [UInt8], _ invisible: Int) -> (
        text: String, line: Int, invisible: Int, doubts: Set<Doubt>
    )? {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        var start = 0
        while start < end, bytes[start] == 0x20 { start += 1 }
        guard start < end else { return nil }
        return (String(decoding: bytes[start..<end], as: UTF8.self), line, invisible, doubts)
    }
}

/// Characters that take no space and leave no trace.
enum InvisibleCharacters {
    /// The text without them, with no-break spaces as spaces, and how many there were.
    static func removed(from bytes: [UInt8]) -> (bytes: [UInt8], count: Int, changesDirection: Bool) {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var count = 0
        var changesDirection = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0..<0x80: kept.append(UInt8(scalar.value))
            case 0xA0, 0x2007, 0x202F: kept.append(0x20)
            case 0x202A...0x202E, 0x2066...0x2069:
                changesDirection = true
                count += 1
            case _ where isInvisible(scalar.value): count += 1
            default: kept.append(contentsOf: Array(String(Character(scalar)).utf8))
            }
        }
        return (kept, count, changesDirection)
    }

    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2060...0x2064,
            0x206A...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}

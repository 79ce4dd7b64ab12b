/// A document's identity, `_index` and `_id`, as 16 bytes.
struct Digest: Hashable {
    let low: UInt64
    let high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Nothing for a document without `_id`.
    init?(of record: Record, _ plan: FieldPlan) {
        var index: UnsafeRawBufferPointer?
        var id: UnsafeRawBufferPointer?
        for number in 0..<record.count {
            let value = record[number]
            guard value.kind == .text || value.kind == .number else { continue }
            if value.slot == plan.indexSlot { index = value.bytes }
            if value.slot == plan.idSlot { id = value.bytes }
        }
        guard let id, id.count > 0 else { return nil }
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        low = ByteHash.hash(id, seed: ByteHash.hash(index ?? empty, seed: 1))
        high = ByteHash.hash(id, seed: ByteHash.hash(index ?? empty, seed: 2))
    }
}

/// A fast hash of bytes; not for anything that an attacker may choose to collide where that would matter.
public enum ByteHash {
    /// Mixes sixteen bytes at a time, in two lanes that do not wait for each other, by 128-bit multiplication.
    public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let count = bytes.count
        var left = seed &+ 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
        guard count >= 8 else {
            var tail: UInt64 = 0
            for byte in bytes { tail = tail << 8 | UInt64(byte) }
            return mix(left ^ tail ^ 0xA076_1D64_78BD_642F)
        }
        func word(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
        var right = left ^ 0xA076_1D64_78BD_642F
        var at = 0
        while at + 16 <= count {
            left = mix(left ^ word(at))
            right = mix(right ^ word(at + 8))
            at += 16
        }
        if at + 8 <= count { left = mix(left ^ word(at)) }
        // The last eight bytes again, whatever was read of them: their place is fixed by the length.
        return mix(left ^ mix(right ^ word(count - 8)))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

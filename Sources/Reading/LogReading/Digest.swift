/// A document's identity, `_index` and `_id`, as 16 bytes.
struct Digest: Hashable {
    let low: UInt64
    let high: UInt64

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

/// The identities of all documents of the inputs before this one.
final class DigestTable {
    private var all: Set<Digest> = []

    func contains(_ digest: Digest) -> Bool { all.contains(digest) }

    func insert(_ digests: [Digest]) { all.formUnion(digests) }
}

/// A fast hash of bytes; not for anything that an attacker may choose to collide where that would matter.
public enum ByteHash {
    /// Mixes eight bytes at a time by 128-bit multiplication.
    public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = seed &+ 0x9E37_79B9_7F4A_7C15 &+ UInt64(bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            state = mix(state ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count {
            tail |= UInt64(bytes[at]) << shift
            shift += 8
            at += 1
        }
        return mix(state ^ tail ^ 0xA076_1D64_78BD_642F)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

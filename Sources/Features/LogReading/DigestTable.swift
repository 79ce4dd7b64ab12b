internal import Synchronization

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
enum ByteHash {
    /// Mixes sixteen bytes at a time, in two lanes that do not wait for each other, by 128-bit multiplication.
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
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

/// The identities of the documents of all inputs, each with the input that held it first; up to a bound.
///
/// Safe for concurrent use: it is made of parts, each with a lock of its own, and a digest belongs to one of them.
final class DigestTable: Sendable {
    private let parts: [DigestPart]
    private let refusals = Atomic(0)

    /// `most`: how many documents are remembered, about.
    init(most: Int = LogReaderBounds.rememberedDocuments) {
        let parts = most < 1 << 16 ? 1 : 256
        self.parts = (0..<parts).map { _ in DigestPart(most: max(1, most / parts)) }
    }

    /// Documents that are not remembered, since there were too many before them.
    var refused: Int { refusals.load(ordering: .relaxed) }

    /// Whether an input before this one held a document, which is remembered for the inputs behind it if `remembers`.
    ///
    /// `input` counts from 1.
    func isDuplicate(_ digest: Digest, input: Int, remembers: Bool) -> Bool {
        let part = parts[Int(truncatingIfNeeded: digest.high & 0xFF) % parts.count]
        switch part.look(for: digest, input: input, remembers: remembers) {
        case .known: return true
        case .fresh: return false
        case .refused:
            refusals.wrappingAdd(1, ordering: .relaxed)
            return false
        }
    }
}

/// What reading costs at most.
public enum LogReaderBounds {
    /// How many documents of earlier inputs are remembered, so that later ones count them once; 20 to 30 bytes each.
    public static let rememberedDocuments = 50_000_000
}

/// A share of the documents.
private final class DigestPart: Sendable {
    enum Answer { case known, fresh, refused }

    private let rows: Mutex<DigestRows>
    private let most: Int

    init(most: Int) {
        self.most = most
        rows = Mutex(DigestRows())
    }

    func look(for digest: Digest, input: Int, remembers: Bool) -> Answer {
        rows.withLock { rows in
            if let first = rows.input(of: digest) { return first == input ? .fresh : .known }
            guard remembers else { return .fresh }
            guard rows.count < most else { return .refused }
            rows.add(digest, input: input)
            return .fresh
        }
    }
}

/// Open addressing in plain memory.
private struct DigestRows: ~Copyable {
    /// The first half of a digest, then 40 bits of the other half and 24 bits of the input's number; 0 for no row.
    private struct Row {
        var low: UInt64 = 0
        var rest: UInt64 = 0
    }

    private var base: UnsafeMutablePointer<Row>
    private var capacity: Int
    private(set) var count = 0

    private static let inputMask: UInt64 = 0xFF_FFFF

    init() {
        capacity = 16
        base = Self.allocate(capacity)
    }

    deinit { base.deallocate() }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Row> {
        let base = UnsafeMutablePointer<Row>.allocate(capacity: capacity)
        base.initialize(repeating: Row(), count: capacity)
        return base
    }

    /// The input that held a document first.
    func input(of digest: Digest) -> Int? {
        let row = base[place(digest.low, digest.high & ~Self.inputMask)]
        return row.rest == 0 ? nil : Int(row.rest & Self.inputMask)
    }

    /// Adds a document that is not there.
    mutating func add(_ digest: Digest, input: Int) {
        if (count + 1) * 5 > capacity * 4 { grow() }
        let number = UInt64(min(max(input, 1), Int(Self.inputMask)))
        base[place(digest.low, digest.high & ~Self.inputMask)] = Row(
            low: digest.low, rest: digest.high & ~Self.inputMask | number)
        count += 1
    }

    /// Where a document stands, or would stand.
    private func place(_ low: UInt64, _ high: UInt64) -> Int {
        var at = Int(truncatingIfNeeded: low.multipliedFullWidth(by: UInt64(capacity)).high)
        while base[at].rest != 0 && (base[at].low != low || base[at].rest & ~Self.inputMask != high) {
            at = at + 1 == capacity ? 0 : at + 1
        }
        return at
    }

    /// By half, so that memory follows the documents closely.
    private mutating func grow() {
        let (before, length) = (base, capacity)
        capacity += capacity / 2
        base = Self.allocate(capacity)
        for at in 0..<length where before[at].rest != 0 {
            base[place(before[at].low, before[at].rest & ~Self.inputMask)] = before[at]
        }
        before.deallocate()
    }
}

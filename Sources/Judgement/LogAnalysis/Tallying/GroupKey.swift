internal import LogReading

/// One value of a group, as it stood in its records.
struct Cell: Hashable {
    /// The slot's number, or `FieldPlan.byValue`.
    var slot: Int
    var kind: ValueKind
    var rank: UInt32
    var text: String
    /// Only for reasons: where the value was found.
    var path: String
}

/// Writes and reads the bytes by which records are told apart.
struct GroupKey: ~Copyable {
    private var bytes = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 8)
    private var capacity = 4096
    private var count = 0

    /// What a text is cut to; no value that is compared is that long.
    static let longestValue = 16_384

    deinit { bytes.deallocate() }

    var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    /// Starts anew; `signature` is the failure that the record shows.
    mutating func begin(signature: Int?) {
        count = 0
        put(Int32(signature ?? -1))
    }

    /// Adds a value; `keepsText` and `keepsPath` say what of it matters.
    mutating func add(_ value: RecordValue, keepsText: Bool, keepsPath: Bool) {
        put(UInt16(value.slot))
        put(value.kind.rawValue)
        put(value.rank)
        put(keepsText ? value.bytes : UnsafeRawBufferPointer(start: nil, count: 0))
        put(keepsPath ? value.path : UnsafeRawBufferPointer(start: nil, count: 0))
    }

    private mutating func put(_ text: UnsafeRawBufferPointer) {
        let length = min(text.count, Self.longestValue)
        put(UInt32(length))
        reserve(length)
        if length > 0, let base = text.baseAddress { (bytes + count).copyMemory(from: base, byteCount: length) }
        count += length
    }

    private mutating func put<Number: BitwiseCopyable>(_ number: Number) {
        reserve(MemoryLayout<Number>.size)
        (bytes + count).storeBytes(of: number, as: Number.self)
        count += MemoryLayout<Number>.size
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        grown.copyMemory(from: bytes, byteCount: count)
        bytes.deallocate()
        bytes = grown
    }

    /// What was written: the failure, and the values in the order of the record.
    static func read(_ key: UnsafeRawBufferPointer) -> (signature: Int?, cells: [Cell]) {
        var at = 0
        func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) -> Number {
            defer { at += MemoryLayout<Number>.size }
            return key.loadUnaligned(fromByteOffset: at, as: type)
        }
        func text() -> String {
            let length = Int(number(UInt32.self))
            defer { at += length }
            return String(decoding: UnsafeRawBufferPointer(rebasing: key[at..<(at + length)]), as: UTF8.self)
        }
        let signature = Int(number(Int32.self))
        var cells: [Cell] = []
        while at < key.count {
            let slot = Int(number(UInt16.self))
            let kind = ValueKind(rawValue: number(UInt8.self)) ?? .null
            let rank = number(UInt32.self)
            let value = text()
            cells.append(Cell(slot: slot, kind: kind, rank: rank, text: value, path: text()))
        }
        return (signature < 0 ? nil : signature, cells)
    }
}

internal import LogReading

/// One value of a record, as it stood there.
struct Cell: Hashable {
    /// The slot's number, or `FieldPlan.byValue`.
    var slot: Int
    var kind: ValueKind
    var rank: UInt32
    var text: String
    /// Only for reasons: where the value was found.
    var path: String
}

/// Values written as bytes, by which records are told apart without making a `String`.
struct CellBytes: ~Copyable {
    private var bytes = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 8)
    private var capacity = 4096
    private var count = 0

    /// What a text is cut to; no value that is compared is that long.
    static let longestValue = 16_384

    deinit { bytes.deallocate() }

    var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    var isEmpty: Bool { count == 0 }

    /// Starts anew.
    mutating func removeAll() { count = 0 }

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

    /// Adds the number of a failure's signature, which has to come first.
    mutating func add(signature: Int?) { put(Int32(signature ?? -1)) }

    /// What was written by `add(signature:)` and then by `add`.
    static func readShape(_ key: UnsafeRawBufferPointer) -> (signature: Int?, cells: [Cell]) {
        let signature = Int(key.loadUnaligned(as: Int32.self))
        let rest = UnsafeRawBufferPointer(rebasing: key[MemoryLayout<Int32>.size...])
        return (signature < 0 ? nil : signature, read(rest))
    }

    /// What was written by `add`, in the order of the record.
    static func read(_ key: UnsafeRawBufferPointer) -> [Cell] {
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
        var cells: [Cell] = []
        while at < key.count {
            let slot = Int(number(UInt16.self))
            let kind = ValueKind(rawValue: number(UInt8.self)) ?? .null
            let rank = number(UInt32.self)
            let value = text()
            cells.append(Cell(slot: slot, kind: kind, rank: rank, text: value, path: text()))
        }
        return cells
    }
}

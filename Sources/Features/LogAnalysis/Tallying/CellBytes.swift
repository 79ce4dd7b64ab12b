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

    /// Starts anew.
    mutating func removeAll() { count = 0 }

    /// Adds a value; `keepsText` and `keepsPath` say what of it matters.
    mutating func add(_ value: RecordValue, keepsText: Bool, keepsPath: Bool) {
        let text = keepsText ? min(value.bytes.count, Self.longestValue) : 0
        let path = keepsPath ? min(value.path.count, Self.longestValue) : 0
        reserve(Self.headSize + text + path)
        let head = UInt64(UInt16(value.slot)) | UInt64(value.kind.rawValue) << 16 | UInt64(value.rank) << 32
        bytes.storeBytes(of: head, toByteOffset: count, as: UInt64.self)
        let lengths = UInt64(UInt32(text)) | UInt64(UInt32(path)) << 32
        bytes.storeBytes(of: lengths, toByteOffset: count + 8, as: UInt64.self)
        count += Self.headSize
        if text > 0, let base = value.bytes.baseAddress { copy(base, text) }
        if path > 0, let base = value.path.baseAddress { copy(base, path) }
    }

    /// What stands before a value's text and path.
    private static let headSize = 16

    private mutating func copy(_ base: UnsafeRawPointer, _ length: Int) {
        (bytes + count).copyMemory(from: base, byteCount: length)
        count += length
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        grown.copyMemory(from: bytes, byteCount: count)
        bytes.deallocate()
        bytes = grown
    }

    /// Writes the number of a failure's signature to the front, where `startShape` left room for it.
    func set(signature: Int?) { bytes.storeBytes(of: Int64(signature ?? -1), as: Int64.self) }

    /// Starts anew, with room for a signature.
    mutating func startShape() {
        count = MemoryLayout<Int64>.size
        set(signature: nil)
    }

    /// What was begun by `startShape` and went on by `add`.
    static func readShape(_ key: UnsafeRawBufferPointer) -> (signature: Int?, cells: [Cell]) {
        let signature = Int(key.loadUnaligned(as: Int64.self))
        let rest = UnsafeRawBufferPointer(rebasing: key[MemoryLayout<Int64>.size...])
        return (signature < 0 ? nil : signature, read(rest))
    }

    /// What was written by `add`, in the order in which it was.
    static func read(_ key: UnsafeRawBufferPointer) -> [Cell] {
        var at = 0
        func text(_ length: Int) -> String {
            defer { at += length }
            return String(decoding: UnsafeRawBufferPointer(rebasing: key[at..<(at + length)]), as: UTF8.self)
        }
        var cells: [Cell] = []
        while at < key.count {
            let head = key.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let lengths = key.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
            at += headSize
            let value = text(Int(lengths & 0xFFFF_FFFF))
            cells.append(
                Cell(
                    slot: Int(head & 0xFFFF), kind: ValueKind(rawValue: UInt8(head >> 16 & 0xFF)) ?? .null,
                    rank: UInt32(head >> 32), text: Highlight.removed(from: value),
                    path: text(Int(lengths >> 32))))
        }
        return cells
    }
}

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
struct CellEncoder: ~Copyable {
    private var bytes = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 8)
    private var capacity = 4096
    private var count = 0

    /// What a text is cut to; no value that is compared is that long.
    private static let longestValue = 16_384

    deinit { bytes.deallocate() }

    var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    /// Starts anew.
    mutating func removeAll() { count = 0 }

    /// Adds that a value stood there: a word for nothing is none.
    mutating func add(presenceOf value: RecordValue) {
        add(value, keepsText: false, keepsPath: false, as: Blank.isBlank(value) ? .null : value.kind)
    }

    /// Adds a value; `keepsText` and `keepsPath` say what of it matters.
    mutating func add(_ value: RecordValue, keepsText: Bool, keepsPath: Bool) {
        add(value, keepsText: keepsText, keepsPath: keepsPath, as: value.kind)
    }

    private mutating func add(_ value: RecordValue, keepsText: Bool, keepsPath: Bool, as kind: ValueKind) {
        let text = keepsText ? min(value.bytes.count, Self.longestValue) : 0
        let path = keepsPath ? min(value.path.count, Self.longestValue) : 0
        reserve(Self.headSize + text + path)
        let head = UInt64(UInt16(value.slot)) | UInt64(kind.rawValue) << 16 | UInt64(value.rank) << 32
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
                    rank: UInt32(head >> 32), text: value.withoutHighlights, path: text(Int(lengths >> 32))))
        }
        return cells
    }
}

/// Lists of cells, each known by a number, in one array: they are looked up once a record and read once a group.
struct CellTupleTable {
    private var cells: [Int32] = []
    /// Where each list begins, and where the last one ends.
    private var starts: [Int32] = [0]
    /// Open addressing.
    private var table = Array(repeating: Entry(), count: 64)

    private struct Entry: BitwiseCopyable {
        /// Tells short lists apart, and most of the long ones.
        var key: UInt64 = 0
        /// The list's number, or -1 for a free place.
        var number: Int32 = -1
    }

    /// The number of a list of cells, or -1 for the empty one.
    mutating func number(_ row: UnsafeBufferPointer<Int32>) -> Int32 {
        if row.isEmpty { return -1 }
        let key = Self.key(row)
        var place = Self.place(key) & (table.count - 1)
        while table[place].number >= 0 {
            if table[place].key == key && (key >> 63 == 0 || isSame(table[place].number, row)) {
                return table[place].number
            }
            place = (place + 1) & (table.count - 1)
        }
        let number = Int32(starts.count - 1)
        table[place] = Entry(key: key, number: number)
        cells.append(contentsOf: row)
        starts.append(Int32(cells.count))
        if starts.count * 2 > table.count { grow() }
        return number
    }

    /// Where the cells of a list stand.
    func places(_ row: Int32) -> Range<Int> {
        row < 0 ? 0..<0 : Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
    }

    /// The cell at a place.
    subscript(place: Int) -> Int32 { cells[place] }

    private func isSame(_ known: Int32, _ row: UnsafeBufferPointer<Int32>) -> Bool {
        let places = places(known)
        if places.count != row.count { return false }
        for index in row.indices where cells[places.lowerBound + index] != row[index] { return false }
        return true
    }

    /// The cells of a short list, one above, 21 bits each; of any other a hash whose highest bit is set.
    private static func key(_ row: UnsafeBufferPointer<Int32>) -> UInt64 {
        if row.count <= 3 && row.allSatisfy({ $0 < 1 << 20 }) {
            return row.reduce(0) { $0 << 21 | UInt64($1) + 1 }
        }
        let hash = row.reduce(0x9E37_79B9_7F4A_7C15 as UInt64) { hash, cell in
            let mixed = (hash ^ UInt64(UInt32(bitPattern: cell))) &* 0xA076_1D64_78BD_642F
            return mixed ^ mixed >> 29
        }
        return hash | 1 << 63
    }

    private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) }

    private mutating func grow() {
        let old = table
        table = Array(repeating: Entry(), count: old.count * 4)
        for entry in old where entry.number >= 0 {
            var place = Self.place(entry.key) & (table.count - 1)
            while table[place].number >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = entry
        }
    }
}

/// A short list that is filled and cleared once a record or group: clearing costs nothing, and no access asks who else
/// holds it.
struct UniqueList<Element: BitwiseCopyable>: ~Copyable {
    private var elements: UnsafeMutablePointer<Element>
    private var capacity = 8
    private(set) var count = 0

    init() { elements = .allocate(capacity: capacity) }

    deinit { elements.deallocate() }

    /// What stands in it; valid until the next change.
    var all: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: elements, count: count) }

    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (elements + count).initialize(to: element)
        count += 1
    }

    mutating func removeAll() { count = 0 }

    private mutating func grow() {
        capacity *= 2
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        grown.initialize(from: elements, count: count)
        elements.deallocate()
        elements = grown
    }
}

extension UniqueList where Element: Equatable {
    /// Adds what does not stand there yet; whether it did not.
    @discardableResult
    mutating func insert(_ element: Element) -> Bool {
        for place in 0..<count where elements[place] == element { return false }
        append(element)
        return true
    }
}

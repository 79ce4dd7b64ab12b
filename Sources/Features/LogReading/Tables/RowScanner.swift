internal import CSimdjson
internal import Support

/// Turns rows of a table into records; one a worker.
///
/// What Kibana writes around values is taken off: `-`, `'-` and `(empty)` are no value, `'` before `=`, `+`, `-`, `@` is
/// there for spreadsheets, and thousands separators in numbers of 13 digits and more are not part of an id or time.
struct RowScanner: ~Copyable {
    private let plan: FieldPlan
    private let values: UnsafeMutablePointer<csj_value>
    private let room: Int
    private var count = 0
    /// Whether a cell of the row looks like a document, such as `_source` in a report without chosen columns.
    private var holdsDocument = false
    private let marksRows: Bool
    private let handsOutNull: Bool
    private var hasMark = false
    /// Texts that stand nowhere in the input as they are.
    private var scratch = ByteBuffer()

    /// `longest`: what the rows that it is given hold together, so that no copy ever has to move.
    init(_ plan: FieldPlan, _ header: TableHeader, longest: Int) {
        self.plan = plan
        room = header.columns.reduce(header.columns.count) { $0 + $1.uses.count }
        values = .allocate(capacity: room)
        func leads(to slots: [Int]) -> Bool {
            header.columns.contains { column in column.uses.contains { slots.contains(Int($0.slot)) } }
        }
        marksRows = leads(to: plan.markingSlots)
        handsOutNull = marksRows && !leads(to: plan.subjectSlots)
        scratch.reserve(longest)
    }

    deinit { values.deallocate() }

    /// Makes ready for a row.
    mutating func begin() {
        count = 0
        holdsDocument = false
        hasMark = marksRows
        scratch.removeAll()
    }

    mutating func take(_ cell: CSVCell, in text: UnsafePointer<UInt8>, _ column: TableHeader.Column) {
        var start = text + cell.start
        var length = cell.length
        if cell.hasDoubledQuotes || cell.hasEscapedQuotes {
            let target = scratch.base + scratch.count
            length = cell.copy(from: text, to: target)
            scratch.count += length
            start = UnsafePointer(target)
        }
        take(start, length, column)
    }

    /// Takes a text as the next cell.
    mutating func take(_ text: UnsafePointer<UInt8>, _ bytes: Int, _ column: TableHeader.Column) {
        var start = text
        var length = bytes
        while length > 0, start[length - 1] <= 0x20 { length -= 1 }
        while length > 0, start[0] <= 0x20 {
            start += 1
            length -= 1
        }
        if length == 0 || Self.isNothing(start, length) { return takeNothing(column) }
        if column.isMark { hasMark = true }
        if length > 1 && start[0] == 0x27 && (Self.isFormulaSign(start[1]) || Self.isNumber(start + 1, length - 1)) {
            start += 1
            length -= 1
        }
        // `="169…"`, with which a spreadsheet is kept from rounding.
        if length > 3, start[0] == 0x3D, start[1] == Ascii.quote, start[length - 1] == Ascii.quote {
            start += 2
            length -= 3
        }
        if !column.uses.isEmpty && Self.hasThousands(start, length) {
            let target = scratch.base + scratch.count
            var written = 0
            for at in 0..<length where start[at] != Ascii.comma {
                target[written] = start[at]
                written += 1
            }
            scratch.count += written
            start = UnsafePointer(target)
            length = written
        }
        let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        for use in column.uses {
            if Int(use.slot) == plan.innerSlot {
                let isDocument = start[0] == Ascii.openBrace && start[length - 1] == Ascii.closeBrace
                guard isDocument else { continue }
                holdsDocument = true
            }
            add(characters, length, column, use)
        }
        if csj_plan_may_be_sought(plan.plan, characters, length) {
            add(characters, length, column, csj_use(rank: UInt32(CSJ_AT_TOP), slot: UInt16(CSJ_BY_VALUE)))
        }
    }

    private mutating func takeNothing(_ column: TableHeader.Column) {
        guard handsOutNull else { return }
        for use in column.uses where plan.markingSlots.contains(Int(use.slot)) {
            add(column.name, 0, column, use, UInt8(CSJ_NULL))
        }
    }

    /// What the row holds; lives until the next row begins.
    var record: Record { Record(UnsafePointer(values), count: count, holdsDocument: holdsDocument, hasMark: hasMark) }

    private mutating func add(
        _ text: UnsafePointer<CChar>, _ length: Int, _ column: TableHeader.Column, _ use: csj_use,
        _ kind: UInt8 = UInt8(CSJ_TEXT)
    ) {
        guard count < room else { return }
        values[count] = csj_value(
            bytes: text, path: column.name, length: UInt32(length), path_length: UInt32(column.length),
            rank: use.rank, slot: use.slot, kind: kind, container: UInt8(CSJ_AT_TOP))
        count += 1
    }

    private static func isNothing(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if length == 1 { return text[0] == 0x2D }
        guard length <= 7 else { return false }
        if length == 2 && text[0] == 0x27 && text[1] == 0x2D { return true }
        let cell = UnsafeBufferPointer(start: text, count: length)
        return nothing.contains { $0.utf8.count == length && $0.utf8.elementsEqual(cell) }
    }

    /// What programs write where a cell holds no value.
    private static let nothing = [
        "(empty)", "[]", "{}", "null", "NULL", "None", "NaN", "nan", "<NA>", "(null)", "(blank)",
    ]

    /// Digits only, as many as ids have that a spreadsheet would round.
    private static func isNumber(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        length >= 10 && (0..<length).allSatisfy { (0x30...0x39).contains(text[$0]) }
    }

    private static func isFormulaSign(_ byte: UInt8) -> Bool {
        byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40 || byte == 0x09 || byte == 0x0D
    }

    /// `1,234,567,890,123`: digits in groups of three, 13 or more.
    private static func hasThousands(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard length >= 17, length <= 32 else { return false }
        for at in 0..<length {
            let isComma = (length - at) % 4 == 0
            if isComma != (text[at] == Ascii.comma) { return false }
            if !isComma && (text[at] < 0x30 || text[at] > 0x39) { return false }
        }
        return true
    }
}

internal import CSimdjson

/// One thing to be read from every record, with the paths it may stand at.
public struct FieldSlot: Sendable, Equatable {
    /// For people only: what a value belongs to is the slot's number.
    public var name: String
    /// Dotted paths, in order of trust. Each matches nested or dotted, at or below `_source`, `fields` or the top.
    public var aliases: [String]
    /// Paths that come before all aliases, wherever they stand (`--field NAME=PATH`).
    public var pinned: [String]
    /// Whether the aliases are names of columns: they match only as a key of the document itself, never inside `_source`.
    public var isColumn: Bool

    /// Makes a slot; both lists in order of trust.
    public init(name: String, aliases: [String], pinned: [String] = [], isColumn: Bool = false) {
        self.name = name
        self.aliases = aliases
        self.pinned = pinned
        self.isColumn = isColumn
    }
}

/// Which fields a reader hands out, and which whole texts it looks for wherever they stand.
///
/// A slot's number is its place in `slots`. The plan knows no reasons: `soughtTexts` is only a list of texts.
public final class FieldPlan: @unchecked Sendable {
    // Unchecked: the C plan is not changed after `init`, and reading it takes no lock.

    /// The slot number of values that were picked for their text.
    public static let byValue = 0xFFFF

    /// In the order of their numbers.
    public let slots: [FieldSlot]
    let plan: OpaquePointer

    /// The slot under which the reader itself finds a document's `_index`.
    let indexSlot: Int
    /// The slot under which the reader finds a document's `_id`.
    public let idSlot: Int

    /// The slot under which the reader finds texts that are documents themselves; nothing else comes under it.
    let innerSlot: Int
    /// Texts that must not go unread, and the slots in which they count as read.
    let sought: SoughtTexts?
    let soughtSlots: [Int]
    let markingSlots: [Int]
    let subjectSlots: [Int]
    /// Names of which it only matters whether a document has one, and what more of them begin with.
    public let marks: [String]
    /// What more of those names begin with.
    public let markPrefix: String
    /// How many slots the reader has of its own, behind those that it was given.
    public static let ownSlots = 3

    /// Compiles the plan; `soughtTexts` are compared loosely, so what comes back is a candidate only.
    ///
    /// `soughtSlots`: the slots in which a sought text counts as read, beside those found by value; where it stands
    /// anywhere else, that is told.
    /// `marks`: names of which it only matters whether a document has one (`Record.hasMark`), and `markPrefix` what more of
    /// them begin with. A table's columns of `markingSlots` mark all its rows, whatever a cell holds;
    /// where it has no column of `subjectSlots`, an empty cell under one is handed out as null.
    /// `handsOutAll`: every text and scalar comes back by value, wherever it stands; several times slower.
    public init(
        slots: [FieldSlot], soughtTexts: [String], soughtSlots: [Int] = [], marks: [String] = [],
        markPrefix: String = "", markingSlots: [Int] = [],
        subjectSlots: [Int] = [], handsOutAll: Bool = false
    ) {
        self.slots = slots
        (self.marks, self.markPrefix) = (marks, markPrefix)
        indexSlot = slots.count
        idSlot = slots.count + 1
        innerSlot = slots.count + 2
        self.markingSlots = markingSlots
        self.subjectSlots = subjectSlots
        self.soughtSlots = soughtSlots
        sought = SoughtTexts(soughtTexts, common: slots.flatMap { $0.aliases })
        guard let plan = csj_plan_create() else { preconditionFailure("out of memory") }
        self.plan = plan
        for (number, slot) in slots.enumerated() {
            for (order, path) in slot.pinned.enumerated() { add(path, number, order, pinned: true) }
            for (order, path) in slot.aliases.enumerated() { add(path, number, order, topOnly: slot.isColumn) }
        }
        csj_plan_set_inner_slot(plan, UInt16(innerSlot))
        for path in Self.innerPaths { add(path, innerSlot, 0) }
        for slot in markingSlots { csj_plan_add_marking_slot(plan, UInt16(slot)) }
        for name in marks {
            name.withCString { csj_plan_add_mark(plan, $0, name.utf8.count) }
        }
        if !markPrefix.isEmpty && !csj_plan_set_mark_prefix(plan, markPrefix, markPrefix.utf8.count) {
            preconditionFailure("the beginning of a mark has at most eight bytes: \(markPrefix)")
        }
        add("_index", indexSlot, 0, topOnly: true)
        add("_id", idSlot, 0, topOnly: true)
        seek(soughtTexts)
        if handsOutAll { csj_plan_set_every_scalar(plan) }
    }

    deinit { csj_plan_destroy(plan) }

    /// All names by which a field may stand in a record.
    public var names: Set<String> { Set(slots.flatMap { $0.aliases + $0.pinned }) }

    /// How often sought texts stand in bytes, as they are.
    public func soughtTexts(in bytes: [UInt8]) -> Int {
        guard let sought else { return 0 }
        return bytes.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return 0 }
            var places: [UInt32] = []
            sought.places(in: base, from: 0, to: text.count, of: text.count, into: &places)
            return places.count { sought.text(at: Int($0), in: base, text.count) != nil }
        }
    }

    /// Whether a sought text stands in bytes, as they are.
    public func holdsSoughtText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let sought, let base = bytes.baseAddress else { return false }
        var places: [UInt32] = []
        sought.places(in: base, from: 0, to: bytes.count, of: bytes.count, into: &places)
        return places.contains { sought.text(at: Int($0), in: base, bytes.count) != nil }
    }

    /// Where shippers and log drivers put a line that they did not understand; `awslogs.data` is CloudWatch's.
    public static let innerPaths = [
        "message", "log", "msg", "event.original", "awslogs.data", "MESSAGE", "_source", "_raw", "@message", "body",
        "line",
        "payload", "textPayload", "event",
    ]

    private func add(_ path: String, _ slot: Int, _ order: Int, pinned: Bool = false, topOnly: Bool = false) {
        var path = path
        path.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                csj_plan_add_path(plan, $0.baseAddress, $0.count, UInt16(slot), UInt16(order), pinned, topOnly)
            }
        }
    }

    /// A text is recognised by its last four bytes, so that other texts cost next to nothing.
    private func seek(_ texts: [String]) {
        var longest = 0
        for text in texts {
            let bytes = Array(text.lowercased().utf8)
            // Room for escapes (\u2019 is six bytes), quotes and generous spacing.
            longest = max(longest, bytes.count * 2 + 64)
            let tail = bytes.reversed().drop { $0 == UInt8(ascii: ".") || $0 == 0x20 || $0 == 0x27 || $0 == 0x22 }
            let ending = Array(tail.prefix(4).reversed())
            let plain = ending.count == 4 && ending.allSatisfy { $0 >= 0x20 && $0 < 0x80 }
            if plain {
                ending.withUnsafeBytes {
                    csj_plan_add_ending(plan, $0.baseAddress?.assumingMemoryBound(to: CChar.self))
                }
            } else {
                csj_plan_set_any_ending(plan)
            }
        }
        csj_plan_set_longest_text(plan, longest)
    }
}

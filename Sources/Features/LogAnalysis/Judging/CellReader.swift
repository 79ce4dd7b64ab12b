internal import LogReading
internal import Model

/// Reads a group's cells by what they are for, the most trusted place first (design.md D7, D8).
struct CellReader {
    let cells: [Cell]
    let slots: Slots

    /// All cells of the most trusted place that has a usable one; cells of one rank stand at the same path.
    func best(_ use: SlotUse, where isUsable: (Cell) -> Bool) -> [Cell] {
        guard let slot = slots.number(of: use) else { return [] }
        let usable = cells.filter { $0.slot == slot && $0.kind != .null && $0.kind != .object && isUsable($0) }
        guard let rank = usable.map(\.rank).min() else { return [] }
        return usable.filter { $0.rank == rank }
    }

    /// The first value, in order of trust, that `read` accepts.
    func first<Value>(_ use: SlotUse, _ read: (String) -> Value?) -> Value? {
        best(use) { read($0.text) != nil }.first.flatMap { read($0.text) }
    }

    /// Business numbers; a value that is not all digits, or a whole number in another spelling, cannot be one.
    var businesses: [String] {
        let found = best(.record(.business)) { WholeNumber.digits(of: $0.text.trimmed) != nil }
        return Set(found.compactMap { WholeNumber.digits(of: $0.text.trimmed) }).sorted()
    }

    /// A business number that a spreadsheet has rounded, so that some of its digits are lost.
    var roundedBusiness: String? {
        best(.record(.business)) { WholeNumber.isRounded($0.text.trimmed) }.first?.text.trimmed
    }

    /// Texts that were picked for what they say.
    var byValue: [Cell] { cells.filter { $0.slot == FieldPlan.byValue } }

    /// Evidence fields that hold something.
    var presentFields: [String] {
        cells.compactMap { cell in
            cell.kind == .null || cell.kind == .object ? nil : slots.field(cell.slot)
        }
    }

    func has(_ use: SlotUse) -> Bool {
        slots.number(of: use).map { slot in cells.contains { $0.slot == slot } } ?? false
    }

    func hasObject(_ use: SlotUse) -> Bool {
        guard let slot = slots.number(of: use) else { return false }
        return cells.contains { $0.slot == slot && $0.kind == .object }
    }

    /// Whether a yes/no field beside the reason says that the contact was restricted.
    var saysRestricted: Bool {
        !best(.record(.restrictedFlag)) { cell in
            cell.kind == .yes || ["true", "yes", "1", "y"].contains(cell.text.trimmed.lowercased())
        }.isEmpty
    }

    /// Whether the record names an integration that no playbook knows: then it is nobody else's either.
    ///
    /// `source` alone is too common a key for that.
    func namesUnknownIntegration(_ placement: Placement) -> Bool {
        guard let slot = slots.number(of: .record(.integration)) else { return false }
        let strong = slots.plans[slot].aliases.indices.filter { slots.plans[slot].aliases[$0] != "source" }
        return cells.contains { cell in
            cell.slot == slot && (cell.kind == .text || cell.kind == .number) && !Blank.isBlank(cell.text)
                && strong.contains(Int(cell.rank & 0xFFFF)) && placement.integration(named: cell.text) == nil
        }
    }
}

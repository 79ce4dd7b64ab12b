internal import LogReading
internal import Model

/// Reads a group's cells by what they are for, the most trusted place first (rules.md D7, D8).
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

    /// Whether there is an evidence field, whatever it holds.
    var namesEvidence: Bool { cells.contains { slots.field($0.slot) != nil } }

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

/// Ids as programs write them that take them for numbers: `1.69990000000101E14`, `169990000000101.0`.
enum WholeNumber {
    /// More digits than that are no id.
    private static let longest = 32

    /// The digits of a number that is whole and of which none is missing; nothing for any other text.
    static func digits(of text: String) -> String? {
        if text.utf8.allSatisfy(isDigit) { return text.isEmpty || text.utf8.count > longest ? nil : text }
        if let digits = grouped(text) { return digits }
        guard let parts = Parts(text) else { return nil }
        let fraction = parts.fraction.utf8.count
        if parts.exponent == 0 {
            // A comma there stands between thousands.
            return parts.fraction.utf8.allSatisfy { $0 == 0x30 } && !text.utf8.contains(0x2C) ? parts.whole : nil
        }
        // With fewer digits than its exponent says, nobody knows whether zeros follow.
        guard parts.whole.utf8.count == 1, fraction == parts.exponent else { return nil }
        return parts.whole + parts.fraction
    }

    /// The digits of a long number in groups of three, whatever sign stands between them, and of one that a spreadsheet takes
    /// for text: `'169…`, `="169…"`.
    private static func grouped(_ text: String) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        var inner = Substring(text)
        if inner.hasPrefix("=\""), inner.hasSuffix("\""), inner.count > 3 { inner = inner.dropFirst(2).dropLast() }
        if inner.first == "'" || inner.first == "’" { inner = inner.dropFirst() }
        if inner.utf8.allSatisfy(isDigit), inner.count < text.count, !inner.isEmpty { return String(inner) }
        guard let sign = inner.first(where: { !$0.isNumber }), !sign.isLetter, sign != "-", sign != "/", sign != ":"
        else {
            return nil
        }
        let groups = inner.split(separator: sign, omittingEmptySubsequences: false)
        guard groups.count > 4, (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        return groups.joined()
    }

    /// Whether a number is written with fewer digits than it has, as a spreadsheet shows long ones.
    static func isRounded(_ text: String) -> Bool {
        guard let parts = Parts(text) else { return false }
        return parts.exponent > parts.fraction.utf8.count && parts.exponent < longest
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// `whole.fractionEexponent`, the point a comma in some countries.
    private struct Parts {
        var whole: String
        var fraction = ""
        var exponent = 0

        init?(_ text: String) {
            guard text.utf8.count <= WholeNumber.longest else { return nil }
            let halves = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
            let digits = halves[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
            guard halves.count < 3, digits.count < 3, halves.count + digits.count > 2,
                digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(WholeNumber.isDigit) })
            else { return nil }
            whole = String(digits[0])
            if digits.count == 2 { fraction = String(digits[1]) }
            if halves.count == 2 {
                let power = halves[1].first == "+" ? halves[1].dropFirst() : halves[1]
                guard !power.isEmpty, power.utf8.allSatisfy(WholeNumber.isDigit), let exponent = Int(power) else {
                    return nil
                }
                self.exponent = exponent
            }
        }
    }
}

public import LogReading
internal import Model

extension Knowledge {
    /// Cuts pasted text; it knows the fields' names.
    public var pasteCutter: PasteCutter { PasteCutter(fieldNames: names) }

    /// Unwraps pieces of pasted text.
    var unwrapper: Unwrapper { Unwrapper(fieldNames: names, textKey: key(of: .record(.text), else: "message")) }

    /// All names by which a field may stand in a record.
    private var names: Set<String> { Set(slots.plans.flatMap { $0.aliases + $0.pinned }) }

    /// A document that says what an unwrapped line says; nothing for text in which nothing is known.
    func document(_ found: Unwrapped) -> [UInt8]? {
        if found.kind == .document { return found.bytes }
        if let reason = reason(in: found.cells) {
            return member(key(of: .record(.reason), else: "restrictionReason"), reason)
        }
        guard found.bytes.withUnsafeBytes(signatures.find) != nil else { return nil }
        return member(key(of: .record(.text), else: "message"), String(decoding: found.bytes, as: UTF8.self))
    }

    /// The cell that is a known reason, or nothing but known reasons.
    private func reason(in cells: [String]) -> String? {
        cells.first(where: reasons.isKnown) ?? cells.first { cell in reasons.split(cell).allSatisfy(reasons.isKnown) }
    }

    private func key(of use: SlotUse, else name: String) -> String {
        guard let slot = slots.number(of: use) else { return name }
        return slots.plans[slot].pinned.first ?? slots.plans[slot].aliases.first ?? name
    }

    private func member(_ key: String, _ text: String) -> [UInt8] { Unwrapped.document([(key, text)]) }
}

internal import LogReading
internal import Model

/// What the loop over records does with a slot's values: tables that it looks into for each value.
struct SlotTreatments: ~Copyable {
    /// What is done with a value; `placing`: evidence by which a record that names no integration is placed.
    enum Treatment: UInt8 { case reason, time, text, status, business, shape, evidence, placing, count, ignored }

    private let treatments: UnsafeMutablePointer<Treatment>
    /// For each slot, the bytes with which a status without a visit may begin.
    private let nonVisitBytes: UnsafeMutablePointer<Bool>

    init(_ knowledge: Knowledge) {
        let all: [Treatment] =
            knowledge.slots.uses.map { use in
                switch use {
                case .record(.reason): .reason
                case .record(.time): .time
                case .record(.text): .text
                case .record(.status): .status
                case .record(.business): .business
                case .record: .shape
                case .evidence(let field): knowledge.placement.ownFields[field] == nil ? .evidence : .placing
                case .count: .count
                }
            } + Array(repeating: .ignored, count: FieldPlan.ownSlots)
        treatments = .allocate(capacity: all.count)
        treatments.initialize(from: all, count: all.count)
        nonVisitBytes = .allocate(capacity: all.count << 8)
        nonVisitBytes.initialize(repeating: false, count: all.count << 8)
        for rule in knowledge.comparedRules {
            guard let slot = rule.slot else { continue }
            for byte in rule.nonVisitBytes { nonVisitBytes[slot << 8 | Int(byte)] = true }
        }
    }

    deinit {
        treatments.deallocate()
        nonVisitBytes.deallocate()
    }

    @inline(__always)
    subscript(slot: Int) -> Treatment { treatments[slot] }

    /// Whether a value of a slot that begins with a byte may be a status without a visit.
    @inline(__always)
    func mayBeNonVisit(_ slot: Int, _ first: UInt8) -> Bool { nonVisitBytes[slot << 8 | Int(first)] }
}

internal import LogReading
internal import Model
internal import Reporting

/// The values that the reader of logs finds in kept fields, whatever form they stand in (rules.md D41: one reading).
///
/// Where names stand apart from values, or an object was printed by a program, the values alone tell what may stay.
struct ReadValues: Sendable {
    private var values: Set<[UInt8]> = []
    /// A bit for each hash of length, beginning and end that one of them has: most that are asked for have none.
    private var signs: [UInt64] = []
    /// By their first byte, the longest first.
    private var byFirst: [UInt8: [[UInt8]]] = [:]
    private var plan: RedactionPlan?
    /// Whether the reader of logs takes it for something else than a log.
    private(set) var isNoLog = false
    /// More are nobody's handful of records.
    private static let most = 20_000
    private static let largestPaste = 1 << 20

    init() {}

    /// What is read of a text.
    init(of text: [UInt8], _ plan: RedactionPlan, _ harmless: HarmlessText) {
        self.plan = plan
        read(text, plan, harmless)
        // What nothing is recognized in is read once more as a paste is, as by `explain`.
        if values.isEmpty, text.count <= Self.largestPaste {
            let found = Unwrapper(fieldNames: plan.plan.names, textKey: "message").read(all: text)
            let documents = Array(found.filter { $0.kind == .document }.map(\.bytes).joined(separator: [0x0A]))
            if !documents.isEmpty { read(documents, plan, harmless) }
        }
        if !values.isEmpty { signs = Array(repeating: 0, count: 1 << 12) }
        for value in values {
            guard let first = value.first else { continue }
            byFirst[first, default: []].append(value)
            let sign = value.withUnsafeBufferPointer { Self.sign(of: $0) }
            signs[sign >> 6] |= 1 << UInt64(sign & 63)
        }
        for first in byFirst.keys { byFirst[first]?.sort { $0.count > $1.count } }
    }

    /// The same without values, for a table whose columns tell what each is.
    var soughtOnly: ReadValues {
        var copy = ReadValues()
        copy.plan = plan
        return copy
    }

    private mutating func read(_ text: [UInt8], _ plan: RedactionPlan, _ harmless: HarmlessText) {
        let source = RecordSource(text: text, name: "text")
        let reader = LogReader(plan: plan.plan, threads: 1, inputs: 1) { Sink(plan, harmless) }
        do throws(InputError) {
            _ = try reader.read(try source.open())
        } catch {
            isNoLog = error.isForm
        }
        for sink in reader.sinks { values.formUnion(sink.values) }
    }

    var isEmpty: Bool { values.isEmpty }

    func contains(_ value: Bytes) -> Bool {
        guard !value.isEmpty, value.count <= 256, !signs.isEmpty else { return false }
        let sign = Self.sign(of: value)
        return signs[sign >> 6] & 1 << UInt64(sign & 63) != 0 && values.contains(Array(value))
    }

    private static func sign(of value: Bytes) -> Int { Int(RecentTexts<Void>.hash(value) >> 46) }

    /// Whether a known reason's text may stand in a value.
    func isSought(in value: Bytes) -> Bool {
        guard let plan, value.count >= 12, JSONBytes.holds(value, 0x20) else { return false }
        return plan.plan.holdsSoughtText(value)
    }

    /// Where the values stand in a line as values do: between marks, signs and blanks.
    func places(in line: Bytes, _ range: Range<Int>) -> [Range<Int>] {
        if values.isEmpty { return [] }
        var found: [Range<Int>] = []
        var at = range.lowerBound
        while at < range.upperBound {
            if let known = byFirst[line[at]], isOpened(line, at, range.lowerBound),
                let value = known.first(where: { isValue($0, line, at, range.upperBound) })
            {
                found.append(at..<(at + value.count))
                at += value.count
            } else {
                at += 1
            }
        }
        return found
    }

    private func isValue(_ value: [UInt8], _ line: Bytes, _ at: Int, _ end: Int) -> Bool {
        guard at + value.count <= end, line[at...].starts(with: value) else { return false }
        let behind = at + value.count
        if behind == end || line[behind] < 0x20 { return true }
        return " \"'`,;|}])<\\&".utf8.contains(line[behind]) || line[behind] >= 0x80
    }

    private func isOpened(_ line: Bytes, _ at: Int, _ start: Int) -> Bool {
        if at == start || line[at - 1] < 0x20 || line[at - 1] >= 0x80 { return true }
        if "=:\"'`,;|>([{".utf8.contains(line[at - 1]) { return true }
        // A blank behind one of those, or a column's.
        guard line[at - 1] == 0x20, at - start > 1 else { return false }
        return "=:,;|> ([{".utf8.contains(line[at - 2])
    }

    /// Takes the values that fit their field's type.
    private final class Sink: RecordSink {
        let plan: RedactionPlan
        let harmless: HarmlessText
        var values: Set<[UInt8]> = []

        init(_ plan: RedactionPlan, _ harmless: HarmlessText) {
            (self.plan, self.harmless) = (plan, harmless)
        }

        func take(_ record: Record, line: Int?) -> Bool {
            for index in 0..<record.count {
                let value = record[index]
                guard let type = plan.type(of: value.slot), value.bytes.count <= 256, value.bytes.count > 0,
                    values.count < ReadValues.most
                else { continue }
                let bytes = value.bytes.bindMemory(to: UInt8.self)
                let isShort = bytes.count <= 3 && type != .name
                // What is read as a name out of text may have taken in what stands behind it.
                let isName = type == .name && (bytes.contains(0x2C) || bytes.contains(0x3D))
                let isFit = isShort || !isName && type.fits(bytes, harmless)
                if isFit || harmless.isClear(bytes) { values.insert(Array(bytes)) }
            }
            return true
        }

        func isRecord(_ record: Record) -> Bool { true }
        func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { false }
        func end(batch: Int) {}
    }
}

/// What the reader of logs is asked for, and what its values look like.
struct RedactionPlan: Sendable {
    let plan: FieldPlan
    /// The same with the names of all fields that are known, to tell a table's header by.
    let tablePlan: FieldPlan
    private let types: [ValueType]

    init(_ playbooks: PlaybookSet, _ rules: RedactionRules) {
        let all = playbooks.playbooks
        var slots: [FieldSlot] = []
        var types: [ValueType] = []
        var reasons: [Int] = []
        func add(_ name: String, _ aliases: [String], _ type: ValueType, isColumn: Bool = false) {
            if aliases.isEmpty { return }
            slots.append(FieldSlot(name: name, aliases: aliases, isColumn: isColumn))
            types.append(type)
        }
        for field in all.flatMap(\.recordFields) {
            let type: ValueType? =
                switch field.role {
                case .reason, .integration, .restrictedFlag: .text
                case .business: .identifier
                case .time: .time
                case .status: .responseCode
                case .contact, .text: nil
                }
            if field.role == .reason { reasons.append(slots.count) }
            if let type { add(field.role.rawValue, field.aliases, type) }
        }
        let evidence = slots.count
        for field in all.flatMap(\.evidenceFields) where !slots.contains(where: { $0.name == field.name }) {
            add(field.name, field.aliases, ValueType(evidence: field))
        }
        let evidenceSlots = Array(evidence..<slots.count)
        add("count", all.flatMap(\.countColumns) + all.flatMap(\.unclearCountColumns), .number, isColumn: true)
        self.types = types
        let texts = all.flatMap(\.rules).flatMap { rule in (rule.reason.map { [$0] } ?? []) + rule.alsoWritten }
        plan = FieldPlan(
            slots: slots, soughtTexts: texts, soughtSlots: reasons, marks: all.flatMap(\.contactMarks),
            markPrefix: all.compactMap(\.contactMarkPrefix).first ?? "", markingSlots: reasons + evidenceSlots)
        tablePlan = FieldPlan(slots: slots + [FieldSlot(name: "column", aliases: rules.names)], soughtTexts: [])
    }

    func type(of slot: Int) -> ValueType? { types.indices.contains(slot) ? types[slot] : nil }
}

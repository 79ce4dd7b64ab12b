internal import LogReading
public import Model

/// The playbooks, compiled for one run: what to read, and what it means.
public final class Knowledge: Sendable {
    let playbooks: PlaybookSet
    let slots: Slots
    let reasons: Reasons
    let signatures: Signatures
    let placement: Placement
    let plan: FieldPlan
    private let soughtTexts: [String]
    /// The rules that a configuration can confirm.
    let comparedRules: [ComparedRule]
    /// The values that the text of a failed run may hold.
    let textValues: TextValues
    /// The integrations by number: 0 is none.
    let integrations: [String?]

    /// Compiles the playbooks; `pinned` holds the paths of `--field`, by the field's name.
    public init(_ playbooks: PlaybookSet, pinned: [String: [String]] = [:]) {
        self.playbooks = playbooks
        slots = Slots(playbooks, pinned: pinned)
        reasons = Reasons(playbooks)
        signatures = Signatures(playbooks)
        comparedRules = ComparedRule.all(playbooks, slots)
        placement = Placement(playbooks)
        textValues = TextValues(playbooks)
        integrations = [nil] + playbooks.playbooks.filter { $0.kind == .integration }.map(\.name)
        let texts = playbooks.playbooks.flatMap { playbook in
            playbook.rules.flatMap { rule in (rule.reason.map { [$0] } ?? []) + rule.alsoWritten }
        }
        plan = slots.plan(soughtTexts: texts)
        soughtTexts = texts
    }

    /// The plan by which every value comes back, for the search of one contact.
    var planOfAll: FieldPlan { slots.plan(soughtTexts: soughtTexts, handsOutAll: true) }

    /// What a search for records has to know of them.
    public var searched: SearchedFields { SearchedFields(slots, texts: soughtTexts) }

    var tagSlots: [Int] {
        let fields = playbooks.playbooks.flatMap(\.evidenceFields).filter(\.campaignTag).map(\.name)
        return slots.uses.indices.filter { slot in slots.field(slot).map(fields.contains) ?? false }
    }

    /// The names that `--field NAME=PATH` takes, in order.
    public var fieldNames: [String] {
        ["reason", "business", "integration", "time", "status", "contact"]
            + slots.uses.compactMap { use in if case .evidence(let name) = use { name } else { nil } }
    }
}

/// What one slot of the reader's field plan is for.
enum SlotUse: Equatable {
    case record(RecordRole)
    /// The evidence field of that name.
    case evidence(String)
    /// How many documents a row stands for; `isClear`: the name means nothing else.
    case count(isClear: Bool)
}

/// The fields that are read from every record: those of the platform, then the evidence fields of all integrations.
struct Slots {
    private(set) var uses: [SlotUse] = []
    private(set) var plans: [FieldSlot] = []
    /// What is something of a contact or an appointment by being there (rules.md D5).
    private var marks: [String] = []
    private var markPrefix = ""

    /// The slots that hold reasons.
    var reasons: [Int] { uses.indices.filter { uses[$0] == .record(.reason) } }

    /// `pinned`: the user's own paths, by the name of the field.
    init(_ playbooks: PlaybookSet, pinned: [String: [String]]) {
        for playbook in playbooks.playbooks {
            marks += playbook.contactMarks
            if let prefix = playbook.contactMarkPrefix { markPrefix = prefix }
            for field in playbook.recordFields {
                if field.role == .contact {
                    marks += field.aliases + (pinned[field.role.rawValue] ?? [])
                    continue
                }
                add(.record(field.role), field.role.rawValue, field.aliases, pinned)
            }
        }
        for playbook in playbooks.playbooks {
            for field in playbook.evidenceFields { add(.evidence(field.name), field.name, field.aliases, pinned) }
        }
        for (isClear, names) in [
            (true, playbooks.playbooks.flatMap(\.countColumns)),
            (false, playbooks.playbooks.flatMap(\.unclearCountColumns)),
        ] where !names.isEmpty {
            uses.append(.count(isClear: isClear))
            plans.append(FieldSlot(name: "count", aliases: names, isColumn: true))
        }
    }

    /// Two playbooks may declare one field; its aliases are then those of both.
    private mutating func add(_ use: SlotUse, _ name: String, _ aliases: [String], _ pinned: [String: [String]]) {
        if let known = uses.firstIndex(of: use) {
            plans[known].aliases += aliases.filter { !plans[known].aliases.contains($0) }
        } else {
            uses.append(use)
            plans.append(FieldSlot(name: name, aliases: aliases, pinned: pinned[name] ?? []))
        }
    }

    /// What is asked of a reader.
    func plan(soughtTexts: [String], handsOutAll: Bool = false) -> FieldPlan {
        let evidence = uses.indices.filter { if case .evidence = uses[$0] { true } else { false } }
        return FieldPlan(
            slots: plans, soughtTexts: soughtTexts, soughtSlots: reasons, marks: marks, markPrefix: markPrefix,
            markingSlots: reasons + evidence, subjectSlots: uses.indices.filter { uses[$0] == .record(.business) },
            handsOutAll: handsOutAll)
    }

    func field(_ slot: Int) -> String? {
        guard uses.indices.contains(slot), case .evidence(let name) = uses[slot] else { return nil }
        return name
    }

    func number(of use: SlotUse) -> Int? { uses.firstIndex(of: use) }
}

/// A rule whose reason a configuration can confirm: the field that was compared, and the property it was compared with.
struct ComparedRule: Sendable {
    var integration: String
    var rule: Rule
    /// The evidence field's slot; nothing for a flag, which only a property can show.
    var slot: Int?
    var field: String?
    var property: Property
    /// The statuses that the field can have without a visit, in lower case (rules.md D36).
    var nonVisits: Set<String>
    /// The bytes with which one may begin: the first ones of these, in either case, and a blank.
    var nonVisitBytes: Set<UInt8>

    private init(_ integration: String, _ rule: Rule, _ slots: Slots, _ property: Property) {
        self.integration = integration
        self.rule = rule
        self.property = property
        slot = rule.field.flatMap { slots.number(of: .evidence($0)) }
        field = rule.field
        nonVisits = Set(property.nonVisits.map { $0.lowercased() })
        nonVisitBytes = Set(nonVisits.flatMap { [$0, $0.uppercased()] }.compactMap(\.utf8.first))
        if !nonVisits.isEmpty { nonVisitBytes.insert(UInt8(ascii: " ")) }
    }

    /// Whether a value is a status without a visit.
    func isNonVisit(_ value: String) -> Bool { nonVisits.contains(value.trimmed.lowercased()) }

    /// All of them, in the playbooks' order.
    static func all(_ playbooks: PlaybookSet, _ slots: Slots) -> [ComparedRule] {
        playbooks.playbooks.filter { $0.kind == .integration }.flatMap { playbook in
            playbook.rules.compactMap { rule in
                guard let key = rule.property else { return nil }
                guard let property = playbook.properties.first(where: { $0.key == key }) else { return nil }
                return ComparedRule(playbook.name, rule, slots, property)
            }
        }
    }
}

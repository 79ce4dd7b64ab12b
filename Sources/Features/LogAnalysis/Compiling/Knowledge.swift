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

    /// Compiles the playbooks; `pinned` holds the paths of `--field`, by the field's name.
    public init(_ playbooks: PlaybookSet, pinned: [String: [String]] = [:]) {
        self.playbooks = playbooks
        slots = Slots(playbooks, pinned: pinned)
        reasons = Reasons(playbooks)
        signatures = Signatures(playbooks)
        comparedRules = ComparedRule.all(playbooks, slots)
        placement = Placement(playbooks)
        let texts = playbooks.playbooks.flatMap { playbook in
            playbook.rules.flatMap { rule in (rule.reason.map { [$0] } ?? []) + rule.alsoWritten }
        }
        plan = FieldPlan(slots: slots.plans, soughtTexts: texts)
        soughtTexts = texts
    }

    /// The plan by which every value comes back, for the search of one contact.
    var planOfAll: FieldPlan { FieldPlan(slots: slots.plans, soughtTexts: soughtTexts, handsOutAll: true) }

    /// The slots of campaign tags.
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

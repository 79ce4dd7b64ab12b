internal import LogReading
internal import Model

/// The fields and texts by which records are found where somebody else searches them: a query of the same reach as the
/// reader's, and what has to be fetched of a document for it to be read as if it were whole.
public struct SearchedFields: Sendable {
    /// Paths of the business number, in order of trust; a field is one of them if its path ends so at a dot.
    public let business: [String]
    /// Paths of the record's time, in order of trust.
    public let time: [String]
    /// Paths of the reason, in order of trust.
    public let reason: [String]
    /// Paths of texts that may hold a failure, or a document of their own.
    public let texts: [String]
    /// All paths that the reader keeps, and all names that only have to be there.
    public let all: Set<String>
    /// What the names of further fields begin with that only have to be there; empty for none.
    public let markPrefix: String
    /// The known reasons, in all their spellings.
    public let reasons: [String]

    init(_ slots: Slots, texts reasons: [String]) {
        func paths(_ role: RecordRole) -> [String] {
            guard let number = slots.number(of: .record(role)) else { return [] }
            return slots.plans[number].pinned + slots.plans[number].aliases
        }
        let plan = slots.plan(soughtTexts: [])
        (business, time, reason) = (paths(.business), paths(.time), paths(.reason))
        texts = paths(.text) + FieldPlan.innerPaths
        all = plan.names.union(plan.marks).union(FieldPlan.innerPaths)
        markPrefix = plan.markPrefix
        self.reasons = reasons
    }

    /// Whether a field's path is one of these, or ends with one of them at a dot.
    public static func matches(_ path: String, _ known: some Sequence<String>) -> Bool {
        known.contains { path == $0 || path.hasSuffix(".\($0)") }
    }
}

internal import Support

/// The documents that one document holds: elements of lists of like objects, at any depth and under any name.
///
/// Nothing here knows a vendor. What is a search hit is a document; so is an object with several known fields that stands
/// in a list, where nothing around the list looks like a record itself. What a hit holds beside its document is never one.
struct ContainedDocuments {
    private let plan: FieldPlan
    private let knownFields: KnownFields
    /// Rows of a table, each of which is a document.
    private let rows: Int?
    /// Found, in their order.
    private(set) var found: [DocumentTree] = []
    /// Objects that look like documents, in a whole that may be one as well.
    private(set) var perhaps = 0

    init(in tree: DocumentTree, _ plan: FieldPlan, rows: Int? = nil) {
        self.plan = plan
        knownFields = KnownFields(plan: plan)
        self.rows = rows
        _ = collect(tree.opened)
        if found.isEmpty { lookAgain(tree.opened) }
    }

    /// Takes what stands in a value; answers whether anything did.
    private mutating func collect(_ tree: DocumentTree) -> Bool {
        switch tree {
        case .embedded(let inner, _): collect(inner)
        case .array(let elements): collectElements(elements)
        case .object(let members): collectMembers(members, tree)
        case .text, .scalar: false
        }
    }

    private mutating func collectMembers(_ members: [DocumentTree.Member], _ tree: DocumentTree) -> Bool {
        if Self.isAnswer(tree) {
            found.append(tree)
            return true
        }
        // A record's own lists are a part of it.
        if Self.isHit(members) || ownFields(members) > 1 { return false }
        if haveIDs(members) {
            found += members.map(\.value.opened)
            return true
        }
        var isAny = false
        for member in members where !KnownFields.isBeside(member.key) {
            if collect(member.value) { isAny = true }
        }
        return isAny
    }

    private mutating func collectElements(_ elements: [DocumentTree]) -> Bool {
        let before = found.count
        for element in elements { _ = collect(element) }
        if found.count > before { return true }
        let objects = elements.filter { $0.opened.members != nil }
        let areRows = elements.count == rows && objects.contains { knownFields.count(in: $0) > 0 }
        guard areRows || objects.contains(where: { isDocument($0) }) else { return false }
        found += objects
        return true
    }

    /// Whether an element of a list looks like a document.
    private func isDocument(_ tree: DocumentTree) -> Bool {
        guard let members = tree.opened.members else { return false }
        return Self.isHit(members) || knownFields.count(in: tree) > 1
    }

    /// What speaks for several documents in one that was not taken apart: it has no reason itself, and its parts do; or it
    /// has no known field itself, and its parts have.
    private mutating func lookAgain(_ tree: DocumentTree) {
        guard let members = tree.members, !Self.isHit(members), !members.contains(where: { plan.isReason($0.key) })
        else {
            return
        }
        for member in members where !KnownFields.isBeside(member.key) {
            let parts = (member.value.opened.elements ?? []).compactMap { $0.opened.members }
            let withReason = parts.count { $0.contains { plan.isReason($0.key) } }
            if parts.count > 1, withReason > 0 { perhaps = max(perhaps, parts.count) }
        }
        let parts = members.filter { $0.value.members != nil && knownFields.count(in: $0.value) > 1 }
        if ownFields(members) == 0, parts.count > 1 { perhaps = max(perhaps, parts.count) }
    }

    /// Known fields among an object's own values.
    private func ownFields(_ members: [DocumentTree.Member]) -> Int {
        members.count { member in
            switch member.value {
            case .text, .scalar: plan.knows(member.key)
            case .object, .array, .embedded: false
            }
        }
    }

    /// Objects under keys that nobody chose as names: of one length, with digits in them, six characters or more.
    private func haveIDs(_ members: [DocumentTree.Member]) -> Bool {
        guard members.count > 1, let length = members.first?.key.utf8.count else { return false }
        let areIDs =
            length >= 6
            && members.allSatisfy { $0.key.utf8.count == length }
            && members.contains { $0.key.contains(where: \.isNumber) }
        let areHits = members.allSatisfy { $0.value.members.map(Self.isHit) == true }
        return areHits || areIDs && members.allSatisfy { knownFields.count(in: $0.value) > 1 }
    }

    /// `_source` or `fields` beside `_index` or `_id`.
    private static func isHit(_ members: [DocumentTree.Member]) -> Bool {
        func holds(_ key: String) -> Bool { members.contains { $0.key == key } }
        return (holds("_source") || holds("fields")) && (holds("_id") || holds("_index"))
            || members.count == 1 && holds("_source")
    }

    /// A search answer, which the splitter takes apart and which says more than its hits do.
    private static func isAnswer(_ tree: DocumentTree) -> Bool { tree["hits"]?["hits"]?.elements != nil }
}

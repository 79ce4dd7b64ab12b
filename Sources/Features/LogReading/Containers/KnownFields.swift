/// Which fields of an object are known, by which a document is told from what only stands beside one.
struct KnownFields {
    let plan: FieldPlan

    /// Whether an object, or one of a list, has several; also in lists that it holds.
    func areSeveral(in tree: DocumentTree) -> Bool {
        if let elements = tree.elements { return elements.contains(where: areSeveral) }
        return count(in: tree, looksIntoLists: true) > 1
    }

    /// Known fields in an object, those of objects in it included; more than one may be told as two.
    func count(in tree: DocumentTree, looksIntoLists: Bool = false) -> Int {
        count(in: tree, under: "", looksIntoLists, depth: 0)
    }

    private func count(in tree: DocumentTree, under path: String, _ looksIntoLists: Bool, depth: Int) -> Int {
        guard depth < Self.deepest, let members = tree.opened.members else { return 0 }
        var count = 0
        for member in members where !Self.isBeside(member.key) {
            let name = path.isEmpty || tree.isEmbedded ? member.key : "\(path).\(member.key)"
            switch member.value {
            case .text, .scalar: count += plan.knows(name) ? 1 : 0
            case .object, .embedded:
                count += self.count(in: member.value, under: name, looksIntoLists, depth: depth + 1)
            case .array(let elements) where looksIntoLists:
                for element in elements where count < 2 {
                    count += self.count(in: element, under: name, looksIntoLists, depth: depth + 1)
                }
            case .array: break
            }
            if count > 1 { return count }
        }
        return count
    }

    private static let deepest = 8

    /// What stands beside documents and is none (Elasticsearch's search API).
    static func isBeside(_ key: String) -> Bool { beside.contains(key) }

    private static let beside: Set<String> = [
        "inner_hits", "highlight", "highlight_ranges", "sort", "aggregations", "aggs", "suggest", "profile",
        "matched_queries", "_explanation", "query", "post_filter",
    ]
}

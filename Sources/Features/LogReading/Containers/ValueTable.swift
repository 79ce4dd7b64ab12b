/// A table in JSON: where its names and its values stand.
enum ValueTable {
    /// Rows, and how many more there are that have another number of cells, so that no cell is under its own name.
    typealias Rows = (rows: [[DocumentTree]], misfits: Int)

    /// The rows that are as wide as there are names; nothing where those are fewer than the others.
    static func fitting(_ all: [[DocumentTree]], _ width: Int) -> Rows? {
        let rows = all.filter { $0.count == width }
        return rows.isEmpty || rows.count * 2 < all.count ? nil : (rows, all.count - rows.count)
    }

    /// Under this key the rows stand once they are documents.
    static let rowsKey = "rows"

    /// A list of names, several of which are those of known fields, whatever it is called.
    static func knownNames(in members: [DocumentTree.Member], _ plan: FieldPlan) -> (place: Int, names: [String])? {
        for (place, member) in members.enumerated() {
            let names = names(member.value) ?? []
            if names.count > 1, names.count(where: { plan.knows($0) }) > 1 {
                return (place, names)
            }
        }
        return nil
    }

    /// The list of rows that are as wide as there are names.
    static func rows(as names: [String], in members: [DocumentTree.Member]) -> (place: Int, rows: Rows)? {
        for (place, member) in members.enumerated() {
            let rows = (member.value.elements ?? []).compactMap(\.elements)
            if rows.count == member.value.elements?.count, let found = fitting(rows, names.count) {
                return (place, found)
            }
        }
        return nil
    }

    /// A list of rows that are all wider by one than there are names, or all narrower, and how many.
    static func misfits(beside names: [String], in members: [DocumentTree.Member]) -> (place: Int, count: Int)? {
        for (place, member) in members.enumerated() {
            let rows = member.value.elements ?? []
            let widths = Set(rows.map { $0.elements?.count ?? 0 })
            if rows.count > 0, widths.count == 1, let width = widths.first, width > 1, abs(width - names.count) == 1 {
                return (place, rows.count)
            }
        }
        return nil
    }

    /// The columns' names: texts, or objects with a name, in a member or one level below.
    static func names(in members: [DocumentTree.Member]) -> [String]? {
        for member in members where namesKeys.contains(member.key) {
            if let names = names(member.value) { return names }
            for inner in member.value.members ?? [] where namesKeys.contains(inner.key) {
                if let names = names(inner.value) { return names }
            }
        }
        return nil
    }

    private static func names(_ tree: DocumentTree) -> [String]? {
        // One column with its type reads as a pair of name and value.
        guard let elements = tree.elements, !elements.isEmpty else { return nil }
        var names: [String] = []
        for element in elements {
            // Of a column that lost its name, the values are no known field's; those of the others are.
            let isNameless = element.members?.count == 1 && element["type"]?.string != nil && elements.count > 2
            if isNameless, element["name"] == nil {
                names.append("")
                continue
            }
            let name =
                element.string
                ?? ["name", "Name", "text", "field", "label", "title", "id"].lazy.compactMap {
                    element[$0]?.string
                }.first
            guard let name else { return nil }
            names.append(name)
        }
        return names
    }

    /// The rows' values, in the order of the names; columns are turned.
    static func rows(in members: [DocumentTree.Member], _ names: [String]) -> Rows? {
        for member in members where rowsKeys.contains(member.key) {
            let inner = (member.value.members ?? []).filter { rowsKeys.contains($0.key) }
            for place in [member] + inner {
                guard let lists = place.value.elements else { continue }
                let all = lists.compactMap(cells)
                guard all.count == lists.count else { continue }
                // As many columns as names, all of one height: columnar, unless rows fit as well.
                let isColumnar =
                    all.count == names.count && Set(all.map(\.count)).count == 1 && all[0].count != names.count
                if isColumnar { return ((0..<all[0].count).map { row in all.map { $0[row] } }, 0) }
                let isFrame = place.key == "values" && member.key == "data"
                if isFrame, all.count == names.count, Set(all.map(\.count)).count == 1 {
                    return ((0..<all[0].count).map { row in all.map { $0[row] } }, 0)
                }
                if let found = fitting(all, names.count) { return found }
                // Columns of several heights: what stands in one row nobody knows.
                if all.count == names.count, let height = all.map(\.count).max(), height > 1 { return ([], height) }
            }
        }
        return nil
    }

    /// A row's cells: a list, or the one list in it, of values or of objects with one value (BigQuery, Athena).
    static func cells(_ row: DocumentTree) -> [DocumentTree]? {
        if let elements = row.elements { return elements }
        guard let members = row.members, members.count == 1, let inner = members[0].value.elements else { return nil }
        return inner.map { cell in
            guard let members = cell.members else { return cell }
            return members.isEmpty ? .scalar("null") : members.count == 1 ? members[0].value : cell
        }
    }

    /// Whether a member is the names or the values.
    static func holdsPart(_ member: DocumentTree.Member) -> Bool {
        namesKeys.contains(member.key) || rowsKeys.contains(member.key)
    }

    private static let namesKeys: Set<String> = [
        "columns", "schema", "fields", "headers", "header", "columnNames", "column_names", "names", "cols",
        "ColumnInfo", "Columns",
    ]
    private static let rowsKeys: Set<String> = ["rows", "values", "datarows", "data", "results", "records", "Rows"]
}

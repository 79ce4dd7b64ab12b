internal import Support

/// A way in which a document is written other than as names with their values: what it is called, and how it is put right.
///
/// The forms are asked in the order of `all`, again and again until none has anything to change: a list of bytes is a text,
/// which may be a document, which may be a table.
struct ValueForm: Sendable {
    /// For `Documentation/log-forms.md`.
    let name: String
    /// The value as it is meant; nothing where it is not of this form.
    let read: @Sendable (DocumentTree, Reshaping) -> DocumentTree?

    static let all = [bytes, typedValue, base64, text, pairs, table]

    /// `[123,34,…]`: journald's way to write a text that is not plain.
    static let bytes = ValueForm(name: "text as a list of its bytes") { tree, reshaping in
        guard let elements = tree.elements, elements.count >= 16 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(elements.count)
        for element in elements {
            guard case .scalar(let number) = element, let byte = UInt8(number) else { return nil }
            bytes.append(byte)
        }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        reshaping.isChanged = true
        return .text(text)
    }

    /// `{"stringValue":"…"}`, as OpenTelemetry and others write one value.
    static let typedValue = ValueForm(name: "value under the name of its type") { tree, _ in
        guard let members = tree.members, members.count == 1, typeNames.contains(members[0].key) else { return nil }
        switch members[0].value {
        case .object, .array: return members[0].key.hasSuffix("Value") ? members[0].value : nil
        case let value: return value
        }
    }

    private static let typeNames: Set<String> = [
        "stringValue", "intValue", "boolValue", "doubleValue", "bytesValue", "kvlistValue", "arrayValue",
        "string_value",
        "int_value", "bool_value", "double_value", "S", "N", "BOOL", "VarCharValue",
    ]

    /// A body beside its encoding, as HAR writes it.
    static let base64 = ValueForm(name: "base64 beside its name") { tree, reshaping in
        guard let members = tree.members, tree["encoding"]?.string == "base64" else { return nil }
        var isAny = false
        let decoded = members.map { member in
            guard member.key != "encoding", var text = member.value.string, text.utf8.count >= 16,
                let bytes = text.withUTF8({ Base64.decoded(UnsafeRawBufferPointer($0)) }),
                let plain = String(validating: bytes, as: UTF8.self)
            else { return member }
            isAny = true
            return DocumentTree.Member(key: member.key, value: .text(plain))
        }
        return isAny
            ? .object(
                decoded.filter { $0.key != "encoding" }.map {
                    DocumentTree.Member(key: $0.key, value: text.read($0.value, reshaping) ?? $0.value)
                }) : nil
    }

    /// A text that is a document, a list of them, or several lines of them; also behind what a logger wrote before it.
    static let text = ValueForm(name: "document as a text") { tree, reshaping in
        guard let string = tree.string, string.utf8.count >= 8 else { return nil }
        let bytes = Array(string.utf8)
        guard let brace = bytes.firstIndex(where: { $0 == Ascii.openBrace || $0 == Ascii.openBracket }),
            let last = bytes.last(where: { !Ascii.isBlank($0) && $0 != Ascii.newline }),
            last == Ascii.closeBrace || last == Ascii.closeBracket
        else { return nil }
        // A logger's name or a thread may stand in brackets as well.
        var starts = [brace]
        while starts.count < 6,
            let next = bytes[(starts[starts.count - 1] + 1)...].firstIndex(where: {
                $0 == Ascii.openBrace || $0 == Ascii.openBracket
            })
        {
            starts.append(next)
        }
        for start in starts where opensDocument(bytes, start) {
            guard let nodes = try? JSONReading.documents(in: Array(bytes[start...])), !nodes.isEmpty else { continue }
            let trees = nodes.map { DocumentTree($0, reshaping.reshaped) }
            guard trees.allSatisfy({ $0.members != nil || $0.elements != nil }) else { continue }
            let before = String(decoding: bytes[..<start], as: UTF8.self).trimming(\.isWhitespace)
            if trees.count > 1 { return .embedded(.array(trees), isWhole: before.isEmpty) }
            guard !before.isEmpty, let members = trees[0].members, trees[0]["message"] == nil else {
                return .embedded(trees[0], isWhole: before.isEmpty)
            }
            return .embedded(
                .object(members + [DocumentTree.Member(key: "message", value: .text(before))]), isWhole: false)
        }
        return nil
    }

    /// Whether a key stands behind the brace, or a brace or text behind the bracket.
    private static func opensDocument(_ bytes: [UInt8], _ start: Int) -> Bool {
        let next = bytes[(start + 1)...].first { !Ascii.isBlank($0) && $0 != Ascii.newline }
        return next == Ascii.quote || bytes[start] == Ascii.openBracket && next == Ascii.openBrace
    }

    /// `[{"name":…,"value":…},…]`: CloudWatch Insights' rows, OpenTelemetry's attributes, a HAR's headers.
    static let pairs = ValueForm(name: "list of names and values") { tree, reshaping in
        guard let elements = tree.elements, !elements.isEmpty else { return nil }
        var members: [DocumentTree.Member] = []
        for element in elements {
            guard let parts = element.members, (2...4).contains(parts.count),
                let name = parts.first(where: { nameKeys.contains($0.key) })?.value.string,
                let value = parts.first(where: { valueKeys.contains($0.key) })?.value
            else { return nil }
            members.append(DocumentTree.Member(key: name, value: value))
        }
        if members.contains(where: { reshaping.plan.knows($0.key) }) { reshaping.isChanged = true }
        return .object(members)
    }

    private static let nameKeys: Set<String> = ["name", "key", "field", "label", "Key", "Name", "Field", "k"]
    private static let valueKeys: Set<String> = ["value", "Value", "v", "val"]

    /// Names in one member, rows or columns of values in another: SQL, ES|QL, PPL, Grafana's frames.
    static let table = ValueForm(name: "names apart from values") { tree, reshaping in
        guard let members = tree.members, members.count >= 2, let names = ValueTable.names(in: members),
            let rows = ValueTable.rows(in: members, names)
        else { return nil }
        let documents = rows.map { cells in
            DocumentTree.object(zip(names, cells).map { DocumentTree.Member(key: $0, value: $1) })
        }
        reshaping.rows = max(reshaping.rows ?? 0, documents.count)
        let rest = members.filter { !ValueTable.holdsPart($0) }
        return .object(rest + [DocumentTree.Member(key: ValueTable.rowsKey, value: .array(documents))])
    }
}

/// What is done to one document's values, from the innermost out.
final class Reshaping {
    let plan: FieldPlan
    /// Whether a known field was found that did not stand under its name.
    var isChanged = false
    /// Rows of the largest table.
    var rows: Int?

    init(_ plan: FieldPlan) { self.plan = plan }

    /// A value as it is meant, by all forms.
    func reshaped(_ tree: DocumentTree) -> DocumentTree {
        var tree = tree
        for _ in 0..<4 {
            guard let next = ValueForm.all.lazy.compactMap({ $0.read(tree, self) }).first else { break }
            tree = next
            if tree.isEmbedded { break }
        }
        return tree
    }
}

/// A table in JSON: where its names and its values stand.
enum ValueTable {
    /// Under this key the rows stand once they are documents.
    static let rowsKey = "rows"

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
            let name =
                element.string
                ?? ["name", "text", "field", "label", "title", "id"].lazy.compactMap {
                    element[$0]?.string
                }.first
            guard let name else { return nil }
            names.append(name)
        }
        return names
    }

    /// The rows' values, in the order of the names; columns are turned.
    static func rows(in members: [DocumentTree.Member], _ names: [String]) -> [[DocumentTree]]? {
        for member in members where rowsKeys.contains(member.key) {
            let inner = (member.value.members ?? []).filter { rowsKeys.contains($0.key) }
            for place in [member] + inner {
                guard let lists = place.value.elements else { continue }
                let all = lists.compactMap(\.elements)
                guard all.count == lists.count else { continue }
                // As many columns as names, all of one height: columnar, unless rows fit as well.
                let isColumnar =
                    all.count == names.count && Set(all.map(\.count)).count == 1 && all[0].count != names.count
                if isColumnar { return (0..<all[0].count).map { row in all.map { $0[row] } } }
                let isFrame = place.key == "values" && member.key == "data"
                if isFrame, all.count == names.count, Set(all.map(\.count)).count == 1 {
                    return (0..<all[0].count).map { row in all.map { $0[row] } }
                }
                if all.allSatisfy({ $0.count == names.count }) { return all }
            }
        }
        return nil
    }

    /// Whether a member is the names or the values.
    static func holdsPart(_ member: DocumentTree.Member) -> Bool {
        namesKeys.contains(member.key) || rowsKeys.contains(member.key)
    }

    private static let namesKeys: Set<String> = [
        "columns", "schema", "fields", "headers", "header", "columnNames", "column_names", "names", "cols",
    ]
    private static let rowsKeys: Set<String> = ["rows", "values", "datarows", "data", "results", "records", "Rows"]
}

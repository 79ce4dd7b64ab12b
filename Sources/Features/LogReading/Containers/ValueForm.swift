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

    static let all = [bytes, date, typedValue, base64, text, printed, keyValues, pairs, table, columns, firstRow]

    /// `[123,34,…]`: journald's way to write a text that is not plain.
    static let bytes = ValueForm(name: "text as a list of its bytes") { tree, reshaping in
        guard let elements = tree.elements, elements.count >= 16 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(elements.count)
        for element in elements {
            // Some write bytes as signed numbers.
            guard case .scalar(let number) = element,
                let byte = UInt8(number) ?? Int8(number).map({ UInt8(bitPattern: $0) })
            else { return nil }
            bytes.append(byte)
        }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        reshaping.isChanged = true
        return .text(text)
    }

    /// `[2026,11,17,6,4,1,500000000]`: Java's way to write a local time, with nanoseconds last.
    static let date = ValueForm(name: "time as a list of its parts") { tree, reshaping in
        guard let elements = tree.elements, (5...7).contains(elements.count) else { return nil }
        let parts = elements.compactMap { if case .scalar(let number) = $0 { Int(number) } else { nil } }
        guard parts.count == elements.count, (1990...2100).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2]), (0...23).contains(parts[3]), (0...59).contains(parts[4])
        else { return nil }
        func digits(_ part: Int) -> String { part < 10 ? "0\(part)" : "\(part)" }
        let second = parts.count > 5 ? parts[5] : 0
        let fraction = parts.count > 6 ? ".\(String(1_000_000_000 + parts[6]).dropFirst())" : ""
        reshaping.isChanged = true
        return .text(
            "\(parts[0])-\(digits(parts[1]))-\(digits(parts[2]))T\(digits(parts[3])):\(digits(parts[4])):"
                + digits(second) + fraction)
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
    static let base64 = ValueForm(name: "base64 next to its name") { tree, reshaping in
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

    /// A text that is a document, a list of them, or several; also escaped once more, and between other words.
    static let text = ValueForm(name: "document as a text") { tree, reshaping in
        guard let string = tree.string, string.utf8.count >= 8 else { return nil }
        var bytes = Array(string.utf8)
        // Each round takes one level of escapes off.
        for round in 0..<4 {
            if let found = TextDocuments(bytes, reshaping) {
                if round > 0 { reshaping.steps.insert(.escapes) }
                return round == 0 ? found.tree : .embedded(found.tree.opened, isStrict: false)
            }
            guard let brace = bytes.firstIndex(of: Ascii.openBrace), let level = Escapes.level(bytes[brace...]),
                level > 0
            else { return nil }
            bytes = Escapes.resolved(bytes)
        }
        return nil
    }

    /// Objects as a program prints them, in a text.
    static let printed = ValueForm(name: "printed object") { tree, reshaping in
        guard let string = tree.string, string.utf8.count >= 16 else { return nil }
        let bytes = Array(string.utf8)
        var found: [DocumentTree] = []
        var firstStart = 0
        var tries = 0
        var isDamaged = false
        var at = 0
        while let start = bytes[at...].firstIndex(where: { $0 == Ascii.openBrace || $0 == Ascii.openBracket }) {
            let read = PrintedObject.read(bytes, at: start)
            guard let (object, end) = read, reshaping.knownFields.areSeveral(in: object) else {
                // What stands in an object that is damaged is none.
                tries += 1
                isDamaged = isDamaged || read == nil && PrintedObject.isDamaged(bytes, at: start, reshaping.plan)
                if tries > 8 || !found.isEmpty { break }
                at = start + 1
                continue
            }
            if found.isEmpty { firstStart = start }
            found.append(object.mapped(reshaping.reshaped))
            at = end
        }
        guard let first = found.first else { return nil }
        if isDamaged { reshaping.pieces += 1 }
        reshaping.steps.insert(.singleQuotes)
        if found.count > 1 { return .embedded(.array(found), isStrict: false) }
        return reshaping.embedded(first, before: String(decoding: bytes[..<firstStart], as: UTF8.self), isStrict: false)
    }

    /// `name=value` in a text.
    static let keyValues = ValueForm(name: "names and values with an equals sign") { tree, reshaping in
        guard let string = tree.string, string.utf8.count >= 16, string.utf8.contains(UInt8(ascii: "=")),
            string.utf8.count(where: { $0 == Ascii.openBrace }) == string.utf8.count(where: { $0 == Ascii.closeBrace }),
            let line = KeyValueLine(string, mayHoldBlanks: reshaping.plan.isReason),
            reshaping.knownFields.areSeveral(in: .object(line.members))
        else { return nil }
        let whole = DocumentTree.object(line.members).mapped(reshaping.reshaped)
        return reshaping.embedded(whole, before: line.before, isStrict: false)
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
            // Nothing under any type.
            let isNothing = value.members?.isEmpty == true
            members.append(DocumentTree.Member(key: name, value: isNothing ? .scalar("null") : value))
        }
        if members.contains(where: { reshaping.plan.knows($0.key) }) { reshaping.isChanged = true }
        return .object(members)
    }

    private static let nameKeys: Set<String> = ["name", "key", "field", "label", "Key", "Name", "Field", "k"]
    private static let valueKeys: Set<String> = ["value", "Value", "v", "val"]

    /// Names in one member, rows or columns of values in another: SQL, ES|QL, PPL, Grafana's frames.
    static let table = ValueForm(name: "names apart from values") { tree, reshaping in
        guard let members = tree.members, members.count >= 2 else { return nil }
        if let (place, names) = ValueTable.knownNames(in: members, reshaping.plan),
            let (other, rows) = ValueTable.rows(as: names, in: members)
        {
            return reshaping.table(
                names, rows, members.enumerated().filter { $0.offset != place && $0.offset != other }.map(\.element))
        }
        if let names = ValueTable.names(in: members), let rows = ValueTable.rows(in: members, names) {
            return reshaping.table(names, rows, members.filter { !ValueTable.holdsPart($0) })
        }
        // A name is missing, or one too many: of what the rows hold, nothing is under its own.
        guard let (place, names) = ValueTable.knownNames(in: members, reshaping.plan),
            let (other, count) = ValueTable.misfits(beside: names, in: members)
        else { return nil }
        return reshaping.table(
            names, ([], count), members.enumerated().filter { $0.offset != place && $0.offset != other }.map(\.element))
    }

    /// Rows of which the first holds the names: Athena, and lists of lists.
    static let firstRow = ValueForm(name: "names in the first row") { tree, reshaping in
        guard let elements = tree.elements, elements.count > 1 else { return nil }
        let rows = elements.compactMap(ValueTable.cells)
        guard rows.count == elements.count, let names = rows.first?.compactMap(\.string), names.count > 1,
            names.count == rows[0].count, names.count(where: { reshaping.plan.knows($0) }) > 1,
            let found = ValueTable.fitting(Array(rows.dropFirst()), names.count)
        else { return nil }
        reshaping.isChanged = true
        reshaping.pieces += found.misfits
        return .array(found.rows.map { .row(names, $0) })
    }

    /// A list of values, or values by the number of their row, under each name: what pandas writes.
    static let columns = ValueForm(name: "values by column") { tree, reshaping in
        guard let members = tree.members, members.count > 1, members.count(where: { reshaping.plan.knows($0.key) }) > 1
        else { return nil }
        let columns = members.compactMap { column($0.value) }
        guard columns.count == members.count, let height = columns.first?.count,
            height > 1 || members[0].value.elements == nil,
            columns.allSatisfy({ $0.count == height })
        else { return nil }
        reshaping.isChanged = true
        let names = members.map(\.key)
        return .array((0..<height).map { row in .row(names, columns.map { $0[row] }) })
    }

    private static func column(_ tree: DocumentTree) -> [DocumentTree]? {
        if let elements = tree.elements { return elements }
        guard let rows = tree.members, !rows.isEmpty,
            rows.enumerated().allSatisfy({ String($0.offset) == $0.element.key })
        else { return nil }
        return rows.map(\.value)
    }
}

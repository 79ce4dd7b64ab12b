internal import Support

/// A JSON value that can be reshaped, with the documents that stand in its texts opened.
indirect enum DocumentTree {
    case object([Member])
    case array([DocumentTree])
    case text(String)
    /// A number, `true`, `false` or `null`, as it was written.
    case scalar(String)
    /// A text that is a document itself, as strict JSON or otherwise, or holds one beside other words.
    case embedded(DocumentTree, isStrict: Bool)

    struct Member {
        var key: String
        var value: DocumentTree
    }

    /// What stands in a document; `reshaper` is asked of each value, from the innermost out.
    init(_ node: JSONNode, _ reshaper: (DocumentTree) -> DocumentTree) {
        let plain: DocumentTree =
            switch node.kind {
            case .object:
                .object(node.entries.map { Member(key: $0.key.text ?? "", value: DocumentTree($0.value, reshaper)) })
            case .array: .array(node.elements.map { DocumentTree($0, reshaper) })
            case .text: .text(node.text ?? "")
            case .number: .scalar(node.number ?? "null")
            case .boolean: .scalar(node.boolean == true ? "true" : "false")
            case .null: .scalar("null")
            }
        self = reshaper(plain)
    }

    /// A table's row as a document.
    static func row(_ names: [String], _ cells: [DocumentTree]) -> DocumentTree {
        .object(zip(names, cells).map { Member(key: $0, value: $1) })
    }

    /// The same with each value in it put right, from the innermost out; not the whole itself.
    func mapped(_ reshape: (DocumentTree) -> DocumentTree) -> DocumentTree {
        switch self {
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: reshape($0.value.mapped(reshape))) })
        case .array(let elements): .array(elements.map { reshape($0.mapped(reshape)) })
        case .text, .scalar, .embedded: self
        }
    }

    var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    var elements: [DocumentTree]? { if case .array(let elements) = self { elements } else { nil } }
    var string: String? { if case .text(let text) = self { text } else { nil } }
    var isEmbedded: Bool { if case .embedded = self { true } else { false } }

    /// What it is, whether or not it stands in a text.
    var opened: DocumentTree { if case .embedded(let tree, _) = self { tree } else { self } }

    subscript(key: String) -> DocumentTree? { members?.first { $0.key == key }?.value }

    /// As JSON on one line; what stood in a text is a value now.
    var written: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                text += JSONText.quoted(Self.plain(member.key))
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .text(let string): text += JSONText.quoted(Self.plain(string))
        case .scalar(let scalar): text += scalar
        case .embedded(let tree, _): tree.write(to: &text)
        }
    }

    /// With a blank for every control character but the newline.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != Ascii.newline }) else { return text }
        let shown = text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? " " : $0 }
        return String(String.UnicodeScalarView(shown))
    }
}

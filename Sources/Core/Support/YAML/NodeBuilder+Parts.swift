internal import CYAML

extension NodeBuilder {
    /// The text of a key.
    func key(_ event: UnsafePointer<yaml_event_t>, at mark: YAMLMark) throws(YAMLFault) -> String {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let key = try scalar(event, at: mark)
            if !key.isQuoted, key.text == "<<" {
                throw fault(mark, "the merge key ‘<<’", "a key of its own", "write the merged keys out")
            }
            return key.text
        case YAML_ALIAS_EVENT:
            throw fault(mark, "an alias as a key", "text as a key", "write the key out")
        default:
            throw fault(mark, "a list or mapping as a key", "text as a key", "quote the key if it is text")
        }
    }

    /// A scalar without anchor and tag.
    func scalar(
        _ event: UnsafePointer<yaml_event_t>, at mark: YAMLMark
    ) throws(YAMLFault) -> YAMLScalar {
        let scalar = event.pointee.data.scalar
        try refuse(anchor: scalar.anchor, tag: scalar.tag, at: mark)
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return YAMLScalar(
            text: String(decoding: bytes, as: UTF8.self), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
    }

    /// What would make a value mean something other than it says.
    func refuse(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, at mark: YAMLMark
    ) throws(YAMLFault) {
        if anchor != nil {
            throw fault(
                mark, "the anchor \(Shown.quoted("&" + Self.text(anchor)))", "a value",
                "drop the anchor and write the value out where it is used, or quote the text")
        }
        if tag != nil {
            throw fault(
                mark, "the tag \(Shown.quoted(Self.text(tag)))", "a value without a tag",
                "drop the tag; quotes make text")
        }
    }

    /// One level further down, if there is one.
    func deeper(_ depth: Int, at mark: YAMLMark) throws(YAMLFault) -> Int {
        guard depth < YAMLDocument.deepest else {
            throw fault(
                mark, "more than \(YAMLDocument.deepest) lists and mappings in each other",
                "at most \(YAMLDocument.deepest)")
        }
        return depth + 1
    }

    func fault(
        _ mark: YAMLMark, _ found: String, _ expected: String, _ suggestion: String? = nil
    ) -> YAMLFault {
        YAMLFault(file: file, mark: mark, found: found, expected: expected, suggestion: suggestion)
    }

    /// A C text of libyaml's.
    static func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String {
        name.map { String(cString: $0) } ?? ""
    }
}

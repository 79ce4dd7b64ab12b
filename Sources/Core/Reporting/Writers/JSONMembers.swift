extension JSONWriter {
    /// Writes an object's next member, `null` for nothing.
    mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        text(value)
    }

    /// Writes an object's next member.
    mutating func member(_ name: StaticString, _ value: Int) {
        key(name)
        integer(value)
    }

    /// Writes an object's next member.
    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes an object's next member, a list; `item` writes each thing in it.
    mutating func members<Items: Sequence>(
        _ name: StaticString, _ items: Items, _ item: (inout JSONWriter, Items.Element) -> Void
    ) {
        key(name)
        list(items, item)
    }
}

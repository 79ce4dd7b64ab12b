public import CSimdjson

/// What kind of JSON value stood there.
@frozen public enum ValueKind: UInt8, Sendable {
    case text = 1
    case number, yes, no, null, object
}

/// One value of a record, as the reader hands it out; its bytes live until the sink returns.
///
/// Its parts are read in a loop over all records, so they are open to inlining.
@frozen public struct RecordValue {
    @usableFromInline let value: csj_value

    @inlinable init(_ value: csj_value) { self.value = value }

    /// The slot's number in the plan, or `FieldPlan.byValue`.
    @inlinable public var slot: Int { Int(value.slot) }
    /// Says how to take `bytes`; an array's elements come as values of their own.
    @inlinable public var kind: ValueKind { ValueKind(rawValue: value.kind) ?? .null }
    /// Lower is trusted more: pinned paths, then `_source`, `fields`, the top; there, keys before nested keys; then
    /// the order of the aliases.
    @inlinable public var rank: UInt32 { value.rank }
    /// The unescaped text, or a scalar's token; empty for an object.
    @inlinable public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.bytes, count: Int(value.length))
    }
    /// The path below `_source`, `fields` or the top, joined by dots.
    @inlinable public var path: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: value.path, count: Int(value.path_length))
    }
}

/// One document's chosen values.
@frozen public struct Record {
    @usableFromInline let values: UnsafePointer<csj_value>?
    /// How many values the plan picked, not how many the document holds.
    public let count: Int
    /// Whether one of its texts looks like a document itself.
    let holdsDocument: Bool
    /// Whether it may be several records in one: its values stand in several objects of a list, or a text in a list of bytes.
    let mayHoldOthers: Bool
    /// Whether it has a field that the plan calls a mark, whatever its value.
    public let hasMark: Bool

    init(_ record: csj_record) {
        values = record.values
        count = record.count
        holdsDocument = record.holds_document
        mayHoldOthers = record.may_hold_others
        hasMark = record.has_mark
    }

    /// Values that were put together elsewhere and live as long as they need to.
    init(_ values: UnsafePointer<csj_value>?, count: Int, holdsDocument: Bool = false, hasMark: Bool) {
        self.values = values
        self.count = count
        self.hasMark = hasMark
        self.holdsDocument = holdsDocument
        mayHoldOthers = false
    }

    /// The value at `index`, in the order of the document.
    @inlinable public subscript(index: Int) -> RecordValue {
        guard let values, index < count else { preconditionFailure("no value \(index) in this record") }
        return RecordValue(values[index])
    }
}

/// Takes what a reader finds. Each worker has a sink of its own, so a sink needs no lock.
public protocol RecordSink: AnyObject, SendableMetatype {
    /// Takes one document; `line` is where it begins, from 1, and nothing where that is not known. Answers whether it
    /// counts as a record.
    func take(_ record: Record, line: Int?) -> Bool
    /// Answers the same of a document that is not taken, since an earlier input held it already.
    func isRecord(_ record: Record) -> Bool
    /// Takes one line of plain text; answers whether it counts as a record.
    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool
    /// Says that a batch has been read: the one with this number in the input, from 0 without a hole.
    func end(batch: Int)
}

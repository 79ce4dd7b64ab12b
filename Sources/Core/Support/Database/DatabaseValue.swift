internal import CSQLite

/// A value in a row.
public enum DatabaseValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    init(_ statement: OpaquePointer, _ column: Int32) {
        switch csql_column_kind(statement, column) {
        case CSQL_NULL: self = .null
        case CSQL_INTEGER: self = .integer(csql_column_integer(statement, column))
        case let kind:
            var count: Int32 = 0
            let start = csql_column_bytes(statement, column, &count)
            let bytes = Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
            self = kind == CSQL_BYTES ? .bytes(bytes) : .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    func bind(to statement: OpaquePointer, at place: Int32) -> csql_outcome {
        switch self {
        case .null: csql_bind_null(statement, place)
        case .integer(let value): csql_bind_integer(statement, place, value)
        case .text(let text):
            Array(text.utf8).withUnsafeBytes { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    guard let start = characters.baseAddress else { return csql_bind_text(statement, place, "", 0) }
                    return csql_bind_text(statement, place, start, Int32(characters.count))
                }
            }
        case .bytes(let bytes):
            bytes.withUnsafeBytes { csql_bind_bytes(statement, place, $0.baseAddress, Int32($0.count)) }
        }
    }

    /// The text, where it is one.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The number, where it is one.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The bytes, where they are some.
    public var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

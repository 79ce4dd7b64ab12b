internal import CSimdjson

/// Reads documents one by one; one a worker.
final class DocumentScanner {
    enum Answer {
        case record(Record, rest: Int, mayBeResponse: Bool)
        case array
        case malformed
        case scalar
    }

    private let scanner: OpaquePointer
    private var repaired = ByteBuffer()
    /// Documents in which bytes had to be replaced.
    private(set) var repairs = 0
    /// Documents with values deeper than the scanner looks.
    private(set) var tooDeep = 0

    init(plan: FieldPlan) {
        guard let scanner = csj_scanner_create(plan.plan) else { preconditionFailure("out of memory") }
        self.scanner = scanner
    }

    deinit { csj_scanner_destroy(scanner) }

    /// Makes ready to read the lines of `bytes` with `scanLine`, all at once; false if each needs a `scan` of its own.
    func index(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        bytes.withMemoryRebound(to: CChar.self, capacity: length) { csj_index(scanner, $0, length) }
    }

    /// Reads the line at `offset` of the bytes that were made ready.
    func scanLine(at offset: Int, _ length: Int) -> Answer {
        var record = csj_record()
        return answer(Int(csj_scan_line(scanner, offset, length, &record)), record)
    }

    /// Reads the document at `bytes`; `CSJ_LEAD` bytes before and `CSJ_PADDING` behind it must be readable. `isRecord`:
    /// it is no search answer, whatever keys it has.
    func scan(_ bytes: UnsafePointer<UInt8>, _ length: Int, isRecord: Bool = false) -> Answer {
        var record = csj_record()
        var code = run(bytes, length, isRecord, &record)
        if code == CSJ_BAD_TEXT {
            // One bad byte must not cost the record: simdjson refuses the whole document for it.
            repaired.removeAll()
            repaired.reserve(length * 3)
            let written = bytes.withMemoryRebound(to: CChar.self, capacity: length) { source in
                repaired.base.withMemoryRebound(to: CChar.self, capacity: length * 3) {
                    csj_repair(source, length, $0)
                }
            }
            code = run(UnsafePointer(repaired.base), written, isRecord, &record)
            // What may be an answer is looked at again, whole or in parts.
            if code == CSJ_OK && !record.may_be_response { repairs += 1 }
            // Offsets into the repaired copy mean nothing outside; what stands behind is not read on.
            if code == CSJ_OK && Int(record.rest) < written { return .malformed }
            record.rest = length
        }
        return answer(code, record)
    }

    private func answer(_ code: Int, _ record: csj_record) -> Answer {
        switch code {
        case CSJ_OK:
            if record.too_deep && !record.may_be_response { tooDeep += 1 }
            return .record(Record(record), rest: record.rest, mayBeResponse: record.may_be_response)
        case CSJ_IS_ARRAY: return .array
        case CSJ_NO_OBJECT: return .scalar
        default: return .malformed
        }
    }

    private func run(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ isRecord: Bool, _ record: inout csj_record) -> Int
    {
        bytes.withMemoryRebound(to: CChar.self, capacity: length) {
            Int(csj_scan(scanner, $0, length, isRecord, &record))
        }
    }
}

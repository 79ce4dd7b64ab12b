import Foundation
internal import LogReading

/// libFuzzer's own driver; the linker finds it in the sanitizer's runtime.
@_silgen_name("LLVMFuzzerRunDriver")
func run(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Touches all that it is given, so that the sanitizer sees what does not belong to it.
final class Touching: RecordSink {
    var records = 0
    var sum = 0

    func isRecord(_ record: Record) -> Bool { true }

    func take(_ record: Record, line: Int?) -> Bool {
        records += 1
        for index in 0..<record.count {
            let value = record[index]
            for byte in value.bytes { sum &+= Int(byte) }
            for byte in value.path { sum &+= Int(byte) }
            sum &+= value.slot &+ Int(value.kind.rawValue)
        }
        return true
    }

    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool {
        for byte in text { sum &+= Int(byte) }
        return text.contains(0x21)
    }

    func end(batch: Int) {}
}

let plan = FieldPlan(
    slots: [
        FieldSlot(name: "reason", aliases: ["restrictionReason"]),
        FieldSlot(name: "business", aliases: ["businessNumber"]),
        FieldSlot(name: "time", aliases: ["@timestamp", "time"]), FieldSlot(name: "deep", aliases: ["a.b.c", "x"]),
    ], soughtTexts: ["sought text"])

/// How often each form was read, and as what; written at the end of the run.
nonisolated(unsafe) var formats: [String: Int] = [:]

func read(_ bytes: [UInt8], threads: Int) -> (ReadSummary?, records: Int, sum: Int) {
    let reader = LogReader(plan: plan, threads: threads, inputs: 2, countsLines: threads > 1) {
        Touching()
    }
    let summary = try? reader.read(ByteSource(bytes, name: "fuzz"))
    return (summary, reader.sinks.reduce(0) { $0 + $1.records }, reader.sinks.reduce(0) { $0 &+ $1.sum })
}

/// What must hold for any bytes whatsoever; the first byte chooses what is put around the others.
@_cdecl("BeDiagnoseFuzzReading")
func fuzzReading(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count > 0, let bytes else { return 0 }
    let body = Array(UnsafeBufferPointer(start: bytes + 1, count: count - 1))
    guard let input = FuzzedForm(rawValue: bytes[0] % UInt8(FuzzedForm.allCases.count))?.wrapped(body) else { return 0 }
    let (one, records, sum) = read(input, threads: 1)
    let (two, recordsOfTwo, sumOfTwo) = read(input, threads: 2)
    precondition(one == two, "two threads read something else than one")
    precondition(records == recordsOfTwo && sum == sumOfTwo, "two threads hand out something else than one")
    guard let one else { return 0 }
    formats[one.format, default: 0] += 1
    precondition(one.malformedLines.count <= one.malformed, "more lines than damage")
    precondition(one.malformedLines == one.malformedLines.sorted(), "lines out of order")
    precondition(one.duplicates == 0, "a duplicate within one input")
    precondition(records <= one.records, "more records handed out than counted")
    return 0
}

atexit {
    print("read as:", formats.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
}
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(run(&count, &arguments, fuzzReading))

import Foundation

@testable import LogReading

/// What a reader hands out of one input, and what it says of it.
struct Collected {
    /// The texts of slot 0, in the order of the input if there is one thread.
    var ids: [String] = []
    /// `slot path=text` of every value.
    var values: [String] = []
    var lines: [String] = []
    var summary: ReadSummary

    /// Reads `bytes` from a regular file.
    init(_ bytes: Data, plan: FieldPlan = Collected.plan, threads: Int = 3) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("reading-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try bytes.write(to: file)
        let reader = LogReader(plan: plan, threads: threads, inputs: 1) { Collecting() }
        summary = try reader.read(ByteSource.open(file.path))
        for sink in reader.sinks {
            ids += sink.ids
            values += sink.values
            lines += sink.lines
        }
    }

    /// Reads a source, whatever it is.
    init(_ source: RecordSource) throws {
        let reader = LogReader(plan: Collected.plan, threads: 3, inputs: 1) { Collecting() }
        summary = try reader.read(source.open())
        for sink in reader.sinks {
            ids += sink.ids
            values += sink.values
            lines += sink.lines
        }
    }

    init(_ text: String, plan: FieldPlan = Collected.plan, threads: Int = 3) throws {
        try self.init(Data(text.utf8), plan: plan, threads: threads)
    }

    static let plan = FieldPlan(slots: [FieldSlot(name: "id", aliases: ["id"])], soughtTexts: ["sought text"])
}

/// Keeps copies of all that it is given.
private final class Collecting: RecordSink {
    var ids: [String] = []
    var values: [String] = []
    var lines: [String] = []

    func isRecord(_ record: Record) -> Bool { true }

    func take(_ record: Record, line: Int?) -> Bool {
        for index in 0..<record.count {
            let value = record[index]
            let text = String(decoding: value.bytes, as: UTF8.self)
            if value.slot == 0 { ids.append(text) }
            let slot = value.slot == FieldPlan.byValue ? "sought" : String(value.slot)
            values.append("\(slot) \(String(decoding: value.path, as: UTF8.self))=\(text)")
        }
        return true
    }

    func end(batch: Int) {}

    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool {
        lines.append(String(decoding: text, as: UTF8.self))
        return lines.last?.contains("failure") ?? false
    }
}

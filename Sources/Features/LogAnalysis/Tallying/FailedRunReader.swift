internal import LogReading
internal import Model

/// Reads what the texts of a failed run hold beside the failure: business numbers, and values such as the practice.
struct FailedRunReader {
    private let values: TextValues
    private let textSlots: Set<Int>

    init(_ knowledge: Knowledge) {
        values = knowledge.textValues
        textSlots = Set(knowledge.slots.uses.indices.filter { knowledge.slots.uses[$0] == .record(.text) })
    }

    /// The business numbers in the texts of a document, or in a line that is none; each once, in order.
    func businesses(_ record: Record?, _ line: UnsafeRawBufferPointer?) -> [String] {
        var found: Set<String> = []
        for text in texts(record, line) {
            values.businesses(in: text) { found.insert(String(decoding: $0, as: UTF8.self)) }
        }
        return found.sorted()
    }

    /// The other values in them, as a row of cells; -1 for none.
    func row(
        _ record: Record?, _ line: UnsafeRawBufferPointer?, _ shape: Int, _ recordGroups: inout RecordGroups
    ) -> Int32 {
        var row = UniqueList<Int32>()
        for number in recordGroups.judgedShapes[shape].textValues {
            let name = values.names[number]
            for text in texts(record, line) {
                values.find(number, in: text) { bytes in
                    let cell = recordGroups.cell(ofText: name, number: number, bytes)
                    if cell >= 0 { row.insert(cell) }
                }
            }
        }
        return recordGroups.rows.number(UnsafeBufferPointer(row.all))
    }

    /// Valid as long as the record.
    private func texts(_ record: Record?, _ line: UnsafeRawBufferPointer?) -> [UnsafeRawBufferPointer] {
        var texts = [line].compactMap(\.self)
        guard let record else { return texts }
        for index in 0..<record.count where textSlots.contains(record[index].slot) && record[index].kind == .text {
            texts.append(record[index].bytes)
        }
        return texts
    }
}

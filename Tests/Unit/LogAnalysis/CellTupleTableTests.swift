import Testing

@testable import LogAnalysis

@Suite struct RowsTests {
    private static let lists: [[Int32]] =
        [
            [0], [1], [2], [257], [0, 0], [0, 1], [1, 0], [0, 0, 0], [1, 2, 3], [3, 2, 1], [1, 2], [2, 3],
            [0, 1, 2, 3],
            [0, 1, 2, 4], [1, 1, 2, 3], [0, 1, 2, 3, 4], [1 << 20], [1 << 20, 1], [1, 1 << 20], [.max],
            [.max, .max, .max],
            [1 << 20 - 1, 1 << 20 - 1, 1 << 20 - 1],
        ] + (100..<400).map { [$0, $0 + 1, $0 * 7, $0 % 3] } + (100..<400).map { [$0, $0 % 5] }

    private static func number(_ list: [Int32], in rows: inout CellTupleTable) -> Int32 {
        list.withUnsafeBufferPointer { rows.number($0) }
    }

    @Test func `lists are told apart by all their cells, whatever their length`() {
        var rows = CellTupleTable()
        let numbers = Self.lists.map { Self.number($0, in: &rows) }
        #expect(numbers == Self.lists.indices.map { Int32($0) })
        #expect(Self.lists.map { Self.number($0, in: &rows) } == numbers)
        for (list, number) in zip(Self.lists, numbers) { #expect(rows.places(number).map { rows[$0] } == list) }
    }

    @Test func `the empty list has no number`() {
        var rows = CellTupleTable()
        #expect(Self.number([], in: &rows) == -1)
        #expect(rows.places(-1).isEmpty)
    }
}

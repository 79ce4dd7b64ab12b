import Testing

@testable import LogRedaction

/// An input comes in pieces, and ends nowhere in particular.
@Suite struct RedactionPieceTests {
    private static let inputs = LogRedactorTests.cases.map(\.0) + DocumentRedactionTests.cases.map(\.0)

    @Test(arguments: inputs, [1, 2, 3, 7, 16])
    func `D41 where a piece ends changes nothing`(_ text: String, _ size: Int) {
        #expect(Redacted.plain(Redacted.pieces(text, size: size)) == Redacted.plain(Redacted.pieces(text)))
    }
}

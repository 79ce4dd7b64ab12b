import Testing

@testable import LogReading

@Suite struct SplitterTests {
    @Test(arguments: SplitterInput.all)
    func `documents are cut where they begin and end`(input: SplitterInput) {
        let found = Splitting(Array(input.text.utf8), piece: .max)
        #expect(found.documents == input.documents)
        #expect(found.malformedLines.count == input.malformed)
    }

    @Test(arguments: SplitterInput.all)
    func `pieces of any size give the same documents and lines`(input: SplitterInput) {
        let bytes = Array(input.text.utf8)
        let whole = Splitting(bytes, piece: .max)
        for size in 1..<max(2, bytes.count) {
            #expect(Splitting(bytes, piece: size) == whole, "in pieces of \(size)")
        }
    }

    @Test func `lines are counted`() {
        let text = "\n{\"a\":1}\r\n{\n\n\"b\":2\n}\nbroken\n{}\n[\n{\"c\":3}\n]"
        let found = Splitting(Array(text.utf8), piece: 5)
        #expect(found.lines == [2, 3, 8, 10])
        #expect(found.malformedLines == [7])
    }
}

/// What a splitter finds in bytes that arrive in pieces, as `BatchSource` feeds it.
private struct Splitting: Equatable {
    private(set) var documents: [String] = []
    private(set) var lines: [Int] = []
    private(set) var malformedLines: [Int] = []

    init(_ bytes: [UInt8], piece: Int) {
        var splitter = DocumentSplitter()
        var window: [UInt8] = []
        var at = 0
        while true {
            let event = window.withUnsafeBufferPointer { window in
                window.baseAddress.flatMap { splitter.advance(over: $0, count: window.count) }
            }
            if let event {
                note(event, window)
            } else if at < bytes.count {
                // What the splitter does not need any more goes, as in the real window.
                let gone = splitter.keepFrom
                window.removeFirst(gone)
                splitter.dropped(gone)
                let next = min(bytes.count - at, piece)
                window += bytes[at..<(at + next)]
                at += next
            } else if let last = splitter.finish() {
                note(last, window)
            } else {
                return
            }
        }
    }

    private mutating func note(_ event: DocumentSplitter.Event, _ window: [UInt8]) {
        switch event {
        case .document(let start, let end, let line):
            documents.append(String(decoding: window[start..<end], as: UTF8.self))
            lines.append(line)
        case .malformed(let line), .plainLine(_, _, let line), .stray(_, _, let line): malformedLines.append(line)
        case .answerHead, .answerTail, .wrapperEnd: break
        }
    }
}

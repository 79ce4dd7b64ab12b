internal import Glibc

/// Documents that hold others: taken apart, and delivered with a proof of their own.
extension Worker {
    /// Takes the documents in what is no record itself, under whatever name; false if there is none.
    func takeInside(_ place: Place) -> Bool {
        guard !isReshaped, let unit, triesStrays || holdsEscapedDocument(unit) else { return false }
        let isTaken = takeReshaped(unit.bytes, unit.length, place)
        straysInVain = isTaken ? 0 : straysInVain + 1
        return isTaken
    }

    /// Whether a document opens inside a text: a brace, and a quote with what a text needs before it.
    func holdsEscapedDocument(_ unit: (bytes: UnsafePointer<UInt8>, length: Int)) -> Bool {
        let mark = header == nil ? Ascii.backslash : Ascii.quote
        var at = 0
        while at < unit.length, let found = memchr(unit.bytes + at, Int32(Ascii.openBrace), unit.length - at) {
            at = UnsafeRawPointer(unit.bytes).distance(to: UnsafeRawPointer(found)) + 1
            var next = at
            while next < unit.length && Ascii.isBlank(unit.bytes[next]) { next += 1 }
            if next + 1 < unit.length, unit.bytes[next] == mark, unit.bytes[next + 1] == Ascii.quote { return true }
        }
        return false
    }

    /// Delivers the documents that a unit holds; false if it is plain, and then nothing was delivered.
    func takeReshaped(
        _ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, mayHoldOthers: Bool = false
    ) -> Bool {
        let unit = UnsafeRawBufferPointer(start: bytes, count: length)
        let found = header.map { ReshapedDocument($0.cells(of: unit), plan) } ?? ReshapedDocument(unit, plan)
        guard let found else {
            // What the scanner takes for one record, and nothing else can read.
            counts.nested = max(counts.nested, mayHoldOthers ? 2 : 0)
            return false
        }
        counts.nested = max(counts.nested, found.perhaps)
        guard !found.documents.isEmpty else { return false }
        for _ in 0..<found.pieces { counts.malformed(place) }
        if let answer = found.table { counts.answers.append(answer) }
        deliver(found.documents, of: (bytes, length), place)
        return true
    }

    /// Delivers a list of values as a document, where the first list of the input holds their names; false for another list.
    func takeRow(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard let row = first.row(UnsafeRawBufferPointer(start: bytes, count: length), plan) else { return false }
        if let row { deliver([row], of: (bytes, length), place) }
        return true
    }

    /// The same of a line that is no document, where something that is sought stands in it, or where others held documents.
    func takeReshaped(line bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard !isReshaped, length < Self.longestReshapedLine,
            triesStrays || !unread.isIdle && unread.unread(in: bytes, length) != nil
        else { return false }
        let line = String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
        return deliver(
            unwrapped: ReshapedDocument(line: line, plan).map(Stray.init) ?? Stray(), of: (bytes, length), place)
    }

    static let longestReshapedLine = 8 << 20

    /// Delivers documents that were made of a unit, with a proof of their own.
    func deliver(_ documents: [[UInt8]], of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place) {
        var text = ByteBuffer(capacity: documents.reduce(0) { $0 + $1.count + 1 })
        var ranges: [Range<Int>] = []
        for document in documents {
            ranges.append(text.count..<(text.count + document.count))
            text.append(document)
            text.append([Ascii.newline])
        }
        let base = UnsafePointer(text.base)
        var outer = UnreadTexts(plan)
        swap(&outer, &unread)
        let (isReshapedBefore, headerBefore, unitBefore) = (isReshaped, header, self.unit)
        (isReshaped, header, self.unit) = (true, nil, nil)
        unread.begin(base, text.count)
        let texts = unread.texts
        for range in ranges { document(base + range.lowerBound, range.count, place) }
        for _ in unread.end() { counts.unread(place) }
        (isReshaped, header, self.unit) = (isReshapedBefore, headerBefore, unitBefore)
        swap(&outer, &unread)
        if !unread.isIdle { unread.settle(copies: texts, unit.bytes, unit.length) }
    }
}

internal import Glibc
internal import Support

/// Documents that stand as text where no form expects them, found by the sought text or the first key in them.
extension Worker {
    /// Reads the documents in the text around an unread place of a record's unit, each together with the record; false if
    /// there is none, and then nothing was taken.
    func takeEmbedded(
        _ record: Record, _ place: Place, _ unit: (bytes: UnsafePointer<UInt8>, length: Int), _ offset: Int
    )
        -> Bool
    {
        guard let text = textAround(offset, unit) else { return false }
        return text.withUnsafeBytes { text in
            if let (bytes, length) = embedded.load(text), let found = embedded.record(bytes, length) {
                hand(over: embedded.join(found, record, without: text), place)
                return true
            }
            return takeList(text, record, place) || takeBehindWords(text, record, place)
        }
    }

    /// Where a document opens inside a text: a brace, and a quote with what a text needs before it.
    func embeddedDocument(in unit: (bytes: UnsafePointer<UInt8>, length: Int)) -> Int? {
        let mark = cells == nil ? Ascii.backslash : Ascii.quote
        var at = 0
        while at < unit.length, let found = memchr(unit.bytes + at, Int32(Ascii.openBrace), unit.length - at) {
            at = UnsafeRawPointer(unit.bytes).distance(to: UnsafeRawPointer(found)) + 1
            var next = at
            while next < unit.length && Ascii.isBlank(unit.bytes[next]) { next += 1 }
            if next + 1 < unit.length, unit.bytes[next] == mark, unit.bytes[next + 1] == Ascii.quote { return at - 1 }
        }
        return nil
    }

    /// A list of documents in a text.
    private func takeList(_ text: UnsafeRawBufferPointer, _ record: Record, _ place: Place) -> Bool {
        guard text.first == Ascii.openBracket, let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
            return false
        }
        var splitter = DocumentSplitter()
        var ranges: [Range<Int>] = []
        while let event = splitter.advance(over: base, count: text.count) {
            if case .document(let start, let end, _) = event { ranges.append(start..<end) }
        }
        guard splitter.isAtTop, !ranges.isEmpty, ranges[0] != 0..<text.count else { return false }
        var isAny = false
        for range in ranges {
            guard let (bytes, length) = embedded.load(UnsafeRawBufferPointer(rebasing: text[range])),
                let found = embedded.record(bytes, length)
            else { continue }
            hand(over: embedded.join(found, record, without: text), place)
            isAny = true
        }
        return isAny
    }

    /// A document behind what a shipper wrote before it.
    private func takeBehindWords(_ text: UnsafeRawBufferPointer, _ record: Record, _ place: Place) -> Bool {
        var start = 0
        for _ in 0..<4 {
            guard let brace = text[start...].firstIndex(of: Ascii.openBrace) else { return false }
            let rest = UnsafeRawBufferPointer(rebasing: text[brace...])
            guard let end = rest.lastIndex(of: Ascii.closeBrace) else { return false }
            if let (bytes, length) = embedded.load(UnsafeRawBufferPointer(rebasing: rest[...end])),
                let found = embedded.record(bytes, length)
            {
                hand(over: embedded.join(found, record, without: text), place)
                return true
            }
            start = brace + 1
        }
        return false
    }

    /// The text around a place as it is meant: a cell of the row, or a string of the document.
    private func textAround(_ offset: Int, _ unit: (bytes: UnsafePointer<UInt8>, length: Int)) -> [UInt8]? {
        let whole = UnsafeBufferPointer(start: unit.bytes, count: unit.length)
        if let dialect = cells {
            var cursor = CSVCursor(whole, dialect)
            while !cursor.isAtEnd {
                let cell = cursor.next()
                guard offset < cell.start + cell.length else { continue }
                guard cell.start <= offset else { return nil }
                guard cell.hasDoubledQuotes else { return Array(whole[cell.start..<(cell.start + cell.length)]) }
                return Array(unsafeUninitializedCapacity: cell.length) { room, count in
                    count = room.baseAddress.map { cell.copy(from: unit.bytes, to: $0) } ?? 0
                }
            }
            return nil
        }
        guard let open = quote(in: whole, before: offset), let close = quote(in: whole, behind: offset) else {
            return nil
        }
        return Self.unescaped(whole[(open + 1)..<close])
    }

    private func quote(in text: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int? {
        var at = offset - 1
        while at >= 0 {
            if text[at] == Ascii.quote, !isEscaped(at, in: text) { return at }
            at -= 1
        }
        return nil
    }

    private func quote(in text: UnsafeBufferPointer<UInt8>, behind offset: Int) -> Int? {
        text[offset...].indices.first { text[$0] == Ascii.quote && !isEscaped($0, in: text) }
    }

    private func isEscaped(_ at: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        while at - count > 0, text[at - count - 1] == Ascii.backslash { count += 1 }
        return count % 2 == 1
    }

    /// A string of JSON without its escapes.
    private static func unescaped(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            guard text[at] == Ascii.backslash, at + 1 < text.endIndex else {
                result.append(text[at])
                at += 1
                continue
            }
            switch text[at + 1] {
            case UInt8(ascii: "n"): result.append(Ascii.newline)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"), UInt8(ascii: "f"): result.append(0x20)
            case UInt8(ascii: "u"):
                var units: [UInt16] = []
                while at + 5 < text.endIndex, text[at] == Ascii.backslash, text[at + 1] == UInt8(ascii: "u"),
                    let unit = UInt16(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
                {
                    units.append(unit)
                    at += 6
                }
                result += Array(String(decoding: units, as: UTF16.self).utf8)
                if units.isEmpty { at += 2 }
                continue
            case let other: result.append(other)
            }
            at += 2
        }
        return result
    }
}

extension InnerDocument {
    /// The record that a text is, if it is one whole document.
    fileprivate func record(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Record? {
        guard case .record(let found, let rest, false) = scanner.scan(bytes, length, isRecord: true), rest == length
        else {
            return nil
        }
        return found
    }
}

internal import Glibc

extension Worker {
    /// Reads whole documents that lie one behind the other.
    func readUnits(_ batch: Batch, _ base: UnsafePointer<UInt8>) {
        let units = batch.units
        var next = 0
        while next < units.count {
            let start = units[next].offset
            var end = next
            while end < units.count && units[end].offset - start < Self.blockSize { end += 1 }
            let last = units[end - 1]
            // Their tokens are found all at once, as those of lines are; see `index`.
            let isIndexed =
                end - next > 4 && !mayBeSavedObjects && !first.isReshaped
                && index(base + start, last.offset + last.length - start)
            for (index, unit) in zip(next..<end, units[next..<end]) {
                let place = Place(line: unit.line)
                if unit.kind == .stray {
                    if !readStray(base + unit.offset, unit.length, place, isJSON: true) { counts.malformed(place) }
                    continue
                }
                let isPlain = unit.kind == .plain
                let isFirst = index == 0 && batch.sequence == 0 && !isPlain
                if isFirst && takeReshaped(base + unit.offset, unit.length, place) {
                    first.isReshaped = true
                    continue
                }
                if !isPlain && isErrorAnswer(base + unit.offset, unit.length) { continue }
                if isPlain {
                    plain(base + unit.offset, unit.length, place)
                } else if isIndexed, !first.isReshaped {
                    let answer = scanner.scanLine(at: unit.offset - start, unit.length)
                    take(answer, base + unit.offset, unit.length, place)
                } else {
                    let (before, malformedBefore) = (counts.records, counts.malformed)
                    document(base + unit.offset, unit.length, place)
                    if isFirst, counts.records == before {
                        first.keep(
                            base + unit.offset, unit.length, isMalformed: counts.malformed > malformedBefore)
                    }
                }
            }
            next = end
        }
    }

    /// Whether a search failed whose answer should stand here, as one of those that `_msearch` gives.
    private func isErrorAnswer(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let head = UnsafeBufferPointer(start: bytes, count: min(length, 64)).dropFirst()
        let key = head.drop { Ascii.isBlank($0) || $0 == Ascii.newline }
        guard key.starts(with: "\"error\"".utf8),
            ErrorAnswer.of(UnsafeBufferPointer(start: bytes, count: length)) != nil
        else { return false }
        var answer = SearchAnswer()
        answer.isPartial = true
        counts.answers.append(answer)
        return true
    }

    /// Reads a line: a document, or text.
    func line(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        guard readsText else { return document(bytes, length, place) }
        if bytes[length - 1] == Ascii.closeBrace && behindPrefix(bytes, length, place) { return }
        if escaped(bytes, length, place) { return }
        if takeReshaped(line: bytes, length, place) { return }
        if sink.take(text: UnsafeRawBufferPointer(start: bytes, count: length), line: number(place)) {
            counts.records += 1
            pass(bytes, length)
        } else if looksCutOff(bytes, length) {
            strayLines += 1
            counts.malformed(place)
        } else {
            strayLines += 1
            counts.ignoredLines += 1
        }
    }

    /// Reads the document that a line ends with, behind what a shipper wrote before it; false if there is none.
    func behindPrefix(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        var at = 0
        // A logger's name or a thread may stand in braces as well.
        for _ in 0..<4 {
            guard let found = opening(bytes, at, length) else { return false }
            if case .record(let record, let rest, let mayBeResponse) = scanner.scan(bytes + found, length - found),
                rest == length - found
            {
                if mayBeResponse {
                    take(.record(record, rest: rest, mayBeResponse: true), bytes + found, length - found, place)
                } else {
                    deliver(prefixed.join(record, bytes, found), place, (bytes, length))
                }
                return true
            }
            at = found + 1
        }
        return false
    }

    /// Reads the document that a line holds with its quotes escaped; false if there is none.
    private func escaped(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        var at = 0
        while at + 2 < length, let found = memchr(bytes + at, Int32(Ascii.openBrace), length - 2 - at) {
            at = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
            if bytes[at + 1] == Ascii.backslash && bytes[at + 2] == Ascii.quote { break }
            at += 1
            if at + 2 >= length { return false }
        }
        guard at + 2 < length, bytes[at] == Ascii.openBrace, bytes[at + 1] == Ascii.backslash, length < 1 << 20,
            let found = Unwrapper.document(Array(UnsafeBufferPointer(start: bytes + at, count: length - at))),
            !found.isPartial
        else { return false }
        var copy = ByteBuffer(capacity: found.bytes.count)
        copy.append(found.bytes)
        guard case .record(let record, let rest, false) = scanner.scan(UnsafePointer(copy.base), copy.count),
            rest == copy.count
        else { return false }
        deliver(prefixed.join(record, bytes, at), place, (bytes, length))
        return true
    }

    /// Where a brace opens with a key behind it, or closes at once.
    private func opening(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ length: Int) -> Int? {
        var at = from
        while at < length, let found = memchr(bytes + at, Int32(Ascii.openBrace), length - at) {
            let brace = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
            var next = brace + 1
            while next < length && Ascii.isBlank(bytes[next]) { next += 1 }
            if next < length && (bytes[next] == Ascii.quote || bytes[next] == Ascii.closeBrace) { return brace }
            at = brace + 1
        }
        return nil
    }

    /// Whether a line is the end of a document that began before: `…,"key":"value"}`.
    private func isEnd(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard length > 4, bytes[length - 1] == Ascii.closeBrace else { return false }
        return (1..<length - 1).contains { bytes[$0] == Ascii.colon && bytes[$0 - 1] == Ascii.quote }
    }

    /// Whether a line is a member of an indented document: `"key": …`.
    private func isMember(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let line = UnsafeBufferPointer(start: bytes, count: length)
        guard line[0] == Ascii.quote, let end = line[1...].firstIndex(of: Ascii.quote), end > 1 else { return false }
        return line[1..<end].allSatisfy(Quotes.isNameByte)
            && line[(end + 1)...].first { !Ascii.isBlank($0) } == Ascii.colon
    }

    /// Whether an object begins in a line as programs print it, `{name=` or `{'name'`, and does not end.
    private func opensPrinted(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let line = UnsafeBufferPointer(start: bytes, count: length)
        guard let brace = line.firstIndex(of: Ascii.openBrace),
            line.count(where: { $0 == Ascii.openBrace }) > line.count(where: { $0 == Ascii.closeBrace })
        else { return false }
        let key = line[(brace + 1)...].drop { "'\"u:".utf8.contains($0) }
        guard let end = key.firstIndex(where: { !Quotes.isNameByte($0) }), end > key.startIndex else { return false }
        return "='".utf8.contains(line[end]) || line[end] == Ascii.quote
    }

    /// Whether a document begins in a line of text that cannot be read, `{"key":` and no good end, or ends there.
    private func looksCutOff(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard let brace = opening(bytes, 0, length), brace + 1 < length else {
            return isEnd(bytes, length) || opensPrinted(bytes, length) || isMember(bytes, length)
        }
        var at = brace + 1
        while at < length && Ascii.isBlank(bytes[at]) { at += 1 }
        guard at < length, bytes[at] == Ascii.quote else { return opensPrinted(bytes, length) }
        at += 1
        while at < length && bytes[at] != Ascii.quote && bytes[at] != Ascii.backslash { at += 1 }
        // Cut off in the first key.
        if at >= length { return true }
        at += 1
        while at < length && Ascii.isBlank(bytes[at]) { at += 1 }
        return at < length && bytes[at] == Ascii.colon || opensPrinted(bytes, length)
    }
}

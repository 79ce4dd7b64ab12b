internal import CSimdjson

extension BatchSource {
    /// A longer document than this is damage: it bounds what an open bracket costs.
    static let longestDocument = 1 << 30

    func takeDocuments(_ batch: Batch) {
        if takeElements(batch) { return }
        while batch.bytes.count < Batch.size {
            guard let event = splitter.advance(over: UnsafePointer(window.base), count: window.count) else {
                if readMore() { continue }
                if let event = splitter.finish() { note(event, batch); continue }
                closeAnswer(tail: nil)
                isDone = true
                break
            }
            note(event, batch)
            if mode == .firstDocument && splitter.isAtTop {
                mode = .documents
                if isOnFirstLine && standsAlone() { beginLines(); break }
            }
            // Once the elements of an array have begun, many are cut at once.
            if splitter.isBetweenElements.0 {
                if !batch.units.isEmpty { break }
                if takeElements(batch) { return }
            }
        }
        if format == "document" && splitter.form != .none { format = splitter.form.word }
    }

    /// Moves whole elements of an array, many at once; false where only a look at every byte can tell.
    private func takeElements(_ batch: Batch) -> Bool {
        let (isBetween, isFirst) = splitter.isBetweenElements
        guard isBetween else { return false }
        window.dropFirst(splitter.position)
        splitter.dropped(splitter.position)
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        fill(&batch.bytes, source)
        var cut = csj_cut(at: 0, lines: 0, line_start: 0)
        // Negative where the line began before the window.
        let lineStart = splitter.lineStart
        batch.units.reserveCapacity(4096)
        var isFirstNow = isFirst
        while true {
            let count = cutMore(batch, &cut, isFirst: isFirstNow)
            if count < Self.room { break }
            isFirstNow = false
        }
        let end = batch.units.last.map { $0.offset + $0.length } ?? 0
        window.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
        batch.bytes.count = end
        guard end > 0 else { return false }
        splitter.tookElements(
            lines: cut.lines, lineStart: cut.lines > 0 ? cut.line_start - end : lineStart - end)
        openAnswer?.documents += batch.units.count
        return true
    }

    private static let room = 512

    private func cutMore(_ batch: Batch, _ cut: inout csj_cut, isFirst: Bool) -> Int {
        let length = batch.bytes.count
        return withUnsafeTemporaryAllocation(of: csj_element.self, capacity: Self.room) { elements in
            let count = batch.bytes.base.withMemoryRebound(to: CChar.self, capacity: length) {
                csj_cut_elements($0, length, isFirst, elements.baseAddress, Self.room, &cut)
            }
            for element in elements[..<count] {
                batch.units.append(
                    Batch.Unit(
                        offset: element.offset, length: element.length, line: splitter.line + element.lines))
            }
            return count
        }
    }

    private func note(_ event: DocumentSplitter.Event, _ batch: Batch) {
        switch event {
        case .document(let start, let end, let line):
            openAnswer?.documents += 1
            append(start, end, line, batch, isPlain: false)
        case .malformed(let line): note(malformedLine: line)
        case .plainLine(let start, let end, let line): append(start, end, line, batch, isPlain: true)
        case .answerHead(let start, let end):
            openAnswer = OpenAnswer(head: UnsafeBufferPointer(start: window.base + start, count: end - start))
        case .answerTail(let start, let end):
            closeAnswer(tail: start.map { UnsafeBufferPointer(start: window.base + $0, count: end - $0) })
        case .wrapperEnd: break
        }
    }

    private func append(_ start: Int, _ end: Int, _ line: Int, _ batch: Batch, isPlain: Bool) {
        batch.units.append(
            Batch.Unit(offset: batch.bytes.count, length: end - start, line: line, isPlain: isPlain))
        batch.bytes.append(UnsafePointer(window.base + start), end - start)
    }

    private func closeAnswer(tail: UnsafeBufferPointer<UInt8>?) {
        if let open = openAnswer { answers.append(open.close(tail: tail)) }
        openAnswer = nil
    }

    /// Whether the first document ended on the line it began on, with nothing behind it (design.md D4).
    private func standsAlone() -> Bool {
        var at = splitter.position
        while true {
            while at < window.count && Ascii.isBlank(window.base[at]) { at += 1 }
            if at < window.count { return window.base[at] == Ascii.newline }
            let before = splitter.position
            guard readMore() else { return true }
            at -= before - splitter.position
        }
    }

    /// Reads on behind what must stay; false at the end of the input.
    private func readMore() -> Bool {
        let gone = splitter.keepFrom
        window.dropFirst(gone)
        splitter.dropped(gone)
        if window.count >= Self.longestDocument {
            tooLong += 1
            splitter.giveUp()
            return true
        }
        if window.count == window.capacity { window.reserve(window.capacity * 2) }
        let before = window.count
        fill(&window, source)
        return window.count > before
    }
}

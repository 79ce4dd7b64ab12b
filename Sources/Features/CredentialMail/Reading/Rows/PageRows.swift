internal import CLibXML2

/// Reads a page: bytes in UTF-8 to lines.
enum PageRows {
    /// More markup than any credential mail has, once attributes, scripts and comments are gone.
    private static let largest = 4 << 20

    static func read(_ bytes: [UInt8], byteDamages: [(offset: Int, kind: Damage.Kind)], into text: inout MailText) {
        let lexer = bytes.withUnsafeBufferPointer { buffer in
            var lexer = HTMLLexer(buffer, byteDamages: byteDamages)
            lexer.run(limit: largest)
            return lexer
        }
        text.isPage = true
        text.seal = lexer.seal
        var builder = RowBuilder(infos: lexer.infos, damages: lexer.damages)
        let outcome = withUnsafeMutablePointer(to: &builder) { pointer in
            var events = clx_events(
                context: UnsafeMutableRawPointer(pointer),
                start: { context, number in context?.assumingMemoryBound(to: RowBuilder.self).pointee.start(number) },
                end: { context in context?.assumingMemoryBound(to: RowBuilder.self).pointee.end() },
                text: { context, bytes, length, line in
                    context?.assumingMemoryBound(to: RowBuilder.self).pointee.text(
                        UnsafeBufferPointer(start: bytes, count: Int(length)), line: Int(line))
                })
            return lexer.output.withUnsafeBufferPointer { output in
                output.baseAddress.map { clx_parse($0, output.count, &events) } ?? CLX_PARSED
            }
        }
        builder.flush()
        text.lines = builder.lines
        text.damages = builder.damages.sorted { ($0.row, $0.line) < ($1.row, $1.line) }
        text.hidden = builder.hidden
        if outcome == CLX_NO_LIBRARY {
            text.damages.append(.everywhere(.noLibrary))
        } else if outcome != CLX_PARSED || builder.textBytes != lexer.textBytes {
            text.damages.append(.everywhere(.lostText))
        }
    }
}

/// Reads plain text: a row a line, and a cell for what stands between tabs.
enum PlainRows {
    /// `isFlowed`: a space at a line's end means that it goes on in the next (RFC 3676); `dropsSpace`: and that the space
    /// is not part of the text.
    static func read(
        _ bytes: [UInt8], byteDamages: [(offset: Int, kind: Damage.Kind)], isFlowed: Bool, dropsSpace: Bool,
        into text: inout MailText
    ) {
        var damages = byteDamages[...]
        var index = 0
        var line = 0
        var row = 0
        var pending: (bytes: [UInt8], line: Int, quoted: Int)?
        var isAfterGap = false
        while index < bytes.count {
            guard text.lines.count < MailText.mostLines else {
                text.damages.append(.everywhere(.tooLarge))
                return
            }
            let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            line += 1
            var content = bytes[index..<end]
            if content.last == 0x0D { content = content.dropLast() }
            let quoted = quotes(&content, isFlowed: isFlowed)
            let isSignature = content.elementsEqual("-- ".utf8)
            let goesOn = isFlowed && content.last == 0x20 && !isSignature
            if goesOn && dropsSpace { content = content.dropLast() }
            if var before = pending, before.quoted == quoted {
                before.bytes += content
                pending = before
            } else {
                if let before = pending { row = add(before, row, &isAfterGap, &text) }
                pending = (Array(content), line, quoted)
            }
            if let all = pending, !goesOn {
                row = add(all, row, &isAfterGap, &text)
                pending = nil
            }
            for byte in content where (byte < 0x20 && byte != 0x09 && byte != 0x0D && byte != 0x0C) || byte == 0x7F {
                text.damages.append(Damage(byte == 0 ? .nul : .control, row: row, line: line))
            }
            while let next = damages.first, next.offset <= end {
                text.damages.append(Damage(next.kind, row: row, line: line))
                damages.removeFirst()
            }
            index = end + 1
        }
        if let all = pending { row = add(all, row, &isAfterGap, &text) }
        for left in damages { text.damages.append(Damage(left.kind, row: row, line: line)) }
    }

    /// Takes the signs of quotation away.
    private static func quotes(_ content: inout ArraySlice<UInt8>, isFlowed: Bool) -> Int {
        var count = 0
        while true {
            let rest = isFlowed ? content : content.drop { $0 == 0x20 }
            guard rest.first == 0x3E else { break }
            content = rest.dropFirst()
            count += 1
        }
        if count > 0 || isFlowed, content.first == 0x20 { content = content.dropFirst() }
        return count
    }

    /// Adds a line's cells; answers its row.
    private static func add(
        _ found: (bytes: [UInt8], line: Int, quoted: Int), _ row: Int, _ isAfterGap: inout Bool,
        _ text: inout MailText
    ) -> Int {
        let pieces = found.bytes.split(separator: 0x09, omittingEmptySubsequences: false)
        let before = text.lines.count
        for (index, piece) in pieces.enumerated() {
            var line = LineText()
            piece.withUnsafeBufferPointer { line.append($0, line: found.line, keepingSpace: true, doubts: []) }
            guard let shown = line.take() else { continue }
            text.lines.append(
                VisibleLine(
                    text: shown.text, row: row + 1, cell: pieces.count > 1 ? index + 1 : nil, line: found.line,
                    invisible: shown.invisible, doubts: shown.doubts, quoted: found.quoted, isAfterGap: isAfterGap))
        }
        isAfterGap = text.lines.count == before
        return text.lines.count > before ? row + 1 : row
    }
}

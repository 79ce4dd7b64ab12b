/// Turns the elements and texts of a page into lines, rows and cells, as a person sees them.
struct RowBuilder {
    private struct Frame {
        var info: ElementInfo
        var isHidden: Bool
        var keepsSpace: Bool
        var doubts: Set<Doubt>
        var quoted: Int
        var isCaption: Bool
        /// Whether it is hidden by an element that runs on in its line.
        var isHiddenInLine: Bool
        /// Inside a table and in none of its cells, where browsers show text above the table.
        var isOutsideCell: Bool
        /// The number of the innermost block.
        var block: Int
    }

    /// A table's row that is being read.
    private struct OpenRow {
        /// Nothing until it shows something, so that numbers rise in the order of what is seen.
        var number: Int?
        var cell = 0
        /// Where the open cell's lines begin, and what stands in it beside them.
        var first = 0
        var beside: Set<Doubt> = []
    }

    private let infos: [ElementInfo]
    private(set) var damages: [Damage]
    private(set) var lines: [VisibleLine] = []
    /// Bytes of text that came and are no blank space.
    private(set) var textBytes = 0
    private(set) var hidden = 0
    private var frames: [Frame] = []
    private var openRows: [OpenRow?] = []
    private var rows = 0
    private var current = LineText()
    /// Blocks that were opened, and the one in which the open line began.
    private var blocks = 0
    /// The last block in which text was shown.
    private var lastShown = 0
    private var currentBlock = 0
    /// Whether a blank line was shown since the last line, or something that is no text.
    private var isAfterGap = false
    private var isAfterObject = false

    init(infos: [ElementInfo], damages: [Damage]) {
        self.infos = infos
        self.damages = damages
    }

    mutating func start(_ number: Int) {
        // The parser's own elements (html, body, a paragraph that was left out) change nothing that is seen.
        let info = infos.indices.contains(number) ? infos[number] : ElementInfo(flow: number < 0 ? .inline : .block)
        let above = frames.last
        let isBlock = info.flow == .block || info.flow == .cell || info.flow == .caption
        if isBlock { blocks += 1 }
        frames.append(
            Frame(
                info: info, isHidden: info.isHidden || above?.isHidden == true,
                keepsSpace: info.keepsSpace || above?.keepsSpace == true,
                doubts: info.doubts.isEmpty ? above?.doubts ?? [] : info.doubts.union(above?.doubts ?? []),
                quoted: (above?.quoted ?? 0) + (info.isQuote ? 1 : 0),
                isCaption: info.isCaption || above?.isCaption == true,
                isHiddenInLine: above?.isHidden == true
                    ? above?.isHiddenInLine == true : info.isHidden && info.flow == .inline,
                isOutsideCell: info.flow.isOutsideCell ?? above?.isOutsideCell ?? false,
                block: isBlock ? blocks : above?.block ?? 0))
        if above?.isHidden == true && info.flow != .mark { return }
        if let doubt = info.beside, above?.isCaption != true { stands(doubt) }
        if info.isHidden, info.flow != .inline, info.flow != .unseen, !current.isEmpty { current.doubt(.hiddenTwin) }
        open(info)
    }

    private mutating func open(_ info: ElementInfo) {
        switch info.flow {
        case .mark: damages[info.damage].row = current.isEmpty ? rows : shownRow
        case .lineBreak:
            if current.isEmpty { isAfterGap = true }
            flush()
        case .block, .caption, .section: flush()
        case .table:
            flush()
            openRows.append(nil)
        case .row:
            flush()
            if openRows.isEmpty { openRows.append(nil) }
            openRows[openRows.count - 1] = OpenRow()
        case .cell:
            flush()
            if openRows.isEmpty { openRows.append(nil) }
            openRows[openRows.count - 1] = openRows[openRows.count - 1] ?? OpenRow()
            closeCell()
            openRows[openRows.count - 1]?.cell += 1
        case .inline, .unseen, .object: break
        }
    }

    mutating func end() {
        guard let frame = frames.popLast() else { return }
        if frames.last?.isHidden == true { return }
        // What holds nothing may be the place of a value that is missing.
        if frame.info.flow == .block, !frame.isHidden, frame.block > lastShown { isAfterGap = true }
        switch frame.info.flow {
        case .block, .caption, .section: flush()
        case .cell:
            flush()
            closeCell()
        case .row:
            flush()
            closeCell()
            if !openRows.isEmpty { openRows[openRows.count - 1] = nil }
        case .table:
            flush()
            openRows.removeLast(openRows.isEmpty ? 0 : 1)
            // What follows in the cell around it stands below the table, and so in a row of its own.
            if !openRows.isEmpty { openRows[openRows.count - 1]?.number = nil }
        case .inline, .lineBreak, .unseen, .object, .mark: break
        }
    }

    /// Something stands here that is no text, in doubt for the line around it, and for a line that is alone in its cell.
    private mutating func stands(_ doubt: Doubt) {
        current.doubt(doubt)
        if !openRows.isEmpty { openRows[openRows.count - 1]?.beside.insert(doubt) }
    }

    private mutating func closeCell() {
        guard !openRows.isEmpty, var row = openRows[openRows.count - 1] else { return }
        if !row.beside.isEmpty {
            let own = lines.indices[row.first...].filter { lines[$0].row == row.number && lines[$0].cell == row.cell }
            if own.count == 1 { lines[own[0]].doubts.formUnion(row.beside) }
        }
        row.beside = []
        row.first = lines.count
        openRows[openRows.count - 1] = row
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        let count = bytes.count { $0 > 0x20 }
        textBytes += count
        let top = frames.last
        if top?.isHidden == true {
            hidden += count
            if count > 0, top?.isHiddenInLine == true { current.doubt(.hiddenTwin) }
            return
        }
        if top?.isCaption == true { return }
        if current.isEmpty { currentBlock = top?.block ?? 0 }
        if count > 0 { lastShown = blocks }
        if count > 0, top?.isOutsideCell == true { damages.append(Damage(.outsideCell, row: shownRow, line: line)) }
        if top?.keepsSpace == true {
            for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if piece.offset > 0 { flush() }
                current.append(
                    UnsafeBufferPointer(rebasing: piece.element), line: line + piece.offset, keepingSpace: true,
                    doubts: top?.doubts ?? [])
            }
        } else {
            current.append(bytes, line: line, keepingSpace: false, doubts: top?.doubts ?? [])
        }
    }

    /// The row in which text stands that comes now.
    private var shownRow: Int { (openRows.last ?? nil)?.number ?? rows + 1 }

    /// Ends the line.
    mutating func flush() {
        let isBlank = !current.isEmpty
        if current.standsAlone { isAfterObject = true }
        guard let found = current.take() else {
            // Only blanks that are kept: a line of its own height.
            if isBlank { isAfterGap = true }
            return
        }
        guard lines.count < MailText.mostLines else {
            if damages.last?.kind != .tooLarge { damages.append(.everywhere(.tooLarge)) }
            return
        }
        let row = openRows.last ?? nil
        let cell = row.flatMap { $0.cell > 0 ? $0.cell : nil }
        if cell == nil || row?.number == nil {
            rows += 1
            if cell != nil { openRows[openRows.count - 1]?.number = rows }
        }
        let number = cell == nil ? rows : row?.number ?? rows
        lines.append(
            VisibleLine(
                text: found.text, row: number, cell: cell, line: found.line, invisible: found.invisible,
                doubts: found.doubts, quoted: frames.last?.quoted ?? 0, isAfterGap: isAfterGap,
                isAfterObject: isAfterObject, block: currentBlock))
        isAfterGap = false
        isAfterObject = false
    }
}

/// The text of one line while it grows.
struct LineText {
    typealias Shown = (text: String, line: Int, invisible: Int, doubts: Set<Doubt>)

    private var bytes: [UInt8] = []
    private var line = 0
    private var owesSpace = false
    private var hasOthers = false
    private var doubts: Set<Doubt> = []

    /// Of what stands beside the text, which may come first.
    private var beside: Set<Doubt> = []

    /// Whether nothing would be seen.
    var isEmpty: Bool { bytes.isEmpty }

    /// Whether a picture or a field is all that would be seen.
    var standsAlone: Bool { bytes.isEmpty && !beside.isDisjoint(with: [.picture, .control]) }

    /// Adds text; where space is not kept, any run of it is one space, and none at the line's ends.
    mutating func append(
        _ piece: UnsafeBufferPointer<UInt8>, line start: Int, keepingSpace: Bool, doubts fresh: Set<Doubt>
    ) {
        var line = start
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if byte <= 0x20 {
                if byte == 0x0A { line += 1 }
                if keepingSpace && byte != 0x0D { bytes.append(0x20) } else { owesSpace = true }
                index += 1
                continue
            }
            if bytes.isEmpty { self.line = line } else if owesSpace { bytes.append(0x20) }
            owesSpace = false
            let run = index
            while index < piece.count, piece[index] > 0x20 {
                if piece[index] >= 0x80 { hasOthers = true }
                index += 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[run..<index]))
            if !fresh.isEmpty { doubts.formUnion(fresh) }
        }
    }

    /// Something beside the text makes it doubtful.
    mutating func doubt(_ doubt: Doubt) { beside.insert(doubt) }

    /// What is seen, and begins anew; nothing where that would be blank.
    mutating func take() -> Shown? {
        guard !bytes.isEmpty else {
            owesSpace = false
            beside = []
            return nil
        }
        defer { self = LineText() }
        doubts.formUnion(beside)
        guard hasOthers else { return shown(bytes, 0) }
        let clean = InvisibleCharacters.removed(from: bytes)
        if clean.changesDirection { doubts.insert(.writingDirection) }
        return shown(clean.bytes, clean.count)
    }

    private func shown(_ bytes: [UInt8], _ invisible: Int) -> Shown? {
        guard let last = bytes.lastIndex(where: { $0 != 0x20 }) else { return nil }
        return (String(decoding: bytes[...last].drop { $0 == 0x20 }, as: UTF8.self), line, invisible, doubts)
    }
}

/// Characters that take no space and leave no trace.
enum InvisibleCharacters {
    /// The text without them, with no-break spaces as spaces, and how many there were.
    static func removed(from bytes: [UInt8]) -> (bytes: [UInt8], count: Int, changesDirection: Bool) {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var count = 0
        var changesDirection = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0..<0x80: kept.append(UInt8(scalar.value))
            case 0xA0, 0x2007, 0x202F: kept.append(0x20)
            case 0x202A...0x202E, 0x2066...0x2069:
                changesDirection = true
                count += 1
            case _ where isInvisible(scalar.value): count += 1
            default: kept += String(scalar).utf8
            }
        }
        return (kept, count, changesDirection)
    }

    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2060...0x2064,
            0x206A...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}

/// Turns the elements and texts of a page into lines, rows and cells, as a person sees them.
struct RowBuilder {
    private struct Frame {
        var info: ElementInfo
        var isHidden: Bool
        var keepsSpace: Bool
        var doubts: Set<Doubt>
        var quoted: Int
        /// Inside a table and in none of its cells, where browsers show text above the table.
        var isOutsideCell: Bool
    }

    /// A table's row that is being read.
    private struct OpenRow {
        /// Nothing until it shows something, so that numbers rise in the order of what is seen.
        var number: Int?
        var cell = 0
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
    init(infos: [ElementInfo], damages: [Damage]) {
        self.infos = infos
        self.damages = damages
    }

    mutating func start(_ number: Int) {
        // The parser's own elements (html, body, a paragraph that was left out) change nothing that is seen.
        let info = infos.indices.contains(number) ? infos[number] : ElementInfo(flow: number < 0 ? .inline : .block)
        let above = frames.last
        frames.append(
            Frame(
                info: info, isHidden: info.isHidden || above?.isHidden == true,
                keepsSpace: info.keepsSpace || above?.keepsSpace == true,
                doubts: info.doubts.isEmpty ? above?.doubts ?? [] : info.doubts.union(above?.doubts ?? []),
                quoted: (above?.quoted ?? 0) + (info.isQuote ? 1 : 0),
                isOutsideCell: info.flow.isOutsideCell ?? above?.isOutsideCell ?? false))
        if above?.isHidden == true && info.flow != .mark { return }
        open(info)
    }

    private mutating func open(_ info: ElementInfo) {
        switch info.flow {
        case .mark:
            damages[info.damage].row = current.isEmpty ? rows : shownRow
        case .block, .caption, .lineBreak, .section: flush()
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
            openRows[openRows.count - 1]?.cell += 1
        case .inline, .unseen: break
        }
    }

    mutating func end() {
        guard let frame = frames.popLast() else { return }
        if frames.last?.isHidden == true { return }
        switch frame.info.flow {
        case .block, .caption, .section, .cell: flush()
        case .row:
            flush()
            if !openRows.isEmpty { openRows[openRows.count - 1] = nil }
        case .table:
            flush()
            openRows.removeLast(openRows.isEmpty ? 0 : 1)
            // What follows in the cell around it stands below the table, and so in a row of its own.
            if !openRows.isEmpty { openRows[openRows.count - 1]?.number = nil }
        case .inline, .lineBreak, .unseen, .mark: break
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        var count = 0
        for byte in bytes where byte > 0x20 { count += 1 }
        textBytes += count
        let top = frames.last
        if top?.isHidden == true {
            hidden += count
            return
        }
        if count > 0, top?.isOutsideCell == true {
            damages.append(Damage(.outsideCell, row: shownRow, line: line))
        }
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
        guard let found = current.take() else { return }
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
                doubts: found.doubts, quoted: frames.last?.quoted ?? 0))
    }
}

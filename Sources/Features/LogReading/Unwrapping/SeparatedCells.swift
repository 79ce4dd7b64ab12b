/// The cells of a line of a CSV report (RFC 4180), as Kibana writes them.
enum SeparatedCells {
    static func of(_ line: Substring, separator: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var rest = line
        while let sign = rest.popFirst() {
            if sign == "\"" {
                // Two quotes inside of quotes are one.
                if isQuoted && rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted.toggle() }
            } else if sign == separator && !isQuoted {
                cells.append(plain(cell))
                cell = ""
            } else {
                cell.append(sign)
            }
        }
        return cells + [plain(cell)]
    }

    /// Kibana sets a quote before what a spreadsheet would calculate.
    private static func plain(_ cell: String) -> String {
        let isGuarded = cell.first == "'" && cell.dropFirst().first.map { "=+-@".contains($0) } ?? false
        return isGuarded ? String(cell.dropFirst()) : cell
    }
}

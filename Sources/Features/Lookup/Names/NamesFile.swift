internal import Glibc
public import Model
internal import Support

/// A file of names as people have them: one a line, or a column of a CSV or of a copied table.
public struct NamesFile {
    /// Headings of the column that holds the names, compared without case, spaces, `_` and `-`.
    private static let headings: Set = [
        "name", "names", "department", "departments", "departmentname", "patientdepartmentname", "location",
        "locationname",
    ]
    private static let idHeadings: Set = ["id", "ids", "departmentid", "departmentids"]

    private let wantsIDs: Bool

    /// The names in their order, blank lines left out.
    public static func read(_ path: String, column: String?, wantsIDs: Bool) throws(CommandError) -> [String] {
        let shown = path == "-" ? "standard input" : path
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path)
        } catch {
            throw CommandError(
                ExitCode.unreadable, "\(shown): cannot be read: \(error.systemText)",
                remedy: "name a file with one name a line, or - for standard input")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw CommandError(
                ExitCode.unreadable, "\(shown): is not text in UTF-8", remedy: "save it as CSV or text in UTF-8")
        }
        let names = try NamesFile(wantsIDs: wantsIDs).names(DelimitedText(text), column: column, shown)
        if names.isEmpty {
            throw CommandError(ExitCode.unreadable, "\(shown): holds no name", remedy: "one name a line, or --column")
        }
        return names
    }

    private func names(
        _ table: DelimitedText, column: String?, _ shown: String
    ) throws(CommandError) -> [String] {
        var rows = table.rows(table.separator)[...]
        guard let first = rows.first else { return [] }
        // With a heading that is known, or a column that is named, the file is a table; else each line is a name, and
        // its commas belong to it.
        if table.separator != nil, column != nil || first.cells.contains(where: isHeading) {
            let position = try position(column, first.cells, shown)
            if position.isHeaded { rows = rows.dropFirst() }
            return try rows.map { (row) throws(CommandError) -> String in
                guard row.cells.count > position.index else {
                    throw CommandError(
                        ExitCode.unreadable,
                        "\(shown):\(row.number): found \(row.cells.count) columns, expected at least \(position.index + 1)",
                        remedy: "complete the line, or put names that hold the separator in quotation marks")
                }
                return row.cells[position.index]
            }.filter { !Self.isBlank($0) }
        }
        if table.separator == UInt8(ascii: "\t") {
            throw CommandError(
                ExitCode.usage,
                "\(shown): has several columns and no heading that is known: which one holds the names?",
                remedy: "--column 2, for instance, or a first line with the heading ‘name’")
        }
        let whole = table.rows(nil).map { $0.cells[0] }
        return (isHeading(whole[0]) ? Array(whole.dropFirst()) : whole).filter { !Self.isBlank($0) }
    }

    private func position(
        _ column: String?, _ headings: [String], _ shown: String
    ) throws(CommandError) -> (index: Int, isHeaded: Bool) {
        let isHeaded = headings.contains(where: isHeading)
        guard let column else {
            return (headings.firstIndex(where: isHeading) ?? 0, true)
        }
        if let index = headings.firstIndex(where: { Self.plain($0) == Self.plain(column) }) { return (index, true) }
        if let number = Int(column), (1...headings.count).contains(number) { return (number - 1, isHeaded) }
        throw CommandError(
            ExitCode.usage, "--column \(column): \(shown) has no such column",
            remedy: "one of \(headings.joined(separator: ", ")), or a number from 1 to \(headings.count)")
    }

    private func isHeading(_ cell: String) -> Bool {
        (wantsIDs ? Self.idHeadings : Self.headings).contains(Self.plain(cell))
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

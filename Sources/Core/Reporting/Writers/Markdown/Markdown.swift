/// Text as Markdown shows it unchanged.
enum Markdown {
    private static let special: Set<Character> = [
        "\\", "`", "*", "_", "[", "]", ">", "|", "~",
    ]

    /// Prose: what Markdown would take for markup, a mention or HTML is escaped; code in backticks stays code.
    static func text(_ text: String) -> String {
        var result = ""
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        // Backticks in pairs are the playbooks' own way to set names apart.
        let isPaired = pieces.count % 2 == 1
        for (place, piece) in pieces.enumerated() {
            if isPaired && place % 2 == 1 {
                result += code(String(piece))
                continue
            }
            if !isPaired && place > 0 { result += "\\`" }
            result += escaped(piece)
        }
        return result
    }

    private static func escaped(_ text: Substring) -> String {
        var result = ""
        for character in text {
            if character == "\n" {
                result += " "
            } else if character == "&" {
                result += "&amp;"
            } else if character == "<" {
                result += "&lt;"
            } else {
                if special.contains(character) { result += "\\" }
                result.append(character)
            }
        }
        return result
    }

    /// A code span, with as many backticks around it as its content needs.
    static func code(_ text: String) -> String {
        if text.isEmpty { return "(empty)" }
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let needsSpace = text.first == "`" || text.last == "`" || (text.first == " " && text.last == " ")
        let space = needsSpace ? " " : ""
        return fence + space + text.split(whereSeparator: \.isNewline).joined(separator: " ") + space + fence
    }

    /// A code span inside a table, where a bar ends the cell even in code.
    static func cell(_ text: String) -> String {
        text.contains("|") ? escaped(text[...]) : code(text)
    }

    /// A block that is copied as it stands.
    static func block(_ text: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return fence + "\n" + text + "\n" + fence
    }

    /// A table; cells are Markdown already.
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        return ([line(head), line(head.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
    }
}

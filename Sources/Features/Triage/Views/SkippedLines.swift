internal import Model
internal import Support

/// The checks that could not run, by what would enable them: a line each.
struct SkippedLines {
    let blocks: [ViewBlock]

    private static let mostLines = 4

    init(_ checks: [CheckRow]) {
        let rows = checks.filter { $0.state == .skipped && !$0.isExtra }
        var order: [String] = []
        for row in rows where !order.contains(Self.reason(row)) { order.append(Self.reason(row)) }
        let lines = order.map { reason in
            let titles = rows.filter { Self.reason($0) == reason }.map(\.title)
            return "\(titles.joined(separator: ", ")): \(reason)"
        }
        var shown = Array(lines.prefix(Self.mostLines))
        if lines.count > shown.count {
            let rest = rows.filter { row in !order.prefix(Self.mostLines).contains(Self.reason(row)) }
            shown.append("\(Numbers.counted(rest.count, "more check", "more checks")): --format json")
        }
        blocks = shown.enumerated().map { .part(label: $0 == 0 ? "Skipped" : "", $1) }
    }

    /// Why, with the option or the profile's key that would enable it.
    private static func reason(_ row: CheckRow) -> String {
        guard let need = row.needs.first else { return row.why }
        return need.hasPrefix("--") ? "\(row.why) (\(need))" : "\(row.why) (profile: \(need))"
    }
}

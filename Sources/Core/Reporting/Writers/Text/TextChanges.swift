internal import Model

/// The smallest sets of changes that let restricted contacts through.
struct TextChanges {
    let changes: [ChangeSet]
    let style: TextStyle

    /// More sets than that are for a machine.
    private static let rows = 10

    func write(on page: inout Page) {
        if changes.isEmpty { return }
        page.blank()
        page.prose("What would let contacts through, judged by the configuration given:")
        let shown = changes.prefix(Self.rows)
        let counts = shown.map { Numbers.grouped($0.contacts) }
        let width = counts.map(\.count).max() ?? 0
        for (set, count) in zip(shown, counts) {
            let label = String(repeating: " ", count: width - count.count) + count + "  "
            page.prose(said(set), label: label, indent: 2, hang: 2 + width + 2)
        }
        if changes.count > shown.count {
            page.prose("… and \(Numbers.counted(changes.count - shown.count, "more set", "more sets"))", indent: 2)
        }
        page.prose("Change a list only if the client wants it; each set is needed as a whole.", indent: 2)
    }

    private func said(_ set: ChangeSet) -> String {
        let steps = set.changes.map(said).joined(separator: " and ")
        let open = set.isOpen ? ", and what stays undecided above" : ""
        let whose =
            set.businessesTotal == 1
            ? " (business \(set.businesses.first?.businessNumber ?? "?"))"
            : set.businessesTotal > 1 ? " (\(Numbers.grouped(set.businessesTotal)) businesses)" : ""
        return steps + open + whose
    }

    private func said(_ change: ConfigurationChange) -> String {
        if change.add.isEmpty { return "switch off \(change.property) (\(change.level), \(change.code))" }
        let values = change.add.map(ShownValue.text).joined(separator: ", ")
        return "add \(values) to \(change.property) (\(change.level), \(change.code))"
    }
}

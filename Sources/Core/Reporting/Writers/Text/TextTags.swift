internal import Model

/// The campaign tags that were seen, with counts.
struct TextTags {
    let tags: [TagField]

    func write(on page: inout Page) {
        page.blank()
        if tags.allSatisfy({ $0.values.isEmpty }) { page.prose("Campaign tags: none seen.") }
        for field in tags where !field.values.isEmpty {
            page.prose("Campaign tags of \(field.integration ?? "records that name no integration"), \(field.field):")
            let counts = field.values.map { Numbers.grouped($0.count) }
            let width = counts.map(\.count).max() ?? 0
            for (tag, count) in zip(field.values, counts) {
                let label = String(repeating: " ", count: width - count.count) + count + "  "
                page.prose(ShownValue.text(tag.value), label: label, indent: 2)
            }
        }
    }
}

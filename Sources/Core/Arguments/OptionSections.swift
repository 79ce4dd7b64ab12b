/// A command's options by heading, in the order in which the headings first appear.
struct OptionSections {
    struct Section {
        let heading: String
        var options: [OptionDefinition]
    }

    private(set) var sections: [Section] = []

    /// Own options first, then inherited ones; those under the usual heading become "Common options". Help is last.
    init(_ scope: CommandScope) {
        for option in scope.own { add(option, under: option.section) }
        for option in scope.inherited {
            add(option, under: option.section == "Options" ? "Common options" : option.section)
        }
        add(Flag.help.definition, under: sections.last?.heading ?? "Options")
    }

    private mutating func add(_ option: OptionDefinition, under heading: String) {
        if let index = sections.firstIndex(where: { $0.heading == heading }) {
            sections[index].options.append(option)
        } else {
            sections.append(Section(heading: heading, options: [option]))
        }
    }
}

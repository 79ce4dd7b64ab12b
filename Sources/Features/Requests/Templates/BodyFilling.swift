internal import Support

/// Fills a body's template with values.
///
/// Where a value is absent, its part is left out: the element of the innermost array that holds it, or where it is in
/// none, the member; an array that loses all its elements goes with them.
struct BodyFilling {
    let values: [String: ParameterValue]

    /// The body in one line without blanks; nothing where all of it is left out.
    func body(_ template: BodyTemplate) -> FilledText? { fill(template, inArray: false) }

    private func fill(_ template: BodyTemplate, inArray: Bool) -> FilledText? {
        switch template {
        case .literal(let text): FilledText(text)
        case .bare(let name): values[name].map { bare($0, name) }
        case .text(let pieces):
            FilledText(pieces, values, writing: JSONText.visibleInside).map { FilledText("\"", [$0], "\"") }
        case .array(let elements): array(elements)
        case .object(let members): object(members, inArray: inArray)
        }
    }

    private func object(_ members: [TemplateMember], inArray: Bool) -> FilledText? {
        var parts: [FilledText] = []
        for member in members {
            guard let value = fill(member.value, inArray: false) else {
                if inArray { return nil }
                continue
            }
            parts.append(FilledText(JSONText.visible(member.key) + ":", [value]))
        }
        return FilledText("{", parts, "}")
    }

    private func array(_ elements: [BodyTemplate]) -> FilledText? {
        let filled = elements.compactMap { element -> FilledText? in
            // A list of properties stands for several elements.
            if case .bare(let name) = element, case .properties(let entries)? = values[name] {
                return entries.isEmpty ? nil : FilledText(entries.map(property).joined(separator: ","))
            }
            return fill(element, inArray: true)
        }
        return filled.isEmpty && !elements.isEmpty ? nil : FilledText("[", filled, "]")
    }

    private func bare(_ value: ParameterValue, _ name: String) -> FilledText {
        switch value {
        case .number(let digits): return FilledText(digits)
        case .boolean(let value): return FilledText(value ? "true" : "false")
        case .text(let text): return FilledText(JSONText.visible(text))
        case .triggers(let triggers):
            let objects = triggers.map { "{\"triggerId\":\($0.id),\"triggerTypeId\":\($0.typeID)}" }
            return FilledText("[" + objects.joined(separator: ",") + "]")
        case .properties(let entries): return FilledText("[" + entries.map(property).joined(separator: ",") + "]")
        case .secret(let reference): return FilledText("\"", [FilledText(secret: name, reference)], "\"")
        }
    }

    private func property(_ entry: PropertyEntry) -> String {
        let marked = entry.isSecure.map { ",\"isSecure\":\($0)" } ?? ""
        return "{\"propertyKey\":\(JSONText.visible(entry.key)),"
            + "\"propertyValue\":\(JSONText.visible(entry.value))\(marked)}"
    }
}

internal import Model
internal import Support

/// Values that are lists.
extension ValueReader {
    /// Values of a property's closed list, in the order given, each once; `key=3,4` is taken as `3,4`, and a word such as
    /// `closed` as the values that it stands for.
    mutating func statuses(_ given: [String], _ parameter: RequestParameter) throws(ValueError) -> String {
        let property = playbook?.properties.first { $0.key == parameter.property }
        let allowed = property?.allowedValues ?? []
        var values: [String] = []
        for part in parts(given) {
            var value = part
            // The articles spell a status list `appointmentstatus=3`.
            if let key = parameter.property, let cut = value.firstIndex(of: "="),
                value[..<cut].lowercased() == key.lowercased()
            {
                value = value[value.index(after: cut)...].trimmed
            }
            if let word = property?.words.first(where: { $0.word.lowercased() == value.lowercased() }) {
                let meant = parts([word.value])
                note("‘\(value)’ means \(word.value)\(meanings(meant))")
                values += meant.filter { !values.contains($0) }
                continue
            }
            let known = allowed.first { $0 == value } ?? allowed.first { $0 == value.lowercased() }
            guard let known = allowed.isEmpty && !value.isEmpty ? value : known else { throw wrong(part, parameter) }
            if !values.contains(known) { values.append(known) }
        }
        return values.joined(separator: property?.separator ?? ",")
    }

    /// What the playbook says that values mean, in brackets.
    private func meanings(_ values: [String]) -> String {
        let known = playbook?.evidenceFields.flatMap(\.meanings) ?? []
        let words = values.compactMap { value in known.first { $0.value == value }?.meaning }
        return words.count == values.count ? " (\(words.joined(separator: ", ")))" : ""
    }

    func departments(_ given: [String], _ parameter: RequestParameter) throws(ValueError) -> String {
        var values: [String] = []
        for part in parts(given) {
            let value = try digits(part, parameter, upTo: 18)
            if !values.contains(value) { values.append(value) }
        }
        return values.joined(separator: ",")
    }

    /// Ids, names or values of triggers; an unknown id is taken, since list-triggers knows more than the playbooks.
    mutating func triggers(_ given: [String], _ parameter: RequestParameter) throws(ValueError) -> [TriggerReference] {
        let own = playbook?.identity == nil ? playbooks.filter { $0.identity != nil } : playbook.map { [$0] } ?? []
        let others = playbooks.filter { other in other.identity != nil && !own.contains { $0.name == other.name } }
        var found: [TriggerReference] = []
        var owners: [String] = []
        for part in parts(given) {
            let (reference, owner) = try trigger(part, parameter, own, others)
            if let owner, !owners.contains(owner) { owners.append(owner) }
            if !found.contains(reference) { found.append(reference) }
        }
        if owners.count > 1 {
            let found = "triggers of \(owners.joined(separator: " and "))"
            throw fault(parameter, found, "those of one integration: a group has one")
        }
        return found
    }

    private mutating func trigger(
        _ text: String, _ parameter: RequestParameter, _ own: [Playbook], _ others: [Playbook]
    ) throws(ValueError) -> (TriggerReference, owner: String?) {
        if NumberText.isWhole(text), let id = Int(text), id > 0, text == String(id) {
            if let owner = own.first(where: { $0.triggers.contains { $0.id == id } }) {
                let typeID = owner.triggers.first { $0.id == id }?.typeID ?? 1
                return (TriggerReference(id: id, typeID: typeID), owner.name)
            }
            if let other = others.first(where: { $0.triggers.contains { $0.id == id } }) {
                throw fault(parameter, "\(id), which is a trigger of \(other.name)", "a trigger of this integration")
            }
            note("no playbook knows the trigger \(id); check that `request list-triggers` lists it")
            return (TriggerReference(id: id, typeID: 1), nil)
        }
        let key = IntegrationName.key(of: text)
        let matches = own.flatMap { playbook in
            playbook.triggers.filter { ([$0.name, $0.value] + $0.alsoCalled).map(IntegrationName.key).contains(key) }
                .map { (playbook.name, $0) }
        }
        guard let (owner, trigger) = matches.first else { throw wrong(text, parameter) }
        guard matches.count == 1 else {
            let choices = matches.map { "\($0.1.id.map(String.init) ?? "?") (\($0.0))" }.joined(separator: " or ")
            throw fault(parameter, "‘\(text)’, which several integrations have", "its id: \(choices)")
        }
        guard let id = trigger.id else {
            throw fault(
                parameter, "‘\(text)’, whose id no document gives", "the id that `request list-triggers` shows for it")
        }
        return (TriggerReference(id: id, typeID: trigger.typeID), owner)
    }

    mutating func properties(
        _ given: [String], _ parameter: RequestParameter, marked: Bool
    ) throws(ValueError) -> [PropertyEntry] {
        var entries: [PropertyEntry] = []
        for text in given {
            guard let cut = text.firstIndex(of: "="), cut != text.startIndex else { throw wrong(text, parameter) }
            let key = String(text[..<cut])
            let known = playbook?.properties.first { property in
                property.spellings.contains { $0.lowercased() == key.lowercased() }
            }
            if known?.secure == true {
                throw fault(
                    parameter, "\(key), which is a secret", "its own parameter, which takes env:NAME or file:PATH")
            }
            if entries.contains(where: { $0.key == key }) { throw fault(parameter, "\(key) twice", "every key once") }
            if known == nil { note("no playbook knows the property ‘\(key)’; its spelling could not be checked") }
            let value = String(text[text.index(after: cut)...])
            entries.append(PropertyEntry(key: key, value: value, isSecure: marked ? false : nil))
        }
        return entries
    }

    private func parts(_ given: [String]) -> [String] {
        given.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) }
    }
}

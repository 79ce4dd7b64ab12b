public import Support

/// What must hold in a set of playbooks and can be checked without the engine; what needs the engine,
/// the examples, is `playbook test`.
public enum PlaybookLint {
    /// All faults, in the order of the playbooks and in each of the lines; without `calls`, those of the playbooks'
    /// own files are looked at.
    public static func faults(in set: PlaybookSet, calls: CallSet? = nil) -> [YAMLError] {
        let articles = ArticleLint.faults(in: set, calls: calls) + RemedyLint.faults(in: set)
        let calls = calls ?? CallSet(set)
        let gates: [(PlaybookSet) -> [YAMLError]] = [
            IntegrationLint.faults, CodeLint.faults, RuleLint.faults, ReasonLint.faults, PlatformLint.faults,
            PropertyLint.faults, StatusLint.faults, UniqueNamesLint.faults, PlaceholderLint.faults, FaultLint.faults,
        ]
        var files: [String: Int] = [:]
        let names = set.readPlaybooks.map(\.playbook.file) + calls.layers.flatMap { $0.map(\.playbook.file) }
        for name in names where files[name] == nil { files[name] = files.count }
        return (gates.flatMap { $0(set) } + articles + CallLint.faults(in: calls, of: set)).enumerated()
            .sorted { left, right in
                let (a, b) = (left.element, right.element)
                let (fileOfA, fileOfB) = (files[a.file] ?? files.count, files[b.file] ?? files.count)
                return (fileOfA, a.mark, left.offset) < (fileOfB, b.mark, right.offset)
            }
            .map(\.element)
    }
}

extension ReadPlaybook {
    /// A fault of this playbook.
    func fault(at mark: YAMLMark, _ found: String, expected: String, suggestion: String? = nil) -> YAMLError {
        YAMLError(file: playbook.file, mark: mark, found: found, expected: expected, suggestion: suggestion)
    }
}

extension NearestWord {
    /// `did you mean ‘name’?`, where one of the candidates is near enough.
    static func question(about name: String, among candidates: [String]) -> String? {
        nearest(to: name, among: candidates).map { "did you mean ‘\($0)’?" }
    }
}

/// A value with the playbook it belongs to and its place there.
struct Placed<Value> {
    var value: Value
    var read: ReadPlaybook
    var mark: YAMLMark

    /// The faults of values whose key an earlier one has; `fault` words one, from the value and the first of that key.
    static func repeats<Key: Hashable>(
        in all: [Placed], by key: (Value) -> Key, _ fault: (_ again: Placed, _ first: Placed) -> YAMLError?
    ) -> [YAMLError] {
        var first: [Key: Placed] = [:]
        return all.compactMap { placed in
            let key = key(placed.value)
            if let other = first[key] { return fault(placed, other) }
            first[key] = placed
            return nil
        }
    }

    /// `file:line:column`
    var place: String { read.place(mark) }

    func fault(_ found: String, expected: String, suggestion: String? = nil) -> YAMLError {
        read.fault(at: mark, found, expected: expected, suggestion: suggestion)
    }
}

/// Names by which something is looked up must lead to one thing.
enum UniqueNamesLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] { set.readPlaybooks.flatMap(inPlaybook) }

    private static func inPlaybook(_ read: ReadPlaybook) -> [YAMLError] {
        let playbook = read.playbook
        let fields = placed(playbook.evidenceFields.map(\.name), "evidenceFields", "name", read)
        let roles = placed(playbook.recordFields.map(\.role.rawValue), "recordFields", "role", read)
        let keys = playbook.properties.enumerated().flatMap { position, property in
            let mark = read.mark(.key("properties"), .item(position), .key("key"))
            return ([property.key].compactMap { $0 } + property.alsoCalled).map {
                Placed(value: $0, read: read, mark: mark)
            }
        }
        return repeated(fields, "the evidence field") + repeated(roles, "the role") + repeated(keys, "the property")
    }

    static func placed(
        _ names: [String], _ list: String, _ key: String, _ read: ReadPlaybook
    ) -> [Placed<String>] {
        names.enumerated().map { position, name in
            Placed(value: name, read: read, mark: read.mark(.key(list), .item(position), .key(key)))
        }
    }

    static func repeated(_ names: [Placed<String>], _ what: String) -> [YAMLError] {
        Placed.repeats(in: names, by: \.self) { name, first in
            name.fault(
                "\(what) ‘\(name.value)’ a second time", expected: "every name once",
                suggestion: "the first is at \(first.place)")
        }
    }
}

/// What a property says of another must be about one that exists.
enum PropertyLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        set.readPlaybooks.flatMap { read in
            read.playbook.properties.indices.flatMap {
                exclusive(of: $0, read) + within($0, read) + words(of: $0, read)
            }
        }
    }

    private static func within(_ position: Int, _ read: ReadPlaybook) -> [YAMLError] {
        let property = read.playbook.properties[position]
        let others = read.playbook.properties.compactMap(\.key).filter { $0 != property.key }
        guard let name = property.within, !others.contains(name) else { return [] }
        return [
            read.fault(
                at: read.mark(.key("properties"), .item(position), .key("within")), "the property ‘\(name)’",
                expected: "the key of another of this playbook's properties",
                suggestion: NearestWord.question(about: name, among: others))
        ]
    }

    private static func exclusive(of position: Int, _ read: ReadPlaybook) -> [YAMLError] {
        let property = read.playbook.properties[position]
        let others = read.playbook.properties.compactMap(\.key).filter { $0 != property.key }
        return property.exclusiveWith.enumerated().filter { !others.contains($1) }.map { item, name in
            read.fault(
                at: read.mark(.key("properties"), .item(position), .key("exclusiveWith"), .item(item)),
                "the property ‘\(name)’", expected: "the key of another of this playbook's properties",
                suggestion: NearestWord.question(about: name, among: others))
        }
    }

    /// A word must stand for values that the property can have.
    private static func words(of position: Int, _ read: ReadPlaybook) -> [YAMLError] {
        let property = read.playbook.properties[position]
        if property.allowedValues.isEmpty { return [] }
        return property.words.flatMap { word in
            let values = property.separator.map { word.value.split(separator: $0).map(\.trimmed) } ?? [word.value]
            return values.filter { !property.allowedValues.contains($0) }.map { value in
                read.fault(
                    at: read.mark(.key("properties"), .item(position), .key("words"), .key(word.word)),
                    "‘\(value)’ for the word ‘\(word.word)’",
                    expected: "one of \(property.allowedValues.joined(separator: " "))")
            }
        }
    }
}

/// Each status of a shipped playbook says whether it is a visit (rules.md D36): what is not said counts as unknown, so that
/// an omission would let the tool propose what it must not.
enum StatusLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        set.readPlaybooks.filter(\.isShipped).flatMap { read in
            read.playbook.evidenceFields.enumerated().filter { $1.type == .status }.flatMap { position, field in
                field.meanings.filter { $0.visit == nil }.map { status in
                    read.fault(
                        at: read.mark(
                            .key("evidenceFields"), .item(position), .key("meanings"), .key(status.value)),
                        "the status ‘\(status.value)’ without ‘visit’",
                        expected: "whether it is a visit that took place: yes, no or unknown")
                }
            }
        }
    }
}

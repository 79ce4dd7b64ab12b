internal import Model

/// The names of fields in queries: what the user said, else a playbook's aliases in their order of trust.
struct QueryFields {
    private var paths: [String: [String]] = [:]

    init(paths: [String: [String]]) { self.paths = paths }

    init(_ playbooks: [Playbook], overrides: [String: String]) {
        for playbook in playbooks {
            for field in playbook.recordFields { paths[field.role.rawValue] = field.aliases }
            for field in playbook.evidenceFields where paths[field.name] == nil { paths[field.name] = field.aliases }
        }
        for (name, path) in overrides where paths[name] != nil { paths[name] = [path] }
    }

    /// What `--field NAME=PATH` can name.
    var names: [String] { paths.keys.sorted() }

    /// The paths that a placeholder stands for: `reasonField` the first alias of the role, `statusFields` all of them,
    /// an evidence field's own name its first alias.
    func paths(for placeholder: String) -> [String]? {
        if placeholder.hasSuffix("Fields"), let all = paths[String(placeholder.dropLast(6))] { return all }
        if placeholder.hasSuffix("Field"), let all = paths[String(placeholder.dropLast(5))] { return [all[0]] }
        return paths[placeholder].map { [$0[0]] }
    }
}

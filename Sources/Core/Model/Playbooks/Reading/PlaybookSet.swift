public import Support

/// The playbooks in force, in order; a later one replaces an earlier one of the same name, in its place.
public struct PlaybookSet: Sendable {
    /// The playbooks with their places in the files.
    public let readPlaybooks: [ReadPlaybook]
    /// Two files of one folder that claim one name; the lint reports them.
    let clashes: [Clash]
    /// Each playbook in force with the number of the folder that it came from.
    let placed: [(layer: Int, read: ReadPlaybook)]
    private let entries: [String: CodeEntry]

    /// Two playbooks of one name of which neither is meant to replace the other.
    struct Clash: Sendable {
        var first: ReadPlaybook
        var second: ReadPlaybook
    }

    /// Each playbook replaces those before it of the same name.
    public init(_ playbooks: [ReadPlaybook]) { self.init(layers: playbooks.map { [$0] }) }

    /// Folders in rising order of precedence: a later folder's playbook replaces an earlier one's of the same name,
    /// while two of one name in one folder are a fault that the lint reports.
    public init(layers: [[ReadPlaybook]]) {
        var order: [(layer: Int, read: ReadPlaybook)] = []
        var clashes: [Clash] = []
        for (number, layer) in layers.enumerated() {
            var fresh: [String: ReadPlaybook] = [:]
            for read in layer {
                let name = read.playbook.name
                if let first = fresh[name] { clashes.append(Clash(first: first, second: read)) }
                fresh[name] = read
                if let position = order.firstIndex(where: { $0.read.playbook.name == name }) {
                    order[position] = (number, read)
                } else {
                    order.append((number, read))
                }
            }
        }
        placed = order
        readPlaybooks = order.map(\.read)
        self.clashes = clashes
        let all = readPlaybooks.flatMap(\.playbook.codes).map { ($0.code, $0) }
        entries = Dictionary(all) { _, later in later }
    }

    /// The playbooks themselves.
    public var playbooks: [Playbook] { readPlaybooks.map(\.playbook) }

    /// What is told about a code, whichever playbook lists it.
    public func entry(forCode code: String) -> CodeEntry? { entries[code] }

    /// The playbook of that name; else the one whose name or integration's names equal it but for letter case,
    /// spaces, `_` and `-`.
    public func playbook(named name: String) -> Playbook? {
        if let exact = readPlaybooks.first(where: { $0.playbook.name == name }) { return exact.playbook }
        let key = IntegrationName.key(of: name)
        return playbooks.first { playbook in
            ([playbook.name] + (playbook.identity?.names ?? [])).contains { IntegrationName.key(of: $0) == key }
        }
    }

    /// Words of names in their spellings, of all playbooks.
    public var abbreviations: [Abbreviation] { playbooks.flatMap(\.abbreviations) }

    /// What holds for every integration.
    public var platform: Playbook? { playbooks.first { $0.kind == .platform } }
}

/// A playbook with the nodes it was read from, so that gates can name places without a mark in every model field.
public struct ReadPlaybook: Sendable {
    /// The playbook itself.
    public var playbook: Playbook
    let document: YAMLNode
    /// Whether it is one of the tool's own, of which the lint demands more than of a user's.
    var isShipped = false

    /// One step from a node to a node in it.
    public enum Step: Sendable {
        case key(String)
        /// From 0.
        case item(Int)
    }

    /// Where the value at a path stands; if it is not there, the nearest value around it.
    public func mark(_ path: Step...) -> YAMLMark {
        var node = document
        for step in path {
            let next =
                switch step {
                case .key(let key): node[key]
                case .item(let position): node[position]
                }
            guard let next else { break }
            node = next
        }
        return node.mark
    }

    /// `file:line:column` of a mark, for messages that name a second place.
    func place(_ mark: YAMLMark) -> String { "\(playbook.file):\(mark.line):\(mark.column)" }
}

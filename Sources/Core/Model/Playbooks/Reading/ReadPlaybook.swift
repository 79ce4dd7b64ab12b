public import Support

/// A playbook with the nodes it was read from, so that gates can name places without a mark in every model field.
public struct ReadPlaybook: Sendable {
    /// The playbook itself.
    public var playbook: Playbook
    private let document: YAMLNode?

    /// A playbook without a file, as tests make it: all its faults are placed at line 1, column 1.
    init(_ playbook: Playbook) {
        self.playbook = playbook
        document = nil
    }

    init(_ playbook: Playbook, document: YAMLNode) {
        self.playbook = playbook
        self.document = document
    }

    /// One step from a node to a node in it.
    public enum Step: Sendable {
        case key(String)
        /// From 0.
        case item(Int)
    }

    /// Where the value at a path stands; if it is not there, the nearest value around it.
    public func mark(_ path: Step...) -> YAMLMark {
        guard var node = document else { return .start }
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

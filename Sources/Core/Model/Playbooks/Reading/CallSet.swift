/// The services, requests and queries in force: a later folder's replaces an earlier one of the same name.
public struct CallSet: Sendable {
    /// Something with the name of the playbook that it belongs to.
    public struct Owned<Value: Sendable>: Sendable {
        /// The playbook's name.
        public var playbook: String
        /// The thing itself.
        public var value: Value
    }

    /// Documented calls, in order.
    public let requests: [Owned<Request>]
    /// Kibana queries, in order.
    public let queries: [Owned<Query>]
    /// Where services answer.
    public let services: [Owned<Service>]
    /// Folders in rising order of precedence, for the lint.
    let layers: [[ReadCalls]]

    /// What the playbooks in force hold themselves, and files of their own, by folders in rising order of precedence.
    public init(_ set: PlaybookSet, layers: [[ReadCalls]] = []) {
        // A playbook that was replaced takes its own calls with it; files of their own stay.
        var all = layers
        for (layer, read) in set.placed {
            while all.count <= layer { all.append([]) }
            all[layer].append(ReadCalls(of: read))
        }
        self.layers = all
        let files = all.flatMap { $0 }
        requests = Self.inForce(files, \.requests, \.name)
        queries = Self.inForce(files, \.queries, \.name)
        services = Self.inForce(files, \.services, \.name)
    }

    /// How many files were read, playbooks' own included.
    var fileCount: Int { layers.reduce(0) { $0 + $1.count } }

    private static func inForce<Value>(
        _ files: [ReadCalls], _ list: (ReadCalls) -> [Value], _ name: (Value) -> String
    ) -> [Owned<Value>] {
        var order: [Owned<Value>] = []
        for file in files {
            for value in list(file) {
                let owned = Owned(playbook: file.playbook, value: value)
                if let position = order.firstIndex(where: { name($0.value) == name(value) }) {
                    order[position] = owned
                } else {
                    order.append(owned)
                }
            }
        }
        return order
    }
}

internal import CPlaybooks
public import Model
internal import Support

/// Where examples come from: embedded beside the shipped playbooks, and `examples/` beside those of a folder, each under
/// its playbook's file name.
public enum ExampleStore {
    /// The examples of the playbooks in force. One that replaces another without bringing examples of its own is held
    /// to those of the other.
    public static func files(_ shelf: PlaybookStore) throws(CommandError) -> [ExampleFile] {
        var homeless: [ExampleFile] = []
        var inForce: [String: ExampleFile] = [:]
        for (position, layer) in shelf.layers.enumerated() {
            for var file in position == 0 ? shipped() : try files(shelf.folders[position - 1]) {
                let home = layer.first { $0.playbook.file == playbookFile(of: file.name) }
                file.playbook = home?.playbook.name
                if let name = file.playbook { inForce[name] = file } else { homeless.append(file) }
            }
        }
        return homeless + shelf.set.playbooks.compactMap { inForce[$0.name] }
    }

    private static func shipped() -> [ExampleFile] {
        (0..<cpb_examples_count()).map { index in
            let file = cpb_examples_at(index)
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            return ExampleFile(
                playbook: nil, name: "playbooks/examples/\(String(cString: file.name))", bytes: Array(bytes))
        }
    }

    private static func files(_ folder: String) throws(CommandError) -> [ExampleFile] {
        let names = Files.names(in: "\(folder)/examples") ?? []
        var files: [ExampleFile] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let path = "\(folder)/examples/\(name)"
            guard let bytes = try? Files.read(path) else {
                throw CommandError(ExitCode.configuration, "\(path): cannot be read", remedy: "check its mode")
            }
            files.append(ExampleFile(playbook: nil, name: path, bytes: bytes))
        }
        return files
    }

    /// `DIR/examples/x.yaml` belongs to `DIR/x.yaml`.
    private static func playbookFile(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        parts.remove(at: parts.count - 2)
        return parts.joined(separator: "/")
    }
}

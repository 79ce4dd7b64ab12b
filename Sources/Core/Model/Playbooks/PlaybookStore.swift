internal import CPlaybooks
public import Support

/// Where playbooks come from: the shipped ones, the user's folder, `$BE_DIAGNOSE_PLAYBOOKS`, `--playbooks`.
public struct PlaybookStore {
    /// The playbooks in force, faulty files left out; `checked` gives them only where nothing is wrong.
    public private(set) var set: PlaybookSet
    /// What kept files from being read; the faults that only the lint finds are not among them.
    public private(set) var faults: [YAMLError] = []
    /// Services, requests and queries; nothing where the command needs none of them.
    public private(set) var calls: CallSet?
    /// All that were read, those that are replaced included; the shipped ones first.
    public let layers: [[ReadPlaybook]]
    /// The folders that were read, in order.
    public let folders: [String]

    /// Reads all; a later folder's playbook replaces an earlier one of the same name. Requests and queries stand in
    /// files of their own, which are read `withCalls` only: most commands must not wait for them. A command that calls
    /// nobody says `network: false` and is spared what is told about calls, unless there are playbooks of the user's,
    /// which the lint holds against all others.
    public init(folders: [String], withCalls: Bool = false, network: Bool = true) throws(CommandError) {
        var faults: [YAMLError] = []
        let folders = Self.standing + folders
        let shipped = (0..<cpb_count()).map(cpb_at).filter { file in
            network || !folders.isEmpty || !Self.ofCalls.contains(String(cString: file.name))
        }
        var layers = [Self.shipped(shipped, &faults) { PlaybookReading.read($0, file: $1) }]
        var calls: [[ReadPlaybook]] = []
        if withCalls {
            let shipped = (0..<cpb_requests_count()).map(cpb_requests_at)
            calls.append(Self.shipped(shipped, &faults) { CallReading.read($0, file: $1) })
        }
        for folder in folders {
            layers.append(try Self.files(folder, &faults) { PlaybookReading.read($0, file: $1) })
            if !withCalls { continue }
            let apart = "\(folder)/requests"
            calls.append(Files.exists(apart) ? try Self.files(apart, &faults) { CallReading.read($0, file: $1) } : [])
        }
        self.folders = folders
        self.layers = layers
        set = PlaybookSet(layers: layers)
        if withCalls { self.calls = CallSet(set, layers: calls) }
        self.faults = faults
    }

    /// As `checked`, with the calls, which must have been read.
    public func checkedCalls() throws(CommandError) -> (set: PlaybookSet, calls: CallSet) {
        let set = try checked()
        return (set, calls ?? CallSet(set))
    }

    /// The playbooks, or the faults as one error: a wrong playbook could give a wrong answer.
    public func checked() throws(CommandError) -> PlaybookSet {
        // What ships alone was linted by the tests of this repository.
        let all = faults + (folders.isEmpty && faults.isEmpty ? [] : PlaybookLint.faults(in: set, calls: calls))
        guard all.isEmpty else {
            throw CommandError(
                ExitCode.configuration, lines: all.map(\.description),
                remedy: "fix the playbook, then run be-diagnose playbook lint")
        }
        return set
    }

    /// What is told about calls, look-ups, repairs, clients and the articles.
    private static let ofCalls: Set = [
        "network.yaml", "lookups.yaml", "reauthorize.yaml", "articles.yaml", "triage.yaml",
    ]

    private static func shipped(
        _ files: [cpb_file], _ faults: inout [YAMLError],
        _ read: (UnsafeRawBufferPointer, String) -> (ReadPlaybook?, [YAMLError])
    ) -> [ReadPlaybook] {
        files.compactMap { file in
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            let (playbook, found) = read(bytes, "playbooks/\(String(cString: file.name))")
            faults += found
            return playbook.map { ReadPlaybook(playbook: $0.playbook, document: $0.document, isShipped: true) }
        }
    }

    /// Folders that need not be named each time; the first two need not exist.
    private static var standing: [String] {
        var folders: [String] = []
        let home = Environment["XDG_CONFIG_HOME"] ?? Environment["HOME"].map { "\($0)/.config" }
        if let home, Files.exists("\(home)/be-diagnose/playbooks") { folders.append("\(home)/be-diagnose/playbooks") }
        if let named = Environment["BE_DIAGNOSE_PLAYBOOKS"] { folders.append(named) }
        return folders
    }

    private static func files(
        _ folder: String, _ faults: inout [YAMLError], _ read: ([UInt8], String) -> (ReadPlaybook?, [YAMLError])
    ) throws(CommandError) -> [ReadPlaybook] {
        guard let names = Files.names(in: folder) else {
            throw CommandError(
                ExitCode.configuration, "\(folder): cannot be read as a playbook folder",
                remedy: "give a folder with *.yaml files")
        }
        var playbooks: [ReadPlaybook] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let bytes = try? Files.read("\(folder)/\(name)") else {
                throw CommandError(
                    ExitCode.configuration, "\(folder)/\(name): cannot be read", remedy: "check its mode")
            }
            let (value, found) = read(bytes, "\(folder)/\(name)")
            faults += found
            if let value { playbooks.append(value) }
        }
        return playbooks
    }
}

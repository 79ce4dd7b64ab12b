internal import CPlaybooks
internal import Support

/// Where playbooks come from: the shipped ones, the user's folder, `$BE_DIAGNOSE_PLAYBOOKS`, `--playbooks`.
public struct PlaybookStore {
    /// The playbooks in force, faulty files left out; `checked` gives them only where nothing is wrong.
    public private(set) var set: PlaybookSet
    /// What kept files from being read; the faults that only the lint finds are not among them.
    public private(set) var faults: [PlaybookError] = []
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
        var faults: [PlaybookError] = []
        self.folders = Self.standing + folders
        var layers = [Self.shipped(network: network || !self.folders.isEmpty, &faults)]
        var calls = withCalls ? [Self.shippedCalls(&faults)] : []
        for folder in self.folders {
            layers.append(try Self.files(folder, &faults) { PlaybookReading.read($0, file: $1) })
            if !withCalls { continue }
            let apart = "\(folder)/requests"
            calls.append(Files.exists(apart) ? try Self.files(apart, &faults) { ReadCalls.read($0, file: $1) } : [])
        }
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
        let all =
            faults + (hasForeign || !faults.isEmpty ? PlaybookLint.faults(in: set, calls: calls) : [])
        guard all.isEmpty else {
            throw CommandError(
                ExitCode.configuration, lines: all.map(\.description),
                remedy: "mend the playbook; be-diagnose playbook lint checks it again")
        }
        return set
    }

    /// What is told about calls, look-ups and repairs.
    private static let ofCalls: Set = ["network.yaml", "lookups.yaml", "reauthorize.yaml"]

    /// Whether anything stands there that the tests of this repository did not see.
    private var hasForeign: Bool { !folders.isEmpty }

    private static func shippedCalls(_ faults: inout [PlaybookError]) -> [ReadCalls] {
        var files: [ReadCalls] = []
        for index in 0..<cpb_requests_count() {
            let file = cpb_requests_at(index)
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            let read = ReadCalls.read(bytes, file: "playbooks/\(String(cString: file.name))")
            faults += read.faults
            if let calls = read.calls { files.append(calls) }
        }
        return files
    }

    private static func shipped(network: Bool, _ faults: inout [PlaybookError]) -> [ReadPlaybook] {
        var playbooks: [ReadPlaybook] = []
        for index in 0..<cpb_count() {
            let file = cpb_at(index)
            if !network && ofCalls.contains(String(cString: file.name)) { continue }
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            let read = PlaybookReading.read(bytes, file: "playbooks/\(String(cString: file.name))")
            faults += read.faults
            if let playbook = read.playbook { playbooks.append(playbook) }
        }
        return playbooks
    }

    /// Folders that need not be named each time; the first two need not exist.
    private static var standing: [String] {
        var folders: [String] = []
        let home = Environment["XDG_CONFIG_HOME"] ?? Environment["HOME"].map { "\($0)/.config" }
        if let home, Files.exists("\(home)/be-diagnose/playbooks") { folders.append("\(home)/be-diagnose/playbooks") }
        if let named = Environment["BE_DIAGNOSE_PLAYBOOKS"] { folders.append(named) }
        return folders
    }

    private static func files<Read>(
        _ folder: String, _ faults: inout [PlaybookError],
        _ read: ([UInt8], String) -> (Read?, [PlaybookError])
    ) throws(CommandError) -> [Read] {
        guard let names = Files.names(in: folder) else {
            throw CommandError(
                ExitCode.configuration, "\(folder): cannot be read as a folder of playbooks",
                remedy: "name a folder that holds *.yaml files")
        }
        var playbooks: [Read] = []
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

internal import CPlaybooks
internal import Glibc

/// Where playbooks come from: the shipped ones, the user's folder, `$BE_DIAGNOSE_PLAYBOOKS`, `--playbooks`.
public struct PlaybookStore {
    public private(set) var set: PlaybookSet
    public private(set) var faults: [PlaybookFault] = []
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
        var faults: [PlaybookFault] = []
        self.folders = Self.standing + folders
        var layers = [Self.shipped(network: network || !self.folders.isEmpty, &faults)]
        var calls = withCalls ? [Self.shippedCalls(&faults)] : []
        for folder in self.folders {
            layers.append(try Self.files(folder, &faults) { PlaybookReading.read($0, file: $1) })
            if !withCalls { continue }
            let apart = "\(folder)/requests"
            calls.append(
                access(apart, F_OK) == 0 ? try Self.files(apart, &faults) { ReadCalls.read($0, file: $1) } : [])
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

    private static func shippedCalls(_ faults: inout [PlaybookFault]) -> [ReadCalls] {
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

    private static func shipped(network: Bool, _ faults: inout [PlaybookFault]) -> [ReadPlaybook] {
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
        let home = getenv("XDG_CONFIG_HOME").map { String(cString: $0) } ?? ""
        let base = home.isEmpty ? getenv("HOME").map { String(cString: $0) + "/.config" } : home
        if let base, access("\(base)/be-diagnose/playbooks", F_OK) == 0 {
            folders.append("\(base)/be-diagnose/playbooks")
        }
        if let named = getenv("BE_DIAGNOSE_PLAYBOOKS"), named.pointee != 0 { folders.append(String(cString: named)) }
        return folders
    }

    private static func files<Read>(
        _ folder: String, _ faults: inout [PlaybookFault],
        _ read: ([UInt8], String) -> (Read?, [PlaybookFault])
    ) throws(CommandError) -> [Read] {
        guard let names = Folder.names(in: folder) else {
            throw CommandError(
                ExitCode.configuration, "\(folder): cannot be read as a folder of playbooks",
                remedy: "name a folder that holds *.yaml files")
        }
        var playbooks: [Read] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let bytes = Folder.bytes(of: "\(folder)/\(name)") else {
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

/// The little of a file system that the shelf needs.
public enum Folder {
    /// File names in order; nothing where the folder cannot be read.
    public static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// A whole file; playbooks are small.
    public static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }
}

internal import CPlaybooks
internal import Glibc
internal import Playbooks

/// Where playbooks come from: the shipped ones, the user's folder, `$BE_DIAGNOSE_PLAYBOOKS`, `--playbooks`.
struct Shelf {
    private(set) var set: PlaybookSet
    private(set) var faults: [PlaybookFault] = []
    /// All that were read, those that are replaced included; the shipped ones first.
    let layers: [[ReadPlaybook]]
    /// The folders that were read, in order.
    let folders: [String]

    /// Reads all; a later folder's playbook replaces an earlier one of the same name.
    init(folders: [String]) throws(CommandFault) {
        var faults: [PlaybookFault] = []
        var layers = [Self.shipped(&faults)]
        self.folders = Self.standing + folders
        for folder in self.folders {
            layers.append(try Self.files(folder, &faults))
        }
        self.layers = layers
        set = PlaybookSet(layers: layers)
        self.faults = faults
    }

    /// The playbooks, or the faults as one error: a wrong playbook could give a wrong answer.
    func checked() throws(CommandFault) -> PlaybookSet {
        let all =
            faults + (set.readPlaybooks.count > Int(cpb_count()) || !faults.isEmpty ? PlaybookLint.faults(in: set) : [])
        guard all.isEmpty else {
            throw CommandFault(
                ExitCode.configuration, lines: all.map(\.description),
                remedy: "mend the playbook; be-diagnose playbook lint checks it again")
        }
        return set
    }

    private static func shipped(_ faults: inout [PlaybookFault]) -> [ReadPlaybook] {
        var playbooks: [ReadPlaybook] = []
        for index in 0..<cpb_count() {
            let file = cpb_at(index)
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

    private static func files(_ folder: String, _ faults: inout [PlaybookFault]) throws(CommandFault) -> [ReadPlaybook]
    {
        guard let names = Folder.names(in: folder) else {
            throw CommandFault(
                ExitCode.configuration, "\(folder): cannot be read as a folder of playbooks",
                remedy: "name a folder that holds *.yaml files")
        }
        var playbooks: [ReadPlaybook] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let bytes = Folder.bytes(of: "\(folder)/\(name)") else {
                throw CommandFault(
                    ExitCode.configuration, "\(folder)/\(name): cannot be read", remedy: "check its mode")
            }
            let read = PlaybookReading.read(bytes, file: "\(folder)/\(name)")
            faults += read.faults
            if let playbook = read.playbook { playbooks.append(playbook) }
        }
        return playbooks
    }
}

/// The little of a file system that the shelf needs.
enum Folder {
    /// File names in order; nothing where the folder cannot be read.
    static func names(in path: String) -> [String]? {
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
    static func bytes(of path: String) -> [UInt8]? {
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

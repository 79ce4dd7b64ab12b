internal import Glibc
public import Model
internal import Reporting
internal import Support

/// A check as it was saved (`--save`), to be repeated later with newer files (`--again`): what was asked, what the files were,
/// what was found, and no patient's data.
public struct CaseFile: Sendable {
    /// One option or operand as it was given; a path in full, so that it is found from another folder.
    public struct Argument: Sendable, Equatable {
        /// Without the two hyphens; empty for an operand.
        public var option: String
        /// Nil for a flag.
        public var value: String?

        /// Makes an argument; without a value it is a flag.
        public init(option: String, value: String?) {
            self.option = option
            self.value = value
        }
    }

    /// A finding, as far as two checks can be compared by it.
    struct Found: Sendable {
        var id: String
        var code: String
        var title: String
        var businesses: [String]
        var lastSeen: String?
        /// The checks that found it.
        var checks: [String]
    }

    /// In the order of the command line.
    public var arguments: [Argument]
    /// When it was saved, RFC 3339.
    public var saved: String
    /// The first line of that answer.
    public var headline: String
    /// The last day of its log, `YYYY-MM-DD`; nil where it had none.
    var logEnd: String?
    /// Paths with a digest of what was read there.
    var digests: [(path: String, digest: String)]
    var found: [Found]

    private static let format = "be-diagnose case"
    private static let version = 1

    /// Reads a case; throws for what is none, and for one of a later version.
    public static func read(_ path: String) throws(CommandError) -> CaseFile {
        let bytes = try CommandError.reading(path)
        let documents = bytes.withUnsafeBytes { try? JSONReading.documents(in: Array($0)) }
        guard let node = documents?.first, documents?.count == 1, node["format"]?.text == format,
            let version = node["version"]?.number.flatMap(Int.init)
        else {
            throw CommandError(
                ExitCode.unreadable, "--again \(path): this is not a saved case",
                remedy: "be-diagnose check BUSINESS --save CASE writes one")
        }
        guard version <= Self.version else {
            throw CommandError(
                ExitCode.unreadable, "--again \(path): saved by a newer be-diagnose", remedy: "update be-diagnose")
        }
        func texts(_ node: JSONNode?) -> [String] { node?.elements.compactMap(\.text) ?? [] }
        return CaseFile(
            arguments: node["arguments"]?.elements.map {
                Argument(option: $0["option"]?.text ?? "", value: $0["value"]?.text)
            } ?? [],
            saved: node["saved"]?.text ?? "", headline: node["headline"]?.text ?? "",
            logEnd: node["logEnd"]?.text,
            digests: node["digests"]?.elements.map { ($0["path"]?.text ?? "", $0["digest"]?.text ?? "") } ?? [],
            found: node["findings"]?.elements.map { finding in
                Found(
                    id: finding["id"]?.text ?? "", code: finding["code"]?.text ?? "",
                    title: finding["title"]?.text ?? "", businesses: texts(finding["businesses"]),
                    lastSeen: finding["lastSeen"]?.text, checks: texts(finding["checks"]))
            } ?? [])
    }

    /// Saves it for its owner only; an earlier file is replaced only where `replaces` allows it.
    public func write(to path: String, replaces: Bool) throws(CommandError) {
        var status = stat()
        if !replaces, lstat(path, &status) == 0 {
            throw CommandError(
                ExitCode.cannotWrite, "--save \(path): this file exists already",
                remedy: "choose another name, or replace it with --force")
        }
        try OutputFile.write(secret: value.json + "\n", to: path)
    }

    private var value: PlainValue {
        [
            "format": .text(Self.format), "version": .integer(Self.version), "tool": .text(ToolVersion.current),
            "saved": .text(saved), "headline": .text(headline),
            "logEnd": .optional(logEnd),
            "arguments": .list(
                arguments.map { ["option": .text($0.option), "value": .optional($0.value)] as PlainValue }),
            "digests": .list(digests.map { ["path": .text($0.path), "digest": .text($0.digest)] as PlainValue }),
            "findings": .list(
                found.map { finding in
                    ([
                        "id": .text(finding.id), "code": .text(finding.code), "title": .text(finding.title),
                        "businesses": .texts(finding.businesses), "lastSeen": .optional(finding.lastSeen),
                        "checks": .texts(finding.checks),
                    ] as PlainValue)
                }),
        ]
    }
}

extension CaseFile {
    /// What is worth saving of an answer. `digest` makes digests of files that nobody without the key can repeat.
    init(_ diagnosis: Diagnosis, arguments: [Argument], headline: String, _ digest: KeyedDigest) {
        self.arguments = arguments
        saved = Timestamp.text(milliseconds: Timestamp.nowInMilliseconds)
        self.headline = headline
        logEnd = diagnosis.evidence.log.value?.end
        digests = arguments.filter { ["logs", "config", "message", "with"].contains($0.option) }.compactMap {
            argument in
            argument.value.map { ($0, Self.digest(of: $0, digest)) }
        }
        found = diagnosis.findings.filter(\.isWrong).map { finding in
            Found(
                id: finding.id, code: finding.code, title: finding.title,
                businesses: CauseGraph.locations(of: finding).sorted(), lastSeen: finding.lastSeen,
                checks: diagnosis.checks.filter { $0.findings.contains(finding.id) }.map(\.name))
        }
    }

    /// Of a file's size and first MiB: enough to tell whether it is the same export. Empty where it cannot be read.
    static func digest(of path: String, _ digest: KeyedDigest) -> String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let file = fopen(path, "r") else {
            return ""
        }
        defer { fclose(file) }
        let most = 1 << 20
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            count = fread(buffer.baseAddress, 1, most, file)
        }
        return Hexadecimal.text(digest.digest([Array("case \(status.st_size)".utf8), bytes]))
    }
}

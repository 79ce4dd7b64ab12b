public import Model
internal import Support

/// Reads what a user has of a client's configuration: bodies and answers of the platform's calls, as JSON documents one
/// after another, in arrays and in answer envelopes, or in pasted curl lines.
public struct ConfigurationReader: Sendable {
    static let expected = "a group or a mapping of an integration, as JSON or in a curl line"
    private let properties: KnownProperties

    /// The playbooks say which properties are secret and how their lists are separated.
    public init(playbooks: PlaybookSet) { properties = KnownProperties(playbooks) }

    /// Reads one file; `file` is its name for messages.
    public func read(_ bytes: UnsafeRawBufferPointer, file: String) -> ReadConfiguration {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(start))
        let bodies = BodyReader(file: file, properties: properties)
        switch InputKind(text) {
        case .json: json(text, bodies)
        case .text: lines(text, bodies)
        case .foreign(let found, let advice):
            bodies.fault(.start, found: found, expected: Self.expected, advice: advice)
        }
        let isBare = bodies.read.configuration == ClientConfiguration() && bodies.read.faults.isEmpty
        if isBare, bodies.read.notes.isEmpty {
            bodies.fault(.start, found: "nothing that was configured", expected: Self.expected)
        }
        return bodies.read
    }

    /// Reads one file's bytes, as above.
    public func read(_ bytes: [UInt8], file: String) -> ReadConfiguration {
        bytes.withUnsafeBytes { read($0, file: file) }
    }

    private func json(_ text: UnsafeRawBufferPointer, _ bodies: BodyReader) {
        do throws(JSONError) {
            for node in try JSONReading.documents(in: text) { bodies.read(node, number: nil) }
        } catch {
            let bytes = Array(text)
            if CurlText.hasCommand(bytes) { return CurlText(bytes, bodies).read() }
            if let straight = ShellLexer.straightened(bytes), let nodes = try? JSONReading.documents(in: straight) {
                bodies.note(.start, "curly quotation marks were read as straight ones")
                for node in nodes { bodies.read(node, number: nil) }
                return
            }
            bodies.fault(error)
        }
    }

    private func lines(_ text: UnsafeRawBufferPointer, _ bodies: BodyReader) {
        let bytes = Array(text)
        guard CurlText.hasCommand(bytes) else {
            return bodies.fault(
                .start, found: "text that is neither JSON nor a curl line", expected: Self.expected,
                advice: "single values are given with --set KEY=VALUE")
        }
        CurlText(bytes, bodies).read()
    }
}

/// What one file of `--config` or `--with` held, or several of them together.
public struct ReadConfiguration: Sendable, Equatable {
    /// Groups and mappings in the order of the file.
    public var configuration: ClientConfiguration = ClientConfiguration()
    /// What its reader should know.
    public var notes: [ConfigurationNote] = []
    /// What could not be read, in the order of the file; with any of them the configuration is not to be relied on.
    public var faults: [ConfigurationError] = []

    /// Makes what an empty list of files holds.
    public init() {}
}

/// Something in a configuration that cannot be read. It repeats no value, which may be a secret.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var place: SourcePlace
    /// What was found, what was expected, and what to do where that is known.
    public var text: String

    /// Whether a log was given in the place of a configuration.
    public var isLog: Bool { text.hasPrefix("found \(Self.log)") }

    static let log = "a log record or an export of some"

    /// `file:line:column: …`
    public var description: String { "\(place): \(text)" }
}

extension ConfigurationError {
    init(_ place: SourcePlace, found: String, expected: String, advice: String? = nil) {
        self.init(place: place, text: "found \(found), expected \(expected)" + (advice.map { "; \($0)" } ?? ""))
    }
}

/// What a file is at first sight.
public enum InputKind {
    case json
    case text
    /// Something else: what it is, and what to do.
    case foreign(String, advice: String)

    private static let signatures: [(bytes: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "gzip data"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"),
        (Array("PK\u{3}\u{4}".utf8), "a zip or office file"),
        (Array("%PDF".utf8), "a PDF"), ([0xD0, 0xCF, 0x11, 0xE0], "an old office file"),
    ]

    init(_ text: UnsafeRawBufferPointer) {
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
            self = .foreign("UTF-16 text", advice: "save it as UTF-8")
            return
        }
        if let signature = Self.signatures.first(where: { text.starts(with: $0.bytes) }) {
            self = .foreign(signature.name, advice: "save what is in it as text")
            return
        }
        let first = text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        switch first {
        case nil:
            self = .foreign(
                text.isEmpty ? "an empty file" : "a file of blanks",
                advice: "the call that should have filled it may have failed")
        case UInt8(ascii: "<"):
            self = .foreign(
                "a web page", advice: "often the login page, saved instead of the answer; make the call again")
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
        default: self = .text
        }
    }
}

/// Counts lines and columns of rising offsets, each byte once.
final class PlaceCounter {
    private var offset = 0
    private var mark = JSONMark.start

    func mark(at target: Int, in bytes: [UInt8]) -> JSONMark {
        if target < offset {
            offset = 0
            mark = .start
        }
        for byte in bytes[offset..<target] {
            if byte == UInt8(ascii: "\n") {
                mark.line += 1
                mark.column = 1
            } else if byte & 0xC0 != 0x80 {
                mark.column += 1
            }
        }
        offset = target
        return mark
    }
}

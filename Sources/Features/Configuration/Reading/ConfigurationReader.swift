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
        do throws(JSONFault) {
            for node in try JSONReading.documents(in: text) { bodies.read(node, number: nil) }
        } catch {
            let bytes = Array(text)
            if CurlText.hasCommand(bytes) { return CurlText(bytes, bodies).read() }
            if let straight = TypographicQuotes.straightened(bytes),
                let nodes = try? JSONReading.documents(in: straight)
            {
                bodies.note(.start, "typographic quotation marks were read as straight ones")
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

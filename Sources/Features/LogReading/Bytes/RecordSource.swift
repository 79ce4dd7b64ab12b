/// Where records come from, under the name by which reports call it: a file, standard input, text at hand, or documents that
/// arrive one after another. All are read in one way.
public struct RecordSource: Sendable {
    private enum Origin: Sendable {
        case file
        case standardInput
        case text([UInt8])
        case documents(@Sendable () -> [UInt8]?)
        case lines(@Sendable () -> [UInt8]?)
    }

    /// The path as it was given; `-` for standard input.
    public let name: String
    private let origin: Origin

    /// A file, or standard input where the path is `-`.
    public init(path: String) {
        name = path
        origin = path == "-" ? .standardInput : .file
    }

    /// Text that is at hand, which stands in for the input of that name.
    public init(text: [UInt8], name: String) {
        self.name = name
        origin = .text(text)
    }

    /// Documents as JSON, one a call of `next`, and nothing behind the last one; called from one thread at a time.
    public init(name: String, documents next: @escaping @Sendable () -> [UInt8]?) {
        self.name = name
        origin = .documents(next)
    }

    /// Documents as JSON, some lines of them a call of `next`, each line with its end, and nothing behind the last; called from
    /// one thread at a time.
    public static func lines(named name: String, _ next: @escaping @Sendable () -> [UInt8]?) -> RecordSource {
        RecordSource(name: name, origin: .lines(next))
    }

    private init(name: String, origin: Origin) {
        self.name = name
        self.origin = origin
    }

    /// Makes it ready to be read once; throws for a missing or unreadable file and for a folder.
    public func open() throws(InputError) -> ByteSource {
        switch origin {
        case .file: try .open(name)
        case .standardInput: .standardInput()
        case .text(let bytes): ByteSource(bytes, name: name)
        case .documents(let next): ByteSource(name: name, documents: next)
        case .lines(let next): ByteSource(name: name, lines: next)
        }
    }
}

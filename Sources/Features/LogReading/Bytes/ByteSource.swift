internal import Glibc

/// Why an input cannot be read at all.
public struct InputError: Error, Sendable, Equatable {
    /// What is wrong, in one sentence without the input's name.
    public var text: String
    /// What to do about it.
    public var remedy: String
    /// Whether it can be read but holds no log.
    public var isForm = false
    /// The input's size as stored, where it is known.
    public var bytes = 0

    init(_ text: String, remedy: String, isForm: Bool = false) {
        self.text = text
        self.remedy = remedy
        self.isForm = isForm
    }

    /// An input that holds something else than text.
    public static func notText(_ what: String) -> InputError {
        InputError("is \(what), which is not copied", remedy: "save the text in it, and give that")
    }

    /// A mail larger than mail servers let pass.
    public static var mailTooLarge: InputError {
        InputError("is larger than any email", remedy: "save only this message")
    }
}

/// The text of a file, a pipe or standard input, front to back; compression and UTF-16 are undone where its first bytes
/// show them.
public final class ByteSource {
    /// The path as it was given; `-` is standard input.
    public let name: String
    /// The size that the system states, for progress; nothing for a pipe.
    public let size: Int?
    private let stored: StoredBytes
    private var stream: any ByteStream
    /// The names of the encodings that were undone.
    private var undone: [String] = []
    /// Whether its text was in Windows-1252.
    var isWindows1252: Bool { undone.contains(Encoding.windows1252.name) }
    private(set) var ended = false
    /// How many bytes of text are kept to be read a second time, and those; nothing once there were more.
    private let mostKept: Int
    private var kept: [UInt8]? = []

    /// `memory`, `documents` or `lines` stand in for a descriptor, which is then -1.
    init(
        name: String, descriptor: Int32, owned: Bool, memory: [UInt8]? = nil, mostKept: Int = 0,
        documents: (@Sendable () -> [UInt8]?)? = nil, lines: (@Sendable () -> [UInt8]?)? = nil
    ) {
        self.name = name
        self.mostKept = mostKept
        stored = StoredBytes(descriptor: descriptor, owned: owned, memory: memory, documents: documents, lines: lines)
        stream = stored
        var status = stat()
        size = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        stored.expected = size
    }

    /// Bytes read so far, as stored.
    var consumed: Int { stored.consumed }

    /// Why it ended early: what came before that was read.
    var failure: ReadFailure? { stream.failure }

    /// What is larger is no paste.
    private static let mostKept = 1 << 20

    /// Standard input; a small one can be read a second time, and so can a small file.
    public static func standardInput() -> ByteSource {
        ByteSource(name: "-", descriptor: STDIN_FILENO, owned: false, mostKept: mostKept)
    }

    /// All of the text once it has been read to its end, if it was in memory or small enough to be kept.
    public var whole: [UInt8]? { ended && failure == nil ? kept : nil }

    /// Opens a file; throws for a missing or unreadable one and for a folder.
    public static func open(_ path: String) throws(InputError) -> ByteSource {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw fault(errno) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw InputError("is a folder", remedy: "name the files in it, for example with a glob: FOLDER/*.ndjson")
        }
        return ByteSource(name: path, descriptor: descriptor, owned: true, mostKept: mostKept)
    }

    private static func fault(_ code: Int32) -> InputError {
        switch code {
        case ENOENT:
            InputError("no such file", remedy: "check the path; a wildcard that matches nothing is passed on as is")
        case EACCES, EPERM:
            InputError("no permission to read it", remedy: "ask its owner, or copy it to where you may read")
        default: InputError("cannot be opened: \(String(cString: strerror(code)))", remedy: "check the path")
        }
    }

    /// Looks at the first bytes; whether they are encoded, and reading begins anew with what they are without that.
    func undoesEncoding(of lead: borrowing ByteBuffer) throws(InputError) -> Bool {
        try undoesEncoding(of: UnsafeBufferPointer(start: lead.base, count: lead.count))
    }

    /// The same of bytes that stand elsewhere.
    func undoesEncoding(of bytes: UnsafeBufferPointer<UInt8>) throws(InputError) -> Bool {
        guard let encoding = Encoding.of(bytes, undone: undone) else { return false }
        undone.append(encoding.name)
        stream = PrefetchStream(try encoding.undo(PrefixedStream(bytes, then: stream)))
        ended = false
        kept = []
        return true
    }

    /// The rest of a regular file, beginning `unread` bytes before what was read last, for several readers at once;
    /// nothing for what can only be read front to back.
    func pieces(unread: Int, firstSequence: Int) -> FilePieces? {
        guard !ended, undone.isEmpty, let size else { return nil }
        let position = Int(lseek(stored.descriptor, 0, SEEK_CUR))
        guard position >= unread, size > position else { return nil }
        return FilePieces(
            descriptor: stored.descriptor, origin: position - unread, end: size, firstSequence: firstSequence)
    }

    /// Takes over what the readers of `pieces(unread:firstSequence:)` have done.
    func finish(_ pieces: FilePieces, unread: Int) {
        stored.finish(consumed: pieces.bytes - unread, failure: pieces.failure)
        if pieces.bytes > unread { kept = nil }
        ended = true
    }

    /// Fills `target` with up to `length` bytes; 0 means the end.
    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        let count = stream.read(into: target, length)
        if count == 0 { ended = true }
        keep(UnsafeBufferPointer(start: target, count: count))
        return count
    }

    private func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let sofar = kept?.count else { return }
        if sofar + bytes.count > mostKept { kept = nil } else { kept?.append(contentsOf: bytes) }
    }

    /// Bytes that are in memory already, such as a playbook's example; `name` stands where a path would.
    public convenience init(_ bytes: [UInt8], name: String) {
        self.init(name: name, descriptor: -1, owned: false, memory: bytes, mostKept: bytes.count)
    }

    /// Documents as JSON, one a call, each on a line of its own.
    convenience init(name: String, documents: @escaping @Sendable () -> [UInt8]?) {
        self.init(name: name, descriptor: -1, owned: false, documents: documents)
    }

    /// Lines that are documents as JSON, some of them a call.
    convenience init(name: String, lines: @escaping @Sendable () -> [UInt8]?) {
        self.init(name: name, descriptor: -1, owned: false, lines: lines)
    }

    /// The next piece of the text, of so many bytes at most; empty at its end.
    public func piece(_ size: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = buffer.baseAddress.map { read(into: $0, size) } ?? 0
        }
    }

    /// The first piece, with compression and UTF-16 undone from there on; throws where the bytes are no text at all.
    public func firstPiece(_ size: Int) throws(InputError) -> [UInt8] {
        while true {
            var lead = piece(size)
            // Too little to tell; a pipe gives what it has.
            while lead.count < 4 {
                let more = piece(size)
                if more.isEmpty { break }
                lead += more
            }
            var isEncoded = false
            var fault: InputError?
            lead.withUnsafeBufferPointer { bytes in
                do throws(InputError) { isEncoded = try undoesEncoding(of: bytes) } catch { fault = error }
            }
            if let fault { throw fault }
            if isEncoded { continue }
            // Between documents a zero may stand for a line's end.
            let head = lead.prefix(4096)
            let isBinary = head.indices.contains { place in
                head[place] == 0 && place + 1 < head.endIndex && !"{[\n".utf8.contains(head[place + 1])
            }
            if isBinary {
                throw InputError(
                    "is not text", remedy: "give a log or an email, or text copied from one", isForm: true)
            }
            return lead
        }
    }

    /// Why the text ended early; nothing where it came to its end.
    public var earlyEnd: String? { failure?.text }
}

extension [UInt8] {
    /// Copies up to `length` bytes, beginning at `start`; answers how many, 0 at the end.
    func copy(from start: Int, into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        let count = Swift.min(length, self.count - start)
        guard count > 0 else { return 0 }
        withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            target.update(from: base + start, count: count)
        }
        return count
    }
}

internal import Glibc

/// The folder that holds what has to survive a run, `$XDG_STATE_HOME/be-diagnose`: the user's own, closed to all others.
public struct StateFolder: Sendable {
    /// Absolute.
    public let path: String

    /// Makes the folder if it is missing; without `XDG_STATE_HOME` it stands in `~/.local/state` (XDG base directories).
    public init() throws(StateError) {
        // A relative one is to be ignored, says the specification.
        let folders = [Environment["XDG_STATE_HOME"], Environment["HOME"].map { "\($0)/.local/state" }]
        guard let folder = folders.compactMap(\.self).first(where: { $0.hasPrefix("/") }) else { throw .homeless }
        try self.init(path: "\(folder)/be-diagnose")
    }

    /// Makes the folder at a path, with those above it.
    public init(path: String) throws(StateError) {
        self.path = path
        var above = ""
        for part in path.split(separator: "/") {
            above += "/\(part)"
            if mkdir(above, 0o700) != 0, errno != EEXIST, access(above, F_OK) != 0 {
                throw .cannotMake(path: above, why: String(cString: strerror(errno)))
            }
        }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: path) }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { throw .notPrivate(path: path) }
    }

    /// The path of a file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The key of fingerprints and digests: 32 random bytes, made on first need, never sent anywhere.
    public func digest() throws(StateError) -> KeyedDigest {
        if let key = try existingKey() { return try Self.digest(key) }
        let temporary = file("key.\(getpid())")
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotMake(path: temporary, why: String(cString: strerror(errno))) }
        defer { unlink(temporary) }
        let key: [UInt8]
        do throws(KeyedDigestError) { key = try KeyedDigest.newKey() } catch { throw .digest(error) }
        let written = write(descriptor, key, key.count)
        let code = written == key.count && fsync(descriptor) == 0 ? 0 : errno
        guard close(descriptor) == 0, code == 0 else {
            throw .cannotMake(path: temporary, why: String(cString: strerror(code == 0 ? errno : code)))
        }
        // Whole or not at all, and the first of two processes wins: `link` never replaces.
        if link(temporary, file("key")) != 0, errno != EEXIST {
            throw .cannotMake(path: file("key"), why: String(cString: strerror(errno)))
        }
        guard let kept = try existingKey() else { throw .badKey(path: file("key")) }
        return try Self.digest(kept)
    }

    private static func digest(_ key: [UInt8]) throws(StateError) -> KeyedDigest {
        do throws(KeyedDigestError) { return try KeyedDigest(key: key) } catch { throw .digest(error) }
    }

    private func existingKey() throws(StateError) -> [UInt8]? {
        let descriptor = open(file("key"), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .badKey(path: file("key")) }
        defer { close(descriptor) }
        var status = stat()
        var bytes = [UInt8](repeating: 0, count: KeyedDigest.keyLength + 1)
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw .notPrivate(path: file("key"))
        }
        let count = read(descriptor, &bytes, bytes.count)
        guard count == KeyedDigest.keyLength else { throw .badKey(path: file("key")) }
        return Array(bytes[..<count])
    }
}

/// Why nothing can be kept between runs.
public enum StateError: Error, Sendable, Equatable {
    /// Neither `XDG_STATE_HOME` nor `HOME` names a place.
    case homeless
    /// A folder or file cannot be made; the system's words.
    case cannotMake(path: String, why: String)
    /// Something else stands there.
    case notAFolder(path: String)
    /// Others may read or change it, or it belongs to somebody else.
    case notPrivate(path: String)
    /// The key has another length, or cannot be read.
    case badKey(path: String)
    /// No digest can be made.
    case digest(KeyedDigestError)

    /// What is wrong, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch self {
        case .homeless: ("there is no place for a journal: HOME is not set", "set HOME or XDG_STATE_HOME to a folder")
        case .cannotMake(let path, let why): ("\(path): cannot be made: \(why)", "set XDG_STATE_HOME to another folder")
        case .notAFolder(let path):
            ("\(path): is not a folder", "move it away, or set XDG_STATE_HOME to another folder")
        case .notPrivate(let path):
            ("\(path): others may look into it, or it is not yours", "look at it, then chmod go= \(path)")
        case .badKey(let path):
            (
                "\(path): is not the key that was written there",
                "restore it; without it no plan and no journal can be checked"
            )
        case .digest(.noLibrary(let why)):
            ("libsodium cannot be loaded: \(why)", "install it: apt-get install libsodium23")
        case .digest(.keyLength(let count)): ("the key has \(count) bytes and not 32", "restore it")
        }
    }
}

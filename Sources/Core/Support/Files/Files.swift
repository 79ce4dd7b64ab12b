internal import Glibc

/// Why a file cannot be read whole.
public struct FileError: Error, Sendable, Equatable {
    /// What kind of obstacle it is.
    public enum Reason: Sendable, Equatable {
        case missing, folder, permission
        /// Larger than was asked for; `bytes` is its size, or as many bytes as were read of a pipe.
        case tooLarge(bytes: Int)
        /// The system's error number.
        case system(Int32)
    }

    /// The path as it was given.
    public let path: String
    /// What kept the file from being read whole; `words` puts it into a message.
    public let reason: Reason
    /// The system's own words.
    public let systemText: String

    init(_ path: String, _ reason: Reason, systemText: String = "") {
        self.path = path
        self.reason = reason
        self.systemText = systemText
    }

    init(_ path: String, code: Int32) {
        self.path = path
        reason =
            switch code {
            case ENOENT: .missing
            case EISDIR: .folder
            case EACCES, EPERM: .permission
            default: .system(code)
            }
        systemText = String(cString: strerror(code))
    }

    /// What is wrong, without the path, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch reason {
        case .missing: ("no such file", "check the path")
        case .folder: ("is a folder", "name a file in it")
        case .permission: ("no permission to read it", "ask its owner, or copy it to where you may read")
        case .tooLarge: ("larger than 1 GiB", "is it the right file?")
        case .system: (systemText, "check the path")
        }
    }
}

/// Files that are small enough to be held whole, and folders of them.
public enum Files {
    /// More than that is not what a person meant to give, in bytes.
    public static let most = 1 << 30

    /// All bytes of a file, those of standard input for `-`; of one larger than `limit` bytes no more is read than is
    /// needed to know that.
    public static func read(_ path: String, limit: Int = most) throws(FileError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw FileError(path, code: errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > limit {
            throw FileError(path, .tooLarge(bytes: Int(status.st_size)))
        }
        var bytes: [UInt8] = []
        while true {
            let before = bytes.count
            let room = max(1 << 16, before)
            var code: Int32 = 0
            bytes.append(contentsOf: repeatElement(0, count: room))
            let count = bytes.withUnsafeMutableBytes { buffer in
                let count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + before }, room)
                code = count < 0 ? errno : 0
                return count
            }
            bytes.removeLast(room - max(0, count))
            if code == EINTR { continue }
            if code != 0 { throw FileError(path, code: code) }
            if count == 0 { return bytes }
            if bytes.count > limit { throw FileError(path, .tooLarge(bytes: bytes.count)) }
        }
    }

    /// The names in a folder in their order, but for those that begin with a dot; nil where it cannot be read.
    public static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether something of that name is there.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// The environment that the process was started with.
public enum Environment {
    /// A variable's value; nil where it is not set or empty.
    public static subscript(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Whether the locale's texts are UTF-8.
    public static var isUTF8: Bool {
        let locale = (Self["LC_ALL"] ?? Self["LC_CTYPE"] ?? Self["LANG"] ?? "").lowercased()
        return locale.hasSuffix("utf-8") || locale.hasSuffix("utf8")
    }
}

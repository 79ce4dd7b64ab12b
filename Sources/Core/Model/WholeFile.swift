internal import Glibc

/// Reads small files whole: configurations, lists, mails.
public enum WholeFile {
    /// More than that is not what a person meant to give.
    public static let most = 1 << 30

    /// The file's bytes, those of standard input for `-`; the fault's text names no reason that holds its content.
    public static func read(_ path: String) throws(CommandError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw fault(path, errno) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var bytes: [UInt8] = []
        while true {
            let before = bytes.count
            let room = max(1 << 16, before)
            bytes.append(contentsOf: repeatElement(0, count: room))
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + before }, room)
            }
            bytes.removeLast(room - max(0, count))
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw fault(path, errno) }
            if count == 0 { return bytes }
            if bytes.count > most {
                throw CommandError(ExitCode.unreadable, "\(path): larger than 1 GiB", remedy: "is it the right file?")
            }
        }
    }

    private static func fault(_ path: String, _ code: Int32) -> CommandError {
        switch code {
        case ENOENT: CommandError(ExitCode.unreadable, "\(path): no such file", remedy: "check the path")
        case EISDIR: CommandError(ExitCode.unreadable, "\(path): is a folder", remedy: "name a file in it")
        case EACCES, EPERM:
            CommandError(
                ExitCode.unreadable, "\(path): no permission to read it",
                remedy: "ask its owner, or copy it to where you may read")
        default:
            CommandError(ExitCode.unreadable, "\(path): \(String(cString: strerror(code)))", remedy: "check the path")
        }
    }
}

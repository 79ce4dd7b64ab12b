internal import Glibc

/// A credential's file, which must be the user's own and closed to everybody else.
public enum CredentialFile {
    /// The file's bytes; `name` is what the fault calls the credential.
    public static func bytes(of path: String, for name: String) throws(CredentialFault) -> [UInt8] {
        // What is checked is what is read: the open file, not its name. A pipe must not make this wait.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .missing(name: name, path: path)
            case ELOOP: throw .notAFile(name: name, path: path)
            default: throw .unreadable(name: name, path: path, why: String(cString: strerror(errno)))
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(name: name, path: path, why: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name: name, path: path) }
        guard status.st_uid == geteuid() else { throw .owner(name: name, path: path) }
        // 0600, or 0400 for a file that is never to be changed.
        guard status.st_mode & 0o7177 == 0, status.st_mode & 0o400 != 0 else {
            throw .mode(name: name, path: path, mode: Int(status.st_mode))
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= CredentialStore.mostBytes {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw .unreadable(name: name, path: path, why: String(cString: strerror(errno))) }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return bytes
    }
}

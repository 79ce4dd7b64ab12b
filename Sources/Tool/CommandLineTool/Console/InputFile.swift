internal import CredentialMail
internal import Glibc

/// Why a file could not be read.
struct InputFileFault: Error {
    var text: String
}

/// A file that is small enough to be held whole.
struct InputFile {
    /// Nothing where it is larger than any mail.
    var bytes: [UInt8]?
    /// As stored, as far as it was read.
    var size: Int

    /// Opens a file for reading in pieces; `-` is standard input.
    static func open(_ name: String) throws(InputFileFault) -> Int32 {
        let descriptor = name == "-" ? STDIN_FILENO : Glibc.open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputFileFault(text: String(cString: strerror(errno))) }
        return descriptor
    }

    /// The next piece, of so many bytes at most; empty at the end.
    static func piece(_ descriptor: Int32, _ size: Int = 1 << 18) throws(InputFileFault) -> [UInt8] {
        while true {
            var code: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                code = got < 0 ? errno : 0
                count = max(0, got)
            }
            if code == EINTR { continue }
            if code == EISDIR { throw InputFileFault(text: "it is a folder; name the files in it") }
            if code != 0 { throw InputFileFault(text: String(cString: strerror(code))) }
            return piece
        }
    }

    /// Reads a file, or standard input for `-`; of a larger one no more than is needed to know that.
    static func read(_ name: String, largest: Int = MailAnalysis.largest) throws(InputFileFault) -> InputFile {
        let descriptor = try open(name)
        defer { if name != "-" { close(descriptor) } }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { throw InputFileFault(text: "it is a folder; name the files in it") }
            if status.st_mode & S_IFMT == S_IFREG, status.st_size > largest {
                return InputFile(bytes: nil, size: Int(status.st_size))
            }
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw InputFileFault(text: String(cString: strerror(errno))) }
            if count == 0 { return InputFile(bytes: bytes, size: bytes.count) }
            bytes += piece[..<count]
            if bytes.count > largest { return InputFile(bytes: nil, size: bytes.count) }
        }
    }
}

/// Why a database did not do what was asked; no case holds a value of a row.
public enum DatabaseFault: Error, Sendable, Equatable {
    /// SQLite could not be loaded; its own message.
    case noLibrary(String)
    /// The file cannot be opened or made.
    case cannotOpen(path: String, why: String)
    /// Others may read or change the file, or it belongs to somebody else.
    case notPrivate(path: String)
    /// Another process held it too long.
    case busy(String)
    /// No room on the file system.
    case full(String)
    /// The file, or its file system, is read-only.
    case readOnly(String)
    /// The file is no database, or a damaged one.
    case corrupt(String)
    /// The file system failed.
    case inputOutput(String)
    /// Made by a newer version of this tool.
    case newer(path: String, version: Int)
    /// Anything else, by SQLite's extended number and words.
    case other(code: Int, message: String)

    /// What is wrong, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch self {
        case .noLibrary(let why): ("SQLite cannot be loaded: \(why)", "install it: apt-get install libsqlite3-0")
        case .cannotOpen(let path, let why): ("\(path): cannot be opened: \(why)", "check its folder, mode and owner")
        case .notPrivate(let path): ("\(path): others may read it, or it is not yours", "chmod 600, after a look at it")
        case .busy(let path): ("\(path): another process holds it", "wait for it to end, and try again")
        case .full(let path): ("\(path): no room on the file system", "make room, and try again")
        case .readOnly(let path): ("\(path): cannot be written", "check its mode and that of its file system")
        case .corrupt(let path):
            ("\(path): is damaged, or no database", "keep it for whoever looks into it, and restore it from a backup")
        case .inputOutput(let path): ("\(path): the file system failed", "check the disk, and try again")
        case .newer(let path, let version):
            ("\(path): was written by a newer be-diagnose (format \(version))", "use that version")
        case .other(let code, let message): ("the journal's database failed: \(message) (\(code))", "try again")
        }
    }
}

internal import CSQLite
internal import Glibc

/// One SQLite database in a file of the user's own, durable: what `transaction` has returned from survives a power cut.
public final class Database: @unchecked Sendable {
    // Unchecked: SQLite serialises calls on a connection opened with a full mutex; transactions are held by `lock`.
    private let connection: OpaquePointer
    private let path: String
    private var lock = pthread_mutex_t()

    /// Opens or makes the file, in mode 0600, and brings its tables up to date.
    ///
    /// - Parameter migrations: SQL of each version, from 1; those that the file has already are skipped.
    public init(path: String, migrations: [String]) throws(DatabaseError) {
        if let why = csql_load() { throw .noLibrary(String(cString: why)) }
        // SQLite would make it by the umask.
        let made = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard made >= 0 else { throw .cannotOpen(path: path, why: String(cString: strerror(errno))) }
        var status = stat()
        let looked = fstat(made, &status)
        close(made)
        guard looked == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw .notPrivate(path: path)
        }
        var opened: OpaquePointer?
        let outcome = csql_open(path, 10_000, &opened)
        guard let opened, outcome == CSQL_OK else { throw Self.fault(outcome, nil, path) }
        connection = opened
        self.path = path
        pthread_mutex_init(&lock, nil)
        try settle()
        try migrate(migrations)
    }

    deinit {
        csql_close(connection)
        pthread_mutex_destroy(&lock)
    }

    /// WAL, synced at each commit; asserted, since SQLite keeps silent about a setting that it does not take.
    private func settle() throws(DatabaseError) {
        guard try rows("PRAGMA journal_mode=WAL").first?.first == .text("wal") else {
            throw .other(code: 0, message: "the file system takes no write-ahead log")
        }
        try execute("PRAGMA synchronous=FULL")
        guard try rows("PRAGMA synchronous").first?.first == .integer(2) else {
            throw .other(code: 0, message: "synchronous is not FULL")
        }
    }

    private func migrate(_ migrations: [String]) throws(DatabaseError) {
        guard case .integer(let version)? = try rows("PRAGMA user_version").first?.first else { throw .corrupt(path) }
        if version > migrations.count { throw .newer(path: path, version: Int(version)) }
        if version == migrations.count { return }
        try transaction { (database) throws(DatabaseError) in
            guard case .integer(let version)? = try database.rows("PRAGMA user_version").first?.first else {
                throw DatabaseError.corrupt(database.path)
            }
            for (index, sql) in migrations.enumerated() where index >= Int(version) {
                try database.execute(sql)
                try database.execute("PRAGMA user_version=\(index + 1)")
            }
        }
    }

    /// Runs `body` as one transaction that no other process writes into; what it throws takes everything back.
    public func transaction<Value>(_ body: (Database) throws(DatabaseError) -> Value) throws(DatabaseError) -> Value {
        pthread_mutex_lock(&lock)
        defer { pthread_mutex_unlock(&lock) }
        try execute("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            let value = try body(self)
            try execute("COMMIT")
            return value
        } catch {
            _ = csql_execute(connection, "ROLLBACK")
            throw error
        }
    }

    /// Runs SQL without values and without rows.
    func execute(_ sql: String) throws(DatabaseError) {
        let outcome = csql_execute(connection, sql)
        guard outcome == CSQL_OK else { throw Self.fault(outcome, connection, path) }
    }

    /// Runs one statement with `?` for values; answers its rows.
    @discardableResult
    public func rows(_ sql: String, _ values: [DatabaseValue] = []) throws(DatabaseError) -> [[DatabaseValue]] {
        var prepared: OpaquePointer?
        let outcome = csql_prepare(connection, sql, &prepared)
        guard let statement = prepared, outcome == CSQL_OK else { throw Self.fault(outcome, connection, path) }
        defer { csql_finish(statement) }
        for (index, value) in values.enumerated() {
            let bound = value.bind(to: statement, at: Int32(index + 1))
            guard bound == CSQL_OK else { throw Self.fault(bound, connection, path) }
        }
        var rows: [[DatabaseValue]] = []
        while true {
            let step = csql_step(statement)
            if step == CSQL_DONE { return rows }
            guard step == CSQL_ROW else { throw Self.fault(step, connection, path) }
            rows.append((0..<csql_columns(statement)).map { DatabaseValue(statement, $0) })
        }
    }

    private static func fault(_ outcome: csql_outcome, _ connection: OpaquePointer?, _ path: String) -> DatabaseError {
        let message = connection.map { String(cString: csql_message($0)) } ?? ""
        switch outcome {
        case CSQL_BUSY: return .busy(path)
        case CSQL_FULL: return .full(path)
        case CSQL_READ_ONLY: return .readOnly(path)
        case CSQL_CORRUPT: return .corrupt(path)
        case CSQL_CANNOT_OPEN: return .cannotOpen(path: path, why: message.isEmpty ? "SQLite cannot open it" : message)
        case CSQL_IO: return .inputOutput(path)
        default: return .other(code: connection.map { Int(csql_code($0)) } ?? 0, message: message)
        }
    }
}

/// A value in a row.
public enum DatabaseValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    init(_ statement: OpaquePointer, _ column: Int32) {
        switch csql_column_kind(statement, column) {
        case CSQL_NULL: self = .null
        case CSQL_INTEGER: self = .integer(csql_column_integer(statement, column))
        case let kind:
            var count: Int32 = 0
            let start = csql_column_bytes(statement, column, &count)
            let bytes = Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
            self = kind == CSQL_BYTES ? .bytes(bytes) : .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    func bind(to statement: OpaquePointer, at place: Int32) -> csql_outcome {
        switch self {
        case .null: csql_bind_null(statement, place)
        case .integer(let value): csql_bind_integer(statement, place, value)
        case .text(let text): csql_bind_text(statement, place, text, Int32(text.utf8.count))
        case .bytes(let bytes):
            bytes.withUnsafeBytes { csql_bind_bytes(statement, place, $0.baseAddress, Int32($0.count)) }
        }
    }

    /// The text, where it is one.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The number, where it is one.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The bytes, where they are some.
    public var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

/// Why a database did not do what was asked; no case holds a value of a row.
public enum DatabaseError: Error, Sendable, Equatable {
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
        case .notPrivate(let path): ("\(path): others may read it, or it is not yours", "look at it, then chmod 600")
        case .busy(let path): ("\(path): another process is using it", "wait for it to end, and try again")
        case .full(let path): ("\(path): no room on the file system", "make room, and try again")
        case .readOnly(let path): ("\(path): cannot be written", "check its mode and that of its file system")
        case .corrupt(let path):
            ("\(path): is damaged, or not a database", "keep it for the investigation, and restore it from a backup")
        case .inputOutput(let path): ("\(path): the file system failed", "check the disk, and try again")
        case .newer(let path, let version):
            ("\(path): was written by a newer be-diagnose (format \(version))", "use that version")
        case .other(let code, let message): ("the journal's database failed: \(message) (\(code))", "try again")
        }
    }
}

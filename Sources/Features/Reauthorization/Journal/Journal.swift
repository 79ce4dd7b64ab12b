internal import Glibc
public import Support

/// What runs intended and what came of it: entries that are only ever added, each synced to the disk before `append`
/// returns, and chained by keyed digests, so that an altered, missing or exchanged one is noticed.
public final class Journal: Sendable {
    private let database: Database
    private let digest: KeyedDigest
    /// Held until the journal is given up.
    private let lock: RunLock?

    /// The digest before the first entry.
    private static let origin = "be-diagnose journal 1"

    private static let migrations = [
        """
        CREATE TABLE entries(
          sequence INTEGER PRIMARY KEY, run INTEGER NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL,
          body TEXT NOT NULL, digest TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entries_of_run ON entries(run, sequence);
        CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
        CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
        """
    ]

    /// Opens the journal of a folder, and checks the whole chain: nothing is built upon a damaged one.
    ///
    /// - Parameter writes: No other process may write to it meanwhile; `.locked` at once where one does.
    public init(_ folder: StateFolder, writes: Bool = false) throws(JournalError) {
        lock = writes ? try RunLock(folder) : nil
        do throws(StateError) { digest = try folder.digest() } catch { throw .state(error) }
        do throws(DatabaseError) {
            database = try Database(path: folder.file("journal.sqlite"), migrations: Self.migrations)
        } catch {
            throw .database(error)
        }
        try verify()
    }

    /// Adds an entry at the end; when this returns, it is on the disk.
    @discardableResult
    public func append(run: Int, kind: String, body: String) throws(JournalError) -> JournalEntry {
        do throws(DatabaseError) {
            return try database.transaction { (database) throws(DatabaseError) in
                let last = try database.rows("SELECT sequence, digest FROM entries ORDER BY sequence DESC LIMIT 1")
                    .first
                var entry = JournalEntry(
                    sequence: Int(last?[0].integer ?? 0) + 1, run: run, time: Timestamp.nowInMilliseconds, kind: kind,
                    body: body, digest: "")
                entry.digest = self.link(entry, behind: last?[1].text ?? Self.origin)
                try database.rows(
                    "INSERT INTO entries VALUES(?,?,?,?,?,?)",
                    [
                        .integer(Int64(entry.sequence)), .integer(Int64(run)), .integer(Int64(entry.time)), .text(kind),
                        .text(body), .text(entry.digest),
                    ])
                return entry
            }
        } catch {
            throw .database(error)
        }
    }

    /// The entries of a run, or of all runs, in their order.
    public func entries(ofRun run: Int? = nil) throws(JournalError) -> [JournalEntry] {
        let all = "SELECT sequence, run, time, kind, body, digest FROM entries"
        let rows =
            if let run {
                try rows("\(all) WHERE run=? ORDER BY sequence", [.integer(Int64(run))])
            } else {
                try rows("\(all) ORDER BY sequence")
            }
        return rows.map { row in
            JournalEntry(
                sequence: Int(row[0].integer ?? 0), run: Int(row[1].integer ?? 0), time: Int(row[2].integer ?? 0),
                kind: row[3].text ?? "", body: row[4].text ?? "", digest: row[5].text ?? "")
        }
    }

    /// The number of the newest run; 0 before the first.
    public func newestRun() throws(JournalError) -> Int {
        Int(try rows("SELECT max(run) FROM entries").first?[0].integer ?? 0)
    }

    private func rows(_ sql: String, _ values: [DatabaseValue] = []) throws(JournalError) -> [[DatabaseValue]] {
        do throws(DatabaseError) { return try database.rows(sql, values) } catch { throw .database(error) }
    }

    /// Checks every entry; `holding` is a digest that a receipt named, and that must still be there.
    public func verify(holding head: String? = nil) throws(JournalError) {
        var previous = Self.origin
        var isHeld = head == nil
        for (index, entry) in try entries().enumerated() {
            guard entry.sequence == index + 1, entry.digest == link(entry, behind: previous) else {
                throw .damaged(sequence: index + 1)
            }
            previous = entry.digest
            if entry.digest == head { isHeld = true }
        }
        if !isHeld { throw .headMissing }
    }

    private func link(_ entry: JournalEntry, behind previous: String) -> String {
        digest.text([
            "entry", previous, String(entry.sequence), String(entry.run), String(entry.time), entry.kind, entry.body,
        ])
    }
}

/// One line of the journal: what was intended or what came of it.
public struct JournalEntry: Sendable, Equatable {
    /// From 1, over all runs, without a hole.
    public var sequence: Int
    /// The run's number, from 1.
    public var run: Int
    /// Milliseconds since 1970.
    public var time: Int
    /// A word of whoever writes, such as `intent`.
    public var kind: String
    /// JSON, without any secret.
    public var body: String
    /// Of this entry and all before it, in hexadecimal digits.
    public var digest: String
}

/// Why the journal cannot be used.
public enum JournalError: Error, Sendable, Equatable {
    /// The first entry that is not what was written, or is missing.
    case damaged(sequence: Int)
    /// The chain is whole and does not hold the digest that a receipt names: its end was cut off.
    case headMissing
    /// Another process is at work.
    case locked
    /// The database's file.
    case database(DatabaseError)
    /// The folder.
    case state(StateError)
}

/// Held by the one process that writes; the system takes it away when the process ends, however it ends.
final class RunLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a folder; throws `.locked` at once where another process holds it.
    init(_ folder: StateFolder) throws(JournalError) {
        let path = folder.file("lock")
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .state(.cannotMake(path: path, why: String(cString: strerror(errno)))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .locked
        }
    }

    deinit { close(descriptor) }
}

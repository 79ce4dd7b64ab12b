internal import Glibc
public import Support

/// Which logins failed, on disk and under keyed fingerprints: an account locks after a few wrong passwords, so one that
/// failed is not tried again by any command until it changes or the user insists.
public final class LoginLedger: Sendable {
    private let database: Database
    private let digest: KeyedDigest

    /// What a login came to.
    public enum Outcome: String, Sendable {
        /// Let in.
        case works
        /// Refused.
        case fails
        /// Sent, and no answer came: it may have counted.
        case lost
        /// The service said that it did not look at it, or nothing was sent.
        case notTried
    }

    /// What is known of a credential before a login.
    public enum Standing: Sendable, Equatable {
        /// It may be tried, and this attempt is on the disk by now.
        case mayTry
        /// It failed before.
        case failedBefore
        /// An earlier attempt has no known outcome.
        case lostBefore
    }

    /// Opens the ledger of a folder.
    public init(_ folder: StateFolder) throws(LedgerFault) {
        do throws(StateFault) { digest = try folder.digest() } catch { throw .state(error) }
        do throws(DatabaseFault) {
            database = try Database(
                path: folder.file("logins.sqlite"),
                migrations: [
                    """
                    CREATE TABLE logins(
                      sequence INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, began INTEGER NOT NULL, outcome TEXT
                    ) STRICT;
                    CREATE INDEX logins_of ON logins(fingerprint, sequence);
                    """
                ])
        } catch {
            throw .database(error)
        }
    }

    /// The fingerprint of a credential's parts: the same for the same parts, and of no use without the key.
    public func fingerprint(_ parts: [String]) -> String { digest.text(["login"] + parts) }

    /// Asks for an attempt, and notes it before it is made, so that a crash cannot hide it; `insist` overrules the past.
    public func begin(_ fingerprint: String, insist: Bool) throws(LedgerFault) -> Standing {
        do throws(DatabaseFault) {
            return try database.transaction { (database) throws(DatabaseFault) in
                let past = insist ? .mayTry : try Self.past(fingerprint, in: database)
                guard past == .mayTry else { return past }
                try database.rows(
                    "INSERT INTO logins(fingerprint, began) VALUES(?,?)",
                    [.text(fingerprint), .integer(Int64(time(nil)))])
                return .mayTry
            }
        } catch {
            throw .database(error)
        }
    }

    /// What is known of a credential, without an attempt.
    public func standing(_ fingerprint: String) throws(LedgerFault) -> Standing {
        do throws(DatabaseFault) { return try Self.past(fingerprint, in: database) } catch { throw .database(error) }
    }

    private static func past(_ fingerprint: String, in database: Database) throws(DatabaseFault) -> Standing {
        let last = try database.rows(
            """
            SELECT outcome FROM logins WHERE fingerprint=? AND (outcome IS NULL OR outcome<>'notTried')
            ORDER BY sequence DESC LIMIT 1
            """, [.text(fingerprint)]
        ).first
        guard let last else { return .mayTry }
        if last[0].text == Outcome.fails.rawValue { return .failedBefore }
        // Nothing was noted after the attempt: its process ended in the midst of it, or is still at it.
        return last[0] == .null || last[0].text == Outcome.lost.rawValue ? .lostBefore : .mayTry
    }

    /// Notes what the attempt came to.
    public func end(_ fingerprint: String, _ outcome: Outcome) throws(LedgerFault) {
        do throws(DatabaseFault) {
            _ = try database.transaction { (database) throws(DatabaseFault) in
                try database.rows(
                    """
                    UPDATE logins SET outcome=? WHERE sequence=
                    (SELECT max(sequence) FROM logins WHERE fingerprint=? AND outcome IS NULL)
                    """, [.text(outcome.rawValue), .text(fingerprint)])
            }
        } catch {
            throw .database(error)
        }
    }
}

/// Why no login may be made: without the ledger nobody knows what was tried.
public enum LedgerFault: Error, Sendable, Equatable {
    /// The folder.
    case state(StateFault)
    /// The database's file.
    case database(DatabaseFault)

    /// What is wrong, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch self {
        case .state(let fault): fault.words
        case .database(let fault): fault.words
        }
    }
}

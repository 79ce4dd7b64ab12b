import Foundation
import Testing

@testable import Reauthorization
@testable import Support

@Suite struct JournalTests {
    @Test func `entries come back in their order, and the chain holds`() throws {
        let place = try Place()
        let journal = try Journal(place.folder)
        for number in 1...5 { try journal.append(run: 1 + number % 2, kind: "intent", body: "{\"n\":\(number)}") }
        let entries = try Journal(place.folder).entries()
        #expect(entries.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(try journal.entries(ofRun: 2).map(\.body) == ["{\"n\":1}", "{\"n\":3}", "{\"n\":5}"])
        #expect(try journal.newestRun() == 2)
    }

    @Test(arguments: ["sequence", "run", "time", "kind", "body", "digest"], 1...4)
    func `an altered entry is noticed, whichever part of it`(column: String, sequence: Int) throws {
        let place = try Place()
        try place.fill(4)
        let value = column == "kind" || column == "body" || column == "digest" ? "\(column) || 'x'" : "\(column) + 100"
        try place.tamper("UPDATE entries SET \(column)=\(value) WHERE sequence=\(sequence)")
        #expect(throws: JournalError.self) { try Journal(place.folder) }
    }

    @Test(arguments: 1...3)
    func `a dropped entry is noticed`(sequence: Int) throws {
        let place = try Place()
        try place.fill(4)
        try place.tamper("DELETE FROM entries WHERE sequence=\(sequence)")
        #expect(throws: JournalError.damaged(sequence: sequence)) { try Journal(place.folder) }
    }

    @Test(arguments: [(1, 2), (2, 3), (1, 4)])
    func `exchanged entries are noticed`(first: Int, second: Int) throws {
        let place = try Place()
        try place.fill(4)
        try place.tamper(
            """
            UPDATE entries SET sequence=99 WHERE sequence=\(first);
            UPDATE entries SET sequence=\(first) WHERE sequence=\(second);
            UPDATE entries SET sequence=\(second) WHERE sequence=99
            """)
        #expect(throws: JournalError.damaged(sequence: first)) { try Journal(place.folder) }
    }

    @Test func `a cut end is noticed by the head that a receipt names`() throws {
        let place = try Place()
        let head = try place.fill(4)
        try place.tamper("DELETE FROM entries WHERE sequence=4")
        let journal = try Journal(place.folder)
        #expect(throws: JournalError.headMissing) { try journal.verify(holding: head) }
    }

    @Test func `a chain written with another key is noticed`() throws {
        let place = try Place()
        try place.fill(2)
        try FileManager.default.removeItem(atPath: place.folder.file("key"))
        #expect(throws: JournalError.damaged(sequence: 1)) { try Journal(place.folder) }
    }

    @Test func `an entry can be neither changed nor removed by mistake`() throws {
        let place = try Place()
        try place.fill(2)
        let database = try Database(path: place.folder.file("journal.sqlite"), migrations: [""])
        for sql in ["UPDATE entries SET body='x'", "DELETE FROM entries"] {
            #expect(throws: DatabaseError.self) { try database.execute(sql) }
        }
    }

    @Test func `everything is the user's own`() throws {
        let place = try Place()
        try place.fill(1)
        for name in try FileManager.default.contentsOfDirectory(atPath: place.folder.path) {
            let mode = try FileManager.default.attributesOfItem(atPath: place.folder.file(name))[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: place.folder.path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
    }

    @Test func `a folder that others may read is refused`() throws {
        let place = try Place()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.folder.path)
        #expect(throws: StateError.notPrivate(path: place.folder.path)) { try StateFolder(path: place.folder.path) }
    }

    @Test func `what is no database is refused`() throws {
        let place = try Place()
        let path = place.folder.file("journal.sqlite")
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: JournalError.database(.corrupt(path))) { try Journal(place.folder) }
    }

    @Test func `a journal of a newer version is left alone`() throws {
        let place = try Place()
        try place.fill(1)
        try place.tamper("PRAGMA user_version=7")
        #expect(throws: JournalError.database(.newer(path: place.folder.file("journal.sqlite"), version: 7))) {
            try Journal(place.folder)
        }
    }

    @Test func `one at a time holds the lock`() throws {
        let place = try Place()
        var lock: RunLock? = try RunLock(place.folder)
        #expect(throws: JournalError.locked) { try RunLock(place.folder) }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try RunLock(place.folder)
    }
}

/// A state folder that is removed with the value.
final class Place: Sendable {
    let folder: StateFolder

    init() throws {
        folder = try StateFolder(path: "\(NSTemporaryDirectory())be-diagnose-\(UUID().uuidString)/state")
    }

    deinit { try? FileManager.default.removeItem(atPath: (folder.path as NSString).deletingLastPathComponent) }

    /// Writes entries and answers the last one's digest.
    @discardableResult
    func fill(_ count: Int) throws -> String {
        let journal = try Journal(folder)
        return try (1...count).map { try journal.append(run: 1, kind: "fact", body: "{\"n\":\($0)}").digest }.last ?? ""
    }

    /// Changes the file as somebody would who knows SQLite.
    func tamper(_ sql: String) throws {
        let database = try Database(path: folder.file("journal.sqlite"), migrations: [""])
        try database.execute("DROP TRIGGER entries_stay; DROP TRIGGER entries_remain; \(sql)")
    }
}

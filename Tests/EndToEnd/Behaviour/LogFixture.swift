import CaseArchives
import Foundation
import Testing
import ToolRunning

/// A log that is kept in the repository, whatever test it was made for.
struct LogFixture: CustomTestStringConvertible, Sendable {
    /// The file that holds it, and the section of an archive.
    var place: String
    /// What it is called where it is read.
    var name: String
    var bytes: Data

    var testDescription: String { place }

    /// All there are; nothing where they cannot be read, which a test of its own says.
    static let all = (try? read()) ?? []

    /// Reads all there are.
    static func read() throws -> [LogFixture] {
        let files = try ["Tests/Support/Forms", "Tests/EndToEnd/Paste/Pastes"].flatMap { folder in
            try names(folder).map { "\(folder)/\($0)" }
        }
        let samples = ["explain/checkins.ndjson", "explain/pasted.txt", "reauthorize/export.ndjson"]
        let alone = try (files + samples.map { "Samples/\($0)" }).map { path in
            let file = Tool.root.appendingPathComponent(path)
            return LogFixture(place: path, name: file.lastPathComponent, bytes: try Data(contentsOf: file))
        }
        return try alone + cases() + goldens()
    }

    /// The inputs of the cases from the field, their plain documents aside.
    private static func cases() throws -> [LogFixture] {
        let folder = "Tests/EndToEnd/Field/Cases/logs"
        return try names(folder).flatMap { file in
            let path = "\(folder)/\(file)"
            var reader = try reader(path)
            return try sections(&reader, of: path) { !["expect.txt", "plain.ndjson"].contains($0) }
        }
    }

    /// What golden cases give to `explain`, as a file or on standard input; a configuration is no log.
    private static func goldens() throws -> [LogFixture] {
        let root = "Tests/EndToEnd/Golden/Cases"
        let folders = try names(root).filter { !$0.contains(".") }.map { "\(root)/\($0)" }
        return try folders.flatMap { folder in try names(folder).map { "\(folder)/\($0)" } }.flatMap { path in
            var reader = try reader(path)
            var words: [String] = []
            while let line = reader.peek(), !SectionHeader.looksLikeOne(line) {
                if line.hasPrefix("$ ") { words = line.split(separator: " ").map { String($0) } }
                reader.step()
            }
            guard words.prefix(3) == ["$", "be-diagnose", "explain"] else { return [LogFixture]() }
            let other = zip(words, words.dropFirst()).filter { ["--config", "--with"].contains($0.0) }.map(\.1)
            return try sections(&reader, of: path) { name in
                name == "stdin" ? !other.contains("-") : words.contains(name) && !other.contains(name)
            }
        }
    }

    private static func reader(_ path: String) throws -> ArchiveReader {
        try ArchiveReader(Data(contentsOf: Tool.root.appendingPathComponent(path)), file: path)
    }

    private static func sections(
        _ reader: inout ArchiveReader, of path: String, where isLog: (String) -> Bool
    ) throws -> [LogFixture] {
        var found: [LogFixture] = []
        while let section = try reader.section() {
            let name = section.header.name
            if isLog(name) { found.append(LogFixture(place: "\(path) \(name)", name: name, bytes: section.content)) }
        }
        return found
    }

    private static func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Tool.root.appendingPathComponent(folder).path).sorted()
    }
}

extension LogFixture {
    /// Longer than what the tool keeps of an input to read it a second time, which is a megabyte, with a last line that has
    /// no end; and several documents on one line.
    static let repeated: [LogFixture] = [
        ("Forms/hits.ndjson", "\n", 1_070_000), ("Forms/response.json", "\n", 1_070_000),
        ("Forms/report.csv", "\n", 1_070_000), ("Forms/shipper-prefix.log", "\n", 1_070_000),
        ("logs/35-logfmt.case app.log", "\n", 1_070_000), ("logs/26-markdown-table.case ticket.md", "\n", 1_070_000),
        ("Pastes/BE2101~athenahealth-quoted-twice.txt", "\n", 1_070_000),
        ("Pastes/BE2101~athenahealth-fence-json-view.txt", "\n", 1_070_000),
        ("Pastes/BE2101+BE1008~athenahealth-document-view-columns.txt", "\n", 1_070_000),
        ("Pastes/BE2101~athenahealth-chat-typographic-german.txt", "", 1_150_000),
        ("Pastes/BE2101~athenahealth-line.txt", "", 20_000), ("logs/17-sql-columnar.case answer.json", "", 10_000),
    ].flatMap { place, between, size in
        all.filter { $0.place.hasSuffix(place) }.map { $0.repeated(between, toSize: size) }
    }

    /// Whether it can go without the end of its last line.
    var isText: Bool {
        guard let text = String(data: bytes, encoding: .utf8), !text.contains("\0") else { return false }
        return text.contains { !$0.isWhitespace }
    }

    var withoutLastEnd: Data {
        var rest = bytes
        while let last = rest.last, last == 0x0A || last == 0x0D { rest.removeLast() }
        return rest
    }

    /// So often that it is longer than a size, with this between one and the next.
    private func repeated(_ between: String, toSize size: Int) -> LogFixture {
        let one = withoutLastEnd
        let count = size / (one.count + between.utf8.count) + 1
        let whole = Data(Array(repeating: one, count: count).joined(separator: Data(between.utf8)))
        return LogFixture(place: "\(place), \(count) times", name: name, bytes: whole)
    }
}

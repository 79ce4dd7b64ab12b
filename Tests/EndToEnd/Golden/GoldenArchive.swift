import CaseArchives
import Foundation

/// The one file of a golden case, in the manner of Go's txtar: why, the command line, then sections.
///
/// `Cases/README.md` says how one is written. Whatever is not so is an error with its line, never a guess.
struct GoldenArchive {
    /// What the case is for, in a person's words.
    var why: String
    /// The command line, without the tool's name.
    var arguments: [String]
    /// Everything before what is expected, as it was written.
    var head: Data
    private var sections: [String: Data] = [:]

    /// The sections that hold what must come; they stand last.
    static let expectedNames = ["stdout", "stderr", "exit"]
    /// The sections that are no files of the run's folder.
    static let settingNames = ["environment", "setup", "servers", "sandbox", "repair", "stdin"]

    /// Reads one from its bytes; `file` is its name in an error.
    init(_ bytes: Data, file: String) throws {
        var reader = try ArchiveReader(bytes, file: file)
        (why, arguments) = try reader.opening()
        head = bytes
        while let section = try reader.section() {
            let isExpected = Self.expectedNames.contains(section.header.name)
            if sections[section.header.name] != nil {
                throw reader.error(section.line, "a second section ‘\(section.header.name)’")
            }
            if isExpected && head.count == bytes.count {
                head = Data(bytes.prefix(section.offset))
            } else if !isExpected && head.count < bytes.count {
                throw reader.error(section.line, "‘\(section.header.name)’ stands behind what is expected")
            }
            sections[section.header.name] = section.content
        }
    }

    /// A section's bytes, or nothing where there is none.
    subscript(name: String) -> Data? { sections[name] }

    /// A section as text.
    func text(_ name: String) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }

    /// A section's lines that hold something.
    func lines(_ name: String) -> [String]? {
        text(name)?.split(separator: "\n").map(String.init)
    }

    /// The files of the run's folder, by their path in it.
    var files: [String: Data] {
        sections.filter { !Self.expectedNames.contains($0.key) && !Self.settingNames.contains($0.key) }
    }

    /// The file's bytes with other expectations; a section of an empty stderr is left out.
    func recording(out: Data, err: Data, exitCode: Int32) -> Data {
        var bytes = head
        bytes += SectionHeader.section("stdout", out)
        if !err.isEmpty { bytes += SectionHeader.section("stderr", err) }
        bytes += SectionHeader.section("exit", Data("\(exitCode)\n".utf8))
        return bytes
    }
}

extension ArchiveReader {
    /// Why, a blank line or none, the command line, and blank lines up to the first section.
    fileprivate mutating func opening() throws -> (why: String, arguments: [String]) {
        var why: [String] = []
        while let line = peek(), !line.hasPrefix("$ ") {
            if SectionHeader.looksLikeOne(line) { throw error(number, "a section before the line ‘$ be-diagnose …’") }
            if !line.isEmpty { why.append(line) }
            step()
        }
        guard let line = peek() else { throw error(max(number - 1, 1), "no line ‘$ be-diagnose …’") }
        if why.isEmpty { throw error(number, "no line before it that says why") }
        let words: [String]
        do { words = try ShellWords.split(line.dropFirst(2)) } catch { throw self.error(number, error.text) }
        if words.first != "be-diagnose" { throw error(number, "the command is not ‘be-diagnose’") }
        step()
        while let line = peek(), !SectionHeader.looksLikeOne(line) {
            if !line.isEmpty { throw error(number, "text between the command line and the first section") }
            step()
        }
        return (why.joined(separator: "\n"), Array(words.dropFirst()))
    }
}

/// A command line's words as `sh` reads them, for the little that a case needs: blanks, '…' and \ before one character.
enum ShellWords {
    struct Unreadable: Error {
        var text: String
    }

    static func split(_ line: some StringProtocol) throws(Unreadable) -> [String] {
        var words: [String] = []
        var word: String?
        var rest = line.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ":
                if let done = word { words.append(done) }
                word = nil
            case "'":
                guard let end = rest.firstIndex(of: "'") else { throw Unreadable(text: "a quote that is not closed") }
                word = (word ?? "") + String(String.UnicodeScalarView(rest[..<end]))
                rest = rest[rest.index(after: end)...]
            case "\\":
                guard let escaped = rest.popFirst() else { throw Unreadable(text: "a backslash before nothing") }
                word = (word ?? "") + String(escaped)
            default:
                // What the shell would act on, and we would not.
                if "\"$`|&;<>()*?~#".unicodeScalars.contains(scalar) {
                    throw Unreadable(text: "‘\(scalar)’ must stand in single quotes")
                }
                word = (word ?? "") + String(scalar)
            }
        }
        if let done = word { words.append(done) }
        return words
    }
}

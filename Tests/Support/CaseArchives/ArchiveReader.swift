public import Foundation

/// Walks line by line over a case's file, in the manner of Go's txtar, and knows where it is.
///
/// `Tests/EndToEnd/Golden/Cases/README.md` says how a section is written. Whatever is not so is an error with its line,
/// never a guess.
public struct ArchiveReader {
    /// A header, and what stands under it.
    public struct Section {
        public var header: SectionHeader
        public var content: Data
        /// The header's line, counted from 1.
        public var line: Int
        /// The header's first byte in the file.
        public var offset: Int
    }

    private let file: String
    private let lines: [Data]
    private var next = 0
    private var offset = 0

    /// Begins at the first line; `file` is the name in an error.
    public init(_ bytes: Data, file: String) throws {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Data($0) }
        self.file = file
        self.lines = lines.dropLast()
        if let rest = lines.last, !rest.isEmpty { throw error(lines.count, "the last line has no end") }
    }

    /// The number of the line that comes next, counted from 1.
    public var number: Int { next + 1 }

    /// What is wrong with a line.
    public func error(_ line: Int, _ text: String) -> BadArchive { BadArchive(file: file, line: line, text: text) }

    /// The line that comes next; nothing at the end of the file.
    public func peek() -> String? { next < lines.count ? String(decoding: lines[next], as: UTF8.self) : nil }

    /// Goes past the line that comes next.
    public mutating func step() {
        offset += lines[next].count + 1
        next += 1
    }

    /// The section that begins here; nothing at the end of the file.
    public mutating func section() throws -> Section? {
        guard let line = peek() else { return nil }
        let (begin, place) = (number, offset)
        let header: SectionHeader
        do { header = try SectionHeader(line) } catch { throw self.error(begin, error.text) }
        step()
        var body: [Data] = []
        while let line = peek(), !SectionHeader.looksLikeOne(line) {
            body.append(lines[next])
            step()
        }
        do {
            return Section(header: header, content: try header.content(of: body), line: begin, offset: place)
        } catch {
            throw self.error(begin + 1 + error.line, error.text)
        }
    }
}

/// What is wrong with a case's file, and where.
public struct BadArchive: Error, Equatable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var text: String
    public var description: String { "\(file):\(line): \(text)" }
}

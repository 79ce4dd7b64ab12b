import CaseArchives
import Foundation
import Testing
import ToolRunning

/// One file `Cases/<kind>/<case>.case`: inputs in a shape that public reports describe, and what is right of them.
struct FieldCase: CustomTestStringConvertible, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case logs
        case mails
        case requests
    }

    var kind: Kind
    var name: String

    static let root = Tool.root.appendingPathComponent("Tests/EndToEnd/Field/Cases")
    static let logs = all(.logs)
    static let mails = all(.mails)
    static let requests = all(.requests)
    static let ending = ".case"

    var testDescription: String { "\(kind.rawValue)/\(name)" }

    /// Writes the inputs of a mail or request into a folder of their own and reads what is expected of them.
    func unpacked() throws -> (expectation: FieldExpectation, scratch: Scratch) {
        let (text, names, scratch) = try sections()
        let expectation = try FieldExpectation(text, file: file)
        // An input that no command is given would be asked nothing.
        if names != Set(kind == .mails ? expectation.files : ["line.txt"]) {
            throw BadExpectation(text: "\(file): the inputs are not those that ‘files’ names, or ‘line.txt’")
        }
        return (expectation, scratch)
    }

    /// As `unpacked`, for a log; with the inputs in the order in which they are given.
    func unpackedLog() throws -> (expectation: LogExpectation, inputs: [String], scratch: Scratch) {
        let (text, names, scratch) = try sections()
        let expectation = try LogExpectation(text, file: file)
        let inputs = expectation.inputs ?? names.subtracting([LogJudge.plain]).sorted()
        if inputs.isEmpty || names != Set(inputs + [LogJudge.plain]) {
            throw BadExpectation(text: "\(file): the inputs are not ‘\(LogJudge.plain)’ and those that ‘inputs’ names")
        }
        return (expectation, inputs, scratch)
    }

    private var file: String { "\(testDescription)\(Self.ending)" }

    /// The text of `expect.txt`, and the names of the other sections, which are written into a folder.
    private func sections() throws -> (text: String, names: Set<String>, scratch: Scratch) {
        var reader = try ArchiveReader(Data(contentsOf: Self.root.appendingPathComponent(file)), file: file)
        guard let first = try reader.section(), first.header.name == "expect.txt" else {
            throw reader.error(1, "a case begins with ‘-- expect.txt --’")
        }
        let scratch = try Scratch()
        var names: Set<String> = []
        while let section = try reader.section() {
            let name = section.header.name
            if !names.insert(name).inserted { throw reader.error(section.line, "a second section ‘\(name)’") }
            try scratch.file(name, section.content)
        }
        return (String(decoding: first.content, as: UTF8.self), names, scratch)
    }

    /// What stands in the folder of a kind.
    static func names(_ kind: Kind) -> [String] {
        let folder = root.appendingPathComponent(kind.rawValue)
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    private static func all(_ kind: Kind) -> [FieldCase] {
        names(kind).filter { $0.hasSuffix(ending) }
            .map { FieldCase(kind: kind, name: String($0.dropLast(ending.count))) }
    }
}

import CaseArchives
import Foundation
import Testing
import ToolRunning

/// One file `Cases/<kind>/<case>.case`: inputs in a shape that public reports describe, and what is right of them.
struct FieldCase: CustomTestStringConvertible, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case mails
        case requests
    }

    var kind: Kind
    var name: String

    static let root = Tool.root.appendingPathComponent("Tests/EndToEnd/Field/Cases")
    static let mails = all(.mails)
    static let requests = all(.requests)
    static let ending = ".case"

    var testDescription: String { "\(kind.rawValue)/\(name)" }

    /// Writes its inputs into a folder of their own and reads what is expected of them.
    func unpacked() throws -> (expectation: FieldExpectation, scratch: Scratch) {
        let file = "\(testDescription)\(Self.ending)"
        var reader = try ArchiveReader(Data(contentsOf: Self.root.appendingPathComponent(file)), file: file)
        guard let first = try reader.section(), first.header.name == "expect.txt" else {
            throw reader.error(1, "a case begins with ‘-- expect.txt --’")
        }
        let expectation = try FieldExpectation(String(decoding: first.content, as: UTF8.self), file: file)
        let scratch = try Scratch()
        var names: Set<String> = []
        while let section = try reader.section() {
            let name = section.header.name
            if !names.insert(name).inserted { throw reader.error(section.line, "a second section ‘\(name)’") }
            try scratch.file(name, section.content)
        }
        // An input that no command is given would be asked nothing.
        if names != Set(kind == .mails ? expectation.files : ["line.txt"]) {
            throw reader.error(1, "the inputs are not those that ‘files’ names, or ‘line.txt’")
        }
        return (expectation, scratch)
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

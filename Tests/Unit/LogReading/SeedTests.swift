import Foundation
import Testing

@testable import LogReading

/// What fuzzing started with and what it found, read again: one thread and several hand out the same.
@Suite struct SeedTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Fuzzing/Seeds/reading").standardizedFileURL

    static let names: [String] = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []

    @Test func `there are seeds of every form`() throws {
        let forms = try Self.names.map { try Data(contentsOf: Self.folder.appendingPathComponent($0)).first ?? 0 }
        #expect(
            Set(forms.compactMap { FuzzedForm(rawValue: $0 % UInt8(FuzzedForm.allCases.count)) }).count
                == FuzzedForm.allCases.count)
    }

    @Test(arguments: names)
    func `a seed gives the same however it is read`(_ name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
        let form = try #require(FuzzedForm(rawValue: bytes[0] % UInt8(FuzzedForm.allCases.count)))
        let input = Data(form.wrapped(Array(bytes.dropFirst())))
        let one = try? Collected(input, threads: 1)
        let several = try? Collected(input, threads: 3)
        #expect(one?.summary == several?.summary)
        #expect(one?.values.sorted() == several?.values.sorted())
        #expect(one?.lines.sorted() == several?.lines.sorted())
    }
}

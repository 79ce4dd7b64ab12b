import Foundation
import Testing
import ToolRunning

/// One of `Pastes/`: text as somebody copied it. The name holds the codes that it must give, and after `~` what it is.
struct Paste: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String

    static let folder = Tool.root.appendingPathComponent("Tests/EndToEnd/Paste/Pastes")
    static let all: [Paste] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return nil }
            return Paste(name: String(name.dropLast(4)), text: String(decoding: data, as: UTF8.self))
        }
    }()

    /// Findings that are no notes, and gaps.
    var codes: Set<String> { Set(name.prefix { $0 != "~" }.split(separator: "+").map(String.init)) }
    /// The finding: what the first line of the answer must name.
    var code: String { codes.first { !$0.hasPrefix("BE10") } ?? "" }
    var documents: Int { name.hasSuffix("-two-lines") ? 2 : 1 }
    var testDescription: String { name }
    var file: URL { Self.folder.appendingPathComponent(name + ".txt") }

    /// The codes in the first lines of these answers; one that repeats another has that one's.
    static func codes(of answers: [String]) -> [String] {
        var codes: [String] = []
        for answer in answers {
            if let same = answer.firstMatch(of: /the same as [#]([0-9]+)/), let number = Int(same.1),
                codes.indices.contains(number - 1)
            {
                codes.append(codes[number - 1])
            } else {
                codes.append(answer.firstMatch(of: /BE[0-9]{4}/).map { String($0.0) } ?? "none")
            }
        }
        return codes
    }
}

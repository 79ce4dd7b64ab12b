import Foundation
import ToolRunning

/// JSON as written: unlike `Any` it tells `true` from 1, and `null` from a key that is not there.
enum JSONValue: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var int: Int? { if case .int(let value) = self { value } else { nil } }
    var list: [JSONValue] { if case .array(let value) = self { value } else { [] } }
}

/// The report of a run, by the words of report.md.
struct Report: Sendable {
    var whole: JSONValue
    var exitCode: Int32

    init(_ run: ToolRun) throws {
        whole = try JSONDecoder().decode(JSONValue.self, from: Data(run.out.utf8))
        exitCode = run.exitCode
    }

    var outcome: String? { whole["outcome"]?.string }
    var findings: [JSONValue] { whole["findings"]?.list ?? [] }
    /// The codes of the findings, sorted.
    var codes: [String] { findings.compactMap { $0["code"]?.string }.sorted() }
    var inputs: [JSONValue] { whole["coverage"]?["inputs"]?.list ?? [] }
    var gaps: [JSONValue] { whole["coverage"]?["gaps"]?.list ?? [] }

    func finding(_ code: String) -> JSONValue? { findings.first { $0["code"]?.string == code } }

    /// A counter of the coverage; -1 where it is missing.
    func counter(_ name: String) -> Int { whole["coverage"]?[name]?.int ?? -1 }

    /// The evidence of a finding as `value×count`, sorted; a missing value is `null`.
    func evidence(_ code: String) -> [String] {
        (finding(code)?["evidence"]?.list ?? []).map { "\($0["value"]?.string ?? "null")×\($0["count"]?.int ?? -1)" }
            .sorted()
    }

    /// The businesses of a finding as `number×count`, sorted.
    func businesses(_ code: String) -> [String] {
        (finding(code)?["businesses"]?.list ?? []).map {
            "\($0["businessNumber"]?.string ?? "null")×\($0["count"]?.int ?? -1)"
        }
        .sorted()
    }
}

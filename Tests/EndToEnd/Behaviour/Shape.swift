import Foundation

/// What report.md says about a value; keys that it does not name are additions, and allowed.
indirect enum Shape: Sendable {
    case text
    case count
    case flag
    case time
    case anything
    case object
    case oneOf([String])
    case nullable(Shape)
    case list(Shape)
    case members([String: Shape])

    /// Where `value` is not as the shape says.
    func faults(_ value: JSONValue?, at path: String) -> [String] {
        guard let value else { return ["\(path): missing"] }
        switch (self, value) {
        case (.anything, _), (.text, .string), (.flag, .bool), (.object, .object), (.nullable, .null): return []
        case (.count, .int(let number)): return number < 0 ? ["\(path): \(number)"] : []
        case (.time, .string(let text)): return isTime(text) ? [] : ["\(path): \(text)"]
        case (.oneOf(let allowed), .string(let text)): return allowed.contains(text) ? [] : ["\(path): \(text)"]
        case (.nullable(let shape), _): return shape.faults(value, at: path)
        case (.list(let shape), .array(let all)):
            return all.enumerated().flatMap { shape.faults($1, at: "\(path)[\($0)]") }
        case (.members(let members), .object):
            return members.keys.sorted().flatMap { members[$0]!.faults(value[$0], at: "\(path).\($0)") }
        default: return ["\(path): \(value)"]
        }
    }

    /// UTC with milliseconds and `Z`.
    private func isTime(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ/) != nil
    }

    static let expected = Shape.members([
        "property": .text, "level": .oneOf(["group", "mapping"]), "values": .list(.text),
    ])

    static let remedy = Shape.members([
        "text": .text, "owner": .oneOf(["support", "client", "vendor", "engineering"]), "danger": .text,
        "reversible": .flag, "command": .nullable(.list(.text)), "query": .nullable(.text), "verify": .list(.text),
        "tellClient": .nullable(.text),
    ])

    static let finding = Shape.members([
        "id": .text, "causedBy": .nullable(.text), "code": .text, "title": .text,
        "severity": .oneOf(["error", "warning", "info"]),
        "verdict": .oneOf(["confirmed", "likely", "ruledOut", "undetermined", "broken"]),
        "subject": .members(["integration": .nullable(.text), "businessNumber": .nullable(.text)]), "count": .count,
        "firstSeen": .nullable(.time), "lastSeen": .nullable(.time),
        "evidence": .list(
            .members(["name": .text, "value": .nullable(.text), "meaning": .nullable(.text), "count": .count])),
        "businesses": .list(
            .members(["businessNumber": .nullable(.text), "count": .count, "expected": .nullable(.anything)])),
        "businessesTotal": .count, "expected": .nullable(expected),
        "nearMisses": .list(.members(["value": .text, "candidate": .text, "why": .text])),
        "alsoBlockedBy": .list(.members(["code": .text, "count": .count])), "detail": .nullable(.text),
        "source": .nullable(.text), "remedies": .list(remedy),
    ])

    static let report = Shape.members([
        "schemaVersion": .count, "command": .text, "outcome": .oneOf(["ok", "problem", "undetermined"]),
        "result": .nullable(.object),
        "coverage": .members([
            "inputs": .list(.members(["name": .text, "format": .text, "bytes": .count, "records": .count])),
            "records": .count, "restricted": .count, "unrestricted": .count, "explained": .count,
            "unexplained": .count, "failures": .count, "malformed": .count, "duplicates": .count,
            "others": .count, "filtered": .count, "ignoredLines": .count,
            "gaps": .list(.members(["code": .text, "detail": .text])),
        ]),
        "findings": .list(finding),
    ])
}

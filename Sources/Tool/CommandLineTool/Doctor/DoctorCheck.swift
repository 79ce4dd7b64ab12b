internal import Model

/// One line of `doctor`: what was looked at, what came of it, and the finding or gap that follows.
struct DoctorCheck: Sendable {
    /// How a check ended.
    enum State: String, Sendable {
        case ok
        /// Nothing wrong, and worth knowing.
        case note
        case problem
        /// Not looked at; the detail says why.
        case skipped
    }

    var name: String
    /// The service or credential that it concerns.
    var subject: String?
    var state: State
    var detail: String
    var findings: [Finding] = []
    var gap: Gap?

    /// A check that ended in findings.
    static func problem(_ name: String, _ subject: String?, _ findings: [Finding]) -> DoctorCheck {
        let codes = findings.map(\.code).joined(separator: ", ")
        let detail = findings.first.map { $0.title } ?? ""
        return DoctorCheck(
            name: name, subject: subject, state: .problem, detail: "\(detail) (\(codes))", findings: findings)
    }

    /// As a member of the report's `result`.
    var value: PlainValue {
        .object([
            PlainMember("name", .text(name)), PlainMember("subject", subject.map { .text($0) } ?? .null),
            PlainMember("state", .text(state.rawValue)), PlainMember("detail", .text(detail)),
        ])
    }

    /// As a line for a person.
    var line: String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        return "  " + padded(state.rawValue, 9) + padded(name, 12) + (subject.map { "\($0): " } ?? "") + detail
    }
}

import Foundation
import ToolRunning

/// Reason texts, as the support articles have them.
enum Reason {
    static let athenaStatus = "‘Appointment status’ is not on the allowed list"
    static let allscriptsStatus = "‘Appointment status’ is not in the allowed list"
    static let type = "‘Appointment type’ is not in the allowed list"
    static let location = "‘Location name’ is not in the allowed list"
    static let beta = "Integration is beta"
    static let unknown = "Moon is in the wrong phase"
}

/// One record as one line of JSON: a checked-in contact of athenahealth without a reason, changed by `changes`;
/// each change is raw JSON, and `nil` takes the key away.
func record(_ changes: [String: String?] = [:]) -> String {
    var members: [String: String] = [
        "@timestamp": "\"2026-11-18T06:00:01.000Z\"", "integrationSource": "\"AthenaHealth\"",
        "businessNumber": "\"169990000000101\"", "customerId": "\"C-1\"",
    ]
    for (key, value) in changes { members[key] = value }
    return "{" + members.keys.sorted().map { "\(quoted($0)):\(members[$0]!)" }.joined(separator: ",") + "}"
}

/// A text as JSON.
func quoted(_ text: String) -> String {
    var encoder: JSONEncoder { JSONEncoder() }
    return String(decoding: try! encoder.encode(text), as: UTF8.self)
}

/// A restricted record of athenahealth whose status is `status`.
func restricted(_ status: String = "2", reason: String = Reason.athenaStatus) -> String {
    record(["restrictionReason": quoted(reason), "pms_appointment_status": quoted(status)])
}

/// A record that names no integration.
func unplaced(_ reason: String, _ changes: [String: String?] = [:]) -> String {
    record(["integrationSource": nil, "restrictionReason": quoted(reason)].merging(changes) { _, new in new })
}

/// Lines, each with a newline after it.
func lines(_ all: String...) -> String { all.map { $0 + "\n" }.joined() }

/// The report on `text`, given on stdin.
func explain(_ text: String, _ arguments: String...) async throws -> Report {
    try await Report(Tool.run(["explain", "--format", "json"] + arguments, text: text))
}

/// The report on files, named as in their folder.
func explain(files: [String: String], _ arguments: String...) async throws -> Report {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.file(name, text) }
    return try await Report(
        Tool.run(["explain", "--format", "json"] + arguments + files.keys.sorted(), in: scratch.folder))
}

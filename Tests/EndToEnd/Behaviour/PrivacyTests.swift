import Foundation
import Testing
import ToolRunning

/// What runs gave on stdout and stderr together, in every format and record by record.
private func everything(_ text: String, _ arguments: [String] = []) async throws -> String {
    let ways = [["text"], ["json"], ["markdown"], ["text", "--each"], ["json", "--each", "--tags"]]
    var all = ""
    for way in ways {
        let run = try await Tool.run(["explain", "--format"] + way + arguments, text: text)
        #expect([0, 1, 2].contains(run.exitCode))
        all += run.out + run.err
    }
    return all
}

@Suite(.fewAtATime) struct PrivacyTests {
    @Test(arguments: Planted.keys)
    func `nothing planted in a field comes out`(_ key: String) async throws {
        let all = Planted.all.flatMap { value in
            [
                record([key: quoted(value), "restrictionReason": quoted(Reason.athenaStatus)]),
                record([key: quoted(value), "httpStatus": "401"]),
                record([key: quoted("\(value): 401 Unauthorized for \(value)")]),
                unplaced(Reason.beta, [key: "[\(quoted(value)),{\"a\":\(quoted(value))}]"]),
            ]
        }
        #expect(Planted.found(in: try await everything(all.joined(separator: "\n"))) == [])
    }

    @Test(arguments: Planted.shaped)
    func `nothing planted in a reason comes out`(_ value: String) async throws {
        let reasons = [
            value, "Contact \(value) was refused", "\(Reason.beta), \(value)", "\(Reason.athenaStatus) \(value)",
        ]
        let all = reasons.map { restricted(reason: $0) } + reasons.map { unplaced($0) }
        #expect(Planted.found(in: try await everything(all.joined(separator: "\n"))) == [])
    }

    @Test(
        arguments: Planted.shaped,
        ["pms_appointment_status", "pms_appointment_type", "pms_appointment_practice_name"])
    func `nothing planted in evidence comes out`(_ value: String, _ field: String) async throws {
        let all = [Reason.athenaStatus, Reason.allscriptsStatus, Reason.type, Reason.location].flatMap { reason in
            ["27", "32"].map { unplaced(reason, ["integrationSource": $0, field: quoted(value)]) }
        }
        #expect(Planted.found(in: try await everything(all.joined(separator: "\n"))) == [])
    }

    @Test(arguments: ["businessNumber", "integrationSource", "@timestamp", "httpStatus", "_id", "_index"])
    func `nothing planted where an id, time or status belongs comes out`(_ key: String) async throws {
        // Digits alone can be a business number, and stay.
        // A password without any shape is no different from the id that an index makes.
        let all = Planted.all.filter { !$0.allSatisfy(\.isNumber) && $0 != "hunter2hunter2" }.flatMap { value in
            [
                record([key: quoted(value), "restrictionReason": quoted(Reason.beta), "status": "401"]),
                "{\"\(key)\":\(quoted(value)),\"_source\":\(restricted())}",
            ]
        }
        #expect(Planted.found(in: try await everything(all.joined(separator: "\n"))) == [])
    }

    @Test(arguments: Planted.shaped)
    func `nothing planted in a key comes out`(_ value: String) async throws {
        let byName = [
            record([value: quoted(Reason.beta)]), record(["restrictionReason": "{\(quoted(value)):1}"]),
            record(["contacts": "{\(quoted(value)):{\"why\":\(quoted(Reason.beta))}}"]),
        ]
        for line in byName { #expect(Planted.found(in: try await everything(line)) == []) }
    }

    @Test(arguments: ["203.0.113.77", "2001:db8::8a2e:370:7334", "SSN 078051120", "MRN-8842199", "MRN 8842199"])
    func `other identifiers of HIPAA's list that have a shape or a label are hidden in a reason`(_ value: String)
        async throws
    {
        let text = try await everything(restricted(reason: "Contact refused: \(value)"))
        #expect(!text.contains(value.split(whereSeparator: { " -".contains($0) }).last!))
    }

    @Test func `nothing planted in damage or in plain lines comes out`() async throws {
        let damaged = Planted.all.flatMap { ["{\"name\":\(quoted($0))", $0, quoted($0), "{\(quoted($0))}"] }
        #expect(Planted.found(in: try await everything(lines(record()) + damaged.joined(separator: "\n"))) == [])
        let plain = Planted.all.flatMap { [$0, "HTTP 401 for \($0)", "\($0) 503 Service Unavailable \($0)"] }
        #expect(Planted.found(in: try await everything(lines("starting") + plain.joined(separator: "\n"))) == [])
        let fields = Planted.keys.flatMap { key in Planted.all.map { "\(key)=\($0) status=401" } }
        #expect(Planted.found(in: try await everything(lines("starting") + fields.joined(separator: "\n"))) == [])
    }

    @Test func `statuses, business numbers and known reasons stay`() async throws {
        let text = try await everything(lines(restricted("Follow-up 30 min, New")))
        #expect(text.contains("Follow-up 30 min, New"))
        #expect(text.contains("169990000000101"))
    }

    @Test func `--reveal warns on stderr`() async throws {
        let text = restricted(reason: "Contact wilhelmina.f@example.com was refused")
        let run = try await Tool.run(["explain", "--format", "json", "--reveal"], text: text)
        #expect(run.exitCode == 2)
        #expect(!run.err.isEmpty)
        #expect(run.out.contains("wilhelmina.f@example.com"))
    }
}

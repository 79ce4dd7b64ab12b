import Testing
import ToolRunning

/// `--tags`: campaign tags seen on checked-in contacts, restricted or not.
@Suite(.fewAtATime) struct TagTests {
    private static func tags(_ report: Report) -> [String] {
        (report.whole["result"]?["tags"]?.list ?? []).flatMap { field in
            (field["values"]?.list ?? []).map { tag in
                "\(field["integration"]?.string ?? "null") \(field["field"]?.string ?? "") "
                    + "\(tag["value"]?.string ?? "")×\(tag["count"]?.int ?? -1)"
            }
        }
    }

    @Test func `each tag is counted once a record`() async throws {
        func tagged(_ value: String, _ changes: [String: String?] = [:]) -> String {
            record(["pms_appointment_procedure_code": value].merging(changes) { $1 })
        }
        let report = try await explain(
            lines(
                tagged("\"99213\""), tagged("\"99213\"", ["restrictionReason": quoted(Reason.beta)]),
                tagged("[\"99213\",\"99214\",\"99213\"]"), tagged("null"), tagged("\"-\""), record()),
            "--tags")
        #expect(
            Self.tags(report) == [
                "AthenaHealth pms_appointment_procedure_code 99213×3",
                "AthenaHealth pms_appointment_procedure_code 99214×1",
            ])
    }

    @Test func `without the option nothing is said of them`() async throws {
        let report = try await explain(record(["pms_appointment_procedure_code": "\"99213\""]))
        #expect(report.whole["result"]?["tags"] == nil)
    }

    @Test func `the NPI is a tag where its field is named, and else it says how to name it`() async throws {
        let input = lines(
            record(["pms_appointment_procedure_code": "\"99213\"", "provider": "{\"npi\":\"1234567893\"}"]), record())
        let unnamed = try await Tool.run(["explain", "--tags"], text: input)
        #expect(
            unnamed.err.contains("campaign tag NPI ID") && unnamed.err.contains("--field npi=PATH"), "\(unnamed.err)")
        #expect(!unnamed.out.contains("1234567893"))
        let report = try await explain(input, "--tags", "--field", "npi=provider.npi")
        #expect(
            Self.tags(report) == [
                "AthenaHealth npi 1234567893×1", "AthenaHealth pms_appointment_procedure_code 99213×1",
            ])
        let named = try await Tool.run(["explain", "--tags", "--field", "npi=provider.npi"], text: input)
        #expect(named.err.isEmpty, "\(named.err)")
        #expect(try await Tool.run(["explain", "--tags", "-q"], text: input).err.isEmpty)
    }

    @Test func `none seen is said`() async throws {
        let run = try await Tool.run(["explain", "--tags"], text: lines(record(), record()))
        #expect(run.out.contains("Campaign tags: none seen."))
    }

    @Test func `a filter leaves out the tags of others`() async throws {
        let report = try await explain(
            lines(
                record(["pms_appointment_procedure_code": "\"1\""]),
                record(["pms_appointment_procedure_code": "\"2\"", "businessNumber": "\"169990000000102\""])),
            "--tags", "--business", "169990000000102")
        #expect(Self.tags(report) == ["AthenaHealth pms_appointment_procedure_code 2×1"])
    }
}

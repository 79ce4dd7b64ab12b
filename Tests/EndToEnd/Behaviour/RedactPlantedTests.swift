import Foundation
import Testing
import ToolRunning

/// `redact` hides every planted identity and secret, in every form in which a log arrives, and keeps what is on the list of
/// what on-call needs.
@Suite(.fewAtATime) struct RedactPlantedTests {
    /// Nobody's names and words; none of them may come out.
    static let planted = [
        "Zelvira", "Quimblythorpe", "zq4711", "0100-3477", "1941-03-17", "8842199", "Hollow Lane", "hunter2",
        "Inv3nted",
        "EXAMPLEUBQ", "EXAMPLECLIENT", "c2VjcmV0", "192.0.2.44",
    ]
    /// What has to stay, as it stands in the fields.
    static let kept = [
        "169990000000101", "AthenaHealth", "‘Appointment status’ is not on the allowed list",
        "2026-11-18T06:00:01.000Z",
        "New Patient Visit", "Harbor Office", "99213", "1234567893",
    ]
    /// One record; names of fields and their values, flat.
    static let fields: [(String, String)] = [
        ("@timestamp", "2026-11-18T06:00:01.000Z"), ("integrationSource", "AthenaHealth"),
        ("businessNumber", "169990000000101"), ("restrictionReason", "‘Appointment status’ is not on the allowed list"),
        ("pms_appointment_status", "2"), ("pms_appointment_type", "New Patient Visit"),
        ("pms_appointment_practice_name", "Harbor Office"), ("pms_appointment_procedure_code", "99213"),
        ("athenaProviderNpi", "1234567893"), ("firstName", "Zelvira"), ("last_name", "Quimblythorpe"),
        ("patientName", "Zelvira Quimblythorpe"), ("email", "zq4711@example.com"), ("phone", "+1 (555) 0100-3477"),
        ("dateOfBirth", "1941-03-17"), ("mrn", "8842199"), ("address", "7 Hollow Lane"), ("password", "hunter2hunter2"),
        ("PM_Password", "Inv3nted-pw!9"), ("User_Name", "EXAMPLEUBQ:EXAMPLECLIENT^1^"), ("apiKey", "c2VjcmV0"),
        ("client", "from 192.0.2.44 by zq4711@example.com, MRN 8842199, password=hunter2hunter2"),
    ]
    static let record = "{" + fields.map { "\"\($0.0)\":\"\($0.1)\"" }.joined(separator: ",") + "}"
    static let nested = """
        {"_index":"bc","_id":"a1","_source":{"@timestamp":"2026-11-18T06:00:01.000Z","contact":{"firstName":"Zelvira",\
        "aliases":[{"n":"Quimblythorpe"}]},"customer":"Zelvira Quimblythorpe",\(record.dropFirst())}
        """
    static func table(_ separator: String) -> String {
        fields.map { "\"\($0.0)\"" }.joined(separator: separator) + "\n"
            + fields.map { "\"\($0.1)\"" }.joined(separator: separator) + "\n"
    }
    static let forms: [(String, Data)] = {
        let escaped = record.replacingOccurrences(of: "\"", with: "\\\"")
        let texts = [
            ("lines", nested + "\n" + record + "\n"), ("no newline", record),
            ("CRLF", record + "\r\n" + nested + "\r\n"),
            ("array", "[\(record),\(nested)]"), ("search answer", "{\"hits\":{\"hits\":[\(nested)]}}"),
            ("pretty", nested.replacingOccurrences(of: ",", with: ",\n  ") + "\n"),
            ("fields", "{" + fields.map { "\"\($0.0)\":[\"\($0.1)\"]" }.joined(separator: ",") + "}\n"),
            ("inside a text", "{\"message\":\"\(escaped)\"}\n"),
            ("shipped", "2026-11-18T06:00:01Z host app: \(record)\n"),
            ("in a command", "curl -u zq4711:hunter2hunter2 -d '\(record)' 'https://zq4711:hunter2@h.example/x'\n"),
            ("escaped in a line", "INFO got \"\(escaped)\" now\n"), ("quoted", "> \(record)\n"),
            ("CSV", table(",")), ("semicolons", table(";")), ("copied as text", table("\t ")),
            (
                "selected",
                fields.map(\.0).joined(separator: "\n") + "\n\n" + fields.map(\.1).joined(separator: "\n") + "\n"
            ),
            ("with a BOM", "\u{FEFF}" + record + "\n"),
            ("an object", "Contact{" + fields.map { "\($0.0)='\($0.1)'" }.joined(separator: ", ") + "}\n"),
        ]
        var all = texts.map { ($0.0, Data($0.1.utf8)) }
        let units = (record + "\n").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        all.append(("UTF-16", Data([0xFF, 0xFE] + units)))
        all.append(("UTF-16 without a mark", Data(units)))
        return all
    }()

    @Test(arguments: forms)
    func `what was planted is gone in every form, and what is needed stays`(_ form: (name: String, data: Data))
        async throws
    {
        let run = try await Tool.run(["redact"], input: form.data)
        #expect(run.exitCode == 0)
        for word in Self.planted {
            #expect(!run.out.localizedCaseInsensitiveContains(word), "\(form.name): \(word)")
            #expect(!run.err.localizedCaseInsensitiveContains(word), "\(form.name): \(word)")
        }
        // In free text a date may be anyone's, and ten digits a telephone number.
        if form.name == "an object" { return }
        for word in Self.kept { #expect(run.out.contains(word), "\(form.name): \(word)") }
    }

    @Test func `every allow-listed field of the samples stays, and every other text of a contact goes`() async throws {
        for name in ["explain/checkins.ndjson", "reauthorize/export.ndjson"] {
            let sample = Tool.root.appendingPathComponent("Samples/\(name)")
            let before = String(decoding: try Data(contentsOf: sample), as: UTF8.self).split(separator: "\n")
            let run = try await Tool.run(["redact", sample.path])
            let after = run.out.split(separator: "\n")
            #expect(before.count == after.count)
            for (one, other) in zip(before, after) {
                let (source, safe) = (try leaves(one), try leaves(other))
                #expect(Set(source.keys) == Set(safe.keys))
                for (path, value) in source {
                    if path.contains("/contact/") {
                        #expect(safe[path] != value, "\(path)")
                    } else if Self.allowed.contains(where: { path.hasSuffix("/" + $0) }) {
                        #expect(safe[path] == value, "\(path)")
                    }
                }
            }
        }
    }

    private static let allowed = [
        "@timestamp", "_index", "integrationSource", "businessNumber", "restrictionReason",
        "pms_appointment_status",
        "pms_appointment_type", "pms_appointment_practice_name", "httpStatus",
    ]

    /// Paths to the values that are no objects or lists.
    private func leaves(_ line: Substring) throws -> [String: String] {
        var result: [String: String] = [:]
        func visit(_ value: Any, _ path: String) {
            if let object = value as? [String: Any] {
                for (key, inner) in object { visit(inner, path + "/" + key) }
            } else if let list = value as? [Any] {
                for (index, inner) in list.enumerated() { visit(inner, path + "/\(index)") }
            } else {
                result[path] = "\(value)"
            }
        }
        visit(try JSONSerialization.jsonObject(with: Data(line.utf8)), "")
        return result
    }

    @Test func `what is no text is refused, and what is cut off is said`() async throws {
        #expect(try await Tool.run(["redact"], input: Data([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1])).exitCode == 65)
        let cut = try await Tool.run(["redact", Tool.root.appendingPathComponent("Tests/Support/Forms/hits.gz").path])
        #expect(cut.exitCode == 0)
        #expect(cut.out.contains("restrictionReason"))
        let whole = try Data(contentsOf: Tool.root.appendingPathComponent("Tests/Support/Forms/hits.gz"))
        let run = try await Tool.run(["redact"], input: whole.dropLast(20))
        #expect(run.exitCode == 2)
        #expect(run.err.contains("read until it ended early"))
    }
}

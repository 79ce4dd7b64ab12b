import Foundation
import Testing
import ToolRunning

/// `redact` over the shipped samples: what was planted is gone, what on-call needs is there.
@Suite(.fewAtATime) struct RedactTests {
    @Test func `a mail is shown without its credentials`() async throws {
        for name in ["message.html", "mail.eml"] {
            let run = try await Tool.run(["redact", Tool.root.appendingPathComponent("Samples/message/\(name)").path])
            #expect(run.exitCode == 0)
            #expect(run.out.contains("PM Password"))
            for planted in ["EXAMPLEUBQ", "EXAMPLECLIENT", "CL00ex4mple", "example.pm", "Inv3nted", "example.service"] {
                #expect(!run.out.contains(planted), "\(planted)")
            }
            #expect(run.err.contains("Redacted "))
            #expect(run.err.contains("read it before you paste it"))
        }
    }

    @Test func `a log keeps its reasons, businesses and times, and loses its people`() async throws {
        let sample = Tool.root.appendingPathComponent("Samples/explain/checkins.ndjson")
        let text = String(decoding: try Data(contentsOf: sample), as: UTF8.self)
        let run = try await Tool.run(["redact", sample.path])
        #expect(run.exitCode == 0)
        #expect(!run.out.contains("@example.com"))
        for key in ["restrictionReason", "businessNumber", "@timestamp", "pms_appointment_status"] {
            let pattern = try Regex("\"\(key)\": ?(\"[^\"]*\"|[0-9]+)")
            #expect(
                run.out.matches(of: pattern).map { $0.output[0].substring.map(String.init) }
                    == text.matches(of: pattern).map { $0.output[0].substring.map(String.init) })
        }
        // The copy is still a log: it explains the same.
        let before = try await Tool.run(["explain", "--format", "json", "-"], text: text).report
        let after = try await Tool.run(["explain", "--format", "json", "-"], text: run.out).report
        #expect(
            ((before["coverage"] as? [String: Any])?["restricted"] as? Int)
                == ((after["coverage"] as? [String: Any])?["restricted"] as? Int))
    }

    @Test func `an unreadable file is said, the others are written`() async throws {
        let sample = Tool.root.appendingPathComponent("Samples/message/message.html").path
        #expect(try await Tool.run(["redact", "/nonexistent"]).exitCode == 65)
        #expect(try await Tool.run(["redact", sample, "/nonexistent"]).exitCode == 2)
        #expect(try await Tool.run(["redact", "-q"], text: "a@example.com\n").err.isEmpty)
    }

    @Test func `a control character does not reach the terminal`() async throws {
        #expect(try await !Tool.run(["redact"], text: "x \u{1B}[31m y\n").out.contains("\u{1B}"))
    }

    /// A piece of the input ends somewhere in each; lists may be texts as their bytes, and are waited for.
    @Test(arguments: [0, 1, 2, 3])
    func `D41 an answer over many lines stays JSON, whatever its size`(_ shift: Int) async throws {
        let hit = """
              {
                "_id": "a1\(String(repeating: "b", count: shift))",
                "sort": [
                  1763712000000
                ],
                "took": [
                  12
                ],
                "color": "list"
              }
            """
        let text = "{\n  \"hits\": [\n" + Array(repeating: hit, count: 60_000).joined(separator: ",\n") + "\n  ]\n}\n"
        let run = try await Tool.run(["redact"], text: text)
        #expect(run.exitCode == 0)
        let answer = try? JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
        #expect((answer?["hits"] as? [Any])?.count == 60_000)
        #expect(!run.out.contains("list"))
    }

    @Test func `lines that are documents may stand below a header, however many`() async throws {
        let text =
            "businessNumber,restrictionReason,firstName\n169990000000101,Integration is beta,Jane\n"
            + String(repeating: "{\"a\":1}\n", count: 100_000)
        let run = try await Tool.run(["redact"], text: text)
        #expect(run.exitCode == 0)
        #expect(run.out.utf8.count { $0 == 0x0A } == 100_002)
        #expect(!run.out.contains("Jane"))
    }
}

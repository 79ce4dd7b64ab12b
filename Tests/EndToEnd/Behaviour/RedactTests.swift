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
}

import LogReading
import Model
import Reporting
import ShippedPlaybooks
import Testing

@testable import LogRedaction

@Suite struct RedactionTests {
    /// Everything that one run writes of one input.
    static func copied(_ text: String) throws -> (text: String, counts: [String: Int]) {
        var redaction = Redaction(Shipped.playbooks, gate: Gate(), threads: 2)
        var output: [UInt8] = []
        try redaction.copy(ByteSource(Array(text.utf8), name: "input")) {
            output += $0
            return true
        }
        return (String(decoding: output, as: UTF8.self), redaction.summary.hidden)
    }

    @Test func keepsWhatAPlaybookDeclaresAsEvidence() throws {
        let (text, counts) = try Self.copied(
            #"{"businessNumber":"169990000000101","pms_appointment_status":"3","firstName":"Jane","_id":"a1","note":"Zelvira"}"#
                + "\n")
        #expect(text.contains(#""businessNumber":"169990000000101","pms_appointment_status":"3""#))
        #expect(text.contains(#""_id":"a1""#))
        #expect(!text.contains("Jane") && !text.contains("Zelvira"))
        #expect(counts == ["identity": 1, "value": 1])
    }

    @Test func `a failed login in a log hides what may be the credentials, and not the log`() throws {
        let (text, _) = try Self.copied(
            """
            2026-11-20 06:00:00.013 INFO Starting integration run
            2026-11-20 06:00:08.910 ERROR c.b.UnityClient : GetToken failed: error: Username and Password not valid
            2026-11-20 06:00:08.911 ERROR Login failed for PM user 'RBFH_01' with password 'Tangerine$48', not retried
            2026-11-20 06:00:09.911 ERROR Business 148322184931205 marked unauthorized after 401, RBFH_01 is locked
            Please note that the PM password is sunshine and expires every 90 days, as the vendor told us.

            """)
        for secret in ["RBFH", "Tangerine", "sunshine"] { #expect(!text.contains(secret)) }
        for known in [
            "2026-11-20 06:00:00.013 INFO Starting integration run",
            ": GetToken failed: error: Username and Password not",
            "not retried", "ERROR Business 148322184931205 marked unauthorized after", "expires every 90 days",
        ] { #expect(text.contains(known), "\(known) in \(text)") }
    }

    @Test func `a property stays as a field of its own`() throws {
        let (text, _) = try Self.copied(
            #"{"appointmentstatus":"2,3","frequency":"1 DAYS","Page":1,"page":2,"User_Name":"list"}"# + "\n")
        #expect(text.contains(#""appointmentstatus":"2,3","frequency":"1 DAYS""#))
        #expect(text.contains(#""page":2"#) && !text.contains("Page") && !text.contains("list"))
    }

    @Test func judgesATableByItsColumns() throws {
        let (text, counts) = try Self.copied(
            "businessNumber,firstName,pms_appointment_status\n169990000000101,Jane,3\n")
        #expect(text.hasPrefix("businessNumber,firstName,pms_appointment_status\n169990000000101,"))
        #expect(text.hasSuffix(",3\n"))
        #expect(!text.contains("Jane"))
        #expect(counts.values.reduce(0, +) == 1)
    }

    @Test func writesWhatAMailShowsWithoutItsCredentials() throws {
        let (text, _) = try Self.copied(
            "From: support@example.com\nSubject: Service credentials\nContent-Type: text/plain\n\n"
                + "Hello,\nPM Username: svc_made_up\nPM Password: Tr0ub4dor-made-up\n")
        #expect(text.contains("Hello,"))
        #expect(!text.contains("Tr0ub4dor-made-up"))
    }

    @Test func `D41 what is kept by hand stays, and the summary says so`() throws {
        let log = "{\"note\":\"Zelvira\",\"message\":\"Quimby failed\",\"email\":\"a@example.com\"}\n"
        var redaction = Redaction(
            Shipped.playbooks, gate: Gate(), threads: 1, keptWords: ["quimby"], keptFields: ["labels.note", "email"])
        var output: [UInt8] = []
        try redaction.copy(ByteSource(Array(log.utf8), name: "input")) {
            output += $0
            return true
        }
        #expect(String(decoding: output, as: UTF8.self) == log)
        #expect(redaction.summary.kept == ["word quimby", "field labels.note", "field email"])
        #expect(redaction.summary.hidden.isEmpty)
    }

    @Test func `a summary names what was hidden, most first, and what to look at`() {
        let summary = RedactionSummary(
            hidden: ["identity": 2, "word": 1200, "field": 1, "phone": 0],
            leftOut: [.init(input: "mail.eml", what: "parts that are not text", count: 2)], kept: ["word Quimby"])
        #expect(
            summary.line
                == "Redacted 1,200 words, 2 identities, 1 field name. Left out of mail.eml: 2 parts that are not text. "
                + "Kept by hand: word Quimby. \(RedactionSummary.advice)")
        #expect(RedactionSummary(hidden: [:], leftOut: [], kept: []).line.hasPrefix("Nothing redacted. "))
    }

    @Test func stopsWhereNobodyWantsMore() throws {
        var redaction = Redaction(Shipped.playbooks, gate: Gate(), threads: 1)
        var calls = 0
        try redaction.copy(ByteSource(Array("{\"a\":1}\n{\"a\":2}\n".utf8), name: "input")) { _ in
            calls += 1
            return false
        }
        #expect(calls == 1)
    }
}

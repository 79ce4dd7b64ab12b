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
        return (String(decoding: output, as: UTF8.self), redaction.counts)
    }

    @Test func keepsWhatAPlaybookDeclaresAsEvidence() throws {
        let (text, counts) = try Self.copied(
            #"{"businessNumber":"169990000000101","pms_appointment_status":"3","firstName":"Jane","_id":"a1"}"# + "\n")
        #expect(text.contains(#""businessNumber":"169990000000101","pms_appointment_status":"3""#))
        #expect(text.contains(#""_id":"a1""#))
        #expect(!text.contains("Jane"))
        #expect(!counts.isEmpty)
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

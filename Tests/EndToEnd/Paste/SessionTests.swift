import Foundation
import Testing
import ToolRunning

/// A record of athenahealth as one line, with more members for `more`.
func line(_ status: String = "2", more: String = "") -> String {
    "{\"integrationSource\":\"AthenaHealth\",\"businessNumber\":\"169990000000101\",\"restrictionReason\":"
        + "\"‘Appointment status’ is not on the allowed list\",\"pms_appointment_status\":\"\(status)\"\(more)}"
}

@Suite(.fewAtATime) struct SessionTests {
    private func session(_ arguments: [String] = [], columns: Int = 100) async throws -> TerminalSession {
        let session = try TerminalSession(arguments, columns: columns)
        try await session.waitForGreeting()
        return session
    }

    @Test func `a line longer than a terminal's buffer, without a newline`() async throws {
        let session = try await session()
        session.send(line(more: ",\"note\":\"\(String(repeating: "x", count: 20_000))\""))
        try await session.waitForAnswer(1, "BE2101")
        session.send([0x04])
        #expect(try await session.end() == 1)
        #expect(session.isRestored)
    }

    @Test func `a document is answered at its last byte, before anything follows it`() async throws {
        let session = try await session()
        session.send("{\n  \"integrationSource\": \"AthenaHealth\",\n")
        session.send("  \"restrictionReason\": \"Integration is beta\"\n")
        try await session.settle()
        #expect(session.answers == [])
        session.send("}")
        try await session.waitForAnswer(1, "BE2102")
    }

    @Test func `several documents in one paste`() async throws {
        let session = try await session()
        session.paste("\(line("2"))\n\(line("x"))\n[\(line("f")),\(line("o"))]\n")
        try await session.waitForAnswer(3, "BE2101")
        #expect(session.answers[2].contains("2 contacts"))
        session.send([0x04])
        #expect(try await session.end() == 1)
        #expect(session.shown.contains("Total: 4 records, 4 held back"))
    }

    @Test func `what was answered before is named, not repeated`() async throws {
        let session = try await session()
        session.paste("\(line())\n\(line("x"))\n\(line())\n")
        try await session.wait(for: "#3  the same as #1")
    }

    @Test(arguments: [40, 100])
    func `two answers are the same only if they say the same, whatever fits into the window`(_ columns: Int)
        async throws
    {
        let session = try await session(columns: columns)
        let both = line().replacing("allowed list", with: "allowed list, Integration is beta")
        session.paste("\(line())\n\(both)\n")
        try await session.waitForAnswer(2, "BE2102")
        #expect(session.answers[1].contains("BE2101"))
    }

    @Test func `a client's configuration is no record`() async throws {
        let session = try await session()
        session.paste(
            #"[{"groupId":4100,"integrationSourceType":{"id":27,"integrationSource":"AthenaHealth"},"#
                + #""integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}]"#)
        try await session.wait(for: "#1  A client's configuration")
        session.paste(line())
        try await session.waitForAnswer(2, "BE2101")
        session.send([0x04])
        #expect(try await session.end() == 1)
        #expect(session.shown.contains("Total: 1 record,"))
    }

    @Test func `a word that is typed is answered with what can be pasted`() async throws {
        let session = try await session(columns: 40)
        session.send("hello\r")
        try await session.wait(for: "type help")
        let remark = session.shown.components(separatedBy: "\n").drop { !$0.contains("-  Nothing recognized") }
        #expect(remark.count > 1)
        #expect(remark.allSatisfy { $0.count <= 40 })
    }

    @Test func `question mark gives the whole report of the last document`() async throws {
        let session = try await session()
        session.send("?")
        try await session.wait(for: "No record was pasted yet")
        session.paste(line())
        try await session.waitForAnswer(1, "BE2101")
        #expect(!session.shown.contains("Do next:"))
        session.send("?")
        try await session.wait(for: "1 of 1 held back")
        #expect(session.shown.contains("Do next:"))
        session.send([0x04])
        #expect(try await session.end() == 1)
    }

    @Test(arguments: [40, 60, 100, 200])
    func `no answer has wider lines than the window but what is copied`(_ columns: Int) async throws {
        let session = try await session(["--set", "appointmentstatus=3,4"], columns: columns)
        let pastes = Paste.all.filter { $0.name.contains("athenahealth") }
        for paste in pastes { session.paste(paste.text) }
        try await session.wait(for: "#\(pastes.count)  ")
        session.send([0x04])
        _ = try await session.end()
        for answer in session.answers {
            let lines = answer.split(separator: "\n")
            #expect(columns < 100 || lines.count <= 12)
            #expect(lines.filter { $0.count > columns } == [])
        }
    }

    @Test func `a configuration is heeded in every answer`() async throws {
        let session = try await session(["--set", "appointmentstatus=3,4"])
        session.paste("\(line("2"))\n\(line("x"))\n")
        try await session.waitForAnswer(2, "BE2101, confirmed")
        #expect(session.answers[0].contains("BE2101, confirmed"))
        #expect(session.answers[0].contains("3, 4 are allowed"))
        session.send([0x04])
        #expect(try await session.end() == 1)
    }

    @Test func `a business is heeded in every answer, and in the exit code as for all together`() async throws {
        let session = try await session(["--business", "169990000000101"])
        session.paste(line() + "\n" + line().replacing("169990000000101", with: "169990000000999") + "\n")
        try await session.waitForAnswer(2, "BE1010")
        session.send([0x04])
        #expect(try await session.end() == 1)
    }

    @Test func `the exit code is that of all documents together`() async throws {
        let unrestricted =
            "{\"integrationSource\":\"AthenaHealth\",\"businessNumber\":\"169990000000101\",\"customerId\":\"C-1\"}"
        for (text, code) in [(unrestricted, 0), (unrestricted + "\n" + line(), 1), (line() + "\n{\"a\":[", 2), ("", 2)]
        {
            let session = try await session()
            session.send(text)
            try await session.settle()
            session.send([0x04])
            #expect(try await session.end() == Int32(code), "\(text)")
            #expect(session.isRestored)
        }
    }

    @Test func `Ctrl-C leaves with 130 and restores the terminal, as do signals`() async throws {
        for signal in [nil, SIGINT, SIGTERM, SIGHUP] {
            let session = try await session()
            session.paste(line())
            try await session.waitForAnswer(1, "BE2101")
            #expect(!session.isRestored)
            if let signal { session.signal(signal) } else { session.send([0x03]) }
            #expect(try await session.end() == 130)
            #expect(session.isRestored)
            #expect(String(decoding: session.raw, as: UTF8.self).contains("\u{1B}[?2004l"))
        }
    }

    @Test func `bracketed paste is asked for at the start and given back at the end`() async throws {
        let session = try await session()
        session.send([0x04])
        _ = try await session.end()
        let raw = String(decoding: session.raw, as: UTF8.self)
        #expect(raw.components(separatedBy: "\u{1B}[?2004h").count == 2)
        #expect(raw.components(separatedBy: "\u{1B}[?2004l").count == 2)
        let dumb = try TerminalSession(term: "dumb")
        try await dumb.waitForGreeting()
        dumb.send([0x04])
        _ = try await dumb.end()
        #expect(!dumb.raw.contains(0x1B))
    }

    @Test func `a typed line can be corrected`() async throws {
        let session = try await session()
        session.send("402 Unauthor")
        session.send(Array(repeating: 0x7F, count: 10))
        session.send("1 Unauthorized\r")
        try await session.waitForAnswer(1, "BE4101")
    }

    @Test func `in another format there is one report at the end`() async throws {
        let session = try await session(["--format", "json"])
        session.paste(line())
        session.send([0x04])
        #expect(try await session.end() == 1)
        #expect(session.shown.contains("\"code\": \"BE2101\"") || session.shown.contains("\"code\":\"BE2101\""))
    }

    @Test func `what is typed between pastes changes how they are judged, shows the client's text and ends`()
        async throws
    {
        let session = try await session()
        session.paste(line())
        try await session.waitForAnswer(1, "BE2101, likely")
        session.send("set appointmentstatus=3,4\r")
        try await session.waitForAnswer(2, "BE2101, confirmed")
        session.send("c\r")
        try await session.wait(for: "Please tell us which appointment")
        session.send("set nonsense=1\r")
        try await session.wait(for: "nonsense")
        session.send("only 169990000000999\r")
        try await session.waitForAnswer(3, "BE1010")
        session.send("help\r")
        try await session.wait(for: "integration NAME")
        session.send("q\r")
        #expect(try await session.end() == 2)
        #expect(session.isRestored)
    }

    @Test func `Ctrl-C sums up before it leaves`() async throws {
        let session = try await session()
        session.paste("\(line("2"))\n\(line("x"))\n")
        try await session.waitForAnswer(2, "BE2101")
        session.send([0x03])
        #expect(try await session.end() == 130)
        #expect(session.shown.contains("Total: 2 records, 2 held back"))
    }
}

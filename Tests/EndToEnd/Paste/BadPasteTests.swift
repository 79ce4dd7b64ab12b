import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct BadPasteTests {
    private func session(_ arguments: [String] = []) async throws -> TerminalSession {
        let session = try TerminalSession(arguments)
        try await session.waitForGreeting()
        return session
    }

    @Test func `binary is answered, and what follows it is read`() async throws {
        let session = try await session()
        var bytes: [UInt8] = (0..<4096).map { (number: Int) in UInt8(truncatingIfNeeded: number * 7 + number / 256) }
        bytes.removeAll { $0 == 0x1B }
        session.paste(bytes)
        session.paste(line())
        try await session.waitForAnswer(1, "BE2101")
        #expect(session.shown.contains("Nothing recognized"))
        session.send([0x04])
        #expect(try await session.end() == 1)
    }

    @Test func `pasted escape sequences are shown harmless`() async throws {
        let session = try await session()
        let reason = "\u{1B}]0;owned\u{07}\u{1B}[2JMoon \u{202E}phase"
        session.paste("{\"integrationSource\":\"AthenaHealth\",\"restrictionReason\":\"\(reason)\"}\n\(reason)\n")
        try await session.waitForAnswer(1, "BE1100")
        session.send("typed \u{1B}[31m")
        try await session.settle()
        session.send([0x15, 0x04])
        _ = try await session.end()
        let raw = String(decoding: session.raw, as: UTF8.self)
        for bad in ["\u{1B}]0", "\u{1B}[2J", "\u{07}", "\u{202E}", "\u{1B}[31m"] { #expect(!raw.contains(bad)) }
    }

    @Test func `a megabyte without a newline, twice: once in a document, once in none`() async throws {
        let session = try await session()
        session.send(line(more: ",\"note\":\"\(String(repeating: "{x", count: 1 << 19))\""))
        try await session.waitForAnswer(1, "BE2101", seconds: 60)
        session.send(String(repeating: "abc ", count: 1 << 18) + "\r")
        try await session.wait(for: "Nothing recognized", seconds: 60)
        session.send([0x04])
        #expect(try await session.end() == 1)
    }

    @Test func `half a document, then Ctrl-D`() async throws {
        let session = try await session()
        session.send(String(line().dropLast(6)))
        try await session.settle()
        session.send([0x04])
        #expect(try await session.end() == 2)
        #expect(session.answers.count == 1)
        #expect(session.answers[0].contains("BE2101, undecided"))
        #expect(session.answers[0].contains("end missing"))
    }

    @Test(arguments: ["xterm", "dumb"])
    func `half a document, then another`(_ term: String) async throws {
        for half in [String(line().dropLast(6)), String(line().prefix(100)), "{\n  \"businessNumber\": \"1699\",\n"] {
            let session = try TerminalSession(term: term)
            try await session.waitForGreeting()
            if term == "dumb" {
                session.send(half + "\r" + line("x") + "\r")
            } else {
                session.paste(half)
                session.paste(line("x"))
            }
            try await session.waitForAnswer(2, "BE2101")
            #expect(session.answers[0].contains("Not read"))
            #expect(!session.answers[1].contains("Not read"))
            #expect(session.answers[1].contains(": x (Cancelled)"))
            session.send([0x04])
            #expect(try await session.end() == 2)
        }
    }

    @Test func `a cut value is not taken for a value`() async throws {
        let session = try await session(["--set", "appointmentstatus=3,4"])
        let whole = line("20")
        session.paste(String(whole[..<(whole.range(of: "\"20")?.upperBound ?? whole.endIndex)].dropLast()))
        try await session.waitForAnswer(1, "BE2101, undecided")
        #expect(session.answers[0].contains("is missing"))
    }

    @Test func `pastes that arrive while the answer is written are all answered`() async throws {
        let session = try await session()
        let all = (0..<400).map { line("s\($0)") + "\n" }.joined()
        session.send(all)
        try await session.waitForAnswer(400, "BE2101", seconds: 120)
        session.send([0x04])
        #expect(try await session.end() == 1)
        let answers = session.answers
        #expect(answers.count == 400)
        for (index, answer) in answers.enumerated() { #expect(answer.contains(": s\(index)\n")) }
    }

    @Test func `time grows with what is pasted`() async throws {
        func seconds(_ count: Int) async throws -> Double {
            let session = try await session()
            let record = line(more: ",\"note\":\"\(String(repeating: "n", count: 1000))\"") + "\n"
            let text = Array(repeating: record, count: count)
            let start = Date()
            session.paste(text.joined())
            session.send("\r401 Unauthorized\r")
            try await session.wait(for: "BE4101", seconds: 300)
            return Date().timeIntervalSince(start)
        }
        // What grows with the square is too slow each time; a busy machine is not.
        var turns: [(one: Double, eight: Double)] = []
        repeat {
            turns.append((try await seconds(200), try await seconds(1600)))
        } while turns.count < 3 && !turns.contains { $0.eight < $0.one * 16 + 2 }
        #expect(turns.contains { $0.eight < $0.one * 16 + 2 }, "\(turns)")
    }
}

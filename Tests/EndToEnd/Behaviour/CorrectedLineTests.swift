import Foundation
import Testing
import ToolRunning

/// What `request --check` corrects runs in a shell and makes the documented call.
@Suite(.fewAtATime) struct CorrectedLineTests {
    /// What people and programs do to a line on its way, each wholly correctable.
    enum Damage: String, CaseIterable {
        case curlyMarks, longDash, noMethod, lostMark, capitalBoolean, spaceBehindBackslash, commaTooMany, slackLink
        case commandShell, safeLink

        /// The damaged line; nothing where it has nothing of the kind.
        func done(to line: String, address: String) -> String? {
            switch self {
            case .curlyMarks: line.contains("'\\''") || line.contains("\\\"") ? nil : changed(line, "\"", "”")
            case .longDash: changed(line, " -X ", " –X ")
            case .noMethod: line.contains("-X PUT ") ? line.replacing("-X PUT ", with: "") : nil
            case .lostMark:
                // The mark that closes the address.
                line.hasSuffix(address + "'") ? String(line.dropLast()) : nil
            case .capitalBoolean: changed(line, ":false", ":False")
            case .spaceBehindBackslash: changed(line, " -H ", " \\ \n  -H ")
            case .commaTooMany: changed(line, "}]}", "},]}")
            case .slackLink: changed(line, "'" + address + "'", "<\(address)|\(address)>")
            case .commandShell:
                line.contains("'\\''")
                    ? nil
                    : line.replacing("\"", with: "^\\^\"").replacing("'", with: "^\"").replacing("&", with: "^&")
            case .safeLink:
                changed(
                    line, address,
                    "https://nam02.safelinks.protection.outlook.com/?url=" + Self.encoded(address) + "&data=05%7C01")
            }
        }

        private func changed(_ line: String, _ from: String, _ to: String) -> String? {
            line.contains(from) ? line.replacing(from, with: to) : nil
        }

        private static func encoded(_ address: String) -> String {
            address.utf8.map { byte in
                let letter = Character(UnicodeScalar(byte))
                return letter.isLetter || letter.isNumber
                    ? String(letter) : "%" + String(byte, radix: 16, uppercase: true).padded
            }.joined()
        }
    }

    static let calls = RequestCallTests.documented.filter { $0.path.hasPrefix("/integration/") }

    @Test(arguments: Damage.allCases)
    func `a corrected line makes the documented call`(_ damage: Damage) async throws {
        let scratch = try Scratch()
        let server = try await RecordingServer(in: scratch.folder)
        var tried = 0
        for call in Self.calls {
            let printed = try await Tool.run(["request", "--base-url", server.url, "-q"] + call.arguments).out
            let line = printed.trimmingCharacters(in: .whitespacesAndNewlines)
            // Those with a secret are a pipe, and not meant to be mended.
            guard line.hasPrefix("curl "), let damaged = damage.done(to: line, address: server.url + call.path) else {
                continue
            }
            tried += 1
            let run = try await Tool.run(["request", "--check", "-", "--format", "json"], text: damaged)
            #expect(run.exitCode == 1, "\(damaged)")
            let result = try #require(try run.report["result"] as? [String: Any])
            let checked = try #require((result["calls"] as? [[String: Any]])?.first)
            #expect(checked["open"] as? Int == 0, "\(damaged)")
            let corrected = try #require(checked["corrected"] as? String, "\(damaged)")
            try scratch.file("line.sh", Data(corrected.utf8))
            let syntax = try await shell("bash -n line.sh", in: scratch.folder)
            #expect(syntax.exitCode == 0, "\(corrected)")
            _ = try await shell("bash line.sh", in: scratch.folder)
            let received = try server.received()
            #expect(received.count == 1, "\(corrected)")
            #expect(received.first?.method == call.method, "\(corrected)")
            #expect(received.first?.path == call.path, "\(corrected)")
            guard let body = call.body else { continue }
            let wanted = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? NSObject
            #expect(received.first?.json == wanted, "\(corrected)")
        }
        #expect(tried > 0)
    }

    @Test func `it reaches the stand-in services`() async throws {
        let scratch = try Scratch()
        let sandbox = try await SandboxRun()
        let line = """
            curl –H ”Authorization: Bearer abc” -H ”Accept: application/json" \
            http://127.0.0.1:\(sandbox.port)/v1/195901/departmens?limit=5
            """
        let run = try await Tool.run(["request", "--check", "-", "--format", "json"], text: line)
        let result = try #require(try run.report["result"] as? [String: Any])
        let checked = try #require((result["calls"] as? [[String: Any]])?.first)
        let corrected = try #require(checked["corrected"] as? String)
        // What was hidden is put back by whoever has it.
        let whole = corrected.replacing("‹secret hidden›", with: "abc")
        #expect(try await shell(whole, in: scratch.folder).exitCode == 0, "\(whole)")
        #expect(try await sandbox.counts()["departments"] == 1)
    }
}

extension String {
    /// Two hexadecimal digits.
    fileprivate var padded: String { count == 1 ? "0" + self : self }
}

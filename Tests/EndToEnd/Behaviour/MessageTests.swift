import Foundation
import Testing
import ToolRunning

/// `message` as its user meets it.
@Suite(.fewAtATime) struct MessageTests {
    private static let page = """
        <html><body><table><tr><td>ServiceUser</td><td>EXAMPLEUBQ:EXAMPLECLIENT^1^</td></tr>
        <tr><td>User Name</td><td>example.pm</td></tr><tr><td>PM Password</td><td>Inv3nted-pw!9</td></tr></table></body></html>
        """

    @Test func `the result has the contract's keys, and the password stays hidden`() async throws {
        let run = try await Tool.run(["message", "-", "--format", "json"], text: Self.page)
        #expect(run.exitCode == 0)
        #expect(!(run.out + run.err).contains("Inv3nted"))
        let result = try #require(try run.report["result"] as? [String: Any])
        let file = try #require((result["files"] as? [[String: Any]])?.first)
        #expect(file["kind"] as? String == "page")
        #expect(file["serviceUser"] as? String == "EXAMPLEUBQ:EXAMPLECLIENT^1^")
        #expect(file["ubiquityID"] as? String == "EXAMPLEUBQ")
        #expect(file["clientID"] as? String == "EXAMPLECLIENT")
        #expect(file["tenantID"] as? String == "1")
        #expect(file["accountName"] is NSNull)
        #expect(file["pmsUserName"] as? String == "example.pm")
        #expect(file["password"] as? String == "found")
        #expect(file["date"] is NSNull)
        let places = try #require(file["places"] as? [String: [String: Any]])
        #expect(Set(places.keys) == ["serviceUser", "pmsUserName", "password"])
        #expect(places["password"]?["row"] as? Int == 3)
        #expect(places["password"]?["cell"] as? Int == 2)
        #expect(places["password"]?["line"] as? Int == 2)
        #expect(places["password"]?["part"] is NSNull)
    }

    @Test func `the group's properties are those of the documented request, the password left out`() async throws {
        let run = try await Tool.run(["message", "-", "--format", "json"], text: Self.page)
        let result = try #require(try run.report["result"] as? [String: Any])
        let properties = try #require(result["integrationGroupProperties"] as? [[String: Any]])
        #expect(properties.map { $0["propertyKey"] as? String } == ["User_Name", "pms_user_name", "PM_Password"])
        #expect(properties.map { $0["isSecure"] as? Bool } == [true, false, true])
        #expect(properties[0]["propertyValue"] as? String == "EXAMPLEUBQ:EXAMPLECLIENT^1^")
        #expect(properties[2]["propertyValue"] is NSNull)
    }

    @Test func `the request of a new group runs as printed, the password taken from the environment`() async throws {
        let page = Self.page.replacingOccurrences(of: "example.pm", with: "o'brien")
        let run = try await Tool.run(["message", "-"], text: page)
        let line = try #require(run.out.split(separator: "\n").first { $0.contains("be-diagnose request") })
        let command = line.trimmingCharacters(in: .whitespaces)
            .replacingOccurrences(of: "be-diagnose ", with: "\"$TOOL\" ")
            .replacingOccurrences(of: "BUSINESS", with: "169990000000201")
        let scratch = try Scratch()
        let printed = try await shell("PM_PASSWORD='Inv3nted-pw!9' \(command)", in: scratch.folder)
        #expect(printed.exitCode == 0, "\(printed.err)")
        #expect(printed.out.contains("EXAMPLEUBQ:EXAMPLECLIENT^1^") && printed.out.contains("PM_PASSWORD"))
        #expect(printed.out.contains("brien"))
        #expect(!printed.out.contains("Inv3nted"))
        let result =
            try await Tool.run(["message", "-", "--format", "json"], text: page).report["result"] as? [String: Any]
        #expect((result?["newGroup"] as? [String])?.contains("pmsUserName=o'brien") == true)
    }

    @Test func `--reveal shows the password and says so`() async throws {
        let run = try await Tool.run(["message", "-", "--reveal"], text: Self.page)
        #expect(run.out.contains("PM password        Inv3nted-pw!9"))
        #expect(run.err.contains("do not paste it into a ticket"))
    }

    @Test func `--to writes all values for the owner only, whatever mode the file had`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("credentials.json", "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let run = try await Tool.run(["message", "-", "--to", file.path], text: Self.page)
        #expect(run.exitCode == 0)
        #expect(!(run.out + run.err).contains("Inv3nted"))
        let written = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        #expect(written["serviceUser"] as? String == "EXAMPLEUBQ:EXAMPLECLIENT^1^")
        #expect(written["pmsUserName"] as? String == "example.pm")
        #expect(written["password"] as? String == "Inv3nted-pw!9")
        #expect(written["date"] is NSNull)
        #expect(written.count == 4)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).filter {
                $0.hasPrefix("credentials")
            } == ["credentials.json"])
    }

    @Test func `--to writes nothing where a value is not settled on`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder.appendingPathComponent("credentials.json").path
        let run = try await Tool.run(
            ["message", "-", "--to", path], text: Self.page.replacingOccurrences(of: "PM Password", with: "Code"))
        #expect(run.exitCode == 2)
        #expect(run.err.contains("not written"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: ["-", "/dev/null"])
    func `--to refuses what is no file`(_ path: String) async throws {
        let run = try await Tool.run(["message", "-", "--to", path], text: Self.page)
        #expect(run.exitCode == 73)
        #expect(!(run.out + run.err).contains("Inv3nted"))
    }

    @Test func `a password that is a word of the report breaks nothing`() async throws {
        let run = try await Tool.run(
            ["message", "-", "--format", "json"],
            text: Self.page.replacingOccurrences(of: "Inv3nted-pw!9", with: "outcome"))
        let result = try #require(try run.report["result"] as? [String: Any])
        #expect((result["files"] as? [[String: Any]])?.first?["password"] as? String == "found")
    }

    @Test func `one unreadable file among several is a gap, all of them an error`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("message.html", Self.page)
        let some = try await Tool.run(["message", file.path, "/nonexistent/mail.eml", "--format", "json"])
        #expect(some.exitCode == 2)
        #expect(some.out.contains("BE1001"))
        #expect(try await Tool.run(["message", "/nonexistent/mail.eml"]).exitCode == 65)
        #expect(try await Tool.run(["message", scratch.folder.path]).err.contains("is a folder"))
        #expect(try await Tool.run(["message"]).exitCode == 64)
    }

    @Test func `no ServiceUser is found in mails that have none`() async throws {
        let texts = [
            "ServiceUser: see below\nUser Name: a\nPassword: b\n", "Service User Agreement: 12:30 ^ 14:00\n",
            "<html><form action='https://login.example.net/x'><input type=hidden name=rpmsg value=x><p>Read the message</p></form></html>",
            "caret^caret^ and colon: x\n", "mailto:someone^example^\u{301}\n",
        ]
        for text in texts {
            let report = try await Tool.run(["message", "-", "--format", "json"], text: text).report
            let file = try #require(((report["result"] as? [String: Any])?["files"] as? [[String: Any]])?.first)
            #expect(file["serviceUser"] is NSNull, "\(text)")
        }
    }

    @Test func `what the binary says of a mail stays true under damage, by another reader`() async throws {
        let script = Tool.root.appendingPathComponent("Tests/Models/mails/damage.py").path
        let said = try await Tool.run(
            ["python3", script, Tool.binary.path, "--share", "1", "--every", "9"],
            environment: ProcessInfo.processInfo.environment,
            program: URL(fileURLWithPath: "/usr/bin/env"))
        #expect(said.exitCode == 0, "\(said.out)\(said.err)")
    }

    @Test(arguments: ["mails/generate.py", "secrets/plant.py"])
    func `generators written without a look at the code find no wrong value and no leak`(_ generator: String)
        async throws
    {
        let script = Tool.root.appendingPathComponent("Tests/Models/\(generator)").path
        let said = try await Tool.run(
            ["python3", script, Tool.binary.path, "--count", "1000", "--seed", "18"],
            environment: ProcessInfo.processInfo.environment, program: URL(fileURLWithPath: "/usr/bin/env"))
        #expect(said.exitCode == 0, "\(said.out)\(said.err)")
    }

    /// The output with its lines joined.
    private func unwrapped(_ run: ToolRun) -> String {
        run.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `a received day counts the ninety days of a mail without a date`() async throws {
        let day = Date(timeIntervalSinceNow: -100 * 86_400).formatted(.iso8601.year().month().day())
        let old = try await Tool.run(["message", "-", "--received", day], text: Self.page)
        #expect(old.out.contains("BE3314") && unwrapped(old).contains("received \(day) (--received)"), "\(old.out)")
        let fresh = Date(timeIntervalSinceNow: -10 * 86_400).formatted(.iso8601.year().month().day())
        let new = try await Tool.run(["message", "-", "--received", fresh], text: Self.page)
        #expect(new.exitCode == 0 && new.out.contains("expires on"))
        // A mail's own date stays.
        let dated =
            "From: a@example.com\nTo: b@example.com\nSubject: x\nDate: Mon, 16 Nov 2026 09:14:05 -0500\n\n"
            + "ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: Xk7!qwe9Z\n"
        let own = try await Tool.run(["message", "-", "--received", day], text: dated)
        #expect(unwrapped(own).contains("sent 2026-11-16") && own.err.contains("--received was not needed"))
        for wrong in ["2026-02-30", "yesterday", "2199-01-01"] {
            #expect(try await Tool.run(["message", "-", "--received", wrong], text: Self.page).exitCode == 64)
        }
    }

    @Test func `no body without its password is printed, and what was saved is told`() async throws {
        let hidden = try await Tool.run(["message", "-"], text: Self.page)
        #expect(hidden.out.contains(#"{"propertyKey":"PM_Password","propertyValue":<PASSWORD>,"isSecure":true}"#))
        let shown = try await Tool.run(["message", "-", "--reveal"], text: Self.page)
        #expect(shown.out.contains(#"{"propertyKey":"PM_Password","propertyValue":"Inv3nted-pw!9","isSecure":true}"#))
        let scratch = try Scratch()
        _ = try scratch.file("message.html", Data(Self.page.utf8))
        let saved = try await Tool.run(["message", "message.html", "--to", "c.json"], in: scratch.folder)
        #expect(saved.err.contains("Saved to c.json (mode 0600)."))
        #expect(saved.out.contains("saved in c.json"))
    }

    @Test(arguments: [
        (
            "a.ics", "BEGIN:VCALENDAR\nDESCRIPTION:ServiceUser: A1:B2^3^\\nPM Password: Xk7!qwe9Z\nEND:VCALENDAR\n",
            "calendar"
        ),
        (
            "a.txt",
            Data("ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: Xk7!qwe9Z\n".utf8).base64EncodedString(),
            "base64"
        ),
    ])
    func `calendars and texts in base64 are named`(_ name: String, _ text: String, _ word: String) async throws {
        let scratch = try Scratch()
        _ = try scratch.file(name, Data(text.utf8))
        let run = try await Tool.run(["message", name], in: scratch.folder)
        #expect(run.exitCode == 2 && run.out.contains(word), "\(run.out)")
    }
}

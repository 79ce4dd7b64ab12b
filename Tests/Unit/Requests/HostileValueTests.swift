import Foundation
import ShippedPlaybooks
import Testing

@testable import Model
@testable import Requests

/// Each value goes through `sh -n`, a real shell and a stand-in `curl` that records what reaches it.
@Suite struct HostileValueTests {
    /// What one line gave the stand-in.
    private struct Arrived {
        var arguments: [String]
        var input: Data
    }

    @Test func `500 hostile values arrive as themselves, and nothing else runs`() throws {
        #expect(Hostile.all.count >= 500)
        let lines = try Hostile.all.map { value in
            try Shipped.requests.prepare(
                "allscripts-create-location-mapping",
                [
                    GivenValue(name: "businessNumber", value: "169990000000202"),
                    GivenValue(name: "groupID", value: "4100"), GivenValue(name: "locationName", value: value),
                ]
            ).curl
        }
        let arrived = try run(lines)
        #expect(arrived.count == lines.count)
        for (value, call) in zip(Hostile.all, arrived) {
            #expect(call.input.isEmpty)
            let expected = [
                "-sS", "-X", "PUT", "-H", "Content-Type: application/json", "--data-binary", nil,
                "https://common-services.Birdeye.com/integration/add/businessintegrationmapping",
            ]
            try #require(call.arguments.count == expected.count, "\(value.debugDescription): \(call.arguments)")
            for (argument, wanted) in zip(call.arguments, expected) where wanted != nil { #expect(argument == wanted) }
            try expectBody(call.arguments[6], property: "allscripts.location.name", value: value)
        }
    }

    @Test func `hostile values beside a secret arrive on standard input`() throws {
        let values = Array(Hostile.all.prefix(150))
        let lines = try values.map { value in
            try Shipped.requests.prepare(
                "allscripts-create-group",
                [
                    GivenValue(name: "businessNumber", value: "169990000000201"),
                    GivenValue(name: "serviceUser", value: "EXAMPLEUBQ:EXAMPLECLIENT^1^"),
                    GivenValue(name: "pmsUserName", value: value), GivenValue(name: "triggers", value: "56"),
                    GivenValue(name: "pmPassword", value: "file:secret file's name"),
                ]
            ).curl
        }
        let secret = #"p'a"s\s $(touch broken) `x` %s {pmsUserName}"#
        let arrived = try run(lines, files: ["secret file's name": secret + "\n"])
        for (value, call) in zip(values, arrived) {
            #expect(!call.arguments.joined().contains("p'a"), "a secret is an argument")
            let body = String(decoding: call.input, as: UTF8.self)
            try expectBody(body, property: "pms_user_name", value: value)
            try expectBody(body, property: "PM_Password", value: secret)
        }
    }

    @Test(arguments: [#"plain"#, #"a"b\c'd"#, "$(touch broken)", "%s%n`x`", "a b  c"])
    func `a secret of the environment reaches a header and is no argument`(_ secret: String) throws {
        let line = try Shipped.requests.prepare("athenahealth-practices", [])
        let arrived = try run([line.curl], environment: ["ATHENAHEALTH_TOKEN": secret])
        #expect(!arrived[0].arguments.joined(separator: " ").contains(secret))
        let escaped = secret.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        #expect(String(decoding: arrived[0].input, as: UTF8.self) == "header = \"Authorization: Bearer \(escaped)\"")
    }

    @Test(arguments: [nil, ""] as [String?])
    func `without its secret a line stops before curl`(_ secret: String?) throws {
        for name in ["athenahealth-practices", "athenahealth-token", "allscripts-create-group"] {
            let request = try Shipped.requests.request(named: name).value
            let given = Shipped.examples(request.parameters, optional: false)
            let environment = secret.map { ["ATHENAHEALTH_TOKEN": $0, "PM_PASSWORD": $0] } ?? [:]
            let line = try Shipped.requests.prepare(name, given).curl
            #expect(try run([line], environment: environment, mayFail: true).isEmpty)
        }
        let given = [GivenValue(name: "token", value: "file:nowhere")]
        let line = try Shipped.requests.prepare("athenahealth-practices", given).curl
        #expect(try run([line], mayFail: true).isEmpty)
        #expect(try run([line], files: ["nowhere": "\n"], mayFail: true).isEmpty)
    }

    private func expectBody(_ body: String, property: String, value: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        let lists = [object?["integrationProperties"], object?["integrationGroupProperties"]].compactMap {
            $0 as? [[String: Any]]
        }
        let entry = lists.joined().first { $0["propertyKey"] as? String == property }
        let found = try #require(entry?["propertyValue"] as? String)
        #expect(Array(found.unicodeScalars) == Array(value.unicodeScalars), "\(value.debugDescription)")
    }

    /// Runs lines, each in a shell of its own, in an empty folder.
    private func run(
        _ lines: [String], files: [String: String] = [:], environment: [String: String] = [:], mayFail: Bool = false
    ) throws -> [Arrived] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("be-lines-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("bin"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("work"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent("work/\(name)")) }
        for (number, line) in lines.enumerated() {
            try Data((line + "\n").utf8).write(to: folder.appendingPathComponent("line-\(number)"))
        }
        let curl = folder.appendingPathComponent("bin/curl")
        try Data("#!/bin/sh\nprintf '%s\\0' \"$@\" >\"$RECORD.arguments\"\ncat >\"$RECORD.input\"\n".utf8).write(
            to: curl)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: curl.path)
        let driver = """
            cd "$1/work" || exit 9
            n=0
            while [ "$n" -lt "$2" ]; do
                sh -n "$1/line-$n" || { echo "sh -n: $n"; exit 8; }
                RECORD="$1/record-$n" sh "$1/line-$n" </dev/null >/dev/null 2>>"$1/errors" || [ "$3" = may ] || { echo "sh: $n"; exit 7; }
                n=$((n + 1))
            done
            ls -A
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", driver, "sh", folder.path, String(lines.count), mayFail ? "may" : "must"]
        process.environment = ["PATH": "\(folder.path)/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) {
            $1
        }
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        let errors = (try? Data(contentsOf: folder.appendingPathComponent("errors"))) ?? Data()
        if !mayFail { #expect(errors.isEmpty, "\(String(decoding: errors, as: UTF8.self))") }
        // Nothing that a value said was run.
        #expect(Set(said.split(separator: "\n").map(String.init)) == Set(files.keys))
        return lines.indices.compactMap { number in
            guard let bytes = try? Data(contentsOf: folder.appendingPathComponent("record-\(number).arguments")) else {
                return nil
            }
            let input = (try? Data(contentsOf: folder.appendingPathComponent("record-\(number).input"))) ?? Data()
            let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
            return Arrived(arguments: arguments.map { String(decoding: $0, as: UTF8.self) }, input: input)
        }
    }
}

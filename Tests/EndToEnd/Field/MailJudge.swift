import Foundation
import ToolRunning

/// Holds what `message` and `redact` do with a credential mail against what is right.
struct MailJudge {
    let expectation: FieldExpectation
    /// Kept, since the folder goes away with it.
    let scratch: Scratch

    private typealias Members = [String: Any]
    private static let names = ["serviceUser", "pmsUserName", "password"]

    init(_ mail: FieldCase) throws { (expectation, scratch) = try mail.unpacked() }

    /// What is wrong; nothing if all is right.
    func problems() async throws -> [String] {
        var wrong: [String] = []
        let runs = expectation.areTogether ? [expectation.files] : expectation.files.map { [$0] }
        for files in runs { wrong += try await message(files) }
        for file in expectation.files { wrong += try await redact(file) }
        return wrong
    }

    private func message(_ files: [String]) async throws -> [String] {
        let target = try Scratch()
        let file = target.folder.appendingPathComponent("saved.json")
        let text = try await run(["message"] + files)
        let shown = [
            text, try await run(["message", "--format", "json"] + files),
            try await run(["message", "--format", "markdown"] + files),
            try await run(["message", "--to", file.path] + files),
        ]
        // The folder goes away with the last use of its value.
        let saved = try withExtendedLifetime(target) { try written(to: file) }
        var wrong: [String] = []
        if shown.contains(where: isLeaking) { wrong.append("LEAK: message prints the password, or a part of it") }

        let rows = rows(of: try await run(["message", "--reveal", "--format", "json"] + files))
        if rows.isEmpty && expectation.message == .exact { wrong.append("REFUSED: no report") }
        var isRefusal = expectation.message == .refuse || saved == nil
        // In one run, the rows are not what is decided from all of them.
        for row in expectation.areTogether ? [] : rows {
            let given = given(row, saved)
            if Self.names.contains(where: { given[$0] == nil }) { isRefusal = true }
            wrong += wrongValues(given)
            if let date = expectation.date, (row["date"] as? String ?? "none") != date {
                wrong.append("WRONG DATE: \(row["date"] as? String ?? "none")")
            }
        }
        wrong += wrongFile(saved)
        if expectation.message == .refuse && text.exitCode == 0 {
            wrong.append("EXIT: 0, though nothing could be given")
        }
        if isRefusal, let exit = expectation.exit, !exit.isWhole(text.exitCode) {
            wrong.append("EXIT: \(text.exitCode), not \(exit.source)")
        }
        return wrong + expectation.wrong(in: text.out + text.err, isRefusal: isRefusal)
    }

    /// The three values, as far as there are any; a report hides the password unless it is asked to reveal it.
    private func given(_ row: Members, _ saved: Members?) -> [String: String] {
        let password = row.keys.contains("passwordValue") ? row["passwordValue"] : saved?["password"]
        let values = [
            "serviceUser": row["serviceUser"] as? String, "pmsUserName": row["pmsUserName"] as? String,
            "password": password as? String,
        ]
        return values.compactMapValues(\.self)
    }

    private func wrongValues(_ given: [String: String]) -> [String] {
        Self.names.compactMap { name -> String? in
            guard let value = given[name] else { return expectation.message == .exact ? "REFUSED: \(name)" : nil }
            if expectation.message == .refuse {
                return name == "password" ? "WRONG: a password is given where nothing can be" : nil
            }
            return value == expectation.values[name] ? nil : "WRONG VALUE: \(name) = \(value)"
        }
    }

    private func wrongFile(_ saved: Members?) -> [String] {
        guard let saved else { return expectation.message == .exact ? ["NOT SAVED"] : [] }
        let values = Self.names.map { saved[$0] as? String ?? "" }
        let isRight = expectation.message != .refuse && values == Self.names.map { expectation.values[$0] ?? "" }
        return isRight ? [] : ["WRONG CREDENTIAL SAVED: \(values.joined(separator: ", "))"]
    }

    /// The file that `--to` wrote, if it did.
    private func written(to file: URL) throws -> Members? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Members ?? [:]
    }

    private func rows(of run: ToolRun) -> [Members] {
        let result = (try? run.report)?["result"] as? Members
        return result?["files"] as? [Members] ?? []
    }

    private func redact(_ file: String) async throws -> [String] {
        let run = try await run(["redact", file])
        let opened = Leak.opened(run.out)
        func isShown(_ text: String) -> Bool {
            Leak.isFound(of: text, in: opened) || Leak.isFound(of: text, in: run.err)
        }
        var wrong = expectation.hidden.filter(isShown).map { "LEAK: redact leaves ‘\($0)’, or a part of it (\(file))" }
        if expectation.secrets.contains(where: isShown) {
            wrong.append("LEAK: redact leaves the password, or a part of it (\(file))")
        }
        if run.exitCode != 0, !expectation.redactMayRefuse { wrong.append("REDACT: exit \(run.exitCode) (\(file))") }
        return wrong
    }

    private func isLeaking(_ run: ToolRun) -> Bool {
        expectation.secrets.contains { Leak.isFound(of: $0, in: run.out) || Leak.isFound(of: $0, in: run.err) }
    }

    private func run(_ arguments: [String]) async throws -> ToolRun {
        try await Tool.run(arguments, in: scratch.folder)
    }
}

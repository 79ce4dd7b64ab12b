import Foundation
import ToolRunning

/// Holds what `explain` says of an export against what it says of the same documents plainly, and against what is right.
struct LogJudge {
    let expectation: LogExpectation
    let inputs: [String]
    /// Kept, since the folder goes away with it.
    let scratch: Scratch

    /// The file that holds the documents plainly.
    static let plain = "plain.ndjson"

    /// What was answered, as far as a line can ask for it.
    private struct Answer {
        var exitCode: Int32
        /// Nothing where no report was made.
        var report: ReportFacts?
        var plain: ReportFacts?
        /// The text and what stands on stderr beside it, with all blanks alike.
        var said: String
        var redacted: RedactedLog

        var gaps: [ReportFacts.Gap] { report?.coverage.gaps ?? [] }
    }

    init(_ log: FieldCase) throws { (expectation, inputs, scratch) = try log.unpackedLog() }

    /// What is wrong; nothing if all is right.
    func problems() async throws -> [String] {
        let json = try await explain(inputs, "--format", "json")
        let text = try await explain(inputs)
        let answer = Answer(
            exitCode: json.exitCode, report: try ReportFacts(json),
            plain: try ReportFacts(try await explain([Self.plain], "--format", "json")),
            said: (text.out + " " + text.err).split(whereSeparator: \.isWhitespace).joined(separator: " "),
            redacted: try await RedactedLog(
                inputs, in: scratch.folder, beside: json.out + json.err + text.out + text.err))
        var wrong = expectation.lines.flatMap { Self.problems(of: $0, in: answer) }
        wrong += try PlainTruth(Data(contentsOf: scratch.folder.appendingPathComponent(Self.plain)))
            .problems(of: answer.plain).map { "\(Self.plain) is misjudged: \($0)" }
        if let report = answer.report {
            let names = report.coverage.inputs.map(\.name)
            if names != inputs { wrong.append("the inputs are called \(names), not \(inputs)") }
            wrong += report.wrongSums
            let again = try await answer.redacted.explained(expectation.arguments)
            wrong += again.map { Self.changes($0, report) } ?? []
        }
        if text.exitCode != json.exitCode {
            wrong.append("exits \(text.exitCode) with text, \(json.exitCode) with JSON")
        }
        return wrong
    }

    private func explain(_ files: [String], _ options: String...) async throws -> ToolRun {
        try await Tool.run(["explain"] + options + expectation.arguments + files, in: scratch.folder)
    }

    /// What is wrong with what a line asks for.
    private static func problems(of line: LogExpectation.Line, in answer: Answer) -> [String] {
        let report = answer.report
        let found: [String]
        switch line.question {
        case .same(let parts): found = compared(answer) { differences($0, $1, parts) }
        case .within: found = compared(answer, beyond)
        case .exit(let code): found = code == answer.exitCode ? [] : ["it was \(answer.exitCode)"]
        case .counter(let name, let number):
            found = report?.coverage.counts[name] == number ? [] : ["it was \(report?.counter(name) ?? -1)"]
        case .finding(let code, let number):
            let was = report.map { $0.contacts[code] ?? 0 }
            found = was == number ? [] : ["there were \(was ?? -1)"]
        case .noFinding(let code): found = report?.contacts[code] == nil ? [] : ["it is there"]
        case .gap(let code): found = answer.gaps.contains { $0.code == code } ? [] : told(answer.gaps)
        case .noGap(let code): found = answer.gaps.contains { $0.code == code } ? told(answer.gaps) : []
        case .noGaps: found = report != nil && answer.gaps.isEmpty ? [] : told(answer.gaps)
        case .someGap: found = answer.gaps.isEmpty ? told(answer.gaps) : []
        case .gapSays(let pattern):
            found =
                answer.gaps.contains { pattern.isFound(in: "\($0.code) \($0.detail ?? "")") } ? [] : told(answer.gaps)
        case .says(let pattern): found = pattern.isFound(in: answer.said) ? [] : ["it says: \(answer.said)"]
        case .saysNot(let pattern): found = pattern.isFound(in: answer.said) ? ["it says: \(answer.said)"] : []
        case .hides(let word): found = answer.redacted.leaks(of: [word])
        case .hidesPlanted: found = answer.redacted.leaks(of: answer.redacted.planted)
        case .keeps(let word): found = answer.redacted.shows(word) ? [] : ["redact hides it"]
        case .redactExit(let code):
            let codes = answer.redacted.exitCodes
            found = codes.allSatisfy { $0 == code } ? [] : ["redact exits \(codes)"]
        case .either(let alternatives):
            let failed = alternatives.map { $0.flatMap { problems(of: $0, in: answer) } }
            found = failed.contains { $0.isEmpty } ? [] : failed.map { $0.joined(separator: "; ") }
        }
        return found.map { "‘\(line.text)’: \($0)" }
    }

    private static func told(_ gaps: [ReportFacts.Gap]) -> [String] {
        [gaps.isEmpty ? "no gap" : gaps.map { "\($0.code) \($0.detail ?? "")" }.joined(separator: "; ")]
    }

    /// The reports of the export and of the plain documents; that there are none is wrong as well.
    private static func compared(_ answer: Answer, _ compare: (ReportFacts, ReportFacts) -> [String]) -> [String] {
        guard let report = answer.report, let plain = answer.plain else { return ["no report"] }
        return compare(report, plain)
    }

    private static let counters = ["records", "restricted", "unrestricted", "explained", "unexplained", "failures"]

    /// Where a report says of these parts something else than that of the plain documents.
    private static func differences(
        _ report: ReportFacts, _ plain: ReportFacts, _ parts: [LogExpectation.Part]
    ) -> [String] {
        var wrong: [String] = []
        for name in parts.contains(.counts) ? counters + ["malformed"] : []
        where report.counter(name) != plain.counter(name) {
            wrong.append("\(name) \(report.counter(name)), wanted \(plain.counter(name))")
        }
        let (have, want) = (report.byName, plain.byName)
        for name in Set(have.keys).union(want.keys).sorted() {
            if parts.contains(.codes) && have[name]?.count != want[name]?.count {
                wrong.append("\(name) for \(have[name]?.count ?? 0), wanted \(want[name]?.count ?? 0)")
            }
            guard let one = have[name], let other = want[name] else { continue }
            for part in parts where one.told(part) != other.told(part) {
                wrong.append("\(name) \(part) \(one.told(part)), wanted \(other.told(part))")
            }
        }
        return wrong
    }

    /// What `explain` says otherwise of the redacted (rules.md D41).
    private static func changes(_ report: ReportFacts, _ before: ReportFacts) -> [String] {
        var wrong = differences(report, before, [.codes, .businesses])
        wrong += counters.filter { report.counter($0) != before.counter($0) }
            .map { "\($0) \(report.counter($0)), was \(before.counter($0))" }
        func statuses(_ report: ReportFacts) -> [String] {
            report.findings.flatMap { $0.told(.evidence) }.filter { $0.prefix { $0 != " " }.contains("status") }
                .sorted()
        }
        if statuses(report) != statuses(before) {
            wrong.append("statuses \(statuses(report)), were \(statuses(before))")
        }
        return wrong.map { "explain of the redacted: \($0)" }
    }

    /// What a report has more than that of the plain documents.
    private static func beyond(_ report: ReportFacts, _ plain: ReportFacts) -> [String] {
        var wrong = counters.filter { report.counter($0) > plain.counter($0) }
            .map { "\($0) \(report.counter($0)), more than \(plain.counter($0))" }
        // Those of coverage and of the tool itself say that something was not read.
        for (code, count) in report.contacts.sorted(by: { $0.key < $1.key })
        where !code.hasPrefix("BE10") && !code.hasPrefix("BE9") && count > plain.contacts[code] ?? 0 {
            wrong.append("\(code) for \(count), more than \(plain.contacts[code] ?? 0)")
        }
        for (have, want) in [(report.values, plain.values), (report.businesses, plain.businesses)] {
            for (code, all) in have.sorted(by: { $0.key < $1.key }) {
                guard let known = want[code], !all.isSubset(of: known) else { continue }
                wrong.append("\(code) has \(all.subtracting(known).sorted()) of other documents")
            }
        }
        return wrong
    }
}

public import Model
internal import Support

/// What `request --check` found, for a person and as a report's `result`.
public enum CheckValue {
    /// How many mistakes there are, for the first line.
    public static func headline(_ name: String, _ checked: CheckedText) -> String {
        if let call = checked.results.first, checked.results.count == 1 { return head(name, call) }
        let mistakes = checked.results.reduce(0) { $0 + count(.mistake, $1) }
        let found = mistakes > 0 ? Numbers.plural(mistakes, "mistake") : "no mistake"
        return "\(name): \(checked.results.count) calls, \(found)"
    }

    /// Each call's mistakes and notes with the lines where they are, then the corrected call where there is one.
    public static func blocks(_ name: String, _ checked: CheckedText) -> [ViewBlock] {
        let isAlone = checked.results.count == 1
        return checked.results.flatMap { (isAlone ? [] : [.prose(head(name, $0))]) + blocks($0) }
    }

    private static func count(_ kind: Diagnosis.Kind, _ call: CheckedText.Call) -> Int {
        call.remarks.count { $0.kind == kind }
    }

    private static func head(_ name: String, _ call: CheckedText.Call) -> String {
        let others = [(count(.warning, call), "warning"), (count(.note, call), "note")].filter { $0.0 > 0 }
        let kind = ["curl": "curl line", "body": "body"][call.kind] ?? "not checked"
        let mistakes = count(.mistake, call)
        let first =
            mistakes > 0
            ? [Numbers.plural(mistakes, "mistake")] : count(.warning, call) > 0 ? [] : ["nothing wrong"]
        return "\(name): \(kind)\(call.request.map { " for \($0)" } ?? ""): "
            + (first + others.map { Numbers.plural($0.0, $0.1) }).joined(separator: ", ")
    }

    private static func blocks(_ call: CheckedText.Call) -> [ViewBlock] {
        var blocks: [ViewBlock] = []
        for remark in condensed(call.remarks) {
            let kind = remark.kind == .mistake ? "" : "\(remark.kind): "
            let expected = remark.expected.isEmpty ? "" : "; expected \(remark.expected)"
            blocks.append(
                .group([
                    .note("\(remark.line):\(remark.column): \(kind)\(remark.what)\(expected)"),
                    .lines(["  \(remark.excerpt)", "  \(remark.caret)"]),
                ]))
        }
        if call.remarks.count == CheckedText.mostRemarks {
            blocks.append(.prose("Only the first \(call.remarks.count) are shown."))
        }
        if let corrected = call.corrected {
            let open =
                call.open > 0 ? ", but for \(Numbers.plural(call.open, "mistake")) that only you can correct" : ""
            blocks += [
                .heading((count(.mistake, call) == 0 ? "As it is" : "Corrected") + open + ":"), .code(corrected),
            ]
        }
        if let alternative = call.alternative { blocks += [.heading(alternative.what + ":"), .code(alternative.line)] }
        return blocks
    }

    /// A text out of a word processor has dozens of curly quotes; beyond the third in a line they are counted only.
    private static func condensed(_ remarks: [CheckedText.Remark]) -> [CheckedText.Remark] {
        var result: [CheckedText.Remark] = []
        var seen: [Int: Int] = [:]
        let isQuote: (CheckedText.Remark) -> Bool = { $0.what.hasPrefix("a typographic quote") }
        for remark in remarks {
            guard isQuote(remark) else {
                result.append(remark)
                continue
            }
            seen[remark.line, default: 0] += 1
            if seen[remark.line] ?? 0 < 3 { result.append(remark) }
            if seen[remark.line] == 3 {
                var last = remark
                let rest = remarks.filter { isQuote($0) && $0.line == remark.line }.count - 3
                if rest > 0 { last.what += ", and \(rest) more in this line" }
                result.append(last)
            }
        }
        return result
    }

    /// Whether anything is wrong in the file called `name`, and what was found of each of its calls.
    public static func result(_ name: String, _ checked: CheckedText) -> PlainValue {
        ["file": .text(name), "wrong": .bool(checked.isWrong), "calls": .list(checked.results.map(value))]
    }

    private static func value(_ call: CheckedText.Call) -> PlainValue {
        [
            "kind": .text(call.kind), "request": .optional(call.request),
            "mistakes": remarks(.mistake, call), "warnings": remarks(.warning, call), "notes": remarks(.note, call),
            "corrected": .optional(call.corrected), "alternative": .optional(call.alternative?.line),
            "open": .integer(call.open),
        ]
    }

    private static func remarks(_ kind: Diagnosis.Kind, _ call: CheckedText.Call) -> PlainValue {
        .list(call.remarks.filter { $0.kind == kind }.map(value))
    }

    private static func value(_ remark: CheckedText.Remark) -> PlainValue {
        [
            "line": .integer(remark.line), "column": .integer(remark.column), "what": .text(remark.what),
            "expected": .text(remark.expected), "excerpt": .text(remark.excerpt), "caret": .text(remark.caret),
        ]
    }
}

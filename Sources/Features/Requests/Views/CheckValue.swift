public import Model
internal import Support

/// What `request --check` found, for a person and as a report's `result`.
public enum CheckValue {
    /// Each call's mistakes and notes with the lines they stand in, then the corrected call where there is one.
    public static func text(_ name: String, _ checked: CheckedText) -> String {
        checked.results.map { call(name, $0) }.joined(separator: "\n")
    }

    private static func call(_ name: String, _ call: CheckedText.Call) -> String {
        func count(_ kind: Diagnosis.Kind) -> Int { call.remarks.count { $0.kind == kind } }
        let others = [(count(.warning), "warning"), (count(.note), "note")].filter { $0.0 > 0 }
        let kind = ["curl": "curl line", "body": "body"][call.kind] ?? "not checked"
        var text = "\(name): \(kind)\(call.request.map { " for \($0)" } ?? ""): "
        let mistakes = count(.mistake)
        let first = mistakes > 0 ? [Numbers.plural(mistakes, "mistake")] : count(.warning) > 0 ? [] : ["nothing wrong"]
        text += (first + others.map { Numbers.plural($0.0, $0.1) }).joined(separator: ", ") + "\n"
        for remark in condensed(call.remarks) {
            text +=
                "\n\(remark.line):\(remark.column): \(remark.kind == .mistake ? "" : "\(remark.kind): ")\(remark.what)"
            text += remark.expected.isEmpty ? "\n" : "; expected \(remark.expected)\n"
            text += "  \(remark.excerpt)\n  \(remark.caret)\n"
        }
        if call.remarks.count == CheckedText.mostRemarks {
            text += "\nOnly the first \(call.remarks.count) are shown.\n"
        }
        if let corrected = call.corrected {
            text += mistakes == 0 ? "\nAs it stands" : "\nCorrected"
            text += call.open > 0 ? ", but for \(Numbers.plural(call.open, "mistake")) that only you can correct" : ""
            text += ":\n" + indented(corrected)
        }
        if let alternative = call.alternative { text += "\n\(alternative.what):\n" + indented(alternative.line) }
        return text
    }

    private static func indented(_ line: String) -> String {
        line.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
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

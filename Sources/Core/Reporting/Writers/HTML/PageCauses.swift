internal import Model
internal import Support

/// Each root cause with its code, verdict and evidence, what follows from it, and every step.
struct PageCauses {
    let causes: [Finding]
    let findings: [Finding]
    let parts: PageParts

    private static let mostBusinesses = 40
    private static let mostValues = 20

    func write(in section: MarkupElement) {
        if causes.count > 1 { list(in: section) }
        for (place, cause) in causes.enumerated() {
            write(cause, place + 1, in: section.add("article", MarkupAttribute("id", "cause-", place + 1)))
        }
    }

    /// All causes, a line each.
    private func list(in section: MarkupElement) {
        let table = section.add("div", .class("scroll")).add("table", .class("rows list"))
        table.add("caption", .class("unseen"), text: "Causes")
        let head = table.add("thead").add("tr")
        for name in ["Cause", "How sure", "Concerns", "Code"] {
            head.add("th", MarkupAttribute("scope", "col"), text: name)
        }
        let body = table.add("tbody")
        for (place, cause) in causes.enumerated() {
            let row = body.add("tr")
            row.add("th", MarkupAttribute("scope", "row")).add(
                "a", MarkupAttribute("href", "#cause-", place + 1), text: "\(place + 1). \(cause.title)")
            row.add("td", text: cause.verdict.words)
            row.add("td", text: cause.count > 0 ? cause.counted : "")
            row.add("td", text: cause.code)
        }
    }

    private func write(_ cause: Finding, _ number: Int, in article: MarkupElement) {
        article.add("h3", text: causes.count > 1 ? "\(number). \(cause.title)" : cause.title)
        let badges = article.add("ul", .class("badges"), MarkupAttribute("aria-label", "Code, verdict and extent"))
        badges.add("li").add("code", text: cause.code)
        badges.add("li", text: cause.verdict.words)
        if cause.count > 0 { badges.add("li", text: cause.counted) }
        if let integration = cause.subject.integration { badges.add("li", text: integration) }
        let (known, settle) = FindingParts.parts(of: cause)
        parts.terms(
            [
                ("Known", [known].filter { !$0.isEmpty }), ("Settle", [settle].filter { !$0.isEmpty }),
                ("Seen", seen(cause)), ("Who", who(cause)), ("Allowed", allowed(cause)),
                ("Near", cause.nearMisses.map { "\($0.value) / \($0.candidate): \($0.why)" }),
            ], in: article)
        evidence(cause, number, in: article)
        follows(cause, in: article)
        steps(cause, number, in: article)
    }

    private func seen(_ cause: Finding) -> [String] {
        guard let first = cause.firstSeen ?? cause.lastSeen else { return [] }
        return ["\(ShownTime.span(first, cause.lastSeen ?? first)) UTC"]
    }

    private func who(_ cause: Finding) -> [String] {
        var texts = [cause.scope?.text].compactMap(\.self).filter { !$0.isEmpty }
        let numbers = cause.businesses.prefix(Self.mostBusinesses).map(\.businessNumber)
        if !numbers.isEmpty {
            let rest = cause.locations - numbers.count
            texts.append(numbers.joined(separator: ", ") + (rest > 0 ? " and \(Numbers.grouped(rest)) more" : ""))
        }
        return texts
    }

    private func allowed(_ cause: Finding) -> [String] {
        guard let expected = cause.expected else { return [] }
        let values = expected.values.isEmpty ? "nothing" : expected.values.joined(separator: ", ")
        return ["\(values) (`\(expected.property)`, \(expected.level))"]
    }

    private func evidence(_ cause: Finding, _ number: Int, in article: MarkupElement) {
        if cause.evidence.isEmpty { return }
        let hasMeaning = cause.evidence.contains { $0.meaning != nil }
        let rows = cause.evidence.prefix(Self.mostValues).map { item in
            [item.name, item.value ?? "missing"] + (hasMeaning ? [item.meaning ?? ""] : [])
                + [item.count > 0 ? Numbers.grouped(item.count) : ""]
        }
        let rest = cause.evidence.count - rows.count
        parts.table(
            "Evidence" + (causes.count > 1 ? " of cause \(number)" : "")
                + (rest > 0 ? ", without \(rest) rarer values" : ""),
            ["Value of", "Value"] + (hasMeaning ? ["Meaning"] : []) + ["Count"], rows, numbersFrom: hasMeaning ? 3 : 2,
            in: article)
    }

    private func follows(_ cause: Finding, in article: MarkupElement) {
        var open = [cause.id]
        var told = Set(open)
        var found: [Finding] = []
        while let id = open.popLast() {
            for other in findings where other.causedBy == id && told.insert(other.id).inserted {
                found.append(other)
                open.append(other.id)
            }
        }
        if found.isEmpty { return }
        article.add("h4", text: "Follows from it")
        let list = article.add("ul")
        for finding in found {
            let known = FindingParts.parts(of: finding).known
            parts.prose(
                "\(finding.title) (\(finding.code), \(finding.verdict.words))\(known.isEmpty ? "" : ": \(known)")",
                in: list.add("li"))
        }
    }

    private func steps(_ cause: Finding, _ number: Int, in article: MarkupElement) {
        let open = cause.openRemedies
        if open.isEmpty { return }
        let details = article.add("details")
        details.add(
            "summary", text: "All steps" + (causes.count > 1 ? " for cause \(number)" : "") + " (\(open.count))")
        parts.steps(
            open.map { remedy in
                let danger = remedy.danger == .none ? "" : " (danger: \(remedy.danger.rawValue)\(Self.undo(remedy)))"
                let verify = remedy.verify.isEmpty ? "" : " Then check: \(remedy.verify.joined(separator: " "))"
                return ViewStep(
                    remedy.owner, remedy.text + danger + verify, quote: remedy.tellClient,
                    lines: [remedy.copiedLine].compactMap(\.self))
            }, in: details)
    }

    private static func undo(_ remedy: Remedy) -> String { remedy.reversible ? "" : ", cannot be undone" }
}

internal import Model
internal import Support

/// Writes a report as one page to look at: no other file, nothing loaded, nothing that runs but its own few lines.
///
/// Texts of the report become text nodes only, never attributes, so that none can become markup.
enum HTMLReport {
    /// Why no page can be written on this machine; nil where one can.
    static var obstacle: String? {
        if let why = MarkupTree.obstacle { return why }
        do throws(KeyedDigestError) { _ = try PagePolicy() } catch {
            if case .noLibrary(let why) = error { return why }
        }
        return nil
    }

    /// The page, with a newline at its end; only where there is no `obstacle`.
    static func text(_ report: SafeReport) -> String {
        guard let policy = try? PagePolicy() else { preconditionFailure("libsodium was there") }
        let tree = MarkupTree(root: "html", MarkupAttribute("lang", "en"))
        HTMLPage(report: report.report).write(in: tree.root, policy)
        let text = tree.text
        // Some versions of libxml2 end it themselves.
        return text.utf8.last == 0x0A ? text : text + "\n"
    }
}

/// The page from its head to its foot.
private struct HTMLPage {
    let report: Report
    let page: ClientPage
    let causes: [Finding]
    let parts = PageParts()

    init(report: Report) {
        self.report = report
        page = report.page ?? ClientPage()
        let known = Dictionary(report.findings.map { ($0.id, $0) }) { first, _ in first }
        causes = page.causes.compactMap { known[$0] }
    }

    /// Sections that have something to show, in order, by id and title.
    private var contents: [(id: StaticString, title: String)] {
        [
            page.steps.isEmpty ? nil : ("next", "What to do next"),
            page.locations.isEmpty ? nil : ("days", page.locations.count == 1 ? "Day by day" : "Locations by days"),
            causes.isEmpty ? nil : ("causes", causes.count == 1 ? "The cause" : "Causes"),
            page.remarks.isEmpty ? nil : ("remarks", "Also seen"),
            page.text.isEmpty
                ? nil : ("text", "Text for \(page.reader == "ticket" ? "the ticket" : Self.of(page.reader))"),
            page.checks.isEmpty && report.coverage.gaps.isEmpty ? nil : ("checks", "What was looked at"),
        ].compactMap(\.self)
    }

    private static func of(_ reader: String) -> String { reader == "engineering" ? reader : "the \(reader)" }

    func write(in root: MarkupElement, _ policy: PagePolicy) {
        head(in: root.add("head"), policy)
        let body = root.add("body")
        body.add("a", .class("skip"), MarkupAttribute("href", "#main"), text: "Skip to the answer")
        top(in: body.add("header"))
        let main = body.add("main", MarkupAttribute("id", "main"), MarkupAttribute("tabindex", "-1"))
        for (id, title) in contents {
            fill(id.description, parts.section(id, title, in: main))
            main.add(text: "\n")
        }
        body.add("footer").add("p", text: "be-diagnose \(report.command): \(verdict)")
        body.add("p", MarkupAttribute("id", "said"), MarkupAttribute("role", "status"), .class("unseen"))
        body.add("script", text: PageAssets.script)
    }

    private func head(in head: MarkupElement, _ policy: PagePolicy) {
        head.add(
            "meta", MarkupAttribute("http-equiv", "Content-Type"),
            MarkupAttribute("content", "text/html; charset=UTF-8"))
        head.add("meta", MarkupAttribute("http-equiv", "Content-Security-Policy"), MarkupAttribute(policy: policy))
        head.add(
            "meta", MarkupAttribute("name", "viewport"),
            MarkupAttribute("content", "width=device-width, initial-scale=1"))
        head.add("meta", MarkupAttribute("name", "referrer"), MarkupAttribute("content", "no-referrer"))
        head.add("title", text: "be-diagnose \(report.command): \(headline)")
        head.add("style", text: PageAssets.style)
    }

    private var headline: String { report.headline ?? Self.words(report.outcome) }

    /// As the last line of a text has it.
    private var verdict: String { "\(report.verdict ?? Self.words(report.outcome)) (exit \(report.outcome.exitCode))" }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .ok: "Nothing wrong found"
        case .problem: "Problem found"
        case .undetermined: "Undecided"
        }
    }

    private func top(in header: MarkupElement) {
        header.add("p", .class("tool"), text: "be-diagnose \(report.command)")
        header.add("h1", text: headline)
        let style: StaticString =
            switch report.outcome {
            case .ok: "verdict ok"
            case .problem: "verdict problem"
            case .undetermined: "verdict undecided"
            }
        let said = header.add("p", .class(style))
        said.add("strong", text: "\(Self.words(report.outcome)).")
        said.add(text: " \(verdict)")
        let list = header.add("nav", MarkupAttribute("aria-label", "On this page")).add("ul")
        for (id, title) in contents {
            list.add("li").add("a", MarkupAttribute(linkTo: id), text: title)
        }
    }

    private func fill(_ id: String, _ section: MarkupElement) {
        switch id {
        case "next": parts.steps(page.steps, in: section)
        case "days": PageDays(page: page, causes: causes).write(in: section)
        case "causes": PageCauses(causes: causes, findings: report.findings, parts: parts).write(in: section)
        case "remarks": parts.terms(page.remarks.map { ($0.label, $0.texts) }, in: section)
        case "text": parts.copied(page.text.joined(separator: "\n"), "Copy text", in: section)
        default: PageChecks(report: report, page: page, parts: parts).write(in: section)
        }
    }
}

/// What was looked at, what was not, and what would enable it.
private struct PageChecks {
    let report: Report
    let page: ClientPage
    let parts: PageParts

    func write(in section: MarkupElement) {
        if !page.counts.isEmpty { parts.paragraph("\(page.counts).", in: section) }
        let skipped = page.checks.filter { $0.state == .skipped }
        if !skipped.isEmpty {
            section.add("h3", text: "Skipped")
            parts.table(
                "Checks that could not run, and what would enable them", ["Check", "Why", "What would enable it"],
                skipped.map { [$0.title, $0.why, $0.enable ?? ""] }, in: section)
        }
        if !report.coverage.gaps.isEmpty {
            section.add("h3", text: "Gaps")
            let list = section.add("ul")
            for gap in report.coverage.gaps { parts.prose("\(gap.detail) (\(gap.code))", in: list.add("li")) }
        }
        let run = page.checks.filter { $0.state != .skipped }
        if !run.isEmpty {
            section.add("h3", text: "Checks")
            let details = section.add("details")
            details.add("summary", text: "All checks that ran (\(run.count))")
            parts.table(
                "Checks that ran", ["Check", "Result", "What was found"],
                run.map { [$0.title, $0.state.shown.words, $0.why] }, in: details)
        }
        inputs(in: section)
    }

    private func inputs(in section: MarkupElement) {
        let inputs = report.coverage.inputs
        if inputs.isEmpty { return }
        section.add("h3", text: "Files")
        if let remark = FileNames.remark(inputs) { parts.paragraph("\(remark.capitalizedFirst).", in: section) }
        parts.table(
            "Files that were read", ["File", "Form", "Records", "Size"],
            inputs.map {
                [FileNames.said($0.name), $0.format, Numbers.grouped($0.records), Numbers.size($0.bytes)]
            }, numbersFrom: 2, in: section)
    }
}

import Testing

@testable import Model
@testable import Reporting
@testable import Support

@Suite struct HTMLReportTests {
    static func text(_ page: ClientPage?, headline: String = "h", findings: [Finding] = []) -> String {
        var report = Report(command: "check", headline: headline, verdict: "v", findings: findings)
        report.page = page
        return HTMLReport.text(Gate(reveal: true).report(report))
    }

    static func location(_ cells: [ClientPage.Cell], number: String = "169990000000101") -> ClientPage.Location {
        ClientPage.Location(
            number: number, practice: "10021", department: "1", state: .problem, cause: 0, cells: cells)
    }

    static func page(_ cells: [ClientPage.Cell] = [.contacts(3), .missing, .none]) -> ClientPage {
        var page = ClientPage()
        page.causes = ["i"]
        page.days = (20_780..<20_780 + cells.count).map(CivilDay.init(number:))
        page.locations = [location(cells)]
        return page
    }

    static func cause(_ text: String = "t") -> Finding {
        Finding(
            id: "i", code: "BE1042", title: text, severity: .error, verdict: .likely, count: 1,
            evidence: [Evidence(name: text, value: text, meaning: text, count: 1)], detail: text,
            remedies: [
                Remedy(text: text, owner: .support, command: ["be-diagnose", text], tellClient: text),
                Remedy(text: text, owner: .client, query: text),
            ])
    }

    /// Whatever place of a report a text is in, it stays text there.
    @Test(arguments: [
        "<script>alert(1)</script>", "</script><script>alert(1)", "</style><b>", "<!-- a", "--> a", "]]>", "<![CDATA[",
        "\"><img src=x onerror=a>", "' onclick='a", "`<b>`", "``", "&lt;b&gt;", "&#60;b", "</title><b>", "javascript:a",
    ])
    func `a value is no markup`(_ value: String) {
        var page = Self.page()
        page.locations[0].practice = value
        page.locations[0].number = value
        page.steps = [ViewStep(.support, value, quote: value, lines: [value])]
        page.checks = [
            ClientPage.Check(title: value, state: .skipped, why: value, enable: value),
            ClientPage.Check(title: value, state: .ok, why: value, enable: nil),
        ]
        page.remarks = [ViewRow(value, [value])]
        page.text = [value]
        page.counts = value
        let plain = Self.text(
            Self.filled(page, with: "plain"), headline: "plain", findings: [Self.cause("plain")])
        let text = Self.text(page, headline: value, findings: [Self.cause(value)])
        // Code spans are of the playbooks' own.
        #expect(Self.tags(text).filter { $0 != "code" } == Self.tags(plain).filter { $0 != "code" })
        #expect(!text.contains("=\"\(value)"))
    }

    private static func filled(_ page: ClientPage, with value: String) -> ClientPage {
        var page = page
        page.locations[0].practice = value
        page.locations[0].number = value
        page.steps = [ViewStep(.support, value, quote: value, lines: [value])]
        page.checks = page.checks.map {
            ClientPage.Check(title: value, state: $0.state, why: value, enable: $0.enable.map { _ in value })
        }
        page.remarks = [ViewRow(value, [value])]
        page.text = [value]
        page.counts = value
        return page
    }

    /// The names of all elements as they begin, in order; what is in script and style is none.
    private static func tags(_ text: String) -> [String] {
        let own = text.replacing(PageAssets.script, with: "").replacing(PageAssets.style, with: "")
        return own.matches(of: #/<([a-z][a-z0-9]*)/#).map { String($0.output.1) }
    }

    @Test func `the policy allows the page's own style and script, and nothing else`() throws {
        let text = Self.text(Self.page(), findings: [Self.cause()])
        let policy = try #require(text.firstMatch(of: #/Content-Security-Policy" content="([^"]*)"/#)?.output.1)
        let script = try #require(text.firstRange(of: "<script>"))
        let end = try #require(text.firstRange(of: "</script>"))
        let digest = try ContentDigest.sha256(String(text[script.upperBound..<end.lowerBound]))
        #expect(policy.contains("script-src 'sha256-\(digest)';"))
        let style = try #require(text.firstMatch(of: #/(?s)<style>(.*?)<\/style>/#)?.output.1)
        #expect(policy.contains("style-src 'sha256-\(try ContentDigest.sha256(String(style)))';"))
        #expect(policy.hasPrefix("default-src 'none';"))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        #expect(!text.contains(" src=") && !text.contains(" style=") && !text.contains(" onclick="))
    }

    @Test func `a digest is SHA-256`() throws {
        #expect(try ContentDigest.sha256("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(try ContentDigest.sha256("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    @Test func `a day without contacts stands out where some are usual`() {
        let text = Self.text(Self.page([.contacts(8), .contacts(1), .missing, .none, .contacts(0)]))
        #expect(
            text.contains(
                "<td class=\"d\">8</td><td class=\"a\">1</td><td class=\"x\">0</td><td></td><td>0</td></tr>"))
    }

    @Test func `a location without records says so`() {
        var page = Self.page()
        page.locations.append(Self.location([], number: "169990000000102"))
        #expect(Self.text(page).contains("colspan=\"3\" class=\"never\">no contact in the log</td>"))
    }

    @Test func `headings go down one level at a time, and tables name what their cells are of`() {
        var page = Self.page()
        page.checks = [ClientPage.Check(title: "c", state: .skipped, why: "w", enable: "e")]
        var follower = Self.cause()
        follower.id = "j"
        follower.causedBy = "i"
        let text = Self.text(page, findings: [Self.cause(), follower])
        let levels = text.matches(of: #/<h([1-6])>/#).compactMap { Int($0.output.1) }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        #expect(text.matches(of: #/<table/#).count == text.matches(of: #/<caption/#).count)
        #expect(text.matches(of: #/<th[ >]/#).count == text.matches(of: #/<th [^>]*scope="/#).count)
        #expect(text.contains("<html lang=\"en\">"))
        #expect(text.contains("Follows from it"))
    }

    @Test func `three hundred locations by six weeks stay small`() {
        var page = ClientPage()
        page.days = (20_780..<20_822).map(CivilDay.init(number:))
        page.locations = (0..<300).map { number in
            Self.location(
                page.days.indices.map { .contacts(($0 * 37 + number * 11) % 1500) },
                number: String(169_990_000_000_000 + number))
        }
        #expect(Self.text(page).utf8.count < 700_000)
    }

    @Test func `a report without a page is one as well`() {
        #expect(Self.text(nil).contains("<h1>h</h1>"))
    }

    @Test func `secrets and signs that cannot be seen do not pass the gate`() {
        var page = Self.page()
        page.locations[0].department = "hunter2-secret"
        page.text = ["a\u{202E}b hunter2-secret"]
        page.checks = [ClientPage.Check(title: "c", state: .ok, why: "hunter2-secret", enable: nil)]
        var report = Report(command: "check")
        report.page = page
        let text = HTMLReport.text(Gate(secrets: ["hunter2-secret"]).report(report))
        #expect(!text.contains("hunter2"))
        #expect(text.contains(#"a\u{202E}b"#))
    }
}

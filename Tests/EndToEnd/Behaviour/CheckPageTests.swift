import Foundation
import Testing
import ToolRunning

/// The page of `check --format html`: what it may hold, and what a browser makes of it (Tests/Models/page).
@Suite(.fewAtATime) struct CheckPageTests {
    private let scratch = try? Scratch()

    private static let samples = Tool.root.appendingPathComponent("Samples/check").path
    private static let words = [
        "check", "--config", samples + "/group.json", "--config", samples + "/mappings.json", "--offline", "--logs",
        samples + "/log.ndjson", "--until", "2026-11-28",
    ]
    private static let models = Tool.root.appendingPathComponent("Tests/Models/page").path

    private func page(_ words: [String]) async throws -> ToolRun {
        let scratch = try #require(scratch)
        return try await Tool.run(
            words, environment: ["XDG_STATE_HOME": scratch.folder.path + "/state"], in: scratch.folder)
    }

    @Test func `the page says what the report says`() async throws {
        let run = try await page(Self.words + ["--format", "html"])
        #expect(run.exitCode == 1)
        #expect(run.out.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && run.out.hasSuffix("</html>\n"))
        #expect(run.out.contains("<h1>169990000000301 stopped after 17 Nov: its mapping is inactive.</h1>"))
        for text in ["BE1316", "confirmed", "(exit 1)", "Text for the ticket", "What would enable it"] {
            #expect(run.out.contains(text), "\(text)")
        }
        // 18 to 25 and 27 November, without the weekend and without the day on which the sisters had none either.
        let row = try #require(run.out.split(separator: "\n").first { $0.contains(">169990000000301</th>") })
        let cells = row.matches(of: #/<td(?: class="([a-dx])")?>[0-9]*<\/td>/#).map { $0.output.1.map(String.init) }
        #expect(cells.count == 40)
        #expect(cells.suffix(10) == ["x", "x", "x", nil, nil, "x", "x", "x", nil, "x"])
        #expect(cells.dropLast(10).allSatisfy { $0 != "x" })
    }

    @Test func `the same input gives the same page, in a file as well`() async throws {
        let scratch = try #require(scratch)
        let first = try await page(Self.words + ["--format", "html"])
        let second = try await page(Self.words + ["--format=html", "--output", "page.html"])
        #expect(second.exitCode == 1)
        #expect(try Data(contentsOf: scratch.folder.appendingPathComponent("page.html")) == Data(first.out.utf8))
    }

    @Test func `the text on it is for the reader that was asked for`() async throws {
        let run = try await page(Self.words + ["--format", "html", "--for", "client"])
        #expect(run.out.contains("Text for the client"))
        #expect(run.out.contains("Your location is currently switched off"))
        #expect(run.out.contains("<h1>169990000000301 stopped"))
    }

    @Test(arguments: [["explain", samples + "/log.ndjson"], ["codes"], ["practice", "10021"], ["doctor"]])
    func `other commands have no page`(words: [String]) async throws {
        let run = try await page(words + ["--format", "html"])
        #expect(run.exitCode == 64)
        #expect(run.err.contains("'html' is not one of text, json, markdown"))
    }

    @Test func `five hundred hostile values stay text`() async throws {
        let scratch = try #require(scratch)
        let run = try await shell(
            "python3 '\(Self.models)/hostile.py' \"$TOOL\" '\(SandboxRun.binary.path)' --page hostile.html",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
        try await expectPeace(at: scratch.folder.appendingPathComponent("hostile.html").path, hidden: 500)
    }

    @Test(
        .enabled(if: Browser.program != nil, Comment(rawValue: Browser.missing)))
    func `a browser has nothing to complain of, and its buttons copy`() async throws {
        let scratch = try #require(scratch)
        let run = try await page(Self.words + ["--format", "html"])
        let file = try scratch.file("page.html", run.out)
        try await expectPeace(at: file.path, hidden: 0)
    }

    /// A browser shows the page at two widths, light and dark, without a message and without asking for anything; where there is
    /// none, nothing is looked at. `hidden`: values of `hostile.py` that must be seen.
    private func expectPeace(at path: String, hidden: Int) async throws {
        guard let chromium = Browser.program, let scratch else { return }
        let run = try await shell("python3 '\(Self.models)/browser.py' '\(chromium)' '\(path)'", in: scratch.folder)
        try #require(run.exitCode == 0, "\(run.err)")
        let seen = try #require(try JSONSerialization.jsonObject(with: run.outBytes) as? [String: Any])
        let views = try #require(seen["views"] as? [[String: Any]])
        #expect(views.count == 4)
        for view in views {
            #expect((view["messages"] as? [Any])?.isEmpty == true, "\(view)")
            #expect((view["asked"] as? [Any])?.isEmpty == true, "\(view)")
            #expect(view["wider"] as? Bool == false, "\(view)")
        }
        #expect(Set(views.compactMap { $0["background"] as? String }).count == 2)
        let buttons = try #require(seen["buttons"] as? Int)
        #expect(buttons > 0 && seen["copied"] as? Int == buttons)
        for name in ["hidden", "deadLinks", "sameIDs", "inlineStyles"] { #expect(seen[name] as? Int == 0, "\(name)") }
        #expect(seen["scripts"] as? Int == 1)
        let text = try #require(seen["text"] as? String)
        for number in 0..<hidden {
            #expect(text.contains(String(format: "zq%03dq", number)))
        }
    }
}

import Foundation
import Testing
import ToolRunning

@testable import CredentialMail

/// What is read of a page is what a browser shows of it, where one is at hand to ask (`innerText` of Chromium).
@Suite struct ChromiumTests {
    /// Pages with the traits of real mail, beside those of `PageTests`.
    static let pages = [
        "<p class=MsoNormal>Service User: A:B^1^<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Password: x</p>",
        "<table border=1><tr><td width=100><p class=MsoNormal><b>ServiceUser</b></p></td><td><p>A:B^1^</p></td></tr>"
            + "<tr><td>User Name</td><td>example.pm</td></tr></table>",
        "<table><tr><th>ServiceUser</th><th>Password</th></tr><tr><td>A:B^1^</td><td>x!9</td></tr></table>",
        "<table><tr><td><div>a</div><table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table>",
        "<table><caption>t</caption><thead><tr><td>h</table><p>after",
        "<p>EXAM&shy;PLE&#8203;UBQ:EXAMPLE<wbr>CLIENT&#x5E;1&Hat;&zwnj;</p>",
        "<p>a&nbsp;&nbsp;b &#58; &colon; &excl; &amp;lt; &copy &notit; &#94</p>",
        "<p>In<b>v3</b>nt<span style='color:black'>ed</span><font color=red>-pw</font><i>!9</i></p>",
        "<!--[if gte mso 9]><xml><o:AllowPNG/></xml><p>no</p><![endif]--><![if !mso]><p>shown</p><![endif]><p>b</p>",
        "<style><!-- p {margin:0} .gone {display:none} --></style><p>a</p><script>document.write('<p>no</p>')</script>",
        "<div style='display:none'>no</div><div hidden>no</div><div style='visibility:hidden'>no</div><div>a</div>",
        "<div style='display: NONE !important'>no<p>no</p></div>a<br>b<br><br>c",
        "<dl><dt>ServiceUser<dd>A:B^1^<dt>Password<dd>x</dl><ul><li>a<li>b<ul><li>c</ul></ul>",
        "<pre>ServiceUser: A:B^1^\nPassword:    x\n</pre><p>a\n b</p>",
        "<p>a<p>b<div>c<p>d</div>e<h1>f</h1>g<blockquote>h</blockquote><center>i</center><hr>j",
        "<P CLASS=\"MsoNormal\" STYLE='margin:0in'>A<BR/>B</P><DIV>C</DIV>",
        "<p>a <!-- no --> b<!-- no > --> c<!-->d<!--->e<!---->f</p>", "<p>x < y, a<b>c</b> & d &; &#; R&D</p>",
        "<a href='mailto:x@example.com'>x@example.com</a><img alt=no src=x> <button>b</button>",
        "<p>é ü € – ‘x’ 診療所 🙂</p>", "<template>no</template><noframes>no</noframes><p>a</p><title>no</title>",
        "<div style='display:inline'>a</div><div style='display:inline'>b</div><span style='display:block'>c</span>d",
        "<div style='white-space:pre'>a  b\n c</div>", "<p>a</p></b></i></font><p>b</p></table></td>c",
        "<table><tr><td>a<td>b<tr><td>c</table><table><tbody><tr><td>d</td></tr></tbody></table>",
    ]

    @Test(
        .enabled(if: Browser.program != nil, Comment(rawValue: Browser.missing)))
    func `a page shows what Chromium shows`() async throws {
        // `innerText` asks whether a box is made, not whether it has a size.
        let sized = PageTests.traits.map(\.0).filter { !$0.contains("font-size:0") }
        let all = sized + Self.pages
        let shown = try await Chromium.texts(of: all.map { "<html><body>\($0)</body></html>" })
        #expect(shown.count == all.count)
        for (page, text) in zip(all, shown) {
            #expect(read(page).lines.map(\.text) == Self.lines(text), "\(page)")
        }
    }

    /// A line or cell each, without what cannot be seen.
    private static func lines(_ text: String) -> [String] {
        let visible = String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    if scalar == "\u{A0}" { return " " }
                    return scalar.properties.generalCategory == .format ? nil : scalar
                }))
        return visible.split(whereSeparator: { $0 == "\n" || $0 == "\t" })
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

/// Asks a browser what it shows; it is offline, runs none of the pages' scripts, and leaves nothing behind.
private enum Chromium {
    /// `innerText` of each page's body.
    static func texts(of pages: [String]) async throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chromium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("pages.html")
        try Data(frames(pages).utf8).write(to: file)
        let output = folder.appendingPathComponent("out")
        let descriptor = open(output.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let browser = try ChildProcess(
            Browser.program ?? "",
            [
                // Needed by root; the pages are our own.
                "--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.path)/user",
                "--virtual-time-budget=20000", "--dump-dom", file.absoluteString,
            ], output: descriptor)
        #expect(await browser.wait() == 0)
        let dom = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        let code = try #require(dom.firstMatch(of: #/id="out">([A-Za-z0-9+\/=]+)</#)?.output.1)
        return try JSONDecoder().decode([String].self, from: try #require(Data(base64Encoded: String(code))))
    }

    /// A page that holds each page in a frame, and writes down what they show once all are there.
    private static func frames(_ pages: [String]) -> String {
        let frames = pages.map { page in
            let escaped = page.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(
                of: "\"", with: "&quot;")
            return "<iframe sandbox=\"allow-same-origin\" srcdoc=\"\(escaped)\"></iframe>"
        }
        return """
            <!DOCTYPE html><meta charset=utf-8><body>\(frames.joined(separator: "\n"))<pre id="out"></pre><script>
            addEventListener('load', () => {
              const texts = [...document.querySelectorAll('iframe')].map(frame => frame.contentDocument.body.innerText);
              const bytes = new TextEncoder().encode(JSON.stringify(texts));
              document.getElementById('out').textContent = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
            });
            </script></body>
            """
    }
}

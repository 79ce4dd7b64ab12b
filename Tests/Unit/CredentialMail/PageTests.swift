import Testing

@testable import CredentialMail

/// What a page shows, against the traits of real mail.
@Suite struct PageTests {
    static let traits: [(String, [String])] = [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>a\n  b\t c</p>", ["a b c"]),
        ("<p class=MsoNormal>a<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", ["a"]),
        ("<p>a&nbsp;b</p>", ["a b"]),
        ("<p>a&shy;b&#8203;c&zwnj;d\u{FEFF}e<wbr>f</p>", ["abcdef"]),
        ("<p>U&colon;C&Hat;1&#94;&#x5E;</p>", ["U:C^1^^"]),
        ("<p>x&amp;y &lt;b&gt; &quot;z&apos;</p>", ["x&y <b> \"z'"]),
        ("<p>&zzz; &amp R&D</p>", ["&zzz; & R&D"]),
        ("<p>a<b>b</b><span style='color:red'>c</span>d</p>", ["abcd"]),
        ("<style><!-- p {color:red} --></style><p>a</p>", ["a"]),
        ("<script>if (a < b) document.write('<p>no</p>')</script><p>a</p>", ["a"]),
        ("<title>no</title><p>a</p>", ["a"]),
        ("<p>a</p><div style=\"display:none\">no</div><p>b</p>", ["a", "b"]),
        ("<p style='DISPLAY : None !important'>no</p><p hidden>no</p><p style='visibility:hidden'>no</p>b", ["b"]),
        ("<p style='font-size:0'>no</p><p style='max-height:0;overflow:hidden'>no</p>b", ["b"]),
        ("<template>no</template><textarea>no</textarea>b", ["b"]),
        ("<!--[if gte mso 9]><p>no</p><![endif]--><![if !mso]><p>a</p><![endif]>", ["a"]),
        ("<p>a<!-- no --></p>", ["a"]),
        ("<pre>a  b\nc</pre>", ["a  b", "c"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("<p>é ü €</p>", ["é ü €"]),
        ("<P>A</P><DIV>B</DIV>", ["A", "B"]),
        ("plain <b>text", ["plain text"]),
    ]

    @Test(arguments: traits)
    func `a page shows what a browser would`(_ page: String, _ shown: [String]) {
        let text = read(page)
        #expect(text.lines.map(\.text) == shown)
        #expect(text.damages.isEmpty)
    }

    @Test func `cells know their row, and text around a table has its own`() {
        let text = read("<p>x</p><table><tr><td>a<td>b<tr><th>c</th><td>d<br>e</td></tr></table><p>y</p>")
        #expect(text.lines.map(\.text) == ["x", "a", "b", "c", "d", "e", "y"])
        #expect(text.lines.map(\.row) == [1, 2, 2, 3, 3, 3, 4])
        #expect(text.lines.map(\.cell) == [nil, 1, 2, 1, 2, 2, nil])
    }

    @Test func `a table inside a cell has rows of its own`() {
        let text = read("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table>")
        #expect(text.lines.map(\.text) == ["a", "b", "c", "d", "e"])
        #expect(text.lines.map(\.row) == [1, 2, 2, 3, 3])
        #expect(text.lines.map(\.cell) == [1, 1, 2, 1, 2])
    }

    @Test func `lines are those of the source, whatever stands between`() {
        let text = read("<p>a</p>\n<!-- x\ny -->\n<style>\np {}\n</style><p\nclass=x>b\nc</p>\n<p>d</p>")
        #expect(text.lines.map(\.text) == ["a", "b c", "d"])
        #expect(text.lines.map(\.line) == [1, 7, 9])
    }

    @Test(arguments: [
        ("<p>a</p><p><s>b</s></p>", Doubt.struckOut),
        ("<p>a</p><p style='text-transform:uppercase'>b</p>", .letterCase),
        ("<p>a</p><p style='mso-hide:all'>b</p>", .outlookOnly),
        ("<style>.x{display:none}</style><p>a</p><p class=x>b</p>", .styleSheet),
        ("<p>a</p><p style='color:#FFFFFF'>b</p>", .outOfSight),
        ("<p>a</p><p style='text-indent:-9999px'>b</p>", .outOfSight),
        ("<p>a</p><p>b&#8238;c</p>", .writingDirection),
    ])
    func `what may be seen otherwise is in doubt`(_ page: String, _ doubt: Doubt) {
        let lines = read(page).lines
        #expect(lines.first?.doubts == [])
        #expect(lines.last?.doubts == [doubt])
    }

    @Test func `what is hidden is counted`() { #expect(read("<p>a</p><p style='display:none'>b c</p>").hidden == 2) }

    @Test func `a style for paper or small screens hides nothing`() {
        let sheet = "<style>@media print {.x{display:none}} @media (max-width:600px) {.x{display:none}}</style>"
        #expect(read(sheet + "<p class=x>a</p>").lines.first?.doubts == [])
    }
}

/// Reads a page and hopes that it is one.
func read(_ page: String) -> MailText {
    MailReader.read(Array("<html><body>\(page)</body></html>".utf8)).texts.first ?? MailText()
}

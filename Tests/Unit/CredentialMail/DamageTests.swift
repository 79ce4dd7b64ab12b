import Testing

@testable import CredentialMail

/// Nothing is lost silently: each kind of damage is told, with its place.
@Suite struct DamageTests {
    static let damages: [(String, Damage.Kind, Int)] = [
        ("<p>a</p><p>b\u{0}c</p><p>d</p>", .nul, 2), ("<p>a</p><p>b\u{1}c</p>", .control, 2),
        ("<p>a</p><p>b<3c</p>", .stray, 2),
        ("<p>a</p><p>b<word1>c</p>", .unknownTag, 2), ("<p>a</p><p class=\"x>b</p><p id=\"y\">c</p>", .tag, 1),
        ("<p>a</p><p>b&#58c</p>", .reference, 2), ("<p>a</p><p>b&ltc</p>", .reference, 2),
        ("<p>a</p><p>b&#xD800;c</p>", .reference, 2),
        ("<p>a</p><!-- b", .unclosed, 1), ("<p>a</p><style>b", .unclosed, 1), ("<p>a</p><p b", .tag, 1),
        ("<p>a</p><table><tr>b<td>c</td></tr></table>", .outsideCell, 2),
        ("<p>a</p><table><tr><dd>b</dd></tr></table>", .outsideCell, 2),
        ("<p>a</p><xmp>b</xmp>", .rawText, 1), ("<p>a</p><tr><td>b</td></tr>", .tag, 1),
    ]

    @Test(arguments: damages)
    func `damage is told with its row`(_ page: String, _ kind: Damage.Kind, _ row: Int) throws {
        let found = try #require(read(page).damages.first { $0.kind == kind })
        #expect(found.row == row)
        #expect(found.line == 1)
    }

    @Test func `an invalid byte is damage where it stands, and the rest stays UTF-8`() {
        let bytes = Array("<html><p>é</p><p>b".utf8) + [0xFF] + Array("c</p><p>ü</p></html>".utf8)
        let text = MailReader.read(bytes).texts[0]
        #expect(text.damages.map(\.kind) == [.invalidCharacter])
        #expect(text.damages.map(\.row) == [2])
        #expect(text.lines.map(\.text) == ["é", "bÿc", "ü"])
    }

    @Test(arguments: [300, 900])
    func `text far down is not dropped`(_ depth: Int) {
        let text = read(String(repeating: "<div>", count: depth) + "deep" + String(repeating: "</div>", count: depth))
        #expect(text.lines.map(\.text) == ["deep"])
        #expect(text.damages.isEmpty)
    }

    @Test func `a page that is too deep is refused`() {
        let text = read(String(repeating: "<b>", count: 20_000) + "deep")
        #expect(text.damages.contains { $0.kind == .tooDeep && $0.row == .max })
    }

    @Test func `100,000 attributes on one tag are read within a second`() {
        let attributes = (0..<100_000).map { "a\($0)=\($0)" }.joined(separator: " ")
        let start = ContinuousClock.now
        let text = read("<p \(attributes)>a</p>")
        #expect(text.lines.map(\.text) == ["a"])
        // Ten times the time that the issue allows, for unoptimised code on a busy machine.
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test(arguments: [("=3Z", 1), ("=G1", 1), ("=\r\n", 0), ("= \n", 0), ("=3D", 0)])
    func `quoted-printable is undone strictly`(_ escape: String, _ count: Int) {
        let mail =
            "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\na\(escape)b\n"
        #expect(MailReader.read(Array(mail.utf8)).texts[0].damages.count { $0.kind == .transferEncoding } == count)
    }

    /// RFC 2045, 6.7: blanks before a line's end come from transports, before a soft break's `=` from the writer.
    @Test(arguments: [
        ("a=\t\nb", "ab"), ("a= \t\r\nb", "ab"), ("a\t=\nb", "a|b"), ("a =\nb", "a b"), ("a=20=\nb", "a b"),
        ("a=09\nb", "a/b"), ("a\t\nb", "a/b"), ("a \t\r\nb", "a/b"), ("a= b", "a= b"),
    ])
    func `padding goes and written blanks stay`(_ code: String, _ shown: String) {
        let head = "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
        let text = MailReader.read(Array((head + code + "\n").utf8)).texts[0]
        let rows = Dictionary(grouping: text.lines, by: \.row).sorted { $0.key < $1.key }
        #expect(rows.map { $0.value.map(\.text).joined(separator: "|") }.joined(separator: "/") == shown)
    }

    @Test(arguments: [
        ("YWJj", 0), ("YWJjZA==", 0), ("YWJjZA=", 1), ("YWJjZ", 1), ("YW*Jj", 1), ("YWJjZB==", 1), ("YWJjZA==YWJj", 1),
    ])
    func `base64 is undone strictly`(_ code: String, _ atLeast: Int) {
        let mail = "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n\(code)\n"
        let damages = MailReader.read(Array(mail.utf8)).texts[0].damages.count { $0.kind == .transferEncoding }
        #expect(damages >= atLeast)
        #expect((damages == 0) == (atLeast == 0))
    }

    @Test(arguments: [("x-unknown", Damage.Kind.transferEncoding), ("uuencode", .transferEncoding)])
    func `an unknown transfer encoding is refused`(_ name: String, _ kind: Damage.Kind) {
        let mail = "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: \(name)\n\nabc\n"
        #expect(MailReader.read(Array(mail.utf8)).texts[0].damages == [Damage(kind, row: .max, line: 0)])
    }

    @Test func `a boundary that never closes is damage at the end`() {
        let mail =
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\na\nb\n"
        let text = MailReader.read(Array(mail.utf8)).texts[0]
        #expect(text.lines.map(\.text) == ["a", "b"])
        #expect(text.damages.map(\.kind) == [.structure])
        #expect(text.damages.map(\.row) == [2])
    }
}

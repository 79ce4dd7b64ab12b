import Testing

@testable import CredentialMail

/// What a file is, and how its bytes become text.
@Suite struct FormTests {
    @Test(arguments: [
        ([UInt8](), OtherForm.empty), (Array(" \n".utf8), .empty), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .image),
        ([0xFF, 0xD8, 0xFF, 0xE0], .image), (Array("%PDF-1.7".utf8), .pdf), (Array("PK\u{3}\u{4}".utf8), .archive),
        (Array("PK\u{3}\u{4}........[Content_Types].xml".utf8), .office),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .outlookMessage), (Array("{\\rtf1".utf8), .richText),
        ([0x1F, 0x8B, 0x08], .compressed), ([0x78, 0x9F, 0x3E, 0x22], .tnef),
        ([0x76, 0xE8, 0x04, 0x60, 0xC4, 0x11, 0xE3, 0x86], .rightsManaged),
        ([UInt8](repeating: 1, count: 100), .binary),
    ])
    func `other files are told by their first bytes`(_ bytes: [UInt8], _ form: OtherForm) {
        #expect(MailReader.read(bytes).form == .other(form))
    }

    @Test(arguments: [
        ("Password: x\nServiceUser: y\n", MailForm.text), ("BMW 3 is no picture\n", .text), ("<p>a</p>", .page),
        ("a < b\n", .text),
        ("Subject: a\nFrom: b\nTo: c\n\nd", .mail), ("Received: x\n\na", .mail),
        ("From x@example.com Mon\nTo: a\n\nb", .mail),
        ("\u{FEFF}<html>", .page),
    ])
    func `pages, mails and texts are told apart`(_ text: String, _ form: MailForm) {
        #expect(MailReader.read(Array(text.utf8)).form == form)
    }

    static let encodings: [(String, [UInt8])] = [
        ("UTF-8", Array("<p>Jané</p>".utf8)), ("UTF-8 with BOM", [0xEF, 0xBB, 0xBF] + Array("<p>Jané</p>".utf8)),
        ("UTF-16 LE with BOM", [0xFF, 0xFE] + "<p>Jané</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ("UTF-16 BE without", "<p>Jané</p>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        ("UTF-16 LE without", "<p>Jané</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ("declared", Array("<meta charset=windows-1252><p>Jan".utf8) + [0xE9] + Array("</p>".utf8)),
        ("by the system", Array("<meta charset=iso-8859-15><p>Jan".utf8) + [0xE9] + Array("</p>".utf8)),
    ]

    @Test(arguments: encodings)
    func `character sets are found out`(_ name: String, _ bytes: [UInt8]) {
        let text = MailReader.read(bytes).texts[0]
        #expect(text.lines.map(\.text) == ["Jané"])
        #expect(text.damages.isEmpty)
        #expect(text.lines[0].doubts.isEmpty)
    }

    @Test func `a character set that is not the declared one is a doubt, for what is not ASCII`() {
        let text = MailReader.read(Array("<p>ab</p><p>Jan".utf8) + [0xE9] + Array("</p>".utf8)).texts[0]
        #expect(text.lines.map(\.text) == ["ab", "Jané"])
        #expect(text.lines.map(\.doubts) == [[], [.charset]])
    }

    @Test func `1,500 nested parts and 100,000 flat ones are refused`() {
        let head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n"
        let nested = (0..<1500).map { "--b\($0)\nContent-Type: multipart/mixed; boundary=b\($0 + 1)\n\n" }.joined()
        #expect(MailReader.read(Array((head + nested).utf8)).form == .other(.tooManyParts))
        let flat = String(repeating: "--b0\n\na\n", count: 100_000)
        #expect(MailReader.read(Array((head + flat).utf8)).form == .other(.tooManyParts))
        let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: 1500)
        #expect(MailReader.read(Array(("MIME-Version: 1.0\n" + messages).utf8)).form == .other(.tooManyParts))
    }

    @Test func `parts have their names, dates and forms`() {
        let inner = "Date: Tue, 17 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\n\nin\n"
        let mail = """
            Date: Mon, 16 Nov 2026 10:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain; format=flowed

            soft 
            wrapped
            --x
            Content-Type: application/octet-stream; name=message.html
            Content-Transfer-Encoding: base64

            PHA+YTwvcD4=
            --x
            Content-Type: message/rfc822

            \(inner)--x
            Content-Type: image/png; name=logo.png

            x
            --x--

            """
        let read = MailReader.read(Array(mail.utf8))
        #expect(read.texts.map(\.part) == ["part 1", "part 2, message.html", "part 3.1"])
        #expect(read.texts.map { $0.lines.map(\.text) } == [["soft wrapped"], ["a"], ["in"]])
        #expect(read.texts.map(\.date) == [1_794_823_200, 1_794_823_200, 1_794_909_600])
        #expect(read.texts.map(\.message) == [1, 1, 2])
        #expect(read.unread.map(\.fileName) == ["logo.png"])
    }
}

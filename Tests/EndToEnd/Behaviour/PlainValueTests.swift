import Foundation
import Testing
import ToolRunning

/// A password is given only if it is plain text from its first to its last character (rules.md D44).
@Suite(.fewAtATime) struct PlainValueTests {
    /// What stands behind the label in a page, why it is no plain value, and a word of the reason.
    static let doubtful: [(String, String)] = [
        ("Xk7<span style='font-family:Wingdings'>J</span>qwe9Z", "symbols"),
        ("Xk7<font face='Webdings'>a</font>qwe9Z", "symbols"),
        ("Xk7!qwe9Z<i class='material-icons'>content_copy</i>", "symbols"),
        ("<i class=\"fa fa-key\">k</i>Xk7!qwe9Z", "symbols"), ("Xk7<img src='cid:1' alt='o'>qwe9Z", "picture"),
        ("Xk7!qwe9Z<button type=button>Copy</button>", "button"), ("Xk7!qwe9Z<a role=button>Copy</a>", "button"),
        ("Xk7!qwe9Z<a class='btn btn-copy' href='#'>Copy</a>", "button"),
        ("Xk7!<span style='display:none'>fake</span>qwe9Z", "not shown"),
        ("Xk7&amp;amp;qwe9Z", "HTML"), ("Xk7&amp;lt;qwe9Z", "HTML"), ("Xk7=3Aqwe9Z", "encode"),
        ("Xk7Â£qwe9Z", "character"),
        ("Xk7qwe9…", "cut"), ("Xk7qwe9...", "cut"), ("TBD", "missing"), ("N/A", "missing"),
        ("AB12cd34e:0012345^7^", "ServiceUser"), ("`Xk7!qwe9Z`", "around it"), ("*Xk7!qwe9Z*", "around it"),
        ("Xk7!qwe9Z.", "sentence"), ("Xk7!qwe9Z,", "sentence"), ("Xk7@qwe9.Zu&lt;mailto:Xk7@qwe9.Zu&gt;", "link"),
        ("Xk7!qwe9Z[cid:image001.png]", "link"),
        ("Xk7!<sup>2</sup>qwe9Z", "raised"), ("${PASSWORD}", "missing"), ("%password%", "missing"), ("--", "missing"),
        ("T.B.D.", "missing"), ("", "without a value"), ("<input value='Xk7!qwe9Z'>", "without a value"),
    ]

    /// Passwords of all kinds of signs that are plain nevertheless.
    static let plain = [
        "Xk7!qwe9Z", "-Xk7qwe9", "Xk7&Rqwe9", "Xk7%qwe9", "Xk7#(qwe)9", "P@ss.w0rd", "a=b=c9", "Xk7*qwe9", "it's9fine!",
        "x/y?z+9", "q9(<<TRh", "q9=2<P",
    ]

    private static func page(_ password: String) -> String {
        """
        <html><body><p>ServiceUser: AB12cd34e:0012345^7^</p><p>User Name: svcuser</p><p>PM Password: \(password)</p></body></html>
        """
    }

    private func password(_ text: String, _ name: String = "message.html") async throws -> (
        value: String?, run: ToolRun
    ) {
        let scratch = try Scratch()
        _ = try scratch.file(name, Data(text.utf8))
        let run = try await Tool.run(["message", name, "--reveal", "--format", "json"], in: scratch.folder)
        let result = try #require(try run.report["result"] as? [String: Any])
        let file = try #require((result["files"] as? [[String: Any]])?.first)
        return (file["passwordValue"] as? String, run)
    }

    @Test(arguments: doubtful)
    func `a value that is not plain is refused with the reason`(_ shown: String, _ reason: String) async throws {
        let found = try await password(Self.page(shown))
        #expect(found.value == nil)
        #expect(found.run.exitCode == 2)
        #expect(found.run.out.contains(reason), "\(found.run.out)")
        // The reason gives the place and repeats nothing of the value (rules.md D43).
        #expect(!found.run.out.contains("qwe9"))
    }

    @Test(arguments: plain)
    func `a plain value is given to the last character`(_ written: String) async throws {
        let escaped = written.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let found = try await password(Self.page(escaped))
        #expect(found.value == written)
        #expect(found.run.exitCode == 0)
        #expect(
            try await password("ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: \(written)\n", "a.txt").value
                == written)
    }

    @Test(arguments: [
        "1. ServiceUser: A1:B2^3^\n2. User Name: u9er\n3. PM Password: Xk7!qwe9Z\n",
        "- ServiceUser: A1:B2^3^\n- User Name: u9er\n- PM Password: Xk7!qwe9Z\n",
        "ServiceUser ........ A1:B2^3^\nUser Name ........ u9er\nPM Password ........ Xk7!qwe9Z\n",
        "ServiceUser    A1:B2^3^\nUser Name    u9er\nPM Password    Xk7!qwe9Z\n",
        "*ServiceUser:* A1:B2^3^\n*User Name:* u9er\n*PM Password:* Xk7!qwe9Z\n",
        "**ServiceUser**: A1:B2^3^\n**User Name**: u9er\n**PM Password**: Xk7!qwe9Z\n",
        "ServiceUser: A1:B2^3^\rUser Name: u9er\rPM Password: Xk7!qwe9Z\r",
    ])
    func `lists, leaders and marks of emphasis are labels`(_ text: String) async throws {
        #expect(try await password(text, "a.txt").value == "Xk7!qwe9Z")
    }

    /// Layouts in which the next line or cell is not the value.
    @Test(arguments: [
        "ServiceUser\nUser Name\nPM Password\nA1:B2^3^\nu9er\nXk7!qwe9Z\n",
        "User Name\nPM Password\nu9er\nXk7!qwe9Z\n",
        "ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password:\nXk7!qwe9Z\n",
        "ServiceUser       A1:B2^3^\nUser Name         u9er\nPM Password       :Xk7!qwe9Z\n",
        """
        <table><tr><td>ServiceUser</td><td>A1:B2^3^</td><td>a</td></tr><tr><td>User Name</td><td>u9er</td><td>b</td></tr>
        <tr><td>PM Password</td><td></td><td>Xk7!qwe9Z</td></tr></table>
        """,
        "<dl><dt>ServiceUser<dd>A1:B2^3^<dt>User Name<dd>u9er<dt>PM Password<dd>Xk7!<br>qwe9Z</dl>",
        "<p>ServiceUser<p>A1:B2^3^<p>User Name<p>u9er<p>PM Password<p><img src=x><p>Xk7!qwe9Z",
        "ServiceUser:\nA1:B2^3^\nUser Name:\nu9er\nPM Password:\n>Xk7!qwe9Z\n",
        "<p>ServiceUser</p><p>A1:B2^3^</p><p>User Name</p><p>u9er</p><p>PM Password</p><p></p><p>Vendor</p>",
        "<dl><dt>ServiceUser<dd>A1:B2^3^<dt>User Name<dd>u9er<dt>PM Password<dd><span></span></dl><p>Vendor</p>",
        "ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: Xk7=3Dqwe9Z\nhttps://example.com/?id=4711\n",
        "PM Password: Xk7!qwe9=\n\nhttps://example.com/?id=4711\nhttps://example.com/?id=4712\n",
        """
        <table><tr><td>ServiceUser</td><td>A1:B2^3^</td><td>User Name</td><td>u9er</td>
        <td>PM Password</td><td></td></tr></table><p>Vendor</p>
        """,
        "User Name\tPM Password\nu9er\tXk7!qwe9Z\n\nUser Name\tPM Password\tPortal Password\nu9er\tYk8!rty0A\tOther1\n",
    ])
    func `what may be another line's is refused`(_ text: String) async throws {
        let found = try await password(text, text.hasPrefix("<") ? "a.html" : "a.txt")
        #expect(found.value == nil)
        #expect(found.run.exitCode == 2)
        // Not for another reason.
        #expect(!found.run.out.contains("BE3302"))
    }

    /// `PMUSER` is a label's word and a name that vendors give.
    @Test(arguments: [
        "SERVICE USER\nUSERNAME\nPASSWORD\nA1:B2^3^\nPMUSER\nXk7!qwe9Z\n",
        """
        <table><tr><td>ServiceUser</td><td>A1:B2^3^</td></tr>
        <tr><td>User Name</td><td>PMUSER</td><td>Xk7!qwe9Z</td></tr></table>
        """,
    ])
    func `a value that is a label's word is no label`(_ text: String) async throws {
        let scratch = try Scratch()
        _ = try scratch.file("a", Data(text.utf8))
        let run = try await Tool.run(["message", "a"], in: scratch.folder)
        #expect(!run.out.contains("Xk7!qwe9Z"), "\(run.out)")
        #expect(run.exitCode == 2)
    }

    @Test func `nothing but dates and quotation tells which of two is newer`() async throws {
        func head(_ sent: String) -> String { "From: Vendor\nSent: \(sent)\nTo: Shared\nSubject: x\n\n" }
        let (old, new) = (
            "ServiceUser: A1:B2^3^\nPassword: Old1abcd9\n\n", "ServiceUser: A1:B2^3^\nPassword: Xk7!qwe9Z\n\n"
        )
        #expect(try await password(head("last Monday") + old + head("") + new, "a.txt").value == nil)
        let times = ("November 16, 2026 at 9:14:05 AM", "November 16, 2026 at 5:16:42 PM")
        #expect(try await password(head(times.0) + old + head(times.1) + new, "a.txt").value == "Xk7!qwe9Z")
        // A newer message whose value cannot be read.
        let empty = "ServiceUser: A1:B2^3^\nPassword:\n\n"
        #expect(try await password(empty + head("x") + old, "a.txt").value == nil)
    }

    @Test(arguments: [
        ("From", "Sent", "Monday, August 10, 2026 8:02 AM", "Monday, November 16, 2026 8:02 AM"),
        ("Von", "Gesendet", "Montag, 10. August 2026 08:02", "Montag, 16. November 2026 08:02"),
        ("De", "Envoyé", "lundi 10 août 2026 08:02", "lundi 16 novembre 2026 08:02"),
        ("Von", "Gesendet", "10.08.2026 08:02", "16.11.2026 08:02"),
    ])
    func `in a conversation the newest counts, wherever it stands`(
        _ from: String, _ sent: String, _ old: String, _ new: String
    ) async throws {
        func message(_ date: String, _ password: String) -> String {
            "\(from): Vendor\n\(sent): \(date)\nTo: Shared\nSubject: Credentials\n\n"
                + "ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: \(password)\n\n"
        }
        let (first, second) = (message(old, "Old1abcd9"), message(new, "Xk7!qwe9Z"))
        #expect(try await password(first + second, "a.txt").value == "Xk7!qwe9Z")
        #expect(try await password(second + first, "a.txt").value == "Xk7!qwe9Z")
        let undated = "ServiceUser: A1:B2^3^\nUser Name: u9er\nPM Password: Tip0op!x\n\n"
        #expect(try await password(undated + first, "a.txt").value == nil)
    }

    @Test func `two forms of one message agree once each is read by its own rules`() async throws {
        let mail = """
            From: vendor@example.com
            To: shared@example.com
            Subject: Credentials
            Date: Mon, 16 Nov 2026 09:14:05 -0500
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b1"

            --b1
            Content-Type: text/plain; charset="utf-8"

            *ServiceUser:* A1:B2^3^
            *User Name:* u9er
            *PM Password:* *Xk7@qwe9.Zu<mailto:Xk7@qwe9.Zu>*

            --b1
            Content-Type: text/html; charset="utf-8"

            <p><b>ServiceUser:</b> A1:B2^3^</p><p><b>User Name:</b> u9er</p><p><b>PM Password:</b> <b>Xk7@qwe9.Zu</b></p>

            --b1--

            """
        #expect(
            try await password(mail.replacing("*Xk7@qwe9.Zu<mailto:Xk7@qwe9.Zu>*", with: "*Xk7@qwe9.Zu*"), "a.eml")
                .value == "Xk7@qwe9.Zu")
        #expect(
            try await password(
                mail.replacing("*Xk7@qwe9.Zu<mailto:Xk7@qwe9.Zu>*", with: "Xk7@qwe9.Zu<mailto:Xk7@qwe9.Zu>"), "a.eml"
            ).value == "Xk7@qwe9.Zu")
        #expect(
            try await password(mail.replacing("*Xk7@qwe9.Zu<mailto:Xk7@qwe9.Zu>*", with: "Other9word"), "a.eml").value
                == nil)
    }

    /// What is sealed, encoded or elsewhere is named, and never called a mail without credentials (rules.md D46).
    @Test(arguments: [
        ("a.txt", "-----BEGIN PGP MESSAGE-----\n\nhQGMA0\n-----END PGP MESSAGE-----\n", "OpenPGP"),
        ("a.txt", "See below.\n\nbegin 644 message.html\nM/&AT;6P^\n`\nend\n", "uuencode"),
        (
            "a.html", "<p>Vendor has sent you a secure message.</p><p><a href='https://x.example.com/m'>Read</a></p>",
            "portal"
        ),
        ("a.html", "<p>Hello</p><textarea>PM Password: Xk7!qwe9Z</textarea>", "fields of a form"),
        ("a.zip", "PK\u{3}\u{4}....message.html", "Unpack"),
    ])
    func `what is not read is named`(_ name: String, _ text: String, _ word: String) async throws {
        let found = try await password(text, name)
        #expect(found.value == nil)
        #expect(found.run.exitCode == 2)
        #expect(found.run.out.contains(word), "\(found.run.out)")
        #expect(!found.run.out.contains("BE3303"))
    }

    @Test func `redact hides what a person sees as the password, in any layout`() async throws {
        for text in [
            "| Field | Value |\n|---|---|\n| ServiceUser | A1B2:C3^4^ |\n| User Name | u9er |\n| PM Password | Xk7!qwe9Z |\n",
            "ServiceUser,User Name,PM Password\nA1B2:C3^4^,u9er,Xk7!qwe9Z\n",
            "ServiceUser\nUser Name\nPM Password\nA1B2:C3^4^\nu9er\nXk7!qwe9Z\n",
            "Service User:\nA1B2:C3^4^\n\nUser Name:\nu9er\n\nPM Password:\nXk7!qwe9Z\n",
        ] {
            let run = try await Tool.run(["redact", "-"], text: text)
            #expect(!run.out.contains("Xk7!qwe9Z") && !run.out.contains("A1B2:C3"), "\(run.out)")
        }
    }
}

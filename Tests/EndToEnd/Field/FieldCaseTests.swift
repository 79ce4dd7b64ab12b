import Testing
import ToolRunning

/// Inputs in shapes that public reports describe: each is read rightly, or refused with a reason that helps.
@Suite(.fewAtATime) struct FieldCaseTests {
    @Test(arguments: FieldCase.logs)
    func `a log is read as its documents plainly are, or a gap says what was not`(log: FieldCase) async throws {
        let problems = try await LogJudge(log).problems()
        #expect(problems.isEmpty, "\(log.testDescription): \(problems.joined(separator: "; "))")
    }

    @Test(arguments: FieldCase.mails)
    func `a mail gives what is right or nothing, and no secret comes out`(mail: FieldCase) async throws {
        let problems = try await MailJudge(mail).problems()
        #expect(problems.isEmpty, "\(mail.testDescription): \(problems.joined(separator: "; "))")
    }

    @Test(arguments: FieldCase.requests)
    func `a request is judged rightly, and no secret comes out`(request: FieldCase) async throws {
        let problems = try await RequestJudge(request).problems()
        #expect(problems.isEmpty, "\(request.testDescription): \(problems.joined(separator: "; "))")
    }

    @Test func `every file beside a case is a case`() {
        #expect(FieldCase.logs.count >= 50)
        #expect(FieldCase.mails.count >= 32)
        #expect(FieldCase.requests.count >= 22)
        for kind in FieldCase.Kind.allCases {
            #expect(FieldCase.names(kind).filter { !$0.hasSuffix(FieldCase.ending) } == [])
        }
    }

    /// `Xk7!qwe9Z` in each form that a reader could undo.
    @Test(arguments: [
        "PM Password: Xk7!qwe9Z\r\n", "\"Xk7!q\"", "Xk7&#33;qwe&#57;Z", "Xk7&excl;qwe&#x39;Z", "Xk7=21qwe=39Z",
        "Xk7=\r\n!qwe=\r\n9Z", "Xk7\r\n !qwe\r\n\t9Z", "Xk7!qwe9Z".map { "\($0)\0" }.joined(),
        "PGh0bWw+PHA+UE0gUGFzc3dvcmQ6IFhr\r\nNyFxd2U5WjwvcD48L2h0bWw+\r\n",
        "Xk7%21qwe%39Z", "[88,107,55,33,113,119,101,57,90]", "Xk7\u{1B}[0m!qwe9Z",
        "begin 644 message.html\r\n74$T@4&%S<W=O<F0Z(%AK-R%Q=V4Y6@H \r\n`\r\nend\r\n",
    ])
    func `a leak is seen through what a reader can undo`(text: String) {
        #expect(Leak.isFound(of: "Xk7!qwe9Z", in: Leak.opened(text)))
    }

    @Test(arguments: ["", "PM Password: ‹secret abcd2345›", "Xk7!", "qwe", "begin 644 message.html\nend\n"])
    func `what is hidden is no leak`(text: String) {
        #expect(!Leak.isFound(of: "Xk7!qwe9Z", in: Leak.opened(text)))
    }
}

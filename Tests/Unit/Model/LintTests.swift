import Support
import Testing

@testable import Model

@Suite("The lint")
struct LintTests {
    @Test("finds nothing in order, though two integrations share a flag's text")
    func inOrder() throws {
        #expect(try lintFaults(Sample.integration, Sample.other, Sample.platform) == [])
    }

    @Test(
        "finds what is wrong in one playbook, with its place",
        arguments: [
            (
                "code: BE5109", "code: BE5102",
                [
                    "0.yaml:53:11: found the code BE5102 a second time, expected every code once in all playbooks; it "
                        + "is listed at 0.yaml:37:11",
                    "0.yaml:19:11: found the retired code BE5102, expected a code in use; drop the rule, or the entry's "
                        + "‘retired: true’",
                ]
            ),
            (
                "    falsePositives: [a test]\n", "",
                [
                    "0.yaml:37:5: found BE5102 without ‘falsePositives’, expected at least one case in which the code "
                        + "shows though nothing is wrong; or mark the code ‘retired: true’"
                ]
            ),
            (
                "remedies: [{ text: Call, owner: vendor }]", "remedies: []",
                [
                    "0.yaml:52:15: found BE5103 without ‘remedies’, expected at least one remedy with its owner; or mark "
                        + "the code ‘retired: true’"
                ]
            ),
            (
                "code: BE5102", "code: BE5104",
                [
                    "0.yaml:19:11: found the code BE5104, which no playbook lists, expected a code with an entry; add it "
                        + "under ‘codes’, or did you mean BE5101?"
                ]
            ),
            (
                "field: nw_status", "field: nw_statsu",
                [
                    "0.yaml:17:12: found the field ‘nw_statsu’, expected the name of one of this playbook's "
                        + "evidenceFields; did you mean ‘nw_status’?"
                ]
            ),
            (
                "property: visitstatus", "property: visitstate",
                [
                    "0.yaml:18:15: found the property ‘visitstate’, expected the key of one of this playbook's "
                        + "properties; did you mean ‘visitstatus’?"
                ]
            ),
            (
                "reason: Integration is beta", "reason: \"\\\"VISIT  status\\\" is not on the list.\"",
                [
                    "0.yaml:21:13: found the text ‘\"VISIT  status\" is not on the list.’ in two rules, expected every "
                        + "text once per playbook; ‘‘Visit status’ is not on the list’ is at 0.yaml:15:13"
                ]
            ),
            (
                "[Visit status missing on the list]", "[a, A.]",
                [
                    "0.yaml:16:22: found the text ‘A.’ twice in one rule, expected every text once per playbook; ‘a’ "
                        + "is at 0.yaml:16:19"
                ]
            ),
            (
                "evidenceFields:", "statusPhrases: [\"HTTP {status}\"]\nevidenceFields:",
                [
                    "0.yaml:7:16: found ‘statusPhrases’ in a playbook of kind integration, expected ‘statusPhrases’ in "
                        + "the playbook of kind platform only"
                ]
            ),
            (
                "evidenceFields:", "recordFields: [{ role: reason, aliases: [r] }]\nevidenceFields:",
                [
                    "0.yaml:7:15: found ‘recordFields’ in a playbook of kind integration, expected ‘recordFields’ in the "
                        + "playbook of kind platform only"
                ]
            ),
            (
                "rules:", "  - { name: nw_status, label: l, type: name }\nrules:",
                [
                    "0.yaml:12:13: found the evidence field ‘nw_status’ a second time, expected every name once; the "
                        + "first is at 0.yaml:8:11"
                ]
            ),
            (
                "{reason}", "{reasn}",
                [
                    "0.yaml:36:59: found the placeholder {reasn}, expected one of {reasonField} {businessField} "
                        + "{timeField} {integrationField} {evidenceField} {reason} {businesses} {since} {until}; did you "
                        + "mean {reason}?"
                ]
            ),
            (
                "{reason}", "\"{reason}\"",
                ["0.yaml:36:59: found quotes around {reason}, expected none, since they are added where needed"]
            ),
            (
                "/visits/{id}", "/visits/{visit}",
                [
                    "0.yaml:62:11: found the placeholder {visit}, expected one of the request's parameters",
                    "0.yaml:63:17: found the parameter ‘id’, which nothing uses, expected {id} somewhere",
                ]
            ),
        ])
    func onePlaybook(old: String, new: String, messages: [String]) throws {
        #expect(Set(try lintFaults(Sample.integration(old, new))) == Set(messages))
    }

    @Test(
        "finds what two integrations may not share",
        arguments: [
            (
                "‘Call status’ is not on the list", "‘Visit status’ is not on the list.",
                "1.yaml:15:13: found the reason ‘‘Visit status’ is not on the list.’, which ‘Northwind’ has, expected "
                    + "a reason that no other integration has; it is at 0.yaml:15:13; if this system writes the "
                    + "same text, name its own spelling as ‘reason’ and this one under ‘alsoWritten’"
            ),
            (
                "‘Call status’ is not on the list", "integration is beta",
                "1.yaml:15:13: found the reason ‘integration is beta’, which ‘Northwind’ has, expected a reason that "
                    + "no other integration has; it is at 0.yaml:21:13; if this system writes the same text, name "
                    + "its own spelling as ‘reason’ and this one under ‘alsoWritten’"
            ),
            (
                "92 }", "91 }",
                "1.yaml:6:46: found the source id 91, expected a source id that no other playbook has; ‘Northwind’ "
                    + "has it at 0.yaml:6:58"
            ),
            (
                "[Southwind]", "[Southwind, NORTH-wind]",
                "1.yaml:6:35: found the integration's name ‘NORTH-wind’, expected a name that no other playbook has; "
                    + "‘Northwind’ is at 0.yaml:1:11; to replace that playbook, give this one its name, "
                    + "‘Northwind’"
            ),
            (
                "BE5202", "BE5102",
                "1.yaml:19:11: found the code BE5102, which belongs to ‘Northwind’, expected a code of this playbook "
                    + "or of the platform; give the rule a code of its own"
            ),
            (
                "readCalls", "readVisits",
                "1.yaml:58:11: found the request ‘readVisits’ a second time, expected every name once; the first "
                    + "is at 0.yaml:58:11"
            ),
        ])
    func twoPlaybooks(old: String, new: String, message: String) throws {
        let found = try lintFaults(Sample.integration, Sample.spoiled(Sample.other, old, new))
        #expect(found.filter { !$0.contains("twice in one rule") && !$0.contains("in two rules") } == [message])
    }

    @Test("lets an integration repeat another's reason as a further spelling")
    func furtherSpelling() throws {
        let other = Sample.spoiled(
            Sample.other, "[Call status missing on the list]", "[‘Visit status’ is not on the list]")
        #expect(try lintFaults(Sample.integration, other) == [])
    }

    @Test("lists a code of two playbooks at the second")
    func codeTwice() throws {
        let platform = Sample.platform + "\ncodes: [{ code: BE5101, retired: true }]"
        let message =
            "1.yaml:8:17: found the code BE5101 a second time, expected every code once in all playbooks; it is "
            + "listed at 0.yaml:29:11"
        #expect(try lintFaults(Sample.integration, platform).contains(message))
    }

    @Test("wants one platform and phrases with a place for the number")
    func platform() throws {
        let second = Sample.spoiled(
            Sample.spoiled(Sample.platform, "playbook: Platform", "playbook: Mine"), "{status}", "401")
        #expect(
            try lintFaults(Sample.platform, second) == [
                "1.yaml:2:7: found a second playbook of kind platform, expected one playbook of kind platform; the "
                    + "first is at 0.yaml:2:7; to replace it, give this one its name, ‘Platform’",
                "1.yaml:7:17: found the phrase ‘HTTP 401’, expected a phrase with {status} instead of the number",
            ])
    }
}

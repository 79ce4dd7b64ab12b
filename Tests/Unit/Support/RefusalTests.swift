import Testing

@testable import Support

@Suite("What a file may not hold")
struct RefusalTests {
    static let features = [
        Refusal(
            "anchor", "a: &x b\n",
            "x.yaml:1:4: found an anchor (‘&’ before a name), expected a value; drop the anchor and write the value out where it is "
                + "used, or quote the text"),
        Refusal(
            "anchor on a list", "a: &x [b]\n",
            "x.yaml:1:4: found an anchor (‘&’ before a name), expected a value; drop the anchor and write the value out where it is "
                + "used, or quote the text"),
        Refusal(
            "alias", "a: b\nc: *x\n",
            "x.yaml:2:4: found an alias (‘*’ before a name), expected a value; write the value out, or quote the text"),
        Refusal(
            "alias as a key", "*x : b\n",
            "x.yaml:1:1: found an alias as a key, expected text as a key; write the key out"),
        Refusal(
            "tag", "a: !!str 1\n",
            "x.yaml:1:4: found a tag (‘!’ before a word), expected a value without a tag; drop the tag; quotes "
                + "make text"),
        Refusal(
            "tag on a mapping", "!x {a: b}\n",
            "x.yaml:1:1: found a tag (‘!’ before a word), expected a value without a tag; drop the tag; quotes make text"
        ),
        Refusal(
            "merge key", "a:\n  <<: {b: c}\n",
            "x.yaml:2:3: found the merge key ‘<<’, expected a key of its own; write the merged keys out"),
        Refusal(
            "duplicate key", "a: b\nc: d\na: e\n",
            "x.yaml:3:1: found the key ‘a’ a second time, expected every key once; remove one of the two; the first "
                + "is on line 1"),
        Refusal(
            "list as a key", "? [a]\n: b\n",
            "x.yaml:1:3: found a list or mapping as a key, expected text as a key; quote the key if it is text"),
        Refusal(
            "second document", "a: b\n---\nc: d\n",
            "x.yaml:2:1: found a second document, expected one document a file; drop the ‘---’ or split the file"),
        Refusal(
            "tag directive", "# c\n%TAG !e! tag:e,2000:\n---\na: b\n",
            "x.yaml:2:1: found the directive ‘%TAG’, expected a document without tags; drop the line"),
    ]

    static let damage = [
        Refusal("empty", "", "x.yaml:1:1: found an empty file, expected one YAML document"),
        Refusal("only a comment", "# nothing\n", "x.yaml:1:1: found an empty file, expected one YAML document"),
        Refusal(
            "truncated list", "a: [b, c\n",
            "x.yaml:2:1: found a syntax error: did not find expected ',' or ']' (while parsing a flow sequence at "
                + "line 1, column 4), expected valid YAML"),
        Refusal(
            "truncated quotes", "a: \"b\n",
            "x.yaml:2:1: found a syntax error: found unexpected end of stream (while scanning a quoted scalar at line "
                + "1, column 4), expected valid YAML"),
        Refusal(
            "tab", "a:\n\tb: c\n",
            "x.yaml:2:1: found a syntax error: found character that cannot start any token (while scanning for the "
                + "next token at line 2, column 1), expected valid YAML; indent with spaces, not tabs"),
        Refusal(
            "tab after an umlaut", "ä: ü\n\tb: c\n",
            "x.yaml:2:1: found a syntax error: found a tab character that violates indentation (while scanning a "
                + "plain scalar at line 1, column 4), expected valid YAML; indent with spaces, not tabs"),
        Refusal(
            "reserved sign", "a: @b\n",
            "x.yaml:1:4: found a syntax error: found character that cannot start any token (while scanning for the "
                + "next token at line 1, column 4), expected valid YAML; put the value in quotes"),
        Refusal(
            "wrong indentation", "a: b\n  c: d\n",
            "x.yaml:2:4: found a syntax error: mapping values are not allowed in this context, expected valid YAML"),
        Refusal(
            "NUL", bytes: Array("a: b\nc: d".utf8) + [0] + Array("e\n".utf8),
            "x.yaml:2:5: found bytes that are not text: control characters are not allowed, expected UTF-8 text; save "
                + "the file as UTF-8 without control characters"),
        Refusal(
            "invalid UTF-8", bytes: Array("a: ä".utf8) + [0xFF, 0x0A],
            "x.yaml:1:5: found bytes that are not text: invalid leading UTF-8 octet, expected UTF-8 text; save the "
                + "file as UTF-8 without control characters"),
        Refusal(
            "truncated UTF-8", bytes: Array("a: ".utf8) + [0xE2, 0x80],
            "x.yaml:1:4: found bytes that are not text: incomplete UTF-8 octet sequence, expected UTF-8 text; save the "
                + "file as UTF-8 without control characters"),
        Refusal(
            "UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00],
            "x.yaml:1:1: found bytes that are not text: invalid leading UTF-8 octet, expected UTF-8 text; save the "
                + "file as UTF-8 without control characters"),
    ]

    @Test("is refused with its place and a way out", arguments: features + damage)
    func refused(document: Refusal) {
        #expect(refusal(of: document.bytes) == document.message)
    }

    @Test("does not break out of the message")
    func escaped() {
        let message = refusal(of: Array("\"\\e[31m\\u202E\": 1\n\"\\e[31m\\u202E\": 2\n".utf8))
        #expect(message?.hasPrefix("x.yaml:2:1: found the key ‘\\u{1B}[31m\\u{202E}’ a second time") == true)
    }
}

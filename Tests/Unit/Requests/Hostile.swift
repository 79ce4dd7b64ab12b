import Foundation

/// Values that would break out of quotes, of JSON or of a template, if anything let them.
enum Hostile {
    static let seeds: [String] = [
        "'", "\"", "\\", "`", "$", "''", "'\\''", "\\'", "\\\"", "$(touch broken)", "`touch broken`", "${HOME}",
        "$HOME",
        "; touch broken", "| touch broken", "& touch broken", "&& touch broken", "\n touch broken", "\ntouch broken\n",
        "\r\n", "\t", "!", "!!", "!$", "~", "*", "?", "[a-z]", "{a,b}", "{businessNumber}", "{groupID}", "{property}",
        "{locationName}", "{}", "}", "{", "\"}", "\"}]}", "\",\"isSecure\":true,\"x\":\"", "\\u0022", "\\u{22}",
        "\\u{1B}",
        "\\n", "\\\\", "\\\\u{41}", "%s", "%d%n", "%27", "%22", "%00", "@/etc/passwd", "@-", "-d", "--data", "-K -",
        "#",
        "# comment", "//", "<(ls)", ">broken", "<broken", "2>&1", "$'\\n'", "$\"x\"", "EOF", "<<EOF", "\u{1}", "\u{7}",
        "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{200B}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{FEFF}",
        "\u{FFFD}",
        "é", "e\u{301}", "ß", "漢字", "😀", "👩‍👩‍👧", "🇩🇪", "\u{10FFFF}", "\u{E000}", "‘curly’", "“curly”", "–", "…", "or",
        "and",
        "not", "null", "true", " : ", "a : b", "(a or b)", "\" or \"", "\" and not \"", "a\"b'c", " ", "  lead",
        "trail  ",
        "Gr\u{f6}\u{df}e's \"North\" & South; $(id)", "\u{301}x", String(repeating: "'", count: 40),
        String(repeating: "\\", count: 41), String(repeating: "\"", count: 33), "a=b", "=", "a=b=c", "env:HOME",
        "file:/x",
        "\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30A}\u{30B}", "@kuery-cursor@",
    ]

    /// 500 values: the seeds, and pieces of them joined; the same in every run.
    static let all: [String] = {
        var values = seeds
        var state: UInt64 = 20_261_121
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        while values.count < 500 {
            values.append(
                (0...(1 + next(4))).map { _ in seeds[next(seeds.count)] }.joined(separator: ["", " ", "x"][next(3)]))
        }
        return values
    }()
}

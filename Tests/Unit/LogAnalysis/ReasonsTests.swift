import Testing

@testable import LogAnalysis
@testable import Model

/// rules.md D10.
@Suite struct ReasonsTests {
    private let reasons = Reasons(Sample.playbooks)

    @Test(arguments: [
        ("Practice is paused", ["Practice is paused"]),
        ("  practice  IS paused. ", ["practice  IS paused."]),
        ("Moon is in the wrong phase", ["Moon is in the wrong phase"]),
        // Without a known reason beside the cut the text stays whole.
        ("Moon, stars; sun\nrain", ["Moon, stars; sun\nrain"]),
        ("Practice is paused, Moon", ["Practice is paused", "Moon"]),
        ("Moon; Practice is paused", ["Moon", "Practice is paused"]),
        ("Moon, stars, Practice is paused; rain, snow", ["Moon, stars", "Practice is paused", "rain, snow"]),
        (
            "‘Chair’ is not among the chosen chairs\r\nPractice is paused",
            ["‘Chair’ is not among the chosen chairs", "Practice is paused"]
        ),
        // A known reason that holds a comma is one.
        ("Visit, or its follow-up, is private", ["Visit, or its follow-up, is private"]),
        (
            "Practice is paused,visit, OR its follow-up, is private;Moon",
            ["Practice is paused", "visit, OR its follow-up, is private", "Moon"]
        ),
        ("Visit, Practice is paused", ["Visit", "Practice is paused"]),
        // Nothing between two separators is no reason.
        ("Practice is paused,, ;", ["Practice is paused"]),
        ("Practice is paused; -", ["Practice is paused"]),
        ("Practice is paused and more", ["Practice is paused and more"]),
    ])
    func `a cell is cut only beside a known reason`(cell: String, expected: [String]) {
        #expect(reasons.split(cell) == expected)
    }

    @Test(arguments: [
        "'Chair' is not among the chosen chairs", "“Chair” is not among the chosen chairs",
        "CHAIR is not among the chosen chairs.", " chair\u{A0}is not among\tthe chosen chairs",
    ])
    func `quotes, case, spacing and a full stop do not matter`(text: String) {
        #expect(reasons.rules(for: text).map(\.rule.code) == ["BE5101"])
    }

    @Test(arguments: [
        "Chair is not among the chosen chair", "Chairs is not among the chosen chairs",
        "Chair is among the chosen chairs",
        "", "Chair", "Chair is not among the chosen chairs..", "Chair is not among the chosen chairs!",
    ])
    func `anything else does`(text: String) {
        #expect(!reasons.isKnown(text))
    }
}

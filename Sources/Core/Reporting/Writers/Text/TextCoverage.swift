internal import Model

/// What could not be looked at, and what was read.
struct TextCoverage {
    let coverage: Coverage

    func write(on page: inout Page) {
        if !coverage.gaps.isEmpty {
            page.blank()
            page.prose("Not everything could be looked at:")
            for gap in coverage.gaps { page.prose(gap.detail, label: gap.code + "  ", indent: 2, hang: 4) }
        }
        if !coverage.inputs.isEmpty {
            page.blank()
            page.prose(coverage.inputs.count == 1 ? "Input:" : "Inputs:")
            for input in coverage.inputs {
                let facts = [
                    input.format + ",", Numbers.counted(input.records, "record", "records") + ",",
                    Numbers.size(input.bytes),
                ]
                page.parts([input.name + ":"] + facts, indent: 2)
            }
        }
    }
}

internal import Model

/// Colours, if any are wanted.
struct Paint {
    private enum Color: String {
        case red = "31", yellow = "33", green = "32", cyan = "36", magenta = "35", bold = "1"
    }

    let isOn: Bool

    func severity(_ text: String, _ severity: Severity) -> String {
        switch severity {
        case .error: paint(text, .red)
        case .warning: paint(text, .yellow)
        case .info: paint(text, .cyan)
        }
    }

    func verdict(_ text: String, _ verdict: Verdict) -> String {
        switch verdict {
        case .confirmed, .likely: paint(text, .bold)
        case .ruledOut: paint(text, .green)
        case .undetermined, .broken: paint(text, .magenta)
        }
    }

    func owner(_ text: String) -> String { paint(text, .cyan) }

    func strong(_ text: String) -> String { paint(text, .bold) }

    private func paint(_ text: String, _ color: Color) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}

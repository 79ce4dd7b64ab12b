internal import Model

/// Why a value may not be what was sent.
struct ValueDoubts {
    let labels: LabelTable
    let text: MailText

    func note(_ candidate: inout Candidate, _ lines: [Int], label: Int, _ reach: Reach) {
        let shown = lines.map { text.lines[$0] }
        for doubt in Doubt.allCases where shown.contains(where: { $0.doubts.contains(doubt) }) {
            candidate.doubts.append(doubt.rawValue)
        }
        let invisible = shown.map(\.invisible).reduce(0, +)
        if invisible > 0 {
            candidate.notes.append("\(invisible) invisible character\(invisible == 1 ? "" : "s") on its line left out")
        }
        let isJoined = candidate.notes.contains { $0.hasPrefix("its pieces") }
        if !isJoined, lines.count > 1 { candidate.doubts.append("its cell holds more than one line") }
        if !isJoined, reach.rowGoesOn, !isLabel(reach.following.first) {
            candidate.doubts.append("more stands behind it in the same row")
        }
        if candidate.role != .serviceUser { plain(&candidate) }
    }

    private func isLabel(_ line: Int?) -> Bool {
        line.flatMap { labels.match(text.lines[$0].text) }.map { !$0.isBare } == true
    }

    /// User names and passwords can be anything; what a person would not take for one is not taken.
    private func plain(_ candidate: inout Candidate) {
        let value = candidate.value
        if value.contains(where: \.isWhitespace) { candidate.doubts.append("it holds blank space") }
        if labels.beginsWithSeparator(value) {
            candidate.doubts.append("it begins with a sign that may belong to the label")
        }
        if value.count > 128 { candidate.doubts.append("it is longer than any known one") }
        if value.unicodeScalars.contains(where: { $0.value > 0x24F && $0 != "€" }) {
            candidate.doubts.append("it holds characters that no known one has")
        }
        if let first = value.first, value.count >= 3, "*•●xX.·-_".contains(first), value.allSatisfy({ $0 == first }) {
            candidate.doubts.append("it looks masked")
        }
        if ["=3a", "=5e", "=3d", "%3a", "&#"].contains(where: value.lowercased().contains)
            || ["3A", "3D"].contains(where: value.hasPrefix)
        {
            candidate.doubts.append("signs in it may still be encoded")
        }
        if candidate.role == .pmsUserName, value.contains("^") {
            candidate.doubts.append("it holds a ‘^’, as a ServiceUser does")
        }
    }
}

internal import Model
internal import Support

/// What stands around a value's lines.
struct Reach {
    /// The next lines, within which a value may go on: of the same row, or of the same text.
    var following: [Int]
    /// Whether cells or lines of the value's own row follow it.
    var rowGoesOn: Bool

    init(text: MailText, last: Int, isBelow: Bool) {
        let line = text.lines[last]
        let rest = text.lines.indices[(last + 1)...]
        // Below a column's head the cells beside belong to other heads.
        following = isBelow ? [] : Array(rest.prefix(3))
        rowGoesOn = !isBelow && line.cell != nil && rest.first.map { text.lines[$0].row == line.row } == true
    }
}

/// Makes a ServiceUser of a candidate's text, or says why it is none.
enum ServiceUserReading {
    static func read(
        _ candidate: inout Candidate, _ lines: [Int], _ reach: Reach, _ text: MailText, _ labels: LabelTable
    ) {
        do throws(ServiceUserError) {
            candidate.serviceUser = try ServiceUser(candidate.value)
            return
        } catch {
            candidate.fault = error
        }
        // A value that a cell's or a line's end has cut: put together, it has to fit.
        let own = lines.dropFirst().map { text.lines[$0] }
        let after = reach.following.map { text.lines[$0] }
        var value = candidate.value
        // With both carets it is whole, or damaged in a way that nothing verifies.
        guard value.count(where: { $0 == "^" }) < 2 else { return }
        guard value.contains(":") || value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return }
        for next in own + after {
            guard !next.text.contains(where: \.isWhitespace), labels.match(next.text) == nil,
                !next.text.contains(":") || !value.contains(":")
            else {
                return
            }
            value += next.text
            guard let user = try? ServiceUser(value) else { continue }
            candidate.value = value
            candidate.serviceUser = user
            candidate.fault = nil
            candidate.valueRow = max(candidate.valueRow, next.row)
            candidate.notes.append("its pieces are in several cells or lines")
            return
        }
    }
}

/// Why a value may not be what was sent.
struct ValueDoubts {
    /// A doubt that another form of the same message can settle.
    static let unusual = "it holds characters that no known one has"

    let labels: LabelTable
    let text: MailText

    func note(_ candidate: inout Candidate, _ lines: [Int], _ reach: Reach) {
        let shown = lines.map { text.lines[$0] }
        for doubt in Doubt.allCases where shown.contains(where: { $0.doubts.contains(doubt) }) {
            candidate.doubts.append(doubt.rawValue)
        }
        let invisible = shown.map(\.invisible).reduce(0, +)
        if invisible > 0 {
            candidate.notes.append("\(Numbers.plural(invisible, "invisible character")) on its line left out")
        }
        let isJoined = candidate.notes.contains { $0.hasPrefix("its pieces") }
        if !isJoined, lines.count > 1 { candidate.doubts.append("its cell holds more than one line") }
        if !isJoined, reach.rowGoesOn, reach.following.first.map({ labels.isLabel(text.lines[$0].text) }) != true {
            candidate.doubts.append("there is more text after it in the same row")
        }
        if candidate.role != .serviceUser {
            let first = shown.first
            plain(&candidate, in: first?.text ?? "")
            candidate.doubts += ValueSigns.doubts(
                of: candidate.value, in: first?.text ?? "",
                isAlone: first.map { $0.text == candidate.value } ?? false && first?.cell != nil,
                isPage: text.isPage)
        }
    }

    /// Whether a value may be the rest of `=09` behind a label, in a text where other signs are encoded so.
    private func isRestOfEscape(_ value: String, in line: String) -> Bool {
        func isCode(_ text: Substring) -> Bool {
            text.utf8.count == 2 && text.allSatisfy { $0.isHexDigit && !$0.isLowercase }
        }
        guard !self.text.isPage, isCode(value.prefix(2)), line.dropLast(value.count).last == "=" else { return false }
        if ["3A", "3D"].contains(value.prefix(2)) { return true }
        return self.text.lines.contains { other in
            other.text != line && other.text.split(separator: "=").dropFirst().contains { isCode($0.prefix(2)) }
        }
    }

    /// User names and passwords can be anything; what a person would not take for one is not taken.
    private func plain(_ candidate: inout Candidate, in line: String) {
        let value = candidate.value
        if value.contains(where: \.isWhitespace) { candidate.doubts.append("it holds blank space") }
        if labels.beginsWithSeparator(value) {
            candidate.doubts.append("it begins with a sign that may belong to the label")
        }
        if labels.isPlaceholder(value) { candidate.doubts.append("it looks like a placeholder for a missing value") }
        if candidate.role == .password, (try? ServiceUser(value)) != nil {
            candidate.doubts.append("it has the form of a ServiceUser")
        }
        if value.count > 128 { candidate.doubts.append("it is longer than any known one") }
        if value.unicodeScalars.contains(where: { $0.value > 0x24F && $0 != "€" }) {
            candidate.doubts.append(Self.unusual)
        }
        if let first = value.first, value.count >= 3, "*•●xX.·-_".contains(first), value.allSatisfy({ $0 == first }) {
            candidate.doubts.append("it looks masked")
        }
        if ["=3a", "=5e", "=3d", "%3a", "&#"].contains(where: value.lowercased().contains)
            || isRestOfEscape(value, in: line)
        {
            candidate.doubts.append("signs in it may still be encoded")
        }
        if candidate.role == .pmsUserName, value.contains("^") {
            candidate.doubts.append("it holds a ‘^’, as a ServiceUser does")
        }
    }
}

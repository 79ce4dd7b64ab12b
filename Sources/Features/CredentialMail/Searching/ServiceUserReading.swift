internal import Model

/// What stands around a value's lines.
struct Reach {
    /// The next lines, within which a value may go on: of the same row, or of the same text.
    var following: [Int]
    /// Whether cells or lines of the value's own row follow it.
    var rowGoesOn: Bool

    init(text: MailText, first: Int, last: Int, isBelow: Bool) {
        let line = text.lines[last]
        let rest = text.lines.indices[(last + 1)...]
        following = Array(rest.prefix(3))
        rowGoesOn = !isBelow && line.cell != nil && rest.first.map { text.lines[$0].row == line.row } == true
    }
}

/// Makes a ServiceUser of a candidate's text, or says why it is none.
enum ServiceUserReading {
    static func read(_ candidate: inout Candidate, _ lines: [Int], _ reach: Reach, _ text: MailText) {
        do throws(ServiceUserFault) {
            candidate.serviceUser = try ServiceUser(candidate.value)
            return
        } catch {
            candidate.fault = error
        }
        // A value that a cell's or a line's end has cut: put together, it has to fit.
        let own = lines.dropFirst().map { text.lines[$0] }
        let after = reach.following.map { text.lines[$0] }
        var value = candidate.value
        guard value.contains(":") || value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return }
        for next in own + after {
            guard !next.text.contains(where: \.isWhitespace), !next.text.contains(":") || !value.contains(":") else {
                return
            }
            value += next.text
            guard let user = try? ServiceUser(value) else { continue }
            candidate.value = value
            candidate.serviceUser = user
            candidate.fault = nil
            candidate.valueRow = max(candidate.valueRow, next.row)
            candidate.notes.append("its pieces stand in several cells or lines")
            return
        }
    }
}

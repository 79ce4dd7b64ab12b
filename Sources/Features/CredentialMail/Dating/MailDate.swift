internal import Model
internal import Support

/// When a message was sent, as exactly as the mail says it.
struct MailDate: Sendable, Equatable {
    /// Seconds since 1970; where the zone is unknown, as if it were UTC.
    var seconds: Int
    /// How much earlier or later it may have been, in seconds: zones differ by up to 14 hours.
    var slack: Int
    /// Whether the mail gives a time of day.
    var hasTime: Bool

    /// From a header, which names its zone.
    init(header seconds: Int) {
        self.seconds = seconds
        slack = 0
        hasTime = true
    }

    /// A day in an unknown zone.
    init(day: CivilDay) {
        seconds = day.number * 86_400
        slack = 14 * 3600 + 86_400
        hasTime = false
    }

    private init?(_ year: Int, _ month: Int, _ day: Int, _ minutes: Int?) {
        guard (1970...2200).contains(year), let day = CivilDay(year, month, day) else { return nil }
        seconds = day.number * 86_400 + (minutes ?? 0) * 60
        slack = 14 * 3600 + (minutes == nil ? 86_400 : 0)
        hasTime = minutes != nil
    }

    /// Certainly sent before `other`: two dates of unknown zones are taken to be of the same one.
    func isOlder(than other: MailDate) -> Bool {
        if slack == other.slack {
            return seconds < other.seconds && (hasTime || seconds / 86_400 < other.seconds / 86_400)
        }
        return seconds + slack < other.seconds - other.slack
    }

    /// RFC 3339 in UTC where the zone is known, else the day.
    var text: String { slack == 0 ? Timestamp.text(seconds: seconds) : Timestamp.day(seconds: seconds).day.text }

    /// As a person reads it: `3 Aug 2026 09:00 UTC`, or the day.
    var shown: String {
        let day = Timestamp.day(seconds: seconds).day
        let (year, month, number) = day.parts
        let text = "\(number) \(CivilDay.months[month - 1]) \(year)"
        return slack == 0 ? "\(text) \(self.text.dropFirst(11).prefix(5)) UTC" : text
    }

    /// The same moment some days or months later, as a day.
    func later(days: Int = 0, months: Int = 0) -> MailDate {
        let (day, rest) = Timestamp.day(seconds: seconds)
        var copy = self
        copy.seconds = day.later(days: days, months: months).number * 86_400 + rest
        copy.slack = max(1, slack)
        return copy
    }

    /// Reads a date as mail programs write it above a quoted message; `11/12/2026` could be two days, and is none.
    init?(written text: String, months: [[String]]) {
        let all = text.lowercased().split { !$0.isLetter && !$0.isNumber && !":/-.".contains($0) }.map(String.init)
        let minutes = Self.minutes(all)
        // Without names of days and words between: `16 de noviembre de 2026`.
        let words = all.filter { word in
            let name = word.filter { $0 != "." }
            return !word.contains(":") && (word.contains(where: \.isNumber) || months.contains { $0.contains(name) })
        }
        for (index, word) in words.enumerated() {
            let name = word.filter { $0 != "." }
            if let month = months.firstIndex(where: { $0.contains(name) }) {
                let around = words[max(0, index - 1)..<min(words.count, index + 3)]
                let near = around.compactMap { Int($0.filter(\.isNumber)) }
                guard let year = near.first(where: { $0 > 1900 }), let day = near.first(where: { $0 <= 31 }) else {
                    continue
                }
                self.init(year, month + 1, day, minutes)
                return
            }
            let parts = word.split { $0 == "-" || $0 == "/" || $0 == "." }.compactMap { Int($0) }
            guard parts.count == 3 else { continue }
            // With periods the day stands first, in all countries that write so.
            if word.contains("."), parts[2] > 1900 {
                self.init(parts[2], parts[1], parts[0], minutes)
                return
            }
            if parts[0] > 1900 {
                self.init(parts[0], parts[1], parts[2], minutes)
                return
            }
            guard parts[2] > 1900, (parts[0] > 12) != (parts[1] > 12) || parts[0] == parts[1] else { continue }
            self.init(parts[2], min(parts[0], parts[1]), max(parts[0], parts[1]), minutes)
            return
        }
        return nil
    }

    /// Minutes since midnight, from `9:14 am` or `21:14`.
    private static func minutes(_ words: [String]) -> Int? {
        for (index, word) in words.enumerated() where word.contains(":") {
            let pieces = word.split(separator: ":")
            guard pieces.count >= 2, var hour = Int(pieces[0]), let minute = Int(pieces[1].prefix { $0.isNumber }),
                hour < 24, minute < 60
            else { continue }
            let half = pieces[1].drop { $0.isNumber } + (index + 1 < words.count ? words[index + 1] : "")
            if half.hasPrefix("pm"), hour < 12 { hour += 12 }
            if half.hasPrefix("am"), hour == 12 { hour = 0 }
            return hour * 60 + minute
        }
        return nil
    }
}

/// The messages of a thread within one text: where each begins, and when it was sent.
struct ThreadSections {
    /// For each line of the text, the number of its message: 0 on top, rising with age.
    private(set) var numbers: [Int] = []
    /// The date of each message.
    private(set) var dates: [MailDate?]

    init(_ text: MailText, _ heads: MessageHeads) {
        dates = [
            text.date.map(MailDate.init(header:))
                ?? text.writtenDate.flatMap { MailDate(written: $0, months: heads.months) }
        ]
        var current = 0
        var depths = [0]
        // Opened by a line that announces a quotation, whose own depth comes with the next line.
        var isAnnounced = false
        for index in text.lines.indices {
            let line = text.lines[index]
            if let date = Self.opening(text.lines, index, heads) {
                dates.append(date.value)
                current = dates.count - 1
                depths.append(line.quoted)
                isAnnounced = true
            } else if line.quoted > depths[current] {
                if isAnnounced {
                    depths[current] = line.quoted
                } else {
                    dates.append(nil)
                    depths.append(line.quoted)
                    current = dates.count - 1
                }
                isAnnounced = false
            } else if line.quoted < depths[current] {
                // The answer goes on below what it quotes.
                current = depths.lastIndex { $0 <= line.quoted } ?? 0
            } else {
                isAnnounced = isAnnounced && line.row == text.lines[max(0, index - 1)].row
            }
            numbers.append(current)
        }
    }

    private struct Opening { var value: MailDate? }

    /// Whether a quoted message begins with this line, and its date.
    private static func opening(_ lines: [VisibleLine], _ index: Int, _ heads: MessageHeads) -> Opening? {
        let text = lines[index].text.lowercased()
        if text.hasPrefix("on "), text.hasSuffix("wrote:") {
            return Opening(value: MailDate(written: lines[index].text, months: heads.months))
        }
        guard behind(heads.from, text) != nil else { return nil }
        for next in lines[(index + 1)...].prefix(8) {
            guard let rest = behind(heads.sent, next.text.lowercased()) else { continue }
            if let date = MailDate(written: rest, months: heads.months) { return Opening(value: date) }
            // The date may stand in the cell or on the line that follows.
            let after = lines.first { $0.row == next.row && ($0.cell ?? 0) > (next.cell ?? 0) }
            return Opening(value: after.flatMap { MailDate(written: $0.text, months: heads.months) })
        }
        return nil
    }

    /// What stands behind one of these labels and its colon, at the beginning of a line in lower case.
    private static func behind(_ labels: [String], _ line: String) -> String? {
        // Some programs mark the labels: `*From:* …`.
        let line = line.drop { "*_>".contains($0) || $0.isWhitespace }
        for label in labels where line.hasPrefix(label) {
            let rest = line.dropFirst(label.count).drop { "*_".contains($0) || $0.isWhitespace }
            if rest.first == ":" { return String(rest.dropFirst().drop { "*_".contains($0) || $0.isWhitespace }) }
        }
        return nil
    }
}

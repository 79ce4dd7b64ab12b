internal import Glibc

/// When a message was sent, as exactly as the mail says it.
public struct MailDate: Sendable, Equatable {
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

    private init?(_ year: Int, _ month: Int, _ day: Int, _ minutes: Int?) {
        guard (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        var time = tm()
        time.tm_year = Int32(year - 1900)
        time.tm_mon = Int32(month - 1)
        time.tm_mday = Int32(day)
        let start = timegm(&time)
        // 31 June becomes 1 July: no day at all.
        guard time.tm_mday == Int32(day) else { return nil }
        seconds = start + (minutes ?? 0) * 60
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
    var text: String {
        var time = tm()
        var moment = time_t(seconds)
        gmtime_r(&moment, &time)
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = "\(padded(time.tm_year + 1900, 4))-\(padded(time.tm_mon + 1, 2))-\(padded(time.tm_mday, 2))"
        guard slack == 0 else { return day }
        return "\(day)T\(padded(time.tm_hour, 2)):\(padded(time.tm_min, 2)):\(padded(time.tm_sec, 2)).000Z"
    }

    /// The same moment some days or months later, as a day.
    func later(days: Int = 0, months: Int = 0) -> MailDate {
        var time = tm()
        var moment = time_t(seconds)
        gmtime_r(&moment, &time)
        time.tm_mday += Int32(days)
        time.tm_mon += Int32(months)
        var copy = self
        copy.seconds = timegm(&time)
        copy.slack = max(1, slack)
        return copy
    }
}

extension MailDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Reads a date as mail programs write it above a quoted message, in English; `11/12/2026` could be two days, and is
    /// none.
    init?(written text: String) {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != ":" && $0 != "/" && $0 != "-" }.map(
            String.init)
        let minutes = Self.minutes(words)
        for (index, word) in words.enumerated() {
            if let month = Self.months.firstIndex(where: { word.hasPrefix($0) && word.allSatisfy(\.isLetter) }) {
                let near = words[max(0, index - 1)..<min(words.count, index + 3)].compactMap {
                    Int($0.filter(\.isNumber))
                }
                guard let year = near.first(where: { $0 > 1900 }), let day = near.first(where: { $0 <= 31 }) else {
                    continue
                }
                self.init(year, month + 1, day, minutes)
                return
            }
            let parts = word.split { $0 == "-" || $0 == "/" }.compactMap { Int($0) }
            guard parts.count == 3 else { continue }
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
                hour < 24,
                minute < 60
            else { continue }
            let half = pieces[1].drop { $0.isNumber } + (index + 1 < words.count ? words[index + 1] : "")
            if half.hasPrefix("pm"), hour < 12 { hour += 12 }
            if half.hasPrefix("am"), hour == 12 { hour = 0 }
            return hour * 60 + minute
        }
        return nil
    }
}

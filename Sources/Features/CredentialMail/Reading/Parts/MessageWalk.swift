internal import CGMime

/// One part as GMime found it, still encoded.
struct RawPart {
    var path: String
    var type: String
    var charset: String?
    var fileName: String?
    var encoding: String?
    var isFlowed: Bool
    var dropsSpace: Bool
    var alternative: Int
    var bytes: [UInt8]
    /// The message around it, counted from 1 in the order in which they begin.
    var message: Int
    var date: Int?
    /// That date as it is written, where it is not of the form that mails have.
    var writtenDate: String?
}

/// Takes one message apart.
struct MessageWalk {
    private(set) var parts: [RawPart] = []
    private(set) var subjects: [String] = []
    /// Whether its end is missing.
    private(set) var isCutOff = false
    /// Whether its structure is damaged in another way.
    private(set) var isDamaged = false
    private(set) var hasLibrary = true
    private var open: [(number: Int, date: Int?, written: String?)] = []
    private var messages = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var walk = self
        let outcome = withUnsafeMutablePointer(to: &walk) { pointer in
            var events = cgm_events(
                context: UnsafeMutableRawPointer(pointer),
                message: { context, hasDate, seconds, date, subject in
                    context?.assumingMemoryBound(to: MessageWalk.self).pointee.begin(
                        hasDate != 0 ? Int(seconds) : nil, date.map { String(cString: $0) },
                        subject.map { String(cString: $0) } ?? "")
                },
                message_end: { context in context?.assumingMemoryBound(to: MessageWalk.self).pointee.end() },
                part: { context, part in context?.assumingMemoryBound(to: MessageWalk.self).pointee.take(part.pointee)
                },
                damage: { context, _, isCutOff in
                    context?.assumingMemoryBound(to: MessageWalk.self).pointee.damage(isCutOff != 0)
                })
            return bytes.baseAddress.map { cgm_walk($0, bytes.count, &events) } ?? CGM_NO_MESSAGE
        }
        self = walk
        if outcome == CGM_NO_LIBRARY { hasLibrary = false }
        if outcome == CGM_NO_MESSAGE { isDamaged = true }
    }

    private mutating func begin(_ date: Int?, _ written: String?, _ subject: String) {
        messages += 1
        // GMime reads more than is certain: of `5:16 PM` it takes the five, and UTC for the zone that is missing.
        let isCertain = written.map(InternetDate.isWellFormed) ?? false
        open.append((messages, isCertain ? date : nil, isCertain ? nil : written))
        subjects.append(subject)
    }

    private mutating func damage(_ isEnd: Bool) { if isEnd { isCutOff = true } else { isDamaged = true } }

    private mutating func end() { _ = open.popLast() }

    private mutating func take(_ part: cgm_part) {
        func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
        parts.append(
            RawPart(
                path: String(cString: part.path), type: String(cString: part.type), charset: text(part.charset),
                fileName: text(part.file_name), encoding: text(part.encoding),
                isFlowed: text(part.format)?.lowercased() == "flowed",
                dropsSpace: text(part.delsp)?.lowercased() == "yes", alternative: Int(part.alternative),
                bytes: Array(UnsafeBufferPointer(start: part.bytes, count: part.length)),
                message: open.last?.number ?? 1, date: open.last?.date, writtenDate: open.last?.written))
    }
}

/// The form of the dates in the headers of mails (RFC 5322, 3.3), obsolete zones included.
private enum InternetDate {
    static func isWellFormed(_ text: String) -> Bool {
        let bare = text.prefix { $0 != "(" }
        var words = bare.split { $0.isWhitespace || $0 == "," }[...]
        if let first = words.first, first.allSatisfy(\.isLetter) { words = words.dropFirst() }
        guard words.count == 5 else { return false }
        let (day, month, year, time, zone) = (
            words.removeFirst(), words.removeFirst(), words.removeFirst(), words.removeFirst(), words.removeFirst()
        )
        let isZone =
            zone.dropFirst().allSatisfy(\.isNumber) && zone.count == 5 && "+-".contains(zone.prefix(1))
            || ["UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"].contains(zone)
        return day.allSatisfy(\.isNumber) && day.count <= 2 && month.count == 3 && month.allSatisfy(\.isLetter)
            && year.allSatisfy(\.isNumber) && time.allSatisfy { $0.isNumber || $0 == ":" } && isZone
    }
}

/// Counts what nests before GMime builds its tree: that takes 70 times the mail's size for 100,000 parts, and stops
/// silently at 1,024 levels.
enum MessageBoundaries {
    /// More parts than any credential mail has.
    static let most = 1000

    /// Whether a message has more lines that look like a boundary, or more messages inside it, than is sane.
    static func areTooMany(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        var index = 0
        while index < bytes.count, count <= most {
            let isBoundary =
                bytes[index] == 0x2D && index + 2 < bytes.count && bytes[index + 1] == 0x2D && bytes[index + 2] > 0x20
            if isBoundary || isMessageType(bytes, index) { count += 1 }
            guard let end = bytes[index...].firstIndex(of: 0x0A) else { break }
            index = end + 1
        }
        return count > most
    }

    /// A line that declares a message inside the message, which needs no boundary of its own.
    private static func isMessageType(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start < bytes.count, (bytes[start] | 0x20) == 0x63 || bytes[start] <= 0x20 else { return false }
        let word = Array("message/".utf8)
        var index = start
        let end = min(start + 200, bytes.count - word.count)
        while index < end, bytes[index] != 0x0A {
            if word.indices.allSatisfy({ (bytes[index + $0] | 0x20) == word[$0] || bytes[index + $0] == word[$0] }) {
                return true
            }
            index += 1
        }
        return false
    }

    /// Where the messages of an mbox begin and end; the whole where it is none.
    static func messages(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let mark = Array("From ".utf8)
        guard bytes.starts(with: mark) else { return [0..<bytes.count] }
        var starts: [Int] = []
        var ranges: [Range<Int>] = []
        var index = 0
        var isAfterBlank = true
        while index < bytes.count {
            let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            if isAfterBlank, bytes[index..<end].starts(with: mark) {
                if let start = starts.last { ranges.append(start..<index) }
                starts.append(min(end + 1, bytes.count))
            }
            isAfterBlank = end == index || (end == index + 1 && bytes[index] == 0x0D)
            index = end + 1
        }
        if let start = starts.last { ranges.append(start..<bytes.count) }
        return ranges
    }
}

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
    var choice: Int
    var isAttachment: Bool
    var bytes: [UInt8]
    /// The message around it, counted from 1 in the order in which they begin.
    var message: Int
    var date: Int?
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
    private var open: [(number: Int, date: Int?)] = []
    private var messages = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var walk = self
        let outcome = withUnsafeMutablePointer(to: &walk) { pointer in
            var events = cgm_events(
                context: UnsafeMutableRawPointer(pointer),
                message: { context, hasDate, seconds, subject in
                    let date = hasDate != 0 ? Int(seconds) : nil
                    context?.assumingMemoryBound(to: MessageWalk.self).pointee.begin(
                        date, subject.map { String(cString: $0) } ?? "")
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

    private mutating func begin(_ date: Int?, _ subject: String) {
        messages += 1
        open.append((messages, date))
        subjects.append(subject)
    }

    private mutating func damage(_ isEnd: Bool) {
        if isEnd { isCutOff = true } else { isDamaged = true }
    }

    private mutating func end() { _ = open.popLast() }

    private mutating func take(_ part: cgm_part) {
        func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
        parts.append(
            RawPart(
                path: String(cString: part.path), type: String(cString: part.type), charset: text(part.charset),
                fileName: text(part.file_name), encoding: text(part.encoding),
                isFlowed: text(part.format)?.lowercased() == "flowed",
                dropsSpace: text(part.delsp)?.lowercased() == "yes", alternative: Int(part.alternative),
                choice: Int(part.choice), isAttachment: part.is_attachment != 0,
                bytes: Array(UnsafeBufferPointer(start: part.bytes, count: part.length)),
                message: open.last?.number ?? 1, date: open.last?.date))
    }
}

internal import Glibc

/// What is known of texts that came before: a log has few names and few statuses, again and again.
struct RecentTexts<Known: Sendable>: Sendable {
    private struct Slot: Sendable {
        var start = 0
        /// -1 where no text is.
        var count = -1
        /// The slot of the text that came after it the last time.
        var next = 0
        var known: Known
    }

    private let unknown: Known
    private var slots: [Slot]
    private var bytes: [UInt8] = []
    /// The slot of the text that came last.
    private var last = 0
    private static var size: Int { 1024 }
    /// A text stands in one of so many slots from its own on.
    private static var reach: Int { 8 }
    /// Texts are forgotten beyond this, so that a log that makes up names does not fill the memory.
    private static var most: Int { 1 << 18 }

    /// `unknown`: what fills the slots in which no text is.
    init(unknown: Known) {
        self.unknown = unknown
        slots = Array(repeating: Slot(known: unknown), count: Self.size)
    }

    /// What is known of a text; nothing if it has not come before, or long ago.
    mutating func known(_ text: Bytes) -> Known? {
        // They follow each other as they did in the record before.
        let familiar = slots[last].next
        if slots[familiar].count == text.count, isSame(slots[familiar], text) {
            last = familiar
            return slots[familiar].known
        }
        guard let place = place(of: text) else { return nil }
        slots[last].next = place
        last = place
        return slots[place].known
    }

    /// The end of the text that followed the last one before, if it stands at a place again with a quotation mark and a colon
    /// behind it, and what is known of it.
    func familiarName(in input: Bytes, at start: Int) -> (end: Int, known: Known)? {
        let slot = slots[slots[last].next]
        let end = start + slot.count
        guard slot.count > 0, end + 1 < input.count, input[end] == 0x22, input[end + 1] == 0x3A,
            isSame(slot, Bytes(rebasing: input[start..<end]))
        else { return nil }
        return (end, slot.known)
    }

    /// Goes on behind the text that followed the last one before.
    mutating func passFamiliar() { last = slots[last].next }

    /// Remembers a text; where there is no room for it, one that came before gives way.
    mutating func remember(_ text: Bytes, _ known: Known) {
        if let place = place(of: text) {
            slots[place].known = known
            return
        }
        if text.count > 256 { return }
        if bytes.count + text.count > Self.most { self = Self(unknown: unknown) }
        let first = Self.firstPlace(text)
        let free = (0..<Self.reach).first { slots[(first + $0) % Self.size].count < 0 } ?? 0
        slots[(first + free) % Self.size] = Slot(start: bytes.count, count: text.count, known: known)
        bytes.append(contentsOf: text)
    }

    private func place(of text: Bytes) -> Int? {
        let first = Self.firstPlace(text)
        for step in 0..<Self.reach {
            let place = (first + step) % Self.size
            if slots[place].count < 0 { return nil }
            if slots[place].count == text.count, isSame(slots[place], text) { return place }
        }
        return nil
    }

    private func isSame(_ slot: Slot, _ text: Bytes) -> Bool {
        guard let wanted = text.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { all in
            all.baseAddress.map { memcmp($0 + slot.start, wanted, text.count) == 0 } ?? false
        }
    }

    private static func firstPlace(_ text: Bytes) -> Int { Int(hash(text) >> 54) }

    /// A hash of a text's length, beginning and end, the upper bits of which are mixed well.
    static func hash(_ text: Bytes) -> UInt64 {
        var hash = UInt64(text.count)
        let raw = UnsafeRawBufferPointer(text)
        if text.count >= 8 {
            let start = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            let end = raw.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
            hash = (hash ^ start) &* 0x9E37_79B9_7F4A_7C15 ^ end
        } else {
            for byte in text { hash = hash << 8 ^ UInt64(byte) }
        }
        return hash &* 0x9E37_79B9_7F4A_7C15
    }
}

/// What is known of a field's name.
struct FieldName: Sendable {
    var rule: RedactionRules.Rule
    /// Its rule in a person's object.
    var personRule: RedactionRules.Rule
    /// Whether it stays as it is.
    var isShown: Bool
    /// The rule of the value beside it, where it is a property's key itself.
    var property: RedactionRules.Rule
    /// Of a name that is not shown, the beginning of the last part, which is known, and by which its value is read.
    var shownFrom: Int?

    static let unknown = FieldName(rule: .unknown, personRule: .hide, isShown: false, property: .unknown)
}

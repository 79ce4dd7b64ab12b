/// Says quickly that a text holds no signature, which is true of nearly all texts.
///
/// Every text that holds a pattern of at least seven bytes holds one of the pattern's first four windows of four bytes
/// at a place divisible by four, and behind it the window that follows in the pattern, if the pattern is that long. So
/// only every fourth place is looked at, and most texts have no such windows at all.
struct SignatureFilter {
    /// What windows with this hash are; small enough to stay in the fastest cache.
    private var windows = [UInt8](repeating: 0, count: 1 << 13)
    /// Whether a pattern is too short for that: then every text has to be searched.
    private var isOpen = false

    // Of a pattern that is too short for a second window; the first and the second window of a longer one.
    private static let alone: UInt8 = 1
    private static let first: UInt8 = 2
    private static let second: UInt8 = 4

    /// How many bytes of a pattern the first windows reach over.
    static let reach = 7

    /// Adds a pattern in lower case.
    mutating func add(_ pattern: [UInt8]) {
        guard pattern.count >= Self.reach else {
            isOpen = true
            return
        }
        let isLong = pattern.count >= Self.reach + 4
        for start in 0...3 {
            windows[Self.place(pattern, start)] |= isLong ? Self.first : Self.alone
            if isLong { windows[Self.place(pattern, start + 4)] |= Self.second }
        }
    }

    /// Whether the text has to be searched.
    func mayHoldOne(_ text: UnsafeRawBufferPointer) -> Bool {
        if isOpen { return true }
        guard text.count >= Self.reach else { return false }
        return windows.withUnsafeBufferPointer { windows in
            var before: UInt8 = 0
            var at = 0
            while at + 4 <= text.count {
                let window = windows[Self.place(text.loadUnaligned(fromByteOffset: at, as: UInt32.self))]
                // `first` is the bit below `second`.
                if (window & Self.alone) | (window & before << 1 & Self.second) != 0 { return true }
                before = window
                at += 4
            }
            return false
        }
    }

    private static func place(_ pattern: [UInt8], _ start: Int) -> Int {
        place(pattern[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// The same for both letter cases.
    private static func place(_ window: UInt32) -> Int { Int(((window | 0x2020_2020) &* 0x9E37_79B1) >> 19) }
}

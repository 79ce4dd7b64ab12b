/// Says quickly that a text holds no signature, which is true of nearly all texts.
///
/// Every text that holds a pattern of at least seven bytes holds one of the pattern's first four windows of four bytes
/// at a place divisible by four. So only every fourth place is looked at, and most texts have no such window at all.
struct SignatureFilter {
    /// A bit for each hash of a window; small enough to stay in the fastest cache.
    private var windows = [UInt64](repeating: 0, count: 1 << 8)
    /// Whether a pattern is too short for that: then every text has to be searched.
    private var isOpen = false

    /// How many bytes of a pattern the windows reach over.
    static let reach = 7

    /// Adds a pattern in lower case.
    mutating func add(_ pattern: [UInt8]) {
        guard pattern.count >= Self.reach else {
            isOpen = true
            return
        }
        for start in 0...3 {
            let window = pattern[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            windows[Self.place(window) >> 6] |= 1 << UInt64(Self.place(window) & 63)
        }
    }

    /// Whether the text has to be searched.
    func mayHoldOne(_ text: UnsafeRawBufferPointer) -> Bool {
        if isOpen { return true }
        guard text.count >= Self.reach else { return false }
        return windows.withUnsafeBufferPointer { windows in
            var at = 0
            while at + 4 <= text.count {
                let place = Self.place(text.loadUnaligned(fromByteOffset: at, as: UInt32.self))
                if windows[place >> 6] >> UInt64(place & 63) & 1 != 0 { return true }
                at += 4
            }
            return false
        }
    }

    /// The same for both letter cases.
    private static func place(_ window: UInt32) -> Int { Int(((window | 0x2020_2020) &* 0x9E37_79B1) >> 18) }
}

/// Says quickly that a text holds no signature, which is true of nearly all texts.
///
/// Every text that holds a pattern of at least seven bytes holds one of the pattern's first four windows of four bytes
/// at a place divisible by four. So only every fourth place is looked at, and most texts have no such window at all.
struct SignatureFilter {
    private var windows = [Bool](repeating: false, count: 1 << 14)
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
            windows[Self.place(window)] = true
        }
    }

    /// Whether the text has to be searched.
    func mayHoldOne(_ text: UnsafeRawBufferPointer) -> Bool {
        if isOpen { return true }
        guard text.count >= Self.reach else { return false }
        return windows.withUnsafeBufferPointer { windows in
            var at = 0
            while at + 4 <= text.count {
                if windows[Self.place(text.loadUnaligned(fromByteOffset: at, as: UInt32.self))] { return true }
                at += 4
            }
            return false
        }
    }

    /// The same for both letter cases.
    private static func place(_ window: UInt32) -> Int { Int(((window | 0x2020_2020) &* 0x9E37_79B1) >> 18) }
}

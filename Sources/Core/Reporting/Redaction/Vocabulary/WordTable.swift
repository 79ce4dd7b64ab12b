/// Words of letters, digits and apostrophes, at most sixteen of them each, which are found in any letter case and without a
/// copy.
struct WordTable: Sendable {
    /// Sixteen bytes each, in lower case, zeros behind the word; all zeros where no word is.
    private var slots: [SIMD2<UInt64>]
    private var count = 0

    static let longest = 16

    /// An empty one with room for half as many words.
    init(slots: Int) { self.slots = Array(repeating: .zero, count: slots) }

    /// The words of a text, with blanks between.
    init(_ text: String) {
        self.init(slots: 64)
        for word in text.split(whereSeparator: \.isWhitespace) { insert(Array(word.utf8)) }
    }

    mutating func insert(_ word: [UInt8]) {
        precondition(word.count <= Self.longest)
        // Half of the slots stay free, so that a search ends soon.
        if count * 2 >= slots.count { grow() }
        word.withUnsafeBufferPointer { place(Self.key($0)) }
    }

    private mutating func grow() {
        let words = slots.filter { $0 != .zero }
        slots = Array(repeating: .zero, count: slots.count * 2)
        count = 0
        for word in words { place(word) }
    }

    private mutating func place(_ key: SIMD2<UInt64>) {
        var index = slot(of: key)
        while slots[index] != .zero {
            if slots[index] == key { return }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = key
        count += 1
    }

    func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.isEmpty || word.count > Self.longest { return false }
        let key = Self.key(word)
        return slots.withUnsafeBufferPointer { slots in
            var index = slot(of: key)
            while slots[index] != .zero {
                if slots[index] == key { return true }
                index = (index + 1) & (slots.count - 1)
            }
            return false
        }
    }

    func contains(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool { contains(UnsafeBufferPointer(rebasing: word)) }

    private func slot(of key: SIMD2<UInt64>) -> Int {
        let mixed = (key.x ^ key.y &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }

    /// Digits and apostrophes have the bit that makes a capital small.
    private static func key(_ word: UnsafeBufferPointer<UInt8>) -> SIMD2<UInt64> {
        var key = SIMD2<UInt64>.zero
        let raw = UnsafeRawBufferPointer(word)
        if word.count >= 8 {
            let bits: UInt64 = 0x2020_2020_2020_2020
            key.x = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self) | bits
            // The last eight bytes overlap the first ones; a shift of 64 leaves nothing.
            let last = raw.loadUnaligned(fromByteOffset: word.count - 8, as: UInt64.self) | bits
            key.y = last >> UInt64(128 - 8 * word.count)
            return key
        }
        for index in 0..<word.count { key.x |= UInt64(word[index] | 0x20) << UInt64(index * 8) }
        return key
    }
}

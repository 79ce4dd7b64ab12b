internal import Model

/// Words that are harmless wherever they are: log and playbook English, without names of people (rules.md D41).
///
/// A word is looked up in any case. How the shipped list was made: Documentation/vocabulary.md.
public struct Vocabulary: Sendable {
    /// Sixteen bytes each, in lower case, zeros after the word; all zeros where no word is.
    private var slots: [SIMD2<UInt64>]
    private var count = 0
    /// Words that have no room in a slot.
    private var long: Set<[UInt8]> = []
    /// Names of people that programs have in their own names, where they stay.
    private var inNames: Set<[UInt8]> = []

    /// The words of `playbooks/vocabulary.txt`.
    public static let shipped = Vocabulary(EmbeddedVocabulary.text)

    /// The words of a text, one per line; lines with `#` are comments.
    init(_ text: [UInt8]) {
        slots = Array(repeating: .zero, count: 1 << 15)
        for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
            if line.first == UInt8(ascii: "~") { inNames.insert(Array(line.dropFirst())) } else { insert(line) }
        }
    }

    /// These words too; what is neither a letter nor a digit separates two.
    public func with(_ texts: [String]) -> Vocabulary {
        var copy = self
        for text in texts {
            for word in text.utf8.split(whereSeparator: { !Ascii.isWord($0) }) { copy.insert(word) }
        }
        return copy
    }

    private mutating func insert(_ word: some Collection<UInt8>) {
        let word = word.map(Ascii.lowered)
        if word.isEmpty { return }
        guard word.count <= 16 else {
            long.insert(word)
            return
        }
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

    /// Whether it has a word, which consists of letters and digits of ASCII and of apostrophes.
    func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.isEmpty { return false }
        if word.count > 16 { return !long.isEmpty && long.contains(word.map(Ascii.lowered)) }
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

    /// Whether a word stays as a part of a program's name, `read` in `readTimeout`.
    func containsInNames(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count <= 16 && inNames.contains(word.map(Ascii.lowered))
    }

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

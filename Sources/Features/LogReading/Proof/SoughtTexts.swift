internal import CSimdjson

/// Texts that must not go unread (rules.md D33), as they are found in raw bytes: by a rare word, then by their letters.
///
/// Escapes, entities, colors, quotation marks and spacing between the letters do not count.
final class SoughtTexts: Sendable {
    private struct Text {
        var letters: [UInt8]
        /// Where its mark begins among the letters.
        var start: Int
        var mark: Int
    }

    private let texts: [Text]
    let marks: [csj_mark]
    private let lengths: [Int]

    /// `common`: words that stand in most records, and so are poor marks.
    init?(_ wanted: [String], common: [String]) {
        let common = Set(common.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) })
        var words: [String] = []
        var texts: [Text] = []
        for text in wanted {
            let parts = text.lowercased().split { !($0.isASCII && $0.isLetter) }.map(String.init)
            let rare = parts.filter { (4...15).contains($0.utf8.count) && !common.contains($0) }
            // One word for as many texts as can be: each is a pass over all bytes.
            guard let word = rare.first(where: words.contains) ?? rare.max(by: { $0.utf8.count < $1.utf8.count }) else {
                continue
            }
            if !words.contains(word) { words.append(word) }
            let place = parts.firstIndex(of: word) ?? 0
            let letters = Array(parts.joined().utf8)
            let start = parts[..<place].reduce(0) { $0 + $1.utf8.count }
            let mark = words.firstIndex(of: word) ?? 0
            if !texts.contains(where: { $0.letters == letters }) {
                texts.append(Text(letters: letters, start: start, mark: mark))
            }
        }
        guard !words.isEmpty else { return nil }
        self.texts = texts
        marks = Self.marks(words)
        lengths = words.map(\.utf8.count)
    }

    /// Each word with the three neighboring letters by which it is looked for: those whose last four bits few bytes of a log
    /// have. A comma has those of an L, and quotes those of a B.
    private static func marks(_ words: [String]) -> [csj_mark] {
        let rarest: [UInt8] = [7, 6, 11, 8, 13, 3, 4, 14, 15, 9, 1, 5, 10, 0, 12, 2]
        return words.map { word in
            let letters = Array(word.utf8)
            let ranks = letters.map { rarest.firstIndex(of: $0 & 15) ?? 0 }
            var mark = csj_mark()
            withUnsafeMutableBytes(of: &mark.word) { for (at, letter) in letters.enumerated() { $0[at] = letter } }
            mark.length = UInt8(letters.count)
            let starts = 0..<(letters.count - 2)
            mark.first = UInt8(
                starts.min { ranks[$0..<($0 + 3)].reduce(0, +) < ranks[$1..<($1 + 3)].reduce(0, +) } ?? 0)
            return mark
        }
    }

    /// Appends where marks begin at `from` or later and before `end`, from the first to the last; `count` bytes can be read.
    func places(
        in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, of count: Int, into places: inout [UInt32]
    ) {
        var from = start
        let most = marks.count * 8192
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most) { room in
            guard let base = room.baseAddress else { return }
            while from < end {
                let found = csj_find_marks(bytes, end, count, marks, marks.count, &from, base, most)
                places.append(contentsOf: room[..<found])
            }
        }
    }

    /// Which text stands around a mark; nothing where none does.
    func text(at place: Int, in bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        texts.indices.first { number in
            let text = texts[number]
            let length = lengths[text.mark]
            guard place + length <= count,
                (0..<length).allSatisfy({ bytes[place + $0] | 0x20 == text.letters[text.start + $0] })
            else { return false }
            return behind(text.letters[(text.start + length)...], bytes, place + length, count)
                && before(text.letters[..<text.start], bytes, place)
        }
    }

    /// Whether a value is one of the texts, and nothing else stands in it but quotes, spacing and a full stop.
    func isOne(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let bytes = value.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
        var found: [UInt32] = []
        places(in: bytes, from: 0, to: value.count, of: value.count, into: &found)
        guard found.count == 1, let number = text(at: Int(found[0]), in: bytes, value.count) else { return false }
        var letters = 0
        var at = 0
        while at < value.count {
            let byte = bytes[at]
            if Self.isLetter(byte) {
                letters += 1
                at += 1
            } else {
                let isSign = byte <= 0x20 || byte >= 0x80 || "\"'`.\\&\u{1B}".utf8.contains(byte)
                guard isSign, let length = Self.passedOver(bytes, at, value.count) else { return false }
                at += length
            }
        }
        return letters == texts[number].letters.count
    }

    private func behind(_ letters: ArraySlice<UInt8>, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool
    {
        var at = start
        for letter in letters {
            let limit = at + Self.reach
            while at < count, at < limit, let length = Self.passedOver(bytes, at, count) { at += length }
            guard at < count, bytes[at] | 0x20 == letter else { return false }
            at += 1
        }
        return true
    }

    private func before(_ letters: ArraySlice<UInt8>, _ bytes: UnsafePointer<UInt8>, _ end: Int) -> Bool {
        var at = end
        for letter in letters.reversed() {
            let limit = at - Self.reach
            while at > 0, at > limit, let length = Self.passedOver(bytes, before: at) { at -= length }
            guard at > 0, bytes[at - 1] | 0x20 == letter else { return false }
            at -= 1
        }
        return true
    }

    /// More between two letters is another text.
    private static let reach = 48

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// The length of what stands between letters at a place: a blank, a mark, an escape, a color.
    private static func passedOver(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Int? {
        let byte = bytes[at]
        if isLetter(byte) || byte == 0 { return nil }
        let rest = min(12, count - at)
        if byte == Ascii.backslash, rest > 1 {
            var length = 1
            while length < rest && bytes[at + length] == Ascii.backslash { length += 1 }
            if length < rest, bytes[at + length] == UInt8(ascii: "u"), length + 4 < rest { return length + 5 }
            return isLetter(bytes[at + min(length, rest - 1)]) ? length + 1 : length
        }
        if byte == UInt8(ascii: "&"), let end = (1..<rest).first(where: { bytes[at + $0] == UInt8(ascii: ";") }) {
            return end + 1
        }
        if byte == 0x1B, let end = (1..<rest).first(where: { bytes[at + $0] == UInt8(ascii: "m") }) { return end + 1 }
        return 1
    }

    /// The same, of what ends before a place.
    private static func passedOver(_ bytes: UnsafePointer<UInt8>, before end: Int) -> Int? {
        let most = min(12, end)
        let byte = bytes[end - 1]
        func opening(_ sign: UInt8) -> Int? { (2...max(2, most)).first { $0 <= most && bytes[end - $0] == sign } }
        if byte == UInt8(ascii: ";"), let length = opening(UInt8(ascii: "&")) { return length }
        if byte == UInt8(ascii: "m"), let length = opening(0x1B) { return length }
        if most >= 6, bytes[end - 6] == Ascii.backslash, bytes[end - 5] == UInt8(ascii: "u") { return 6 }
        if most >= 2, bytes[end - 2] == Ascii.backslash, "nrt".utf8.contains(byte) { return 2 }
        return isLetter(byte) || byte == 0 ? nil : 1
    }
}

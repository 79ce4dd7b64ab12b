internal import Support

/// Options of curl in a text, sound or not, and words in which someone logs in.
extension SecretScanner {
    /// The secret parts of an option's value; the option begins at a hyphen.
    func optionValues(at index: Int) -> [Range<Int>] {
        let isLong = byte(index + 1) == Ascii.hyphen
        let opensWord = index == 0 || Ascii.isBlank(bytes[index - 1]) || mark(at: index - 1) != nil
        // Two hyphens may be glued to the word before.
        guard byte(index) == Ascii.hyphen, opensWord || isLong && bytes[index - 1] != Ascii.hyphen else { return [] }
        return isLong ? longOption(from: index + 2) : letters(from: index + 1)
    }

    private func longOption(from start: Int) -> [Range<Int>] {
        let end = run(from: start) { Ascii.isWord($0) || $0 == Ascii.hyphen || $0 == Ascii.dot }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        guard end > start, !CurlOptions.plain.contains(name) else { return [] }
        if byte(end) == Ascii.equals {
            // A blank too many: what follows was meant to be the value.
            guard let first = byte(end + 1), !Ascii.isBlank(first) else { return next(of: name, behind: end + 1) }
            return ranges(of: known(name), in: word(at: end + 1))
        }
        return next(of: name, behind: end)
    }

    private func letters(from start: Int) -> [Range<Int>] {
        let end = run(from: start, limit: 64, while: Ascii.isLetter)
        // One dash before a long name.
        let whole = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        if end - start > 2, CurlOptions.valued.contains(whole) { return next(of: whole, behind: end) }
        var place = start
        while let byte = byte(place), !Ascii.isBlank(byte) {
            guard let name = CurlOptions.letters[Character(UnicodeScalar(byte))] else { return [] }
            place += 1
            if CurlOptions.plain.contains(name) { continue }
            let isAttached = self.byte(place).map { !Ascii.isBlank($0) } ?? false
            return isAttached ? ranges(of: name, in: word(at: place)) : next(of: name, behind: place)
        }
        return []
    }

    private func next(of name: String, behind end: Int) -> [Range<Int>] {
        var start = end
        while let byte = byte(start), Ascii.isBlank(byte) || byte == Ascii.backslash { start += 1 }
        guard start > end, byte(start) != nil else { return [] }
        // What curl has not may have no value at all.
        if byte(start) == Ascii.hyphen, !CurlOptions.valued.contains(name) { return [] }
        let found = word(at: start)
        // An option that was taken for the value of the one before it.
        let eaten = byte(start) == Ascii.hyphen ? optionValues(at: start) : []
        return ranges(of: known(name), in: found) + eaten
    }

    /// The option that a name means, misspelled or not; "" for one that curl has not.
    private func known(_ name: String) -> String {
        if CurlOptions.valued.contains(name) { return name }
        return NearestWord.nearest(to: name, among: CurlOptions.inOrder) ?? ""
    }

    private func ranges(of name: String, in word: Range<Int>) -> [Range<Int>] {
        HeaderSecrets.ranges(ofOption: name, in: Array(bytes[word])).map {
            (word.lowerBound + $0.lowerBound)..<(word.lowerBound + $0.upperBound)
        }
    }

    /// A shell's word: what is between two marks, or to a blank that nothing escapes.
    private func word(at start: Int) -> Range<Int> {
        let dollar = byte(start) == UInt8(ascii: "$") && byte(start + 1) == 0x27 ? 1 : 0
        if let length = quote(at: start + dollar) {
            let inner = start + dollar + length
            return inner..<closing(openedAt: start + dollar, from: inner)
        }
        var end = start
        while let byte = byte(end), !Ascii.isBlank(byte) {
            if byte == Ascii.backslash, self.byte(end + 1) != nil {
                end += 2
            } else if let length = quote(at: end) {
                end = closing(openedAt: end, from: end + length)
                end += quote(at: end) ?? 0
            } else {
                end += 1
            }
        }
        return start..<min(end, bytes.count)
    }
}

extension SecretScanner {
    /// The secret parts of an address whose scheme begins at a place, and where it ends.
    func address(at index: Int) -> (secrets: [Range<Int>], end: Int)? {
        let scheme = run(from: index, limit: 24) { Ascii.isWord($0) || $0 == Ascii.plus || $0 == Ascii.dot }
        guard has("://", at: scheme) else { return nil }
        let end = wordEnd(from: scheme)
        let found = HeaderSecrets.ranges(inAddress: Array(bytes[index..<end]))
        return (found.map { (index + $0.lowerBound)..<(index + $0.upperBound) }, end)
    }

    /// `name:password@host` and `name/password@host` in a word without a scheme.
    func login(at index: Int) -> Range<Int>? {
        let end = wordEnd(from: index)
        guard let at = bytes[index..<end].lastIndex(of: Ascii.at), at > index else { return nil }
        return bytes[index..<at].contains { $0 == Ascii.colon || $0 == Ascii.slash } ? index..<at : nil
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while let byte = byte(end), !Ascii.isBlank(byte), byte != UInt8(ascii: "<"), mark(at: end) == nil { end += 1 }
        return end
    }

    /// The value of a property, or of a header in a list, whose name is in a member next to it.
    func pairedValue(at index: Int, isSecret: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool) -> Range<Int>? {
        guard let (key, first) = member(at: index) else { return nil }
        var next = first.upperBound
        while let length = quote(at: next) ?? blank(at: next) ?? (byte(next) == Ascii.backslash ? 1 : nil) {
            next += length
        }
        guard byte(next) == UInt8(ascii: ",") else { return nil }
        next += 1
        while let byte = byte(next), Ascii.isBlank(byte) || byte == Ascii.backslash || mark(at: next) != nil {
            next += quote(at: next) ?? 1
        }
        guard let (other, second) = member(at: next), key != other else { return nil }
        let (name, value) = key == .name ? (first, second) : (second, first)
        return isSecret(bytes[name]) && !value.isEmpty ? value : nil
    }

    /// The value of a property whose name is at a place, though the marks around name and value are damaged: all that
    /// is between the two keys, or between the value's key and the end of the object.
    func damagedPair(named name: Range<Int>) -> Range<Int>? {
        let before = back(from: name.lowerBound, over: Self.pairMarks)
        let behind = nextKey(from: name.upperBound)
        // The name's own key may be lost, where the value's cannot be another's.
        guard
            Self.nameKeys.contains(where: { has($0, at: before - $0.utf8CodeUnitCount) })
                || has("propertyvalue", at: behind)
        else { return nil }
        if let key = Self.valueKeys.first(where: { has($0, at: behind) }) {
            let start = run(from: behind + key.utf8CodeUnitCount, limit: 16, while: Self.pairMarks.contains)
            let end = run(from: start, limit: 512) { !"{}\n".utf8.contains($0) }
            return trimmed(start..<mark("issecure", in: start..<end))
        }
        // The value is first.
        let opening = max(0, name.lowerBound - 512)
        let object = bytes[opening..<before].lastIndex(of: UInt8(ascii: "{")) ?? opening
        guard let key = bytes.indices[object..<before].last(where: { has("propertyvalue", at: $0) }) else { return nil }
        let start = run(from: key + 13, limit: 16, while: Self.pairMarks.contains)
        return start < before ? trimmed(start..<mark("propertykey", in: start..<before)) : nil
    }

    /// After marks, a comma and line ends, those that are written `\n` and those of Windows' cmd included.
    private func nextKey(from start: Int) -> Int {
        var place = start
        while place - start < 32, let byte = byte(place), Self.pairMarks.contains(byte) || ",^\n\r".utf8.contains(byte)
        {
            place += 1
            if byte == Ascii.backslash, self.byte(place).map({ "nrt".utf8.contains($0) }) == true { place += 1 }
        }
        return place
    }

    private static let pairMarks = ByteSet("\"'\\ :=,\t")
    private static let nameKeys: [StaticString] = ["propertykey", "key", "name"]
    private static let valueKeys: [StaticString] = ["propertyvalue", "value"]

    private func back(from end: Int, over marks: ByteSet) -> Int {
        var start = end
        while start > 0, end - start < 16, marks.contains(bytes[start - 1]) { start -= 1 }
        return start
    }

    /// Where a key is in a stretch, or its end.
    private func mark(_ key: StaticString, in range: Range<Int>) -> Int {
        range.first { has(key, at: $0) } ?? range.upperBound
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int>? {
        let end = range.upperBound
        let start = range.lowerBound
        let last = max(start, back(from: end, over: Self.pairMarks))
        return last > start ? start..<last : nil
    }

    private enum PairRole { case name, value }

    private func member(at index: Int) -> (PairRole, Range<Int>)? {
        let end = run(from: index, limit: 16, while: Ascii.isLetter)
        let role: PairRole
        switch String(decoding: bytes[index..<end], as: UTF8.self).lowercased() {
        case "propertykey", "name", "key": role = .name
        case "propertyvalue", "value": role = .value
        default: return nil
        }
        var place = end
        while let length = quote(at: place) ?? blank(at: place) ?? (byte(place) == Ascii.backslash ? 1 : nil) {
            place += length
        }
        guard let sign = byte(place), sign == Ascii.colon || sign == Ascii.equals else { return nil }
        place += 1
        while let length = blank(at: place) ?? (byte(place) == Ascii.backslash ? 1 : nil) { place += length }
        return (role, value(at: place, ofJSON: true))
    }
}

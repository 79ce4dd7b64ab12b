/// Tells what of a text is known to be harmless: words of a vocabulary, and numbers in harmless shapes (rules.md D41).
///
/// Signs and blanks are; so is what already stands for a hidden value. Escapes of JSON and of addresses are undone before a
/// word is looked at.
public final class HarmlessText: Sendable {
    let vocabulary: Vocabulary
    /// After these words in a path is an id that on-call needs, in lower case.
    private let pathWords: Set<[UInt8]>

    /// `pathWords`: as in `/departments/12`.
    public init(_ vocabulary: Vocabulary, pathWords: [String] = []) {
        self.vocabulary = vocabulary
        self.pathWords = Set(pathWords.map { Array($0.lowercased().utf8) })
    }

    /// Calls `body` with each word and number of a stretch of text that is not known to be harmless, from the first to the
    /// last. `range`: where it is in the text, whose words around it count.
    public func forEachDoubtful(
        in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
        _ body: (_ kind: HiddenKind, _ range: Range<Int>) -> Void
    ) {
        let scanner = HarmlessScanner(bytes: text, end: range.upperBound)
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = text[at]
            if !HarmlessScanner.opensWord(byte) {
                at += 1
                continue
            }
            if !Ascii.isWord(byte) {
                let piece = scanner.piece(at: at)
                if piece.kind == .sign {
                    at = piece.end
                    continue
                }
            }
            let word = scanner.word(from: at)
            at = word.end
            if let doubtful = doubtful(word, scanner) {
                body(doubtful.kind, doubtful.range)
                at = max(at, doubtful.range.upperBound)
            } else if word.letters == 0 {
                at = max(at, scanner.numberEnd(from: word.start))
            }
        }
    }

    /// A text with `‹… hidden›` instead of what a mask finds in it and of what is not known to be harmless.
    public func shown(_ text: String) -> String {
        var masked = IdentityMask().text(text)
        return masked.withUTF8 { bytes in
            var result: [UInt8] = []
            var copied = 0
            forEachDoubtful(in: bytes, 0..<bytes.count) { kind, range in
                result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<range.lowerBound]))
                result.append(contentsOf: "‹\(kind.name) hidden›".utf8)
                copied = range.upperBound
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The shipped vocabulary alone.
    public static let shipped = HarmlessText(.shipped)

    /// Whether nothing in a text is doubtful, and no mask finds anything in it.
    public func isClear(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isClear = isHarmless(text)
        if isClear { IdentityMask().forEachMatch(in: text) { _, _ in isClear = false } }
        return isClear
    }

    /// Whether nothing in a text is doubtful.
    public func isHarmless(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isHarmless = true
        forEachDoubtful(in: text, 0..<text.count) { _, _ in isHarmless = false }
        return isHarmless
    }

    private func doubtful(_ word: HarmlessScanner.Word, _ scanner: HarmlessScanner) -> (
        kind: HiddenKind, range: Range<Int>
    )? {
        let range = word.start..<word.end
        if word.isOdd { return (.word, range) }
        // Between such signs are pieces of a password.
        if range.count <= 2, scanner.isAmongSigns(range) { return (.word, range) }
        // A letter alone tells nothing: Discover's signs of types, `u'…'`.
        if range.count == 1, Ascii.isLower(scanner.bytes[range.lowerBound]) || scanner.isOption(range) { return nil }
        // A rule of underscores.
        if word.letters == 0, word.digits == 0 { return nil }
        if word.letters == 0 {
            if let end = scanner.numberListEnd(from: word.start) { return (.number, word.start..<end) }
            let end = scanner.numberEnd(from: word.start)
            if scanner.isAmongSigns(word.start..<end), end - word.start <= 2 { return (.number, word.start..<end) }
            return isHarmless(number: word.start..<end, scanner) ? nil : (.number, word.start..<end)
        }
        let bytes = UnsafeBufferPointer(rebasing: scanner.bytes[range])
        if vocabulary.contains(bytes) || isIdentifier(bytes, scanner.isQualified(range)) { return nil }
        if scanner.isConstant(range) || scanner.isMethod(range) || Pseudonyms.isFieldName(bytes) { return nil }
        if word.digits > 0, scanner.isDuration(range) { return nil }
        return (.word, range)
    }

    /// Whether all parts of a name as programs have them are words: `PracticeService`, `pms_appointment_status`.
    private func isIdentifier(_ bytes: UnsafeBufferPointer<UInt8>, _ isQualified: Bool) -> Bool {
        // `c.e.Processor`, as loggers shorten it.
        if bytes.count == 1 { return isQualified && Ascii.isLetter(bytes[0]) }
        var parts = NameParts()
        var isBound = false
        var at = 0
        while at < bytes.count {
            if bytes[at] == HarmlessScanner.underscore || bytes[at] == HarmlessScanner.apostrophe {
                at += 1
                isBound = true
                continue
            }
            let end = HarmlessScanner.partEnd(in: bytes, from: at)
            let part = UnsafeBufferPointer(rebasing: bytes[at..<end])
            if Ascii.isDigit(bytes[at]) {
                guard part.count <= 2 else { return false }
                parts.numbers += isBound ? 0 : 1
            } else if part.count == 1 {
                parts.letters += 1
            } else if vocabulary.contains(part) {
                parts.words += 1
                parts.inLongWords += part.count > 2 ? part.count : 0
                parts.inShortWords += part.count > 2 ? 0 : part.count
            } else {
                guard vocabulary.containsInNames(part) else { return false }
                parts.names += 1
            }
            isBound = false
            at = end
        }
        // `_cat`, `_source`: no one is called so.
        return parts.areNames(isQualified || bytes.first == HarmlessScanner.underscore)
    }

    /// What a name as programs have them consists of.
    private struct NameParts {
        var words = 0
        var names = 0
        var letters = 0
        /// Numbers that no underscore sets apart.
        var numbers = 0
        var inLongWords = 0
        var inShortWords = 0

        func areNames(_ isQualified: Bool) -> Bool {
            guard words > 0 || names > 0 && isQualified else { return false }
            // What is thrown together has syllables that are words too.
            if letters > 1 || inLongWords < inShortWords + letters { return false }
            // `Password1` is not the name of a class.
            return numbers == 0 || isQualified && numbers == 1 || numbers == 1 && words >= 2 && inLongWords >= 9
        }
    }

    private func isHarmless(number range: Range<Int>, _ scanner: HarmlessScanner) -> Bool {
        let groups = DigitGroupLengths(of: scanner.bytes[range])
        let digits = groups.digits
        switch groups.count {
        case 1:
            // `12%2F16%2F42`: half of something.
            if scanner.isJoined(range) || scanner.isEntity(range) || scanner.isPartOfDate(range) { return false }
            if digits <= 2 || digits == 15 { return true }
            if digits == 3, scanner.standsBesideStatus(range) { return true }
            if digits <= 6, scanner.isDuration(range) || scanner.isLineNumber(range) || scanner.isCountOrID(range) {
                return true
            }
            return digits <= 9 && isPathID(range, scanner)
        // A decimal, or a version.
        case 2, 3: return groups.longest <= 3 || scanner.isDuration(range) && digits <= 9
        // Fifteen digits in groups.
        default: return digits == 15 && groups.areThrees
        }
    }

    /// What groups of digits with a dot between each two are like.
    private struct DigitGroupLengths {
        var count = 0
        var digits = 0
        var longest = 0
        /// Whether each behind the first has three digits.
        var areThrees = true

        init(of number: Slice<UnsafeBufferPointer<UInt8>>) {
            var length = 0
            func end(_ groups: inout DigitGroupLengths) {
                if groups.count > 0, length != 3 { groups.areThrees = false }
                groups.count += 1
                groups.digits += length
                groups.longest = max(groups.longest, length)
                length = 0
            }
            for byte in number { if byte == Ascii.dot { end(&self) } else { length += 1 } }
            end(&self)
        }
    }

    /// `/v1/30700`, `/departments/12`.
    private func isPathID(_ range: Range<Int>, _ scanner: HarmlessScanner) -> Bool {
        let slash = range.lowerBound - 1
        guard slash > 0, scanner.bytes[slash] == Ascii.slash else { return false }
        var start = slash
        while start > 0, Ascii.isWord(scanner.bytes[start - 1]) { start -= 1 }
        return pathWords.contains(scanner.bytes[start..<slash].map(Ascii.lowered))
    }
}

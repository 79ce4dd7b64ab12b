/// Walks over a page as HTML 5's tokenizer does and writes it again for libxml2: without attributes but a number, without
/// comments, scripts and styles, with every character reference resolved, and with a mark at every damage.
///
/// libxml2 2.9.14 drops what its limits forbid and repairs the rest silently; what reaches it after this cannot be
/// misread, and it is left to do what it is good at, the structure.
struct HTMLLexer {
    let input: UnsafeBufferPointer<UInt8>
    /// The byte that is looked at next.
    var at = 0
    /// The line of that byte, from 1.
    var line = 1
    /// What libxml2 gets.
    var output: [UInt8] = []
    /// Newlines that were skipped and not yet written, so that lines stay in step.
    var owedNewlines = 0
    var infos = ElementTable.infos
    var damages: [Damage] = []
    /// Bytes of text written that are no blank space; none of them may get lost.
    var textBytes = 0
    /// What is known of each element that came, and how many of it are open.
    var elements = PageElements()
    /// How many elements are open that only an end tag closes.
    var depth = 0
    /// Deeper pages are refused: no mail is, and every end tag costs libxml2 a look at all that is open.
    private static let deepest = 1000
    var styles = StyleRules()
    var seal = SealMarks()
    private var byteDamages: ArraySlice<(offset: Int, kind: Damage.Kind)>

    /// `byteDamages`: what was wrong with the bytes before they became this text, by offset.
    init(_ input: UnsafeBufferPointer<UInt8>, byteDamages: [(offset: Int, kind: Damage.Kind)] = []) {
        self.input = input
        self.byteDamages = byteDamages[...]
        output.reserveCapacity(input.count)
    }

    /// Walks to the end, or until more text was written than a mail can have.
    mutating func run(limit: Int) {
        while at < input.count {
            if output.count > limit || depth > Self.deepest {
                damages.append(.everywhere(output.count > limit ? .tooLarge : .tooDeep))
                return
            }
            if input[at] == 0x3C { markup() } else { text() }
        }
        passByteDamages()
        for name in ["table", "tr", "td", "html"] where elements.open(name) > 0 {
            damage(.unclosed)
            return
        }
    }

    func byte(_ offset: Int = 0) -> UInt8 { at + offset < input.count ? input[at + offset] : 0 }

    /// Goes on to `end`, over bytes that are not shown.
    mutating func skip(to end: Int) {
        let lines = input[at..<end].count { $0 == 0x0A }
        line += lines
        owedNewlines += lines
        at = end
        passByteDamages()
    }

    /// Notes a damage here, and marks the place for the row builder.
    mutating func damage(_ kind: Damage.Kind) {
        // A page that is damaged all over is refused anyway.
        guard damages.count < 1000 else { return }
        damages.append(Damage(kind, row: .max, line: line))
        infos.append(ElementInfo(flow: .mark, damage: damages.count - 1))
        emit(tag: Array("img".utf8), number: infos.count - 1)
    }

    /// Where the next damage of the bytes is.
    private var nextByteDamage: Int { byteDamages.first?.offset ?? .max }

    private mutating func passByteDamages() {
        while let next = byteDamages.first, next.offset <= at {
            byteDamages.removeFirst()
            damage(next.kind)
        }
    }

    /// Writes a tag, and in it the newlines that are owed.
    mutating func emit(tag: [UInt8], number: Int? = nil, isEnd: Bool = false) {
        output.append(0x3C)
        if isEnd { output.append(0x2F) }
        output.append(contentsOf: tag)
        if let number {
            Self.opening.withUTF8Buffer { output.append(contentsOf: $0) }
            var digits = String(number)
            digits.withUTF8 { output.append(contentsOf: $0) }
            output.append(0x22)
        }
        payNewlines()
        output.append(0x3E)
    }

    private static let opening: StaticString = " id=\""

    private mutating func payNewlines() {
        for _ in 0..<owedNewlines { output.append(0x0A) }
        owedNewlines = 0
    }

    /// Inside text, newlines that do not belong to it hide in a comment.
    mutating func payNewlinesInText() {
        guard owedNewlines > 0 else { return }
        output.append(contentsOf: Array("<!--".utf8))
        payNewlines()
        output.append(contentsOf: Array("-->".utf8))
    }

    /// Text up to the next `<`.
    mutating func text() {
        payNewlinesInText()
        while at < input.count, input[at] != 0x3C {
            plainRun()
            guard at < input.count, at != nextByteDamage else { continue }
            switch input[at] {
            case 0x3C: break
            case 0x26: reference()
            case 0:
                damage(.nul)
                at += 1
            case 0x0C:
                output.append(0x20)
                at += 1
            default:
                damage(.control)
                at += 1
            }
        }
        passByteDamages()
    }

    /// Text in which nothing has a meaning.
    private mutating func plainRun() {
        passByteDamages()
        let start = at
        let stop = min(input.count, nextByteDamage)
        while at < stop, Self.isPlain(input[at]) {
            let byte = input[at]
            if byte == 0x0A { line += 1 } else if byte > 0x20 { textBytes += 1 }
            at += 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: input[start..<at]))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        if byte >= 0x20 { return byte != 0x3C && byte != 0x26 && byte != 0x7F }
        return byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// A character reference, or an ampersand that is only itself.
    mutating func reference() {
        guard let found = CharacterReferences.parse(input, at: at) else {
            emitText([0x26])
            at += 1
            return
        }
        if found.isDoubtful { damage(.reference) }
        for scalar in found.scalars {
            switch scalar {
            case "\n", "\r", "\t", "\u{C}": output.append(0x20)
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || !CharacterReferences.isXML(scalar) {
                    damage(.control)
                } else {
                    emitText(scalar.value < 0x80 ? [UInt8(scalar.value)] : Array(String(scalar).utf8))
                }
            }
        }
        at = found.end
        passByteDamages()
    }

    /// Text that is no markup, whatever it looks like.
    mutating func emitText(_ bytes: [UInt8]) {
        for byte in bytes {
            if byte > 0x20 { textBytes += 1 }
            switch byte {
            case 0x3C: output.append(contentsOf: Array("&lt;".utf8))
            case 0x26: output.append(contentsOf: Array("&amp;".utf8))
            default: output.append(byte)
            }
        }
    }
}

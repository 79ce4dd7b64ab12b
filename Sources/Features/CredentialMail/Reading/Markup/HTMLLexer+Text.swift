extension HTMLLexer {
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
        let found = CharacterReferences.parse(input, at: at)
        guard let found else {
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
                    emitText(scalar.value < 0x80 ? [UInt8(scalar.value)] : Array(String(Character(scalar)).utf8))
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

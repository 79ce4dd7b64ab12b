/// Tells pasted text from keys in what a terminal sends.
struct PasteKeys {
    /// What a terminal sent.
    enum Event: Equatable {
        case text([UInt8])
        case pasteBegan, pasteEnded
        /// Ctrl-D, Ctrl-C, Ctrl-Z.
        case end, interrupt, suspend
        /// Backspace, Ctrl-U.
        case erase, eraseLine
    }

    /// Between the marks that a terminal sets around pasted text.
    private(set) var isInPaste = false
    private var held: [UInt8] = []
    private var wasReturn = false

    private static let began = Array("\u{1B}[200~".utf8)
    private static let ended = Array("\u{1B}[201~".utf8)

    /// Whether bytes are held back, since they may be the beginning of a mark.
    var holdsBack: Bool { !held.isEmpty }

    /// The events in the next bytes, which are all that had arrived.
    mutating func events(_ bytes: some Sequence<UInt8>) -> [Event] {
        let all = held + bytes
        held = []
        var events: [Event] = []
        var text: [UInt8] = []
        var at = 0
        func flush() {
            if !text.isEmpty { events.append(.text(text)) }
            text = []
        }
        while at < all.count {
            let byte = all[at]
            let mark = isInPaste ? Self.ended : Self.began
            if byte == 0x1B {
                let length = min(mark.count, all.count - at)
                if all[at..<at + length].elementsEqual(mark[..<length]) {
                    if length < mark.count {
                        held = Array(all[at...])
                        break
                    }
                    flush()
                    isInPaste.toggle()
                    events.append(isInPaste ? .pasteBegan : .pasteEnded)
                    at += length
                    continue
                }
            }
            if !isInPaste, let key = key(byte, isLast: at + 1 == all.count) {
                flush()
                events.append(key)
            } else if !(byte == 0x0A && wasReturn) {
                // A terminal sends the key Return, and the line ends of pasted text, as CR.
                text.append(byte == 0x0D ? 0x0A : byte)
            }
            wasReturn = byte == 0x0D
            at += 1
        }
        flush()
        return events
    }

    /// What was held back after all is text: nothing has followed it for a while.
    mutating func release() -> [Event] {
        defer { held = [] }
        return held.isEmpty ? [] : [.text(held)]
    }

    /// Ctrl-D and Ctrl-Z are keys only where nothing follows them at once: pasted bytes may have the same values.
    private func key(_ byte: UInt8, isLast: Bool) -> Event? {
        switch byte {
        case 0x03, 0x1C: .interrupt
        case 0x04 where isLast: .end
        case 0x1A where isLast: .suspend
        case 0x7F, 0x08: .erase
        case 0x15 where isLast: .eraseLine
        default: nil
        }
    }
}

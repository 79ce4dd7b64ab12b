/// One part's bytes to what is seen of it.
enum PartReading {
    /// `isPage`: HTML; else plain text.
    static func read(_ bytes: [UInt8], declared: String?, isPage: Bool, into text: inout MailText) {
        read(TransferDecoded(bytes: bytes), declared: declared, isPage: isPage, into: &text)
    }

    static func read(
        _ decoded: TransferDecoded, declared: String?, isPage: Bool, isFlowed: Bool = false, dropsSpace: Bool = false,
        into text: inout MailText
    ) {
        let charset = declared ?? (isPage ? MetaCharset.find(decoded.bytes) : nil)
        let characters = Charset.decode(decoded.bytes, declared: charset)
        var damages = characters.damages.map { (offset: $0, kind: Damage.Kind.invalidCharacter) }
        // Offsets before and after decoding differ by what is not ASCII; near enough to name a line only where they agree.
        let isSame = characters.bytes.count == decoded.bytes.count
        damages += decoded.damages.map { (offset: isSame ? $0 : 0, kind: .transferEncoding) }
        damages.sort { $0.offset < $1.offset }
        if isPage {
            PageRows.read(characters.bytes, byteDamages: damages, into: &text)
        } else {
            PlainRows.read(
                characters.bytes, byteDamages: damages, isFlowed: isFlowed, dropsSpace: dropsSpace, into: &text)
        }
        if !isSame, !decoded.damages.isEmpty { text.damages.append(.everywhere(.transferEncoding)) }
        if characters.isUnknown { text.damages.append(.everywhere(.charset)) }
        if characters.isDoubtful {
            for index in text.lines.indices where text.lines[index].text.utf8.contains(where: { $0 >= 0x80 }) {
                text.lines[index].doubts.insert(.charset)
            }
        }
    }
}

/// What a page says of its own character set.
enum MetaCharset {
    /// The value of `charset=` in a `<meta>` among the first bytes.
    static func find(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        let word = Array("charset".utf8)
        var index = 0
        while let open = head[index...].firstIndex(of: 0x3C) {
            index = open + 1
            guard head[index...].starts(with: Array("meta".utf8)) else { continue }
            let end = head[index...].firstIndex(of: 0x3E) ?? head.count
            guard let start = (index..<end).first(where: { head[$0...].starts(with: word) && $0 + word.count < end })
            else { continue }
            let value = head[(start + word.count)..<end].drop { $0 == 0x20 || $0 == 0x3D || $0 == 0x22 || $0 == 0x27 }
            let name = value.prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B && $0 != 0x2F }
            // A page whose declaration could be read in ASCII is not in UTF-16, whatever it says.
            let label = String(decoding: name, as: UTF8.self)
            return label.hasPrefix("utf-16") ? "utf-8" : label
        }
        return nil
    }
}

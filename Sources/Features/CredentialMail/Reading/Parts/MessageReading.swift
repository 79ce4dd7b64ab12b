/// Reads the parts of messages into one `Mail`.
struct MessageReading {
    private(set) var mail = Mail(form: .mail)
    private var messages = 0
    private var alternatives = 0
    private var files = 0

    /// Adds a message; `isOneOfMany`: of an mbox.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, isOneOfMany: Bool) {
        files += 1
        let walk = MessageWalk(bytes)
        // A page that a browser saved: its date is the day of saving (rules.md D45).
        let isSavedPage = Self.isSavedPage(bytes)
        let first = mail.texts.count
        for part in walk.parts {
            var text = MailText()
            text.part = name(of: part, isOneOfMany: isOneOfMany)
            text.date = isSavedPage ? nil : part.date
            text.writtenDate = isSavedPage ? nil : part.writtenDate
            text.message = messages + part.message
            text.alternative = part.alternative == 0 ? 0 : alternatives + part.alternative
            read(part, &text)
        }
        passOver(from: first)
        mail.subjects += walk.subjects
        if !walk.hasLibrary {
            var text = MailText()
            text.damages = [.everywhere(.noLibrary)]
            mail.texts.append(text)
        }
        damage(walk, from: first)
        messages += max(1, walk.subjects.count)
        alternatives += walk.parts.map(\.alternative).max() ?? 0
    }

    private static func isSavedPage(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        head.replace("\r\n", with: "\n")
        if let end = head.firstRange(of: "\n\n") { head.removeSubrange(end.lowerBound...) }
        return ["snapshot-content-location:", "from: <saved by", "from: \"saved by", "from: saved by"].contains {
            head.hasPrefix($0) || head.contains("\n" + $0)
        }
    }

    private func name(of part: RawPart, isOneOfMany: Bool) -> String {
        var words = isOneOfMany ? ["message \(files)"] : []
        if !part.path.isEmpty { words.append("part \(part.path)") }
        if let file = part.fileName, !file.isEmpty { words.append(file) }
        return words.joined(separator: ", ")
    }

    private mutating func read(_ part: RawPart, _ text: inout MailText) {
        let file = part.fileName?.lowercased() ?? ""
        let hasPageName = file.hasSuffix(".html") || file.hasSuffix(".htm")
        let isPage = part.type == "text/html" || part.type == "application/xhtml+xml" || hasPageName
        let isText = part.type == "text/plain" || file.hasSuffix(".txt") || part.type == "text/richtext"
        let isMessage = file.hasSuffix(".eml") || part.type.hasPrefix("message/")
        guard isPage || isText || isMessage else {
            mail.unread.append(UnreadPart(part: text.part, type: part.type, fileName: part.fileName))
            return
        }
        guard var decoded = part.bytes.withUnsafeBufferPointer({ TransferDecoding.decode($0, part.encoding) }) else {
            text.damages = [.everywhere(.transferEncoding)]
            mail.texts.append(text)
            return
        }
        if isMessage && !isPage && !isText {
            // A mail that was attached as a file of its own, encoded; its parts carry this part's name before theirs.
            attached(&decoded, text)
            return
        }
        PartReading.read(
            decoded, declared: part.charset, isPage: isPage, isFlowed: part.isFlowed, dropsSpace: part.dropsSpace,
            into: &text)
        mail.texts.append(text)
    }

    private mutating func attached(_ decoded: inout TransferDecoded, _ text: MailText) {
        let inner = decoded.bytes.withUnsafeBufferPointer { bytes -> Mail in
            if MessageBoundaries.areTooMany(bytes) { return Mail(form: .other(.tooManyParts)) }
            var reading = MessageReading()
            reading.add(bytes, isOneOfMany: false)
            return reading.mail
        }
        var texts = inner.texts.isEmpty ? [MailText()] : inner.texts
        for index in texts.indices {
            texts[index].part = [text.part, texts[index].part].filter { !$0.isEmpty }.joined(separator: " / ")
            texts[index].message += 1000 * (mail.texts.count + 1)
            if texts[index].alternative > 0 { texts[index].alternative += 1000 * (mail.texts.count + 1) }
            if !decoded.damages.isEmpty { texts[index].damages.append(.everywhere(.transferEncoding)) }
            if inner.form != .mail { texts[index].damages.append(.everywhere(.structure)) }
        }
        mail.texts += texts
        mail.subjects += inner.subjects
        mail.unread += inner.unread
    }

    /// Of several forms of the same text, a mail program shows the last one that it can, which is the page.
    private mutating func passOver(from first: Int) {
        for index in mail.texts.indices[first...] where mail.texts[index].alternative > 0 && !mail.texts[index].isPage {
            let number = mail.texts[index].alternative
            mail.texts[index].isPassedOver = mail.texts.contains { $0.alternative == number && $0.isPage }
        }
    }

    /// A structure that is damaged may have taken text with it; where only its end is missing, behind the last line.
    private mutating func damage(_ walk: MessageWalk, from first: Int) {
        guard walk.isCutOff || walk.isDamaged else { return }
        if mail.texts.count == first { mail.texts.append(MailText()) }
        for index in mail.texts.indices[first...] {
            let last = mail.texts[index].lines.last
            if walk.isDamaged || last == nil {
                mail.texts[index].damages.append(.everywhere(.structure))
            } else if index == mail.texts.count - 1, let last {
                mail.texts[index].damages.append(Damage(.structure, row: last.row, line: last.line))
            }
        }
    }
}

/// One part's bytes to what is seen of it.
enum PartReading {
    /// `isPage`: HTML; else plain text.
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

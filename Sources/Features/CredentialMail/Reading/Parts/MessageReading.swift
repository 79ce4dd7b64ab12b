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
        let first = mail.texts.count
        for part in walk.parts {
            var text = MailText()
            text.part = name(of: part, isOneOfMany: isOneOfMany)
            text.date = part.date
            text.message = messages + part.message
            text.alternative = part.alternative == 0 ? 0 : alternatives + part.alternative
            read(part, &text)
        }
        passOver(from: first, walk.parts)
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
        var texts = inner.texts
        if texts.isEmpty { texts = [MailText()] }
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
    private mutating func passOver(from first: Int, _ parts: [RawPart]) {
        for index in mail.texts.indices
        where index >= first && mail.texts[index].alternative > 0 && !mail.texts[index].isPage {
            let number = mail.texts[index].alternative
            mail.texts[index].isPassedOver = mail.texts.contains { $0.alternative == number && $0.isPage }
        }
    }

    /// A structure that is damaged may have taken text with it; where only its end is missing, behind the last line.
    private mutating func damage(_ walk: MessageWalk, from first: Int) {
        guard walk.isCutOff || walk.isDamaged else { return }
        if mail.texts.count == first { mail.texts.append(MailText()) }
        for index in mail.texts.indices where index >= first {
            let last = mail.texts[index].lines.last
            if walk.isDamaged || last == nil {
                mail.texts[index].damages.append(.everywhere(.structure))
            } else if index == mail.texts.count - 1, let last {
                mail.texts[index].damages.append(Damage(.structure, row: last.row, line: last.line))
            }
        }
    }
}

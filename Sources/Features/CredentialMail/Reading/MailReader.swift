internal import Support

/// Reads a file into what a person sees of it.
public enum MailReader {
    /// A mail, with all that hangs on it, is seldom larger than what servers let pass, 25 MB.
    public static let largest = 32 << 20

    /// Reads a file's bytes, whatever they are.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Mail {
        if bytes.count > largest { return Mail(form: .other(.tooLarge)) }
        if let other = InputSniffing.other(bytes) { return Mail(form: .other(other)) }
        if let lines = LineEnds.unix(bytes) { return lines.withUnsafeBufferPointer { read($0) } }
        if let inner = AppleMail.message(bytes), InputSniffing.isMessage(inner) { return message(inner) }
        if InputSniffing.isMessage(bytes) { return message(bytes) }
        return single(bytes)
    }

    /// Reads a file's bytes, whatever they are.
    public static func read(_ bytes: [UInt8]) -> Mail { bytes.withUnsafeBufferPointer { read($0) } }

    /// Whether a file that begins so is a mail or a page, rather than a log.
    public static func isMail(_ head: [UInt8]) -> Bool {
        head.withUnsafeBufferPointer {
            InputSniffing.isMessage($0) || beginsAsPage($0) && InputSniffing.isPage($0)
        }
    }

    /// Whether a tag of HTML, and of no other XML, is the first that stands there: in a log a field may hold a page.
    private static func beginsAsPage(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = head.prefix(256).firstIndex { $0 > 0x20 && $0 < 0x80 }
        guard let start, head[start] == 0x3C else { return false }
        return !head[start...].starts(with: "<?xml".utf8)
            && !head[start...].prefix { $0 != 0x3E && $0 > 0x20 }.contains(0x3A)
    }

    /// A page or a text without a header.
    private static func single(_ bytes: UnsafeBufferPointer<UInt8>) -> Mail {
        let isEncoded = TransferDecoding.looksQuotedPrintable(bytes)
        let decoded = isEncoded ? TransferDecoding.quotedPrintable(bytes) : TransferDecoded(bytes: Array(bytes))
        let head = Charset.decode(Array(decoded.bytes.prefix(65_536)), declared: nil).bytes
        let isPage = head.withUnsafeBufferPointer { InputSniffing.isPage($0) }
        // UTF-16 shows what it holds only now.
        if !isPage, head.count < decoded.bytes.count, head.withUnsafeBufferPointer({ InputSniffing.isMessage($0) }) {
            return Charset.decode(decoded.bytes, declared: nil).bytes.withUnsafeBufferPointer { message($0) }
        }
        var text = MailText()
        PartReading.read(decoded, declared: nil, isPage: isPage, into: &text)
        return Mail(form: isPage ? .page : .text, texts: [text])
    }

    private static func message(_ bytes: UnsafeBufferPointer<UInt8>) -> Mail {
        var reading = MessageReading()
        let ranges = MessageBoundaries.messages(bytes)
        for range in ranges {
            let one = UnsafeBufferPointer(rebasing: bytes[range])
            if MessageBoundaries.areTooMany(one) { return Mail(form: .other(.tooManyParts)) }
            reading.add(one, isOneOfMany: ranges.count > 1)
        }
        return reading.mail
    }
}

/// Ends of lines as Outlook for Mac and old programs write them: a carriage return alone.
private enum LineEnds {
    /// The same with newlines; nothing where there are any already.
    static func unix(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard !bytes.contains(0x0A), bytes.contains(0x0D), Charset.byteOrder(of: bytes) == nil else { return nil }
        return bytes.map { $0 == 0x0D ? 0x0A : $0 }
    }
}

/// Apple Mail's files (`.emlx`): a line with the message's length, the message, a property list.
private enum AppleMail {
    static func message(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard let end = bytes.prefix(32).firstIndex(of: 0x0A),
            let count = Int(String(decoding: bytes[..<end], as: UTF8.self).trimmed), count > 0,
            count <= bytes.count - end - 1
        else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[(end + 1)...].prefix(count))
    }
}

/// Tells by the first bytes what a file is.
enum InputSniffing {
    private static let signatures: [([UInt8], OtherForm)] = [
        ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image),
        (Array("BM".utf8), .image), (Array("II*\0".utf8), .image), (Array("MM\0*".utf8), .image),
        (Array("%PDF-".utf8), .pdf), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .outlookMessage),
        (Array("PK\u{3}\u{4}".utf8), .office), (Array("{\\rtf".utf8), .richText), ([0x1F, 0x8B], .compressed),
        ([0x28, 0xB5, 0x2F, 0xFD], .compressed), (Array("BZh".utf8), .compressed),
        ([0xFD, 0x37, 0x7A, 0x58], .compressed),
        ([0x78, 0x9F, 0x3E, 0x22], .tnef), ([0x76, 0xE8, 0x04, 0x60, 0xC4, 0x11, 0xE3, 0x86], .rightsManaged),
    ]

    /// What the bytes are, if they are no text.
    static func other(_ bytes: UnsafeBufferPointer<UInt8>) -> OtherForm? {
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return .empty }
        for (signature, form) in signatures where bytes.starts(with: signature) {
            // A text may begin with these two letters.
            if signature.count == 2, form == .image, !bytes.prefix(64).contains(0) { continue }
            return form == .office && !isOffice(bytes) ? .archive : form
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if text.starts(with: Array("BEGIN:VCALENDAR".utf8)) { return .calendar }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .image }
        return isBinary(bytes) ? .binary : nil
    }

    /// Whether a ZIP archive is a document: the list of its parts, or the kind that OpenDocument writes first.
    private static func isOffice(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = String(decoding: bytes.prefix(2048), as: UTF8.self)
        return ["[Content_Types].xml", "mimetypeapplication/", "word/", "xl/", "ppt/"].contains(where: head.contains)
    }

    /// Many control characters, and not in the pattern of UTF-16.
    private static func isBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = bytes.prefix(4096)
        if Charset.byteOrder(of: UnsafeBufferPointer(rebasing: head)) != nil { return false }
        let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
        return controls * 20 > head.count
    }

    /// Whether a text begins as a message does: with lines of a header, one of which only mails have.
    static func isMessage(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var names: Set<String> = []
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.starts(with: Array("From ".utf8)) { return true }
        while let end = rest.firstIndex(of: 0x0A), names.count < 64 {
            var line = rest[rest.startIndex..<end]
            if line.last == 0x0D { line = line.dropLast() }
            rest = rest[(end + 1)...]
            if line.isEmpty { if names.isEmpty { continue } else { break } }
            if let first = line.first, first == 0x20 || first == 0x09, !names.isEmpty { continue }
            guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
                line[line.startIndex..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { break }
            names.insert(String(decoding: line[line.startIndex..<colon], as: UTF8.self).lowercased())
        }
        let certain: Set = ["mime-version", "content-type", "received", "message-id", "return-path", "delivered-to"]
        if !names.isDisjoint(with: certain) { return true }
        // With `Sent` it is what a mail program shows above a message, copied; no header has it.
        return names.isSuperset(of: ["from", "to"]) && !names.isDisjoint(with: ["date", "subject"])
            && !names.contains("sent")
    }

    /// Whether a text is a page rather than plain text: it has tags that pages are made of.
    static func isPage(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = Array(bytes.prefix(16_384).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 })
        let tags = [
            "<!doctype html", "<html", "<head", "<header", "<body", "<table", "<div", "<meta", "<br", "<span", "<td",
            "<tr", "<style", "<script", "<form", "<font", "<title",
        ].map { Array($0.utf8) }
        var index = 0
        while let open = head[index...].firstIndex(of: 0x3C) {
            // A password may hold `<TRh` or end in `<P`.
            let isTag = tags.contains { tag in
                head[open...].starts(with: tag)
                    && !(head[open...].dropFirst(tag.count).first.map(isLetterOrDigit) ?? false)
            }
            let isParagraph = ["<p>", "<p "].contains { head[open...].starts(with: $0.utf8) }
            if isTag || isParagraph { return true }
            index = open + 1
        }
        return false
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}

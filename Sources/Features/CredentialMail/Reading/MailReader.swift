/// Reads a file into what a person sees of it.
public enum MailReader {
    /// A mail, with all that hangs on it, is seldom larger than what servers let pass, 25 MB.
    public static let largest = 32 << 20

    /// Reads a file's bytes, whatever they are.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Mail {
        if bytes.count > largest { return Mail(form: .other(.tooLarge)) }
        if let other = InputSniffing.other(bytes) { return Mail(form: .other(other)) }
        if InputSniffing.isMessage(bytes) { return message(bytes) }
        return single(bytes)
    }

    /// Reads a file's bytes, whatever they are.
    public static func read(_ bytes: [UInt8]) -> Mail { bytes.withUnsafeBufferPointer { read($0) } }

    /// Whether a file that begins so is a mail or a page, rather than a log.
    public static func isMail(_ head: [UInt8]) -> Bool {
        head.withUnsafeBufferPointer {
            InputSniffing.isMessage($0) || $0.first != 0x7B && $0.first != 0x5B && InputSniffing.isPage($0)
        }
    }

    /// A page or a text without a header.
    private static func single(_ bytes: UnsafeBufferPointer<UInt8>) -> Mail {
        let isEncoded = TransferDecoding.looksQuotedPrintable(bytes)
        let decoded = isEncoded ? TransferDecoding.quotedPrintable(bytes) : TransferDecoded(bytes: Array(bytes))
        let head = Charset.decode(Array(decoded.bytes.prefix(65_536)), declared: nil).bytes
        let isPage = head.withUnsafeBufferPointer { InputSniffing.isPage($0) }
        // UTF-16 shows what it holds only now.
        if !isPage, head.count < decoded.bytes.count,
            head.withUnsafeBufferPointer({ InputSniffing.isMessage($0) })
        {
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

internal import Model
internal import Support

/// What a sealed envelope is, and whether its form leads where that product's does.
struct Envelope {
    /// Nothing for a product that nobody described.
    var envelope: SealedEnvelope?
    /// A host to which it leads instead.
    var strangeHost: String?
}

/// Tells a sealed secure mail from one that holds no credentials.
enum EnvelopeRecognition {
    /// A blob of this size in a form or script, beside hardly any text, is a sealed message.
    private static let blob = 1500

    static func recognise(_ mail: Mail, name: String, _ envelopes: [SealedEnvelope]) -> Envelope? {
        let names =
            [baseName(name)] + mail.unread.map { baseName($0.fileName ?? "") }
            + mail.texts.map { $0.part.split(separator: ",").last.map { baseName($0.trimmed) } ?? "" }
        for envelope in envelopes {
            let isNamed = names.contains { file in envelope.fileNames.contains { matches(file, $0) } }
            let isTyped = mail.unread.contains { envelope.types.contains($0.type) }
            let isSaid = mail.texts.contains { says($0, envelope) && (!envelope.needsLink || hasLink($0)) }
            let isForm = envelope.isForm && mail.texts.contains { $0.seal.fieldText > 0 }
            let isEncoded = envelope.isBase64 && mail.texts.contains(where: isBase64)
            if isNamed || isTyped || isSaid || isForm || isEncoded {
                return Envelope(envelope: envelope, strangeHost: strangeHost(mail, envelope))
            }
        }
        let isBlob = mail.texts.contains { $0.seal.longestBlob >= blob && !$0.seal.formActions.isEmpty }
        return isBlob || mail.form == .other(.rightsManaged) ? Envelope(envelope: nil, strangeHost: nil) : nil
    }

    private static func baseName(_ path: String) -> String {
        (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let pieces = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
            return name == pattern.lowercased()
        }
        return name.hasPrefix(first) && name.hasSuffix(last) && name.count >= first.count + last.count
    }

    private static func says(_ text: MailText, _ envelope: SealedEnvelope) -> Bool {
        let words = text.lines.prefix(200).map(\.text) + text.seal.formActions + text.seal.inputNames
        return envelope.texts.contains { wanted in words.contains { $0.lowercased().contains(wanted.lowercased()) } }
    }

    /// Whether a text has lines of base64 that hold text: a mail's body, copied without its header.
    private static func isBase64(_ text: MailText) -> Bool {
        let words = text.lines.map(\.text)
        guard let start = words.firstIndex(where: isEncoded) else { return false }
        let block = words[start...].prefix(while: isEncoded).joined()
        let bytes = Array(block.utf8.prefix(4096)).withUnsafeBufferPointer { TransferDecoding.base64($0).bytes }
        guard bytes.count > 24 else { return false }
        // Text in UTF-8 or in an older character set; UTF-16 is every other byte.
        let shown = bytes.count { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
        return shown * 10 >= bytes.count * 9 || shown * 5 >= bytes.count * 2 && bytes.contains(0)
    }

    private static func isEncoded(_ line: String) -> Bool {
        line.utf8.count >= 24
            && line.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "+/=".utf8.contains(byte)
            }
    }

    private static func hasLink(_ text: MailText) -> Bool {
        text.seal.hasLink || text.lines.contains { $0.text.contains("https://") || $0.text.contains("http://") }
    }

    private static func strangeHost(_ mail: Mail, _ envelope: SealedEnvelope) -> String? {
        guard !envelope.hosts.isEmpty else { return nil }
        for action in mail.texts.flatMap(\.seal.formActions) {
            guard let host = host(of: action) else { continue }
            let isKnown = envelope.hosts.contains { host == $0 || host.hasSuffix("." + $0) }
            if !isKnown { return host }
        }
        return nil
    }

    private static func host(of address: String) -> String? {
        guard let start = address.firstRange(of: "//") else { return nil }
        let rest = address[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = (rest.split(separator: "@").last ?? "").prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }
}

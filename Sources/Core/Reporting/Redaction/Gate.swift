/// The one gate through which every text leaves the process, on stdout, on stderr or in a file.
///
/// Known secrets are hidden even with `reveal`: a password helps no one in a ticket.
public struct Gate: Sendable {
    /// Shows identities that are hidden by default (`--reveal`).
    public let reveal: Bool
    private let scan: SecretScan
    private let secrets: [String]
    /// Names of files that are not shown as they are, with what is shown.
    private var names: [(given: String, shown: String)] = []

    /// Makes a gate that knows these secrets; those of fewer than four bytes cannot be told from ordinary text.
    public init(reveal: Bool = false, secrets: [String] = []) {
        self.reveal = reveal
        self.secrets = secrets
        scan = SecretScan(secrets: secrets)
    }

    /// This gate, knowing these secrets as well.
    func knowing(_ further: [String]) -> Gate {
        copy(Gate(reveal: reveal, secrets: secrets + further.filter { !secrets.contains($0) }))
    }

    /// This gate, which writes the names of these files so that they tell no one's name.
    func naming(_ files: [String]) -> Gate {
        var gate = self
        for file in files {
            let shown = FileNames.shown(file)
            if shown != file, !names.contains(where: { $0.given == file }) { gate.names.append((file, shown)) }
        }
        return gate
    }

    private func copy(_ gate: Gate) -> Gate {
        var gate = gate
        gate.names = names
        return gate
    }

    /// This gate, showing identities or not.
    func revealing(_ reveal: Bool) -> Gate { copy(Gate(reveal: reveal, secrets: secrets)) }

    /// Makes text safe to show on one line of a terminal or a ticket.
    ///
    /// Not meant for text that has passed already: what the first pass escaped would be escaped again.
    public func line(_ text: String) -> String {
        VisibleText.escaped(scan.hiding(named(text)), keepingNewlines: false)
    }

    /// Makes text of several lines safe to show; only the newlines stay as they are.
    public func block(_ text: String) -> String {
        VisibleText.escaped(scan.hiding(named(text)), keepingNewlines: true)
    }

    /// With names of files as they are shown.
    private func named(_ text: String) -> String {
        if reveal || names.isEmpty { return text }
        return names.reduce(text) { $0.replacing($1.given, with: $1.shown) }
    }

    /// Hides identities in free text that comes from a record, unless `reveal`; the result still has to pass `line`. Known
    /// secrets go first, and whole: of what looks like a token a part would be left.
    public func masked(_ text: String) -> String { reveal ? text : IdentityMask().text(scan.hiding(text)) }

    /// Repeats text of a record's of which nothing is known: what is not known to be harmless is hidden, unless `reveal`
    /// (rules.md D41). The result still has to pass `line`.
    public func quoted(_ text: String) -> String { reveal ? text : HarmlessText.shipped.shown(scan.hiding(text)) }

    /// Replaces known secrets only, for text that a writer rendered from safe parts.
    public func hidingSecrets(in text: String) -> String { scan.hiding(text) }

    /// The bytes of a file's copy, as `block` would have them. `isJSON`: they are what is between two quotes, and
    /// stay that.
    public func copied(_ bytes: UnsafeBufferPointer<UInt8>, isJSON: Bool = false) -> [UInt8]? {
        if secrets.isEmpty && VisibleText.isPlain(bytes) { return nil }
        let text = scan.hiding(String(decoding: bytes, as: UTF8.self))
        return Array((isJSON ? VisibleText.escapedInJSON(text) : VisibleText.escaped(text, keepingNewlines: true)).utf8)
    }
}

/// Finds known secrets in a text, as they are and in the encodings in which they travel.
struct SecretScan: Sendable {
    private static let marker = "‹secret hidden›"
    /// Below this a secret looks like a status or a code, and hiding it would hide half the report.
    private static let shortest = 4

    private let secrets: [[UInt8]]
    private let fragments: [[UInt8]]

    init(secrets: [String]) {
        let known = Set(secrets).map { Array($0.utf8) }.filter { $0.count >= Self.shortest }
        self.secrets = known
        fragments = known.flatMap(Base64Fragments.of)
    }

    func hiding(_ text: String) -> String {
        if secrets.isEmpty { return text }
        let bytes = Array(text.utf8)
        var hidden = [Bool](repeating: false, count: bytes.count)
        var found = false
        for reading in EncodedReading.all(of: bytes) {
            for secret in secrets {
                reading.forEachMatch(of: secret) { range in
                    found = true
                    for index in range { hidden[index] = true }
                }
            }
            for fragment in fragments {
                reading.forEachMatch(of: fragment) { range in
                    found = true
                    for index in Base64Fragments.wholeRun(around: range, in: bytes) { hidden[index] = true }
                }
            }
        }
        return found ? replaced(bytes, hidden) : text
    }

    private func replaced(_ bytes: [UInt8], _ hidden: [Bool]) -> String {
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if !hidden[index] {
                result.append(byte)
            } else if index == 0 || !hidden[index - 1] {
                result.append(contentsOf: Self.marker.utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// The parts of a secret's base64 form that do not depend on what is before or after it.
///
/// `user:password` is encoded whole, so that the password alone can begin at any of three places in a group.
enum Base64Fragments {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let forURLs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func of(_ secret: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { offset in
            let digits = sextets(of: secret, at: offset)
            let usual = digits.map { standard[Int($0)] }
            let other = digits.map { forURLs[Int($0)] }
            return usual == other ? [usual] : [usual, other]
        }
    }

    /// The complete encoded word around a fragment, since the characters at its ends carry bits of the secret too.
    static func wholeRun(around range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        // Three characters hold all bits that the neighbors share; more would take in text that is not a code.
        while start > 0, range.lowerBound - start < 3, isDigit(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, end - range.upperBound < 4, isDigit(bytes[end]) || bytes[end] == 0x3D { end += 1 }
        return start..<end
    }

    private static func sextets(of secret: [UInt8], at offset: Int) -> [UInt8] {
        let bytes = [UInt8](repeating: 0, count: offset) + secret
        let first = (offset * 8 + 5) / 6
        let end = bytes.count * 8 / 6
        return (first..<end).map { digit in
            (0..<6).reduce(UInt8(0)) { value, bit in
                let place = digit * 6 + bit
                return value << 1 | bytes[place / 8] >> UInt8(7 - place % 8) & 1
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { standard.contains(byte) || byte == 0x2D || byte == 0x5F }
}

/// A text with one encoding undone, and for every byte the place in the text that it came from.
struct EncodedReading {
    let bytes: [UInt8]
    /// One more than `bytes`, so that the end of a match has a place too.
    let places: [Int]

    /// The text as it is, and with each encoding undone that its characters allow.
    static func all(of text: [UInt8]) -> [EncodedReading] {
        let plain = EncodedReading(bytes: text, places: Array(0...text.count))
        var readings = [plain]
        let hasPlus = text.contains(Ascii.plus)
        if text.contains(Ascii.percent) { readings.append(plain.undoing(Unescape.percent)) }
        if hasPlus { readings.append(plain.undoing(Unescape.form)) }
        if text.contains(Ascii.ampersand) { readings.append(plain.undoing(Unescape.html)) }
        if text.contains(Ascii.backslash) {
            // A log line often carries a JSON document as a string of another one.
            let once = plain.undoing(Unescape.json)
            readings.append(once)
            if once.bytes.contains(Ascii.backslash) { readings.append(once.undoing(Unescape.json)) }
        }
        return readings
    }

    /// Calls `body` with the range in the original text of every occurrence, overlapping ones included.
    func forEachMatch(of wanted: [UInt8], _ body: (Range<Int>) -> Void) {
        guard let first = wanted.first, bytes.count >= wanted.count else { return }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            let end = start + wanted.count
            if bytes[start..<end].elementsEqual(wanted) { body(places[start]..<places[end]) }
        }
    }

    private func undoing(_ unescape: ([UInt8], Int) -> Unescape.Step?) -> EncodedReading {
        var decoded: [UInt8] = []
        var origins: [Int] = []
        var index = 0
        while index < bytes.count {
            if let step = unescape(bytes, index) {
                decoded.append(contentsOf: step.bytes)
                origins.append(contentsOf: repeatElement(places[index], count: step.bytes.count))
                index += step.length
            } else {
                decoded.append(bytes[index])
                origins.append(places[index])
                index += 1
            }
        }
        return EncodedReading(bytes: decoded, places: origins + [places[bytes.count]])
    }
}

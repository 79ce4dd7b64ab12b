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

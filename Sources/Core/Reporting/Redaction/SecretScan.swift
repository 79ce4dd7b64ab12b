/// Finds known secrets in a text, as they are and in the encodings in which they travel.
struct SecretScan: Sendable {
    static let marker = "‹secret hidden›"
    /// Below this a secret is no different from a status or a code, and hiding it would hide half the report.
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

internal import Model
internal import Reporting

/// Words that may be shown of a text whose structure is damaged, where positions tell nothing for sure: numbers, words of
/// letters, and what the documented calls and curl consist of. All others are hidden, since one may be a secret.
struct HarmlessWords {
    private let known: Set<String>
    /// Keys of bodies, behind which a number may stand without a quotation mark between them.
    private let keys: Set<String>

    init(_ catalogue: RequestCatalogue) {
        var texts: [String] = ["http https v1 v2 v3 utf-8 curl"]
        for request in catalogue.requests.map(\.value) {
            texts += [request.path, request.body ?? "", request.name] + request.parameters.map(\.name)
            texts += request.parameters.filter { $0.type != .secret }.map(\.example)
            texts += request.headers.flatMap { [$0.name, $0.value] }
        }
        texts += catalogue.services.flatMap { $0.addresses.map(\.url) }
        for property in catalogue.playbooks.flatMap(\.properties) {
            texts += property.spellings + [property.label] + property.allowedValues
        }
        let pieces = texts.flatMap { $0.lowercased().split { $0.isWhitespace || "\"'{}[](),/?&=:".contains($0) } }
        keys = Set(
            catalogue.requests.compactMap(\.value.body).flatMap { body in
                body.lowercased().split(separator: "\"").map(String.init)
            })
        known = Set(pieces.map(String.init)).union(CurlOptions.valued.map { "--" + $0 })
            .union(CurlOptions.plain.map { "--" + $0 }).union(SecretNames.harmlessHeaders)
    }

    /// The pieces of a stretch that are not known to be harmless; of one that belongs to no option, short numbers and words
    /// of letters are not either: they may be pieces of one secret.
    func others(in source: SourceText, _ range: Range<Int>, isStray: Bool = false) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            guard index == range.upperBound || Self.endsWord(source.scalars[index]) else { continue }
            if index > start {
                let word = source.text(start..<index)
                if !(isStray ? known.contains(word.lowercased()) : isHarmless(word)) { result.append(start..<index) }
            }
            start = index + 1
        }
        return result
    }

    private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        Letters.isSpace(scalar) || Letters.isQuote(scalar) || Letters.isStrange(scalar)
            || Letters.dashes.contains(scalar)
            || "{}[](),;\\<>|".unicodeScalars.contains(scalar)
    }

    private func isHarmless(_ word: String) -> Bool {
        // Ids are short, an NPI has ten digits, the numbers of businesses have fifteen.
        if word.allSatisfy(\.isNumber) { return word.utf8.count <= 7 || [10, 15].contains(word.utf8.count) }
        let pieces = word.split { "/?&=:".contains($0) }.map(String.init)
        if let address = Self.address(word) { return address.allSatisfy(isHarmlessPiece) }
        if word.contains(":"), !word.contains("/") {
            guard pieces.count <= 1 || pieces.count == 2 && keys.contains(pieces[0].lowercased()) else { return false }
        }
        let hasNumber = pieces.contains { $0.allSatisfy(\.isNumber) }
        return pieces.allSatisfy { piece in
            // Beside a number only what is known: `abc/12` may be one word of base64.
            hasNumber && pieces.count > 1
                ? known.contains(piece.lowercased()) || piece.allSatisfy(\.isNumber) : isHarmlessPiece(piece)
        }
    }

    private func isHarmlessPiece(_ piece: String) -> Bool {
        known.contains(piece.lowercased()) || piece.allSatisfy(\.isNumber)
            || piece.allSatisfy { $0.isLetter || "-_.$*!".contains($0) }
    }

    /// The pieces of an address behind its host, which is no secret; nothing for another word.
    private static func address(_ word: String) -> [String]? {
        let lower = word.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let rest = word.dropFirst(scheme.count)
        let host = rest.prefix { $0.isLetter || $0.isNumber || "-.:".contains($0) }
        let behind = rest.dropFirst(host.count)
        // A login, a fragment or an escape: as it is, the word is no plain address.
        guard behind.isEmpty || "/?".contains(behind.prefix(1)) else { return [word] }
        return behind.split { "/?&=".contains($0) }.map(String.init)
    }
}

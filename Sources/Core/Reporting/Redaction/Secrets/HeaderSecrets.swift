internal import Support

/// What of a header, an option or an address is secret, as the program that takes them reads it (rules.md D42).
///
/// Offsets are bytes of UTF-8.
public enum HeaderSecrets {
    /// The secret part of `Name: value`; nothing where the header is harmless.
    public static func range(inHeader header: [UInt8]) -> Range<Int>? {
        // Without a colon nothing tells a name from a value.
        let end = header.firstIndex { !(Ascii.isWord($0) || "!#$%&'*+-.^_`|~".utf8.contains($0)) } ?? header.count
        let colon = skipBlanks(header, end)
        guard end > 0, colon < header.count, header[colon] == Ascii.colon else {
            return header.isEmpty ? nil : 0..<header.count
        }
        let name = String(decoding: header[..<colon].filter { !Ascii.isBlank($0) }, as: UTF8.self).lowercased()
        var start = skipBlanks(header, colon + 1)
        if SecretNames.harmlessHeaders.contains(name) || isNearlyHarmless(name) {
            // A second header in it, as in `Accept: …; Authorization: …`.
            guard name != "host", name != "origin", let second = secondColon(header, behind: start) else { return nil }
            start = second + 1
        }
        // The scheme may be shown where it is one, and one word follows.
        for scheme in ["bearer ", "basic "] where begins(header, at: start, with: scheme) {
            let token = skipBlanks(header, start + scheme.utf8.count)
            if !header[token...].contains(where: Ascii.isBlank) { start = token }
        }
        return start < header.count ? start..<header.count : nil
    }

    /// The secret parts of the value of an option of curl, by its long name; "" for one that curl has not.
    public static func ranges(ofOption option: String, in value: [UInt8]) -> [Range<Int>] {
        switch option {
        // `-h` is help, and mostly meant for `-H`.
        case "header", "proxy-header", "help": return range(inHeader: value).map { [$0] } ?? []
        case "proxy", "preproxy", "referer", "url", "doh-url": return ranges(inAddress: value)
        case "data", "data-raw", "data-binary", "data-ascii", "data-urlencode":
            // A form; JSON is read by its own names.
            return value.contains(UInt8(ascii: "{")) ? [] : ranges(inPairs: value[...])
        default:
            if value.isEmpty || CurlOptions.harmless.contains(option) && !holdsOption(value) { return [] }
            // An address after a misspelled option is the call's own.
            if option.isEmpty, begins(value, at: 0, with: "http") { return ranges(inAddress: value) }
            return [0..<value.count]
        }
    }

    /// Whether another option is glued to a value: `-XPOST-u'…'`.
    private static func holdsOption(_ value: [UInt8]) -> Bool {
        value.indices.dropFirst(2).contains { at in
            "\"'`".utf8.contains(value[at]) && Ascii.isLetter(value[at - 1]) && value[at - 2] == Ascii.hyphen
        }
    }

    /// Who logs in, the values of a query after names of secrets, and what is after `#`.
    public static func ranges(inAddress address: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in address.indices where address[index] == Ascii.colon && begins(address, at: index, with: "://") {
            start = index + 3
            break
        }
        let path = address[start...].firstIndex { "/?#".utf8.contains($0) } ?? address.count
        // A password may hold a slash that should have been encoded; without a path in front of it, it is one.
        if let at = address[start..<path].lastIndex(of: Ascii.at) {
            ranges.append(start..<at)
        } else if let at = address[start...].lastIndex(of: Ascii.at), address[start..<path].contains(Ascii.colon) {
            let digits = address[start..<path].split(separator: Ascii.colon, omittingEmptySubsequences: false).last
            if digits?.allSatisfy(Ascii.isDigit) != true { ranges.append(start..<at) }
        }
        let hash = address[path...].firstIndex(of: UInt8(ascii: "#")) ?? address.count
        if let query = address[path..<hash].firstIndex(of: UInt8(ascii: "?")) {
            ranges += self.ranges(inPairs: address[(query + 1)..<hash])
        }
        if hash + 1 < address.count { ranges.append((hash + 1)..<address.count) }
        // `jdbc:…://host:1433;user=a;password=b`: there a `#` is a sign of the value.
        if let semicolon = address[start..<path].firstIndex(of: UInt8(ascii: ";")) {
            ranges += self.ranges(inPairs: address[(semicolon + 1)...])
        }
        return ranges
    }

    /// The values of `name=value&…` after names of secrets.
    private static func ranges(inPairs pairs: ArraySlice<UInt8>) -> [Range<Int>] {
        pairs.split(whereSeparator: { "&;".utf8.contains($0) }).compactMap { pair in
            let pair = pair.drop { !Ascii.isWord($0) }
            guard let equals = pair.firstIndex(of: Ascii.equals), equals + 1 < pair.endIndex else { return nil }
            let name = pair[..<equals]
            let isSecret = SecretNames.kind(of: name) == .secret || queries.contains { name.elementsEqual($0.utf8) }
            return isSecret ? (equals + 1)..<pair.endIndex : nil
        }
    }

    /// Names that are secret in a query, and common words elsewhere.
    private static let queries = ["code", "state", "key", "ticket", "nonce", "hmac", "sign", "SAMLResponse"]

    /// Misspelled, only these keep their value: names of secrets are near those of others (`tk`, `te`).
    private static func isNearlyHarmless(_ name: String) -> Bool {
        ["accept", "content-type"].contains { known in
            abs(known.utf8.count - name.utf8.count) <= 1 && NearestWord.nearest(to: name, among: [known]) != nil
        }
    }

    /// The colon after a word that may be a header's name: with a blank, a comma or a semicolon before it.
    private static func secondColon(_ header: [UInt8], behind start: Int) -> Int? {
        header.indices[start...].first { index in
            guard header[index] == Ascii.colon else { return false }
            let name = header[start..<index].reversed().prefix { Ascii.isWord($0) || $0 == Ascii.hyphen }
            let before = index - name.count - 1
            return name.count > 1 && before >= start && " ,;\t\n".utf8.contains(header[before])
        }
    }

    private static func skipBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start...].firstIndex { !Ascii.isBlank($0) } ?? bytes.count
    }

    private static func begins(_ bytes: [UInt8], at start: Int, with word: String) -> Bool {
        start + word.utf8.count <= bytes.count
            && zip(bytes[start...], word.utf8).allSatisfy { Ascii.lowered($0) == $1 }
    }
}

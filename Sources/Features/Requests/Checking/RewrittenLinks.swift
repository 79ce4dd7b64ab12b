internal import Support

/// Addresses that a mail filter rewrote, so that they lead through it. They hold the right one, which is put in their place;
/// a call must never go through them, since its token would.
enum RewrittenLinks {
    /// The text with the addresses that were meant, and what was done to them; nothing where none was rewritten.
    static func undone(in text: String) -> ForeignForm? {
        var result = text
        var names: Set<String> = []
        for (name, pattern) in kinds {
            while let found = link(in: result, pattern), let meant = meant(result[found], pattern) {
                result.replaceSubrange(found, with: meant)
                names.insert(name)
            }
        }
        guard let name = names.min() else { return nil }
        return ForeignForm(
            what: "an address that \(name) rewrote, so that the call would go there",
            remedy: "the address that was meant",
            translated: result)
    }

    private enum Pattern { case safeLinks, defenseThree, defenseTwo }

    private static let kinds: [(String, Pattern)] = [
        ("Outlook's Safe Links", .safeLinks), ("Proofpoint's URL Defense", .defenseThree),
        ("Proofpoint's URL Defense", .defenseTwo),
    ]

    private static func link(in text: String, _ pattern: Pattern) -> Range<String.Index>? {
        let sign =
            switch pattern {
            case .safeLinks: ".safelinks.protection.outlook.com/?"
            case .defenseThree: "urldefense.com/v3/__"
            case .defenseTwo: "urldefense.proofpoint.com/v2/url?"
            }
        guard let place = text.firstRange(of: sign) else { return nil }
        let isOutside: (Character) -> Bool = { $0.isWhitespace || "'\"<>‘’“”".contains($0) }
        let start = text[..<place.lowerBound].lastIndex(where: isOutside).map(text.index(after:)) ?? text.startIndex
        let end = text[place.upperBound...].firstIndex(where: isOutside) ?? text.endIndex
        return start..<end
    }

    private static func meant(_ link: Substring, _ pattern: Pattern) -> String? {
        switch pattern {
        case .safeLinks: parameter("url", in: link).flatMap(decoded)
        case .defenseThree:
            link.firstRange(of: "/v3/__").flatMap { opening in
                let rest = link[opening.upperBound...]
                let end = rest.firstRange(of: "__;")?.lowerBound ?? rest.endIndex
                // An asterisk stands for a sign that is kept elsewhere, in a code of its own.
                return rest[..<end].contains("*") ? nil : String(rest[..<end])
            }
        case .defenseTwo:
            parameter("u", in: link).flatMap { value in
                decoded(value.replacing("_", with: "/").replacing("-", with: "%"))
            }
        }
    }

    private static func parameter(_ name: String, in link: Substring) -> String? {
        let query = link[link.index(after: link.firstIndex(of: "?") ?? link.startIndex)...].replacing(
            "&amp;", with: "&")
        return query.split(separator: "&").first { $0.hasPrefix(name + "=") }.map {
            String($0.dropFirst(name.count + 1))
        }
    }

    private static func decoded(_ value: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

internal import Model
internal import Support

/// Scheme and host.
extension AddressCheck {
    /// Looks at scheme and host; answers where the path begins.
    mutating func host(_ text: MappedText) -> Int {
        let string = text.text.lowercased()
        var start = 0
        if string.hasPrefix("https://") {
            start = 8
        } else if string.hasPrefix("http://") {
            start = 7
            if !["127.0.0.1", "localhost", "[::1]"].contains(where: { string.dropFirst(7).hasPrefix($0) }) {
                let range = text.range(0..<4)
                diagnosis.add(
                    range, "‘http’, which is not encrypted", expected: "https",
                    edits: [.init(range: range, text: "https")])
            }
        } else {
            var end = 0
            while end < text.scalars.count, Letters.isLetter(text.scalars[end]) { end += 1 }
            let isScheme = string.hasPrefix("http") || end < text.scalars.count && text.scalars[end] == ":"
            while isScheme, end < text.scalars.count, ":/".unicodeScalars.contains(text.scalars[end]) { end += 1 }
            start = isScheme ? end : 0
            let range = text.range(0..<start)
            diagnosis.add(
                range, isScheme ? "‘\(string.prefix(start))’" : "an address without https://", expected: "https://",
                edits: [.init(range: range, text: "https://")])
        }
        var name = part(text, from: start, until: "/?#")
        // A login before the host is a secret.
        if let at = text.scalars[name].lastIndex(of: "@") { name = (at + 1)..<name.upperBound }
        let given = String(String.UnicodeScalarView(text.scalars[name]))
        let known = services.flatMap { $0.addresses.map { String($0.url.dropFirst(8)) } }
        if !known.contains(where: { $0.lowercased() == given.lowercased() }) {
            if let nearest = NearestWord.nearest(to: given.lowercased(), among: known.map { $0.lowercased() }),
                let spelled = known.first(where: { $0.lowercased() == nearest })
            {
                diagnosis.add(
                    text.range(name), "the misspelt host ‘\(given)’", expected: spelled,
                    edits: [.init(range: text.range(name), text: spelled)])
            } else {
                diagnosis.note(
                    text.range(name), "‘\(given)’ is no documented host",
                    expected: "one of \(known.joined(separator: ", ")), or your profile's own")
            }
        }
        return name.upperBound
    }
}

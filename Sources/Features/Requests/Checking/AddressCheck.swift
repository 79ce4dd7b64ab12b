internal import Model
internal import Support

/// Holds a curl line's method and address against the documented calls.
struct AddressCheck {
    let catalogue: RequestCatalogue
    var diagnosis = Diagnosis()

    /// The calls that this can be; none where the address is no documented one.
    mutating func candidates(for call: CurlCall) -> [CallSet.Owned<Request>] {
        guard let address = call.address else {
            diagnosis.add(
                call.range.lowerBound..<(call.range.lowerBound + 4), "a call without an address",
                expected: "https://… after the options")
            return []
        }
        let text = address.text
        let start = host(text)
        let path = part(text, from: start, until: "?#")
        let matches = matching(path, text)
        if matches.isEmpty { return [] }
        let fitting = method(call, matches)
        if let first = fitting.first ?? matches.first { segments(path, text, first) }
        return fitting
    }

    func part(_ text: MappedText, from start: Int, until ends: String) -> Range<Int> {
        start..<text.skip({ !ends.unicodeScalars.contains($0) }, from: start)
    }

    /// The requests whose path this is, or nearly is.
    private mutating func matching(_ path: Range<Int>, _ text: MappedText) -> [CallSet.Owned<Request>] {
        let given = pieces(path, text).map(\.text)
        var best: (distance: Int, requests: [CallSet.Owned<Request>]) = (4, [])
        for owned in catalogue.requests {
            let wanted = AddressForm.segments(owned.value.path)
            // A client's own base URL may have a path before the documented one.
            let offset = given.count - wanted.count
            let hasBase = catalogue.addresses(of: owned.value).isEmpty
            guard offset == 0 || (offset > 0 && hasBase) else { continue }
            let distance = AddressForm.distance(Array(given.dropFirst(offset)), wanted)
            if distance < best.distance { best = (distance, []) }
            if distance == best.distance, distance < 4 { best.requests.append(owned) }
        }
        if best.requests.isEmpty {
            diagnosis.add(
                text.range(path), "no documented call has this path",
                expected: "a path that `be-diagnose request --list` shows")
        }
        return best.requests
    }

    private func pieces(_ path: Range<Int>, _ text: MappedText) -> [(text: String, range: Range<Int>)] {
        var result: [(String, Range<Int>)] = []
        var start = path.lowerBound
        for index in path.lowerBound...path.upperBound {
            guard index == path.upperBound || text.scalars[index] == "/" else { continue }
            if index > start { result.append((text.text(start..<index), start..<index)) }
            start = index + 1
        }
        return result
    }

    private mutating func segments(_ path: Range<Int>, _ text: MappedText, _ owned: CallSet.Owned<Request>) {
        let wanted = AddressForm.segments(owned.value.path)
        let given = pieces(path, text)
        for (piece, segment) in zip(given.dropFirst(given.count - wanted.count), wanted) {
            let range = text.range(piece.range)
            guard segment.hasPrefix("{") else {
                if piece.text != segment { diagnosis.replace(range, "‘\(piece.text)’ in the path", by: segment) }
                continue
            }
            guard let parameter = owned.value.parameters.first(where: { "{\($0.name)}" == segment }) else { continue }
            diagnosis.add(BodyCheck.value(piece.text, range, parameter, of: owned, catalogue))
            if parameter.type == .practiceID { sharedForTests(piece.text, range, text, owned) }
        }
        if path.upperBound > path.lowerBound, text.scalars[path.upperBound - 1] == "/" {
            let range = text.range((path.upperBound - 1)..<path.upperBound)
            diagnosis.replace(range, "a slash at the path's end", by: "", expected: "nothing")
        }
    }

    /// A practice that the vendor shares for tests, called in production (rules.md D36).
    private mutating func sharedForTests(
        _ practice: String, _ range: Range<Int>, _ text: MappedText, _ owned: CallSet.Owned<Request>
    ) {
        let properties = catalogue.playbook(of: owned.playbook)?.properties ?? []
        guard properties.contains(where: { $0.sharedForTests.contains(practice) }) else { return }
        let address = text.text.lowercased()
        let isProduction = catalogue.addresses(of: owned.value).contains {
            $0.environment == "production" && address.hasPrefix($0.url.lowercased() + "/")
        }
        if isProduction {
            diagnosis.warn(
                range, "‘\(practice)’ is shared by \(owned.playbook) for tests, and this call goes to production",
                expected: "the client's own practice, or the address of preview")
        }
    }

    private mutating func method(_ call: CurlCall, _ matches: [CallSet.Owned<Request>]) -> [CallSet.Owned<Request>] {
        let given = call.effectiveMethod
        let fitting = matches.filter { $0.value.method == given.uppercased() }
        let wanted = (fitting.first ?? matches.first)?.value.method ?? given
        if given == wanted { return fitting }
        if let word = call.method {
            let range = word.text.scalars.isEmpty ? word.range : word.text.range(0..<word.text.scalars.count)
            // What is no method may be anything that stood behind a misread option.
            let isMethod = given.count < 10 && given.allSatisfy(\.isLetter)
            let what = isMethod ? "the method \(given)" : "a method that HTTP does not have"
            diagnosis.replace(range, what, by: wanted, expected: "\(wanted) for this path")
        } else {
            let place = call.range.lowerBound + 4
            diagnosis.replace(
                call.range.lowerBound..<place, "no -X, so that curl sends \(given)", by: " -X \(wanted)",
                in: place..<place, expected: "-X \(wanted) for this path")
        }
        return fitting.isEmpty ? matches.filter { $0.value.method == wanted } : fitting
    }

    /// Looks at scheme and host; answers where the path begins.
    mutating func host(_ text: MappedText) -> Int {
        let string = text.text.lowercased()
        var start = 0
        if string.hasPrefix("https://") {
            start = 8
        } else if string.hasPrefix("http://") {
            start = 7
            if !["127.0.0.1", "localhost", "[::1]"].contains(where: { string.dropFirst(7).hasPrefix($0) }) {
                diagnosis.replace(text.range(0..<4), "‘http’, which is not encrypted", by: "https")
            }
        } else {
            let end = text.skip(Letters.isLetter, from: 0)
            let isScheme = string.hasPrefix("http") || text[end] == ":"
            start = isScheme ? text.skip({ ":/".unicodeScalars.contains($0) }, from: end) : 0
            diagnosis.replace(
                text.range(0..<start), isScheme ? "‘\(string.prefix(start))’" : "an address without https://",
                by: "https://")
        }
        var name = part(text, from: start, until: "/?#")
        // A login before the host is a secret.
        if let at = text.scalars[name].lastIndex(of: "@") { name = (at + 1)..<name.upperBound }
        let given = text.text(name)
        let known = catalogue.services.flatMap { $0.addresses.map { String($0.url.dropFirst(8)) } }
        if !known.contains(where: { $0.lowercased() == given.lowercased() }) {
            if let nearest = NearestWord.nearest(to: given.lowercased(), among: known.map { $0.lowercased() }),
                let spelled = known.first(where: { $0.lowercased() == nearest })
            {
                diagnosis.replace(text.range(name), "the misspelt host ‘\(given)’", by: spelled)
            } else {
                diagnosis.note(
                    text.range(name), "‘\(given)’ is not a documented host",
                    expected: "one of \(known.joined(separator: ", ")), or your profile's own")
            }
        }
        return name.upperBound
    }
}

/// Paths in pieces.
enum AddressForm {
    static func segments(_ path: String) -> [String] {
        path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    }

    /// How many letters would have to change; what stands for a parameter may be anything.
    static func distance(_ given: [String], _ wanted: [String]) -> Int {
        zip(given, wanted).reduce(0) { sum, pair in
            sum + (pair.1.hasPrefix("{") ? 0 : edits(Array(pair.0.utf8), Array(pair.1.utf8)))
        }
    }

    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left == right { return 0 }
        if left.count > 200 || abs(left.count - right.count) > 4 { return 9 }
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = min(row[j + 1] + 1, row[j] + 1, previous + (a == b ? 0 : 1))
                previous = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}

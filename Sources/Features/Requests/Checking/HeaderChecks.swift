internal import Model
internal import Support

/// Holds a curl line's headers, and whether it has a body, against a documented call.
struct HeaderCheck {
    fileprivate(set) var diagnosis = Diagnosis()

    init(request: Request, call: CurlCall) {
        let start = call.range.lowerBound..<(call.range.lowerBound + 4)
        for header in call.headers {
            let text = header.string
            guard let colon = text.firstIndex(of: ":") else {
                diagnosis.add(header.range, "a header without a colon", expected: "Name: value")
                continue
            }
            let name = text[..<colon].trimmed
            if let second = Self.second(in: text[text.index(after: colon)...]) {
                diagnosis.add(
                    header.range,
                    "two headers in one -H: ‘\(second)’ is inside the value of ‘\(name)’, and is not sent",
                    expected: "-H for each header")
            }
            let known = ["Content-Type", "Accept", "Authorization", "User-Agent", "X-Request-Id", "Cookie"]
            if known.contains(where: { $0.lowercased() == name.lowercased() }) { continue }
            guard let nearest = NearestWord.nearest(to: name, among: known) else { continue }
            let range = header.text.range(0..<name.unicodeScalars.count)
            diagnosis.replace(range, "the misspelt header ‘\(name)’", by: nearest)
        }
        authorization(request, call)
        if request.body == nil, !call.sendsGet, let body = call.body {
            diagnosis.add(body.range, "a body in a call that has none", expected: "no -d")
        }
        if request.body != nil, call.body == nil {
            diagnosis.add(start, "no body", expected: "-d '…' as `be-diagnose request \(request.name)` prints it")
        }
        guard !call.sendsGet, let wanted = request.headers.first(where: { $0.name == "Content-Type" })?.value,
            call.body != nil
        else {
            return
        }
        let type = call.headers.map(\.string).first { $0.lowercased().hasPrefix("content-type") }
        if type == nil, !call.sendsJSON, wanted == "application/json" {
            diagnosis.note(
                start, "no Content-Type, so that curl sends the body as a form",
                expected: "-H 'Content-Type: application/json'")
        }
    }
}

extension HeaderCheck {
    /// The name of a header that stands in the value of another one.
    private static func second(in value: Substring) -> String? {
        let names = ["authorization", "content-type", "accept", "cookie", "x-api-key", "user-agent"]
        let lower = value.lowercased()
        return names.first { name in
            guard let found = lower.firstRange(of: name + ":") else { return false }
            return found.lowerBound == lower.startIndex || !lower[lower.index(before: found.lowerBound)].isLetter
        }
    }

    /// A token, where the call needs one, and its scheme.
    private mutating func authorization(_ request: Request, _ call: CurlCall) {
        guard let wanted = request.headers.first(where: { $0.name.lowercased() == "authorization" }),
            let scheme = wanted.value.split(separator: " ").first.map(String.init), call.login == nil,
            !call.readsConfiguration
        else { return }
        let own = call.headers.filter { $0.string.lowercased().hasPrefix("authorization") }
        guard let header = own.first, let colon = header.text.scalars.firstIndex(of: ":") else {
            let isElsewhere = call.headers.contains { $0.string.lowercased().contains("authorization") }
            if own.isEmpty, !isElsewhere {
                let start = call.range.lowerBound
                diagnosis.add(
                    start..<(start + 4), "no Authorization, which the call needs",
                    expected:
                        "a header with \(scheme) and the token, as `be-diagnose request \(request.name)` prints it"
                )
            }
            return
        }
        let start = header.text.skip({ Letters.isBlank($0) }, from: colon + 1)
        let words = header.text.text(start..<header.text.scalars.count).split(separator: " ")
        if words.count == 1, words[0].lowercased() != scheme.lowercased(), !words[0].hasPrefix("$") {
            diagnosis.insert("\(scheme) ", at: header.text.place(start), "no ‘\(scheme)’ before the token")
        } else if words.count > 1, words[0].lowercased() == scheme.lowercased(),
            words[1].lowercased() == scheme.lowercased()
        {
            let range = header.text.range(start..<(start + scheme.unicodeScalars.count + 1))
            diagnosis.replace(range, "‘\(scheme)’ twice", by: "", expected: "\(scheme) once")
        } else if words.count > 1, words[0].lowercased() != scheme.lowercased(), !words[0].contains("$") {
            // What is there in place of the scheme may belong to a secret (rules.md D42), so it is not quoted.
            let range = header.text.range(start..<(start + words[0].unicodeScalars.count))
            diagnosis.add(
                range, "an Authorization of another kind than ‘\(scheme)’", expected: "\(scheme) and the token")
        }
    }
}

/// Holds what stands behind an address's `?` against a call's template.
struct QueryStringCheck {
    let owned: CallSet.Owned<Request>
    let catalogue: RequestCatalogue
    private(set) var diagnosis = Diagnosis()
    /// Values behind names that the call does not have, whatever they look like (rules.md D42).
    private(set) var secrets: [Range<Int>] = []
    /// The pairs that were read, with the place of each value.
    private(set) var values: [(name: String, value: String, range: Range<Int>)] = []

    mutating func check(_ text: MappedText) {
        let wanted = template
        var start = text.scalars.firstIndex(of: "?").map { $0 + 1 } ?? text.scalars.count
        while start < text.scalars.count {
            let end = text.skip({ $0 != "&" && $0 != "#" }, from: start)
            if end > start { pair(text, start..<end, wanted) }
            if text[end] == "#" { break }
            start = end + 1
        }
        for (name, parameter) in wanted where !parameter.isOptional && !values.contains(where: { $0.name == name }) {
            let place = text.end
            let last = text.range(max(0, text.scalars.count - 1)..<text.scalars.count).upperBound
            diagnosis.add(
                min(place, last)..<min(place, last), "‘\(name)’ is missing in the address",
                expected: "?\(name)=\(parameter.example), or another of: \(ExpectedValue.of(parameter, in: nil))")
        }
    }

    private var template: [(String, RequestParameter)] {
        guard let query = owned.value.path.split(separator: "?", maxSplits: 1).dropFirst().first else { return [] }
        return query.split(separator: "&").compactMap { pair in
            let halves = pair.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            let name = halves[1].dropFirst().dropLast()
            return owned.value.parameters.first { $0.name == name }.map { (String(halves[0]), $0) }
        }
    }

    private mutating func pair(_ text: MappedText, _ range: Range<Int>, _ wanted: [(String, RequestParameter)]) {
        let cut = text.scalars[range].firstIndex(of: "=") ?? range.upperBound
        let name = text.text(range.lowerBound..<cut)
        let place = text.range(range.lowerBound..<cut)
        let valueStart = min(cut + 1, range.upperBound)
        let value = text.text(valueStart..<range.upperBound)
        let valuePlace = text.range(valueStart..<range.upperBound)
        var known = wanted.first { $0.0 == name }
        if known == nil {
            let names = wanted.map(\.0)
            let nearest = NearestWord.nearest(to: name, among: names)
            if nearest == nil { secrets.append(valuePlace) }
            diagnosis.add(
                place, "the unknown name ‘\(name)’ in the address",
                expected: nearest
                    ?? (names.isEmpty ? "nothing after the path" : "one of \(names.joined(separator: ", "))"),
                edits: nearest.map { [.init(range: place, text: $0)] } ?? [])
            known = wanted.first { $0.0 == nearest }
        }
        guard let (wantedName, parameter) = known else { return }
        values.append((wantedName, value, valuePlace))
        let lower = value.lowercased()
        if parameter.type == .boolean, lower != value, lower == "true" || lower == "false" {
            diagnosis.replace(valuePlace, "‘\(value)’", by: lower)
        } else {
            diagnosis.add(BodyCheck.value(value, valuePlace, parameter, of: owned, catalogue))
        }
    }
}

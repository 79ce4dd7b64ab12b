internal import Model
internal import Support

/// Holds a curl line's headers, and whether it has a body, against a documented call.
struct HeaderCheck {
    private(set) var diagnosis = Diagnosis()

    init(request: Request, call: CurlCall) {
        let start = call.range.lowerBound..<(call.range.lowerBound + 4)
        for header in call.headers {
            let text = header.string
            guard let colon = text.firstIndex(of: ":") else {
                diagnosis.add(header.range, "a header without a colon", expected: "Name: value")
                continue
            }
            let name = PlainText.trimmed(text[..<colon])
            let known = ["Content-Type", "Accept", "Authorization", "User-Agent", "X-Request-Id", "Cookie"]
            if known.contains(where: { $0.lowercased() == name.lowercased() }) { continue }
            guard let nearest = NearestWord.nearest(to: name, among: known) else { continue }
            let range = header.text.range(0..<name.unicodeScalars.count)
            diagnosis.add(
                range, "the misspelt header ‘\(name)’", expected: nearest, edits: [.init(range: range, text: nearest)])
        }
        if request.body == nil, let body = call.body {
            diagnosis.add(body.range, "a body in a call that has none", expected: "no -d")
        }
        if request.body != nil, call.body == nil {
            diagnosis.add(start, "no body", expected: "-d '…' as `be-diagnose request \(request.name)` prints it")
        }
        guard let wanted = request.headers.first(where: { $0.name == "Content-Type" })?.value, call.body != nil else {
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

internal import Model
internal import Support

/// Holds a curl line's method and address against the documented calls.
struct AddressCheck {
    let requests: [CallSet.Owned<Request>]
    let services: [Service]
    let playbooks: [Playbook]
    var diagnosis = Diagnosis()

    init(_ catalogue: RequestCatalogue) {
        requests = catalogue.requests
        services = catalogue.services
        playbooks = catalogue.playbooks
    }

    /// The calls that this can be; none where the address is no documented one.
    mutating func candidates(for call: CurlCall) -> [CallSet.Owned<Request>] {
        guard let address = call.address else {
            diagnosis.add(
                call.range.lowerBound..<(call.range.lowerBound + 4), "a call without an address",
                expected: "https://… behind the options")
            return []
        }
        let text = address.text
        let start = host(text)
        let path = part(text, from: start, until: "?#")
        let matches = matching(path, text)
        if matches.isEmpty { return [] }
        let fitting = self.method(call, matches)
        if let first = fitting.first ?? matches.first { segments(path, text, first) }
        return fitting
    }

    func part(_ text: MappedText, from start: Int, until ends: String) -> Range<Int> {
        var end = start
        while end < text.scalars.count, !ends.unicodeScalars.contains(text.scalars[end]) { end += 1 }
        return start..<end
    }

    /// The requests whose path this is, or nearly is.
    private mutating func matching(_ path: Range<Int>, _ text: MappedText) -> [CallSet.Owned<Request>] {
        let given = pieces(path, text).map(\.text)
        var best: (distance: Int, requests: [CallSet.Owned<Request>]) = (4, [])
        for owned in requests {
            let wanted = AddressForm.segments(owned.value.path)
            // A client's own base URL may have a path before the documented one.
            let offset = given.count - wanted.count
            let hasBase = services.first { $0.name == owned.value.service }?.addresses.isEmpty ?? true
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
            if index > start {
                result.append((String(String.UnicodeScalarView(text.scalars[start..<index])), start..<index))
            }
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
                if piece.text != segment {
                    diagnosis.add(
                        range, "‘\(piece.text)’ in the path", expected: segment,
                        edits: [.init(range: range, text: segment)])
                }
                continue
            }
            guard let parameter = owned.value.parameters.first(where: { "{\($0.name)}" == segment }) else { continue }
            var check = BodyCheck(
                request: owned.value, playbook: playbooks.first { $0.name == owned.playbook }, playbooks: playbooks)
            check.value(piece.text, parameter, LooseNode(value: .text(piece.text), range: range, inner: range))
            diagnosis.add(check.diagnosis)
        }
        if path.upperBound > path.lowerBound, text.scalars[path.upperBound - 1] == "/" {
            let range = text.range((path.upperBound - 1)..<path.upperBound)
            diagnosis.add(
                range, "a slash at the path's end", expected: "nothing", edits: [.init(range: range, text: "")])
        }
    }

    private mutating func method(
        _ call: CurlCall, _ matches: [CallSet.Owned<Request>]
    ) -> [CallSet.Owned<Request>] {
        let given = call.effectiveMethod
        let fitting = matches.filter { $0.value.method == given.uppercased() }
        let wanted = (fitting.first ?? matches.first)?.value.method ?? given
        if given == wanted { return fitting }
        if let word = call.method {
            let range = word.text.scalars.isEmpty ? word.range : word.text.range(0..<word.text.scalars.count)
            diagnosis.add(
                range, "the method \(given)", expected: "\(wanted) for this path",
                edits: [.init(range: range, text: wanted)])
        } else {
            let place = call.range.lowerBound + 4
            diagnosis.add(
                call.range.lowerBound..<place, "no -X, so that curl sends \(given)",
                expected: "-X \(wanted) for this path",
                edits: [.init(range: place..<place, text: " -X \(wanted)")])
        }
        return fitting.isEmpty ? matches.filter { $0.value.method == wanted } : fitting
    }
}

internal import Model
internal import Support

/// Checks a curl line or a body that someone else wrote.
public struct RequestChecker: Sendable {
    private let catalogue: RequestCatalogue

    /// Holds texts against these documented calls.
    public init(_ catalogue: RequestCatalogue) { self.catalogue = catalogue }

    /// More calls than that are a log and no request.
    public static let mostCalls = 100

    /// How many curl lines a text holds.
    public static func count(in text: String) -> Int { calls(in: SourceText(text)).count }

    /// What is wrong in a text, call by call; nothing where it holds neither a curl line nor a body.
    public func check(_ text: String) -> CheckedText? {
        let source = SourceText(text)
        var secrets = SecretPlaces(source, playbooks: catalogue.playbooks)
        if let link = RewrittenLinks.undone(in: text), let checked = check(link.translated ?? text) {
            return checked.written(link)
        }
        if let foreign = ForeignForm.of(text) {
            if let translated = foreign.translated, let checked = check(translated) { return checked.written(foreign) }
            let start = source.skip(Letters.isSpace, from: 0)
            let word = start..<source.skip({ !Letters.isSpace($0) }, from: start)
            secrets.add(word.upperBound..<source.scalars.count)
            var diagnosis = Diagnosis()
            diagnosis.add(word, foreign.what, expected: foreign.remedy)
            return CheckedText(
                source: source,
                calls: [
                    CheckedCall(kind: .other, request: nil, range: start..<source.scalars.count, diagnosis: diagnosis)
                ],
                secrets: secrets)
        }
        let starts = Self.calls(in: source)
        var calls: [CheckedCall] = []
        var end = 0
        for start in starts where start >= end {
            let call = curl(source, start, &secrets)
            calls.append(call)
            end = call.range.upperBound
        }
        if starts.isEmpty {
            guard let body = body(source, &secrets) else { return nil }
            calls = [body]
        }
        let words = HarmlessWords(catalogue)
        return CheckedText(
            source: source, calls: calls, secrets: secrets, unknown: unknown(source, calls, words),
            strays: calls.flatMap(\.strays).flatMap { words.others(in: source, $0, isStray: true) })
    }

    /// Of damaged calls and of what stands around calls, all that is not known to be harmless.
    private func unknown(_ source: SourceText, _ calls: [CheckedCall], _ words: HarmlessWords) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var end = 0
        for call in calls {
            if call.range.lowerBound > end { result += words.others(in: source, end..<call.range.lowerBound) }
            if call.isDamaged { result += words.others(in: source, call.range) }
            end = max(end, call.range.upperBound)
        }
        if end < source.scalars.count { result += words.others(in: source, end..<source.scalars.count) }
        return result
    }

    /// Where `curl` stands as a word.
    private static func calls(in source: SourceText) -> [Int] {
        source.scalars.indices.filter { index in
            guard source.has("curl", at: index), !Letters.isWord(source[index - 1]), source[index - 1] != "/" else {
                return false
            }
            let next = source[index + 4]
            return Letters.isBlank(next) || next == "\\" || Letters.isDash(next)
                || next.map(Letters.strangeBlanks.contains) == true
        }
    }

    private func curl(_ source: SourceText, _ start: Int, _ secrets: inout SecretPlaces) -> CheckedCall {
        let call = CurlCall(source, at: start)
        for range in call.secrets { secrets.add(range) }
        var diagnosis = call.diagnosis
        var address = AddressCheck(catalogue: catalogue)
        let candidates = address.candidates(for: call)
        diagnosis.add(address.diagnosis)
        let (best, body) = nearest(candidates, call.body?.body)
        diagnosis.add(body)
        var alternative: (what: String, edit: Diagnosis.Edit)?
        if let best {
            var query = QueryStringCheck(owned: best, catalogue: catalogue)
            if let text = call.address?.text { query.check(text) }
            diagnosis.add(query.diagnosis)
            query.secrets.forEach { secrets.add($0) }
            diagnosis.add(HeaderCheck(request: best.value, call: call).diagnosis)
            alternative = replacement(query, call, &diagnosis)
            if let node = call.body?.body { Self.secrets(in: node, best.value, &secrets) }
        } else if let text = call.address?.text, let query = text.scalars.firstIndex(of: "?") {
            // Of an address that nothing is known about, no value is harmless.
            secrets.add(text.range((query + 1)..<text.scalars.count))
        }
        var name = best?.value.name
        if let word = call.body, word.body == nil, word.string.hasPrefix("@") {
            diagnosis.note(word.range, "the body is read from elsewhere when the line runs, and was not checked")
            if candidates.count > 1 { name = nil }
        }
        for range in secrets.ranges where call.range.overlaps(range) {
            diagnosis.note(
                range.lowerBound..<(range.lowerBound + 1),
                "a secret is in the line, and stays in the shell's history; `be-diagnose request` reads it when the "
                    + "line runs")
        }
        return CheckedCall(
            kind: .curl, request: name, range: call.range, diagnosis: diagnosis,
            // A body where the call has none is another call's.
            isDamaged: call.diagnosis.hasMistakes || best == nil || call.body != nil && best?.value.body == nil,
            strays: call.strays, alternative: alternative)
    }

    private func body(_ source: SourceText, _ secrets: inout SecretPlaces) -> CheckedCall? {
        guard let start = source.scalars.firstIndex(where: { $0 == "{" || $0 == "[" }) else { return nil }
        // A sentence with a brace in it is no body.
        guard source.scalars[..<start].count(where: Letters.isLetter) < 200 else { return nil }
        var reader = DiagnosingJSONParser(MappedText(source, start..<source.scalars.count))
        let node = reader.value()
        var diagnosis = reader.diagnosis
        var isDamaged = diagnosis.hasMistakes
        let end = node.range.upperBound
        let known = catalogue.requests.filter { $0.value.body?.hasPrefix("{") == true }
        let (best, found) = nearest(known, node)
        guard node.members != nil || node.elements != nil, node.range.count > 2 || node.members?.isEmpty == true else {
            return nil
        }
        diagnosis.add(found)
        // Of a body that nothing is known about, no value is harmless.
        if let template = best?.value.bodyTemplate, Self.common(node, template) == 0 { isDamaged = true }
        let rest = source.skip({ Letters.isSpace($0) || Letters.isQuote($0) }, from: end)
        if rest < source.scalars.count {
            let stop = source.line(around: rest).upperBound
            diagnosis.replace(
                rest..<stop, "text after the body: ‘\(source.beginning(rest..<stop))’", by: "", in: end..<stop,
                expected: "nothing")
        }
        if let best { Self.secrets(in: node, best.value, &secrets) }
        return CheckedCall(
            kind: .body, request: best?.value.name, range: start..<max(end, rest), diagnosis: diagnosis,
            isDamaged: isDamaged)
    }

    /// The call whose body this most likely is: with the most keys in common, and the fewest mistakes.
    private func nearest(
        _ candidates: [CallSet.Owned<Request>], _ node: LooseNode?
    ) -> (CallSet.Owned<Request>?, Diagnosis) {
        guard let node else { return (candidates.first, Diagnosis()) }
        var best: (CallSet.Owned<Request>, Diagnosis)?
        var bestScore = Int.max
        for candidate in candidates {
            guard let template = candidate.value.bodyTemplate else { continue }
            var check = BodyCheck(owned: candidate, catalogue: catalogue)
            check.check(node, template)
            let score = check.diagnosis.weight - 4 * Self.common(node, template)
            if score < bestScore {
                best = (candidate, check.diagnosis)
                bestScore = score
            }
        }
        return (best?.0 ?? candidates.first, best?.1 ?? Diagnosis())
    }

    /// How many keys of the body the call has too.
    private static func common(_ node: LooseNode, _ template: BodyTemplate) -> Int {
        guard let given = node.members, case .object(let members) = template else { return 0 }
        let properties = given.flatMap { $0.value.elements ?? [] }
            .compactMap { $0.member("propertyKey")?.text?.lowercased() }
        let known = members.flatMap { BodyCheck.propertyKeys($0.value) }.map { $0.lowercased() }
        return given.count { members.map(\.key).contains($0.name) }
            + properties.count { known.contains($0) || NearestWord.nearest(to: $0, among: known) != nil }
    }

    /// A replacement does what it says, so that it is told and never changed; the line that adds is printed beside it.
    private func replacement(
        _ query: QueryStringCheck, _ call: CurlCall, _ diagnosis: inout Diagnosis
    ) -> (what: String, edit: Diagnosis.Edit)? {
        guard let given = query.values.first(where: { $0.name == "replaceTriggers" }),
            given.value.lowercased() == "true", let node = call.body?.body, let named = BodyCheck.triggerIDs(node)
        else { return nil }
        let dropped = DroppedTriggers(playbooks: catalogue.playbooks).missing(from: named)
        let loss =
            dropped.map { "replaceTriggers=true would drop the trigger \($0) if the group has it" }
            ?? "replaceTriggers=true drops every trigger of the group that the body does not name"
        diagnosis.warn(
            given.range, loss,
            expected: "that `be-diagnose request read-group` shows no other trigger, or false, which only adds")
        return ("The same with replaceTriggers=false, which only adds", .init(range: given.range, text: "false"))
    }

    /// Values that the call's template calls secret.
    private static func secrets(in node: LooseNode, _ request: Request, _ secrets: inout SecretPlaces) {
        guard case .object(let template)? = request.bodyTemplate else { return }
        let names = request.parameters.filter { $0.type == .secret }.map(\.name)
        for member in template where member.value.names.contains(where: names.contains) {
            for own in node.members ?? [] where own.name == member.key { secrets.add(own.value.inner) }
        }
    }
}

internal import Model

/// Turns a request of a playbook and given values into a call.
struct RequestPreparation {
    let request: Request
    let playbook: Playbook?
    let playbooks: [Playbook]
    let baseURL: String

    func prepare(_ given: [GivenValue]) throws(RequestFault) -> PreparedRequest {
        let reading = ValueTable(parameters: request.parameters, playbook: playbook, playbooks: playbooks)
        let (values, readNotes) = try reading.read(given)
        let address = AddressFilling(values: values)
        let path = address.path(request.path)
        var headers: [(name: String, value: FilledText)] = []
        for header in request.headers {
            if let value = try filled(header.value, values) { headers.append((header.name, value)) }
        }
        let line = CurlLine(
            method: request.method, url: baseURL + path, headers: headers,
            login: try filled(request.login ?? "", values).flatMap { request.login == nil ? nil : $0 },
            body: try body(values, address))
        var notes = readNotes
        if let caution = request.caution { notes.append(caution) }
        if let note = replacement(values) { notes.append(note) }
        return PreparedRequest(
            name: request.name, method: request.method, url: line.url,
            headers: headers.map { .init(name: $0.name, value: $0.value.shown) }, body: line.body?.shown,
            curl: line.text, secrets: secrets(values), notes: notes)
    }

    private func secrets(_ values: [String: ParameterValue]) -> [PreparedRequest.RequestLine] {
        request.parameters.compactMap { parameter in
            guard case .secret(let reference)? = values[parameter.name] else { return nil }
            return .init(name: parameter.name, value: reference.description)
        }
    }

    private func body(
        _ values: [String: ParameterValue], _ address: AddressFilling
    ) throws(RequestFault) -> FilledText? {
        guard let text = request.body else { return nil }
        guard text.hasPrefix("{") || text.hasPrefix("[") else { return FilledText(address.pairs(text)) }
        do throws(TemplateFault) {
            let template = try TemplateReader.body(text, parameters: request.parameters.map(\.name))
            return BodyFilling(values: values).body(template)
        } catch {
            throw .template(name: request.name, why: error.why)
        }
    }

    /// A header's or login's text; nothing where an absent value leaves it out.
    private func filled(_ text: String, _ values: [String: ParameterValue]) throws(RequestFault) -> FilledText? {
        var result = FilledText()
        for piece in TemplateReader.pieces(text, parameters: request.parameters.map(\.name)) {
            switch piece {
            case .literal(let text): result += text
            case .parameter(let name):
                guard let value = values[name] else { return nil }
                if case .secret(let reference) = value {
                    result += FilledText(secret: name, reference)
                } else {
                    result += value.plain ?? ""
                }
            }
        }
        // A line break would begin another header.
        guard result.shown.unicodeScalars.allSatisfy(ShownScalars.isShown) else {
            throw .template(name: request.name, why: "a header would hold a character that no header may hold")
        }
        return result
    }

    /// What a replacement of the triggers would take away, as far as the playbooks know it.
    private func replacement(_ values: [String: ParameterValue]) -> String? {
        guard case .boolean(true)? = values["replaceTriggers"], case .triggers(let named)? = values["triggers"] else {
            return nil
        }
        let dropped = DroppedTriggers(playbooks: playbooks).missing(from: named.map(\.id))
        return dropped.map { "This drops \($0) if the group has it: name it as well, or send replaceTriggers=false." }
    }
}

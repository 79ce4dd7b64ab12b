internal import Model
internal import Support

/// Turns a request of a playbook and given values into a call.
struct RequestPreparation {
    let request: Request
    let playbook: Playbook?
    let playbooks: [Playbook]
    let baseURL: String

    func prepare(_ given: [GivenValue]) throws(RequestError) -> PreparedRequest {
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
            login: try request.login.flatMap { login throws(RequestError) in try filled(login, values) },
            body: try body(values, address))
        return PreparedRequest(
            name: request.name, method: request.method, url: line.url,
            headers: headers.map { .init(name: $0.name, value: $0.value.shown) }, body: line.body?.shown,
            curl: line.text, secrets: secrets(values),
            notes: readNotes + [request.caution, replacement(values)].compactMap(\.self))
    }

    private func secrets(_ values: [String: ParameterValue]) -> [PreparedRequest.RequestLine] {
        request.parameters.compactMap { parameter in
            guard case .secret(let reference)? = values[parameter.name] else { return nil }
            return .init(name: parameter.name, value: reference.description)
        }
    }

    private func body(
        _ values: [String: ParameterValue], _ address: AddressFilling
    ) throws(RequestError) -> FilledText? {
        guard let text = request.body else { return nil }
        guard text.hasPrefix("{") || text.hasPrefix("[") else { return FilledText(address.pairs(text)) }
        do throws(TemplateError) {
            let template = try TemplateReader.body(text, parameters: request.parameters.map(\.name))
            return BodyFilling(values: values).body(template)
        } catch {
            throw .template(name: request.name, why: error.why)
        }
    }

    /// A header's or login's text; nothing where an absent value leaves it out.
    private func filled(_ text: String, _ values: [String: ParameterValue]) throws(RequestError) -> FilledText? {
        let pieces = TemplateReader.pieces(text, parameters: request.parameters.map(\.name))
        guard let result = FilledText(pieces, values) else { return nil }
        // A line break would begin another header.
        guard result.shown.unicodeScalars.allSatisfy(JSONText.isVisible) else {
            throw .template(name: request.name, why: "a header would have a character that is not allowed in headers")
        }
        return result
    }

    /// What a replacement of the triggers would take away, as far as the playbooks know it.
    private func replacement(_ values: [String: ParameterValue]) -> String? {
        guard case .boolean(true)? = values["replaceTriggers"], case .triggers(let named)? = values["triggers"] else {
            return nil
        }
        let dropped = DroppedTriggers(playbooks: playbooks).missing(from: named.map(\.id))
        return dropped.map { "This removes \($0) if the group has it. List it as well, or send replaceTriggers=false." }
    }
}

/// A documented call with all its values, ready to be printed.
public struct PreparedRequest: Sendable, Equatable {
    /// The request's name in its playbook.
    var name: String
    /// HTTP's method, in capitals.
    var method: String
    /// The whole address.
    var url: String
    /// In order; a secret stands as `‹env:NAME›` or `‹file:PATH›`.
    var headers: [RequestLine]
    /// What is sent, secrets as above; nothing for a call without a body.
    var body: String?
    /// A line that runs in a POSIX shell, with all quoting done.
    public var curl: String
    /// Which secrets the line reads when it runs, by parameter.
    var secrets: [RequestLine]
    /// What is worth knowing before it is sent.
    public var notes: [String]

    /// A name with a text.
    struct RequestLine: Sendable, Equatable {
        /// A header's or a parameter's name.
        var name: String
        /// A header's value, or where a secret stands.
        var value: String
    }
}

/// Chooses the base URL of a call.
struct BaseAddress {
    let addresses: [ServiceAddress]
    let service: String

    func url(environment: String?, given: String?) throws(RequestError) -> String {
        if let given { return try checked(given) }
        let wanted = environment ?? "production"
        if let found = addresses.first(where: { $0.environment == wanted }) { return found.url }
        if addresses.isEmpty {
            throw .address(
                "no document gives the base URL of \(service)",
                remedy: "give it: --base-url https://unity.example.com/…")
        }
        throw .address(
            "\(service) has no environment ‘\(wanted)’",
            remedy: "known: \(addresses.map(\.environment).joined(separator: ", ")); or give --base-url URL")
    }

    /// https, or http to this machine: values and secrets must not cross a network in the clear.
    private func checked(_ text: String) throws(RequestError) -> String {
        var url = Substring(text)
        while url.hasSuffix("/") { url.removeLast() }
        let isSound = url.utf8.allSatisfy { PlainText.isWordByte($0) || "-.~:/%@[]".utf8.contains($0) }
        let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard isSound, rest.count == 3, !rest[2].isEmpty, rest[1].isEmpty, !rest[2].contains("@") else {
            throw .address(
                "the value of --base-url is not a base URL", remedy: "for example: https://platform.example.com")
        }
        let authority = rest[2].prefix { $0 != "/" }
        let isHere = ["127.0.0.1", "localhost", "[::1]"].contains { host in
            authority == host || authority.hasPrefix("\(host):")
        }
        guard rest[0] == "https:" || (rest[0] == "http:" && isHere) else {
            throw .address(
                "‘\(text)’ is not encrypted", remedy: "https://…; http:// only for 127.0.0.1, localhost and [::1]")
        }
        return String(url)
    }
}

internal import Support

/// The platform's calls through the client: the documented ones, and those that the operator configured.
public struct PlatformClient: Sendable {
    private let http: HTTPClient
    private let service: PlatformService
    private let clock: NetworkClock

    /// A client of the profile's platform; the client brings its credential along.
    public init(http: HTTPClient, service: PlatformService, clock: NetworkClock) {
        self.http = http
        self.service = service
        self.clock = clock
    }

    /// The groups that hang on a business or enterprise.
    public func groups(of business: String) async throws(PlatformError) -> [GroupReading] {
        let document = try Self.document(
            in: try await documented("/integration/businessintegrationgroup/\(business)"))
        let rows = document.kind == .array ? Array(document.elements) : [document]
        let groups = rows.compactMap(Self.group)
        if groups.isEmpty { throw .notFound }
        return groups
    }

    /// The answer to *read group* as it came (`GET /integration/businessintegrationgroup/{businessNumber}`); an empty list is
    /// none.
    public func groupAnswer(of business: String) async throws(PlatformError) -> [UInt8] {
        let body = try await documented("/integration/businessintegrationgroup/\(business)")
        let document = try Self.document(in: body)
        if document.kind == .array, document.elements.first(where: { _ in true }) == nil { throw .notFound }
        return body
    }

    /// The answer to *list triggers* as it came (`GET /integration/trigger/integrationtriggers/sourceid/{sourceID}`).
    public func triggerAnswer(source: Int) async throws(PlatformError) -> [UInt8] {
        try await documented("/integration/trigger/integrationtriggers/sourceid/\(source)")
    }

    /// Whether the profile says how a mapping is read.
    public var readsMappings: Bool { service.requests.readMapping != nil }

    /// A business's mapping, by the profile's `readMapping`.
    public func mapping(of business: String) async throws(PlatformError) -> MappingReading {
        guard let template = service.requests.readMapping else { throw .notConfigured("readMapping") }
        let filled = try fill("readMapping", template.request, business: business)
        let document = try Self.document(in: try await body(filled))
        let state = JSONPlace.value(at: template.state, in: document).flatMap(JSONPlace.text)
        let isAuthorized: Bool? =
            state.flatMap { state in
                if template.authorized.contains(state) { return true }
                return template.unauthorized.contains(state) ? false : nil
            }
        let properties = template.properties.flatMap { JSONPlace.value(at: $0, in: document) }
        return MappingReading(
            isAuthorized: isAuthorized, properties: properties.map(JSONPlace.properties) ?? [:],
            group: template.group.flatMap { JSONPlace.value(at: $0, in: document) }.flatMap(JSONPlace.text))
    }

    /// The request that marks a business authorized, not sent.
    public func marking(_ business: String, group: String?) throws(PlatformError) -> HTTPRequest {
        guard let template = service.requests.markAuthorized else { throw .notConfigured("markAuthorized") }
        return try fill("markAuthorized", template, business: business, group: group)
    }

    /// The request that takes the authorization back, not sent; nil where the profile has none.
    public func unmarking(_ business: String, group: String?) throws(PlatformError) -> HTTPRequest? {
        guard let template = service.requests.markUnauthorized else { return nil }
        return try fill("markUnauthorized", template, business: business, group: group)
    }

    /// The request that gives a group new properties, not sent.
    public func updating(
        group: String, business: String?, _ properties: [TemplateFilling.Property]
    ) throws(PlatformError) -> HTTPRequest {
        guard let template = service.requests.updateProperties else { throw .notConfigured("updateProperties") }
        return try fill("updateProperties", template, business: business, group: group, properties)
    }

    /// Sends a write once; true for a status of success, false for any other, and an error where no answer came.
    public func send(_ write: HTTPRequest) async throws(TransportError) -> Bool {
        var write = write
        write.effect = .write
        return (200...299).contains(try await http.send(write).status)
    }

    private func fill(
        _ name: String, _ template: ProfileRequest, business: String?, group: String? = nil,
        _ properties: [TemplateFilling.Property] = []
    ) throws(PlatformError) -> HTTPRequest {
        let values = ["businessNumber": business, "groupId": group].compactMapValues(\.self)
        do throws(TemplateError) {
            return try TemplateFilling.fill(template, at: service.url, values: values, properties: properties)
        } catch {
            throw .template(name, error)
        }
    }

    private func documented(_ path: String) async throws(PlatformError) -> [UInt8] {
        guard let url = try? service.url.appending(path) else {
            throw .unexpected("no URL can be made of the profile's")
        }
        return try await body(HTTPRequest(.get, url, headers: [HTTPHeader("Accept", "application/json")]))
    }

    private func body(_ request: HTTPRequest) async throws(PlatformError) -> [UInt8] {
        var request = request
        request.effect = .read
        do throws(TransportError) { return try await http.send(request).json(now: clock.unixTime()) } catch {
            if case .status(_, 404, _, _) = error { throw .notFound }
            throw .failed(error)
        }
    }

    private static func document(in body: [UInt8]) throws(PlatformError) -> JSONNode {
        guard let document = try? WholeJSON.document(in: body) else {
            throw .unexpected("the answer is not complete JSON")
        }
        return document
    }

    private static func group(_ row: JSONNode) -> GroupReading? {
        guard row.kind == .object, let id = (row["groupId"] ?? row["id"]).flatMap(JSONPlace.text) else { return nil }
        let source =
            row["integrationSourceType"]?["id"].flatMap(JSONPlace.text)
            ?? row["integrationSourceId"].flatMap(JSONPlace.text)
        let properties = (row["integrationGroupProperties"] ?? row["integrationProperties"]).map(JSONPlace.properties)
        return GroupReading(id: id, sourceID: source.flatMap { Int($0) }, properties: properties ?? [:])
    }
}

/// What reading a business's mapping showed.
public struct MappingReading: Sendable, Equatable {
    /// Whether it may run; nil where the answer holds none of the values that the profile lists.
    public var isAuthorized: Bool?
    /// By key in lower case; keys are compared in any letter case.
    public var properties: [String: String]
    /// The group's id, where the profile says where it stands.
    public var group: String?
}

/// An integration group.
public struct GroupReading: Sendable, Equatable {
    /// As it stands in the answer.
    public var id: String
    /// 27 for athenahealth, 32 for Allscripts; nil where the answer does not say.
    public var sourceID: Int?
    /// By key in lower case; the sample answer shows none, so they may be missing.
    public var properties: [String: String]
}

/// Why the platform gave no answer that can be used.
public enum PlatformError: Error, Sendable, Equatable {
    /// The profile does not say how this is asked.
    case notConfigured(String)
    /// The configured request cannot be made; its name.
    case template(String, TemplateError)
    /// 404, or a list without an entry.
    case notFound
    /// The network, a status, a page in place of JSON.
    case failed(TransportError)
    /// JSON, and not what the call answers; in a few words.
    case unexpected(String)
}

/// Finds values in an answer by the places that a profile gives.
private enum JSONPlace {
    /// The value at a path with dots, a number for an item of a list; nil where the answer has none.
    static func value(at path: String, in document: JSONNode) -> JSONNode? {
        var node: JSONNode? = document
        for part in path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
        {
            guard let here = node else { return nil }
            switch here.kind {
            case .array:
                let elements = Array(here.elements)
                node = Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            case .object: node = here[String(part)]
            default: return nil
            }
        }
        return node
    }

    /// A text, a number as it was written, or a truth value as its word.
    static func text(_ node: JSONNode) -> String? {
        node.text ?? node.number ?? node.boolean.map { $0 ? "true" : "false" }
    }

    /// `[{"propertyKey":…,"propertyValue":…}]`, or an object of texts; keys in lower case.
    static func properties(_ node: JSONNode) -> [String: String] {
        var properties: [String: String] = [:]
        if node.kind == .object {
            for entry in node.entries {
                if let key = entry.key.text, let value = text(entry.value) { properties[key.lowercased()] = value }
            }
        }
        for row in node.elements {
            if let key = row["propertyKey"]?.text, let value = row["propertyValue"].flatMap(text) {
                properties[key.lowercased()] = value
            }
        }
        return properties
    }
}

internal import Support

/// The platform's calls through the door: the documented ones, and those that the operator configured.
public struct PlatformClient: Sendable {
    let door: HTTPDoor
    let service: PlatformService
    let clock: NetworkClock

    /// A client of the profile's platform; the door brings its credential along.
    public init(door: HTTPDoor, service: PlatformService, clock: NetworkClock) {
        self.door = door
        self.service = service
        self.clock = clock
    }

    /// The groups that hang on a business or enterprise (`GET /integration/businessintegrationgroup/{businessNumber}`).
    public func groups(of business: String) async throws(PlatformError) -> [GroupReading] {
        let request = HTTPRequest(
            .get, try address("/integration/businessintegrationgroup/\(business)"),
            headers: [HTTPHeader("Accept", "application/json")])
        let document = try await document(request)
        let rows = document.kind == .array ? Array(document.elements) : [document]
        let groups = rows.compactMap(Self.group)
        if groups.isEmpty { throw .notFound }
        return groups
    }

    /// A business's mapping, by the profile's `readMapping`.
    public func mapping(of business: String) async throws(PlatformError) -> MappingReading {
        guard let template = service.requests.readMapping else { throw .notConfigured("readMapping") }
        let filled = try fill("readMapping", template.request, ["businessNumber": business])
        let document = try await document(filled)
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
        return try fill("markAuthorized", template, values(business, group))
    }

    /// The request that takes the authorization back, not sent; nil where the profile has none.
    public func unmarking(_ business: String, group: String?) throws(PlatformError) -> HTTPRequest? {
        guard let template = service.requests.markUnauthorized else { return nil }
        return try fill("markUnauthorized", template, values(business, group))
    }

    /// The request that gives a group new properties, not sent.
    public func updating(
        group: String, business: String?, _ properties: [TemplateFilling.Property]
    ) throws(PlatformError) -> HTTPRequest {
        guard let template = service.requests.updateProperties else { throw .notConfigured("updateProperties") }
        var values = ["groupId": group]
        if let business { values["businessNumber"] = business }
        do throws(TemplateFault) {
            return try TemplateFilling.fill(template, at: service.url, values: values, properties: properties).request
        } catch {
            throw .template("updateProperties", error)
        }
    }

    /// Sends a write once; true for a status of success, false for any other, and an error where no answer came.
    public func send(_ write: HTTPRequest) async throws(TransportError) -> Bool {
        var write = write
        write.effect = .write
        return (200...299).contains(try await door.send(write).status)
    }

    private func values(_ business: String, _ group: String?) -> [String: String] {
        var values = ["businessNumber": business]
        if let group { values["groupId"] = group }
        return values
    }

    private func fill(
        _ name: String, _ template: ProfileRequest, _ values: [String: String]
    ) throws(PlatformError) -> HTTPRequest {
        do throws(TemplateFault) {
            return try TemplateFilling.fill(template, at: service.url, values: values).request
        } catch {
            throw .template(name, error)
        }
    }

    func address(_ path: String) throws(PlatformError) -> HTTPURL {
        do throws(URLFault) { return try service.url.appending(path) } catch {
            throw .unexpected("no URL can be made of the profile's")
        }
    }

    func document(
        _ request: HTTPRequest, _ effect: HTTPRequest.Effect = .read
    ) async throws(PlatformError) -> JSONNode {
        var request = request
        request.effect = effect
        let body: [UInt8]
        do throws(TransportError) {
            body = try await door.send(request).json(now: clock.unixTime())
        } catch {
            if case .status(_, 404, _, _) = error { throw .notFound }
            throw .failed(error)
        }
        guard let documents = try? JSONReading.documents(in: body), documents.count == 1 else {
            throw .unexpected("the answer is no whole JSON")
        }
        return documents[0]
    }

    private static func group(_ row: JSONNode) -> GroupReading? {
        guard row.kind == .object, let id = (row["groupId"] ?? row["id"]).flatMap(JSONPlace.text) else { return nil }
        let source =
            row["integrationSourceType"]?["id"].flatMap(JSONPlace.text)
            ?? row["integrationSourceId"].flatMap(JSONPlace.text)
        let properties = (row["integrationGroupProperties"] ?? row["integrationProperties"]).map(JSONPlace.properties)
        let triggers = (row["integrationGroupTriggers"]?.elements).map { rows in
            rows.compactMap { row -> GroupTrigger? in
                guard let id = row["triggerId"]?.number.flatMap({ Int($0) }) else { return nil }
                return GroupTrigger(id: id, typeID: row["triggerTypeId"]?.number.flatMap { Int($0) } ?? 1)
            }
        }
        return GroupReading(
            id: id, sourceID: source.flatMap { Int($0) }, properties: properties ?? [:], triggers: triggers ?? [])
    }
}

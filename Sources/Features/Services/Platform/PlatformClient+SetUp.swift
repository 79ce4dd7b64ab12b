internal import Model
internal import Support

/// The documented calls that set integrations up (company support articles; the answers' shapes are not documented, save
/// for the list of triggers).
extension PlatformClient {
    /// The triggers that an integration can have (`GET /integration/trigger/integrationtriggers/sourceid/{id}`).
    ///
    /// - Parameter source: 27 for athenahealth, 32 for Allscripts.
    public func triggers(ofSource source: Int) async throws(PlatformError) -> [TriggerReading] {
        let request = HTTPRequest(
            .get, try address("/integration/trigger/integrationtriggers/sourceid/\(source)"),
            headers: [HTTPHeader("Accept", "application/json")])
        let document = try await document(request)
        guard document.kind == .array else { throw .unexpected("the answer is no list of triggers") }
        return document.elements.compactMap(Self.trigger)
    }

    /// Makes a group (`PUT /integration/add/businessintegrationgroup`); its id, where the answer shows one.
    public func createGroup(_ group: NewGroup) async throws(PlatformError) -> String? {
        let answer = try await answer(.put, "/integration/add/businessintegrationgroup", try group.body)
        let row = answer.flatMap { $0.kind == .array ? $0.elements.first { _ in true } : $0 }
        let id = row?["groupId"] ?? row?["id"] ?? row?["integrationGroupId"]
        return id.flatMap(JSONPlace.text)
    }

    /// Gives a group triggers (`POST /integration/update/businessintegrationgroup`): in the place of those that it has,
    /// or beside them.
    public func updateTriggers(
        ofGroup group: String, _ triggers: [GroupTrigger], replacing: Bool
    ) async throws(PlatformError) {
        let body = PlainValue.object([
            PlainMember("groupId", try Self.number(group)),
            PlainMember("integrationGroupTriggers", .list(triggers.map(\.value))),
        ])
        _ = try await answer(
            .post, "/integration/update/businessintegrationgroup?replaceTriggers=\(replacing)", body)
    }

    /// Ties a business to a group (`PUT /integration/add/businessintegrationmapping`).
    public func createMapping(_ mapping: NewMapping) async throws(PlatformError) {
        _ = try await answer(.put, "/integration/add/businessintegrationmapping", try mapping.body)
    }

    /// Sends a write once; what came back, if that was JSON, and an error for any status but those of success.
    private func answer(
        _ method: HTTPRequest.Method, _ path: String, _ body: PlainValue
    ) async throws(PlatformError) -> JSONNode? {
        let headers = [HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json")]
        let request = HTTPRequest(method, try address(path), headers: headers, body: Array(body.json.utf8))
        do throws(PlatformError) {
            return try await document(request, .write)
        } catch {
            // It was carried out all the same: no document says what such an answer looks like.
            switch error {
            case .failed(.notJSON), .unexpected: return nil
            default: throw error
            }
        }
    }

    /// Ids and business numbers stand as JSON numbers in the articles.
    static func number(_ digits: String) throws(PlatformError) -> PlainValue {
        guard let number = Int(digits) else { throw .unexpected("‘\(digits)’ is no number") }
        return .integer(number)
    }

    private static func trigger(_ row: JSONNode) -> TriggerReading? {
        guard let id = row["id"]?.number.flatMap({ Int($0) }) else { return nil }
        return TriggerReading(
            id: id, service: row["triggerService"]?.text, name: row["displayName"]?.text,
            isActive: row["active"].flatMap(JSONPlace.text).flatMap { Bool($0) },
            types: row["integrationTriggerType"]?.elements.compactMap { $0["id"]?.number.flatMap { Int($0) } } ?? [])
    }
}

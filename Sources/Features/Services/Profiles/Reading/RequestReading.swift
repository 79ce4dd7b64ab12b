internal import Support

/// Reads the platform's calls that no document gives.
enum RequestReading {
    static func requests(_ map: YAMLMap) -> PlatformRequests {
        var requests = PlatformRequests()
        requests.readMapping = map.optionalMapping("readMapping", of: "the request readMapping", mapping)
        requests.markAuthorized = plain("markAuthorized", [businessNumber, groupID], map)
        requests.markUnauthorized = plain("markUnauthorized", [businessNumber, groupID], map)
        requests.updateProperties = plain("updateProperties", [businessNumber, groupID, "properties"], map)
        return requests
    }

    private static let businessNumber = "businessNumber"
    private static let groupID = "groupId"

    /// The methods of HTTP that a call may use.
    private enum Method: String, CaseIterable {
        case GET, POST, PUT, PATCH, DELETE
    }

    private static func plain(_ name: String, _ placeholders: [String], _ map: YAMLMap) -> ProfileRequest? {
        map.optionalMapping(name, of: "the request \(name)") { request($0, placeholders) }
    }

    private static func mapping(_ map: YAMLMap) -> MappingRequest {
        let request = request(map, [businessNumber])
        let (authorized, unauthorized) = (map.someTexts("authorized"), map.someTexts("unauthorized"))
        if let both = authorized.first(where: unauthorized.contains) {
            map.fault(
                at: map.markOfValue("unauthorized"), found: "‘\(both)’ as authorized and as unauthorized",
                expected: "each value in one of the two lists")
        }
        return MappingRequest(
            request: request, state: map.text("state"), authorized: authorized, unauthorized: unauthorized,
            properties: map.optionalText("properties"), group: map.optionalText("group"))
    }

    private static func request(_ map: YAMLMap, _ placeholders: [String]) -> ProfileRequest {
        let request = ProfileRequest(
            method: map.choice("method", of: Method.self).rawValue, path: map.text("path"),
            body: map.optionalText("body"))
        if !request.path.isEmpty && !request.path.hasPrefix("/") {
            map.fault(
                at: map.markOfValue("path"), found: "a path without a ‘/’ at its beginning",
                expected: "a path below the service's url", suggestion: "write ‘/\(request.path)’")
        }
        for (key, text) in [("path", request.path), ("body", request.body ?? "")] {
            for name in self.placeholders(in: text) where !placeholders.contains(name) {
                map.fault(
                    at: map.markOfValue(key), found: "the placeholder {\(name)}",
                    expected: "one of " + placeholders.map { "{\($0)}" }.joined(separator: " "),
                    suggestion: NearestWord.nearest(to: name, among: placeholders).map { "did you mean {\($0)}?" })
            }
        }
        return request
    }

    /// The names in `{name}`; JSON's own braces hold more than letters.
    private static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end]
            return !name.isEmpty && name.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) ? String(name) : nil
        }
    }
}

internal import Support

/// Why a configured request cannot be made.
public enum TemplateError: Error, Sendable, Equatable {
    /// The path, once filled, is no path.
    case path(HTTPURLError)
    /// The body, once filled, is no JSON.
    case body(String)
    /// A placeholder for which nobody has a value.
    case missing(String)

    /// What is wrong.
    public var text: String {
        switch self {
        case .path(let fault): "its path, once filled in, has \(fault.words.found)"
        case .body(let why): "its body, once filled in, is not JSON (\(why))"
        case .missing(let name): "there is no value for {\(name)}"
        }
    }
}

/// Puts values into configured requests: percent-encoded in a path, as JSON in a body.
public enum TemplateFilling {
    /// A property of a group or mapping, as the platform's calls have it.
    public struct Property: Sendable, Equatable {
        /// As the platform spells it.
        public var key: String
        /// May be a secret.
        public var value: String
        /// Whether the platform hides it.
        public var isSecure: Bool

        /// A property for a request's `{properties}`.
        public init(key: String, value: String, isSecure: Bool) {
            self.key = key
            self.value = value
            self.isSecure = isSecure
        }
    }

    /// Fills a request for the platform at `base`.
    public static func fill(
        _ template: ProfileRequest, at base: HTTPURL, values: [String: String], properties: [Property] = []
    ) throws(TemplateError) -> HTTPRequest {
        let path = try replaced(template.path, values) { PercentEncoding.text($0, plain: "-._~") }
        var headers = [HTTPHeader("Accept", "application/json")]
        var bytes: [UInt8]?
        if let body = template.body {
            var values = values
            values["properties"] = json(properties)
            let filled = Array(try replaced(body, values) { $0 }.utf8)
            do throws(JSONError) { _ = try JSONReading.documents(in: filled) } catch { throw .body(error.description) }
            bytes = filled
            headers.append(HTTPHeader("Content-Type", "application/json"))
        }
        do throws(HTTPURLError) {
            return HTTPRequest(template.method, try base.appending(path), headers: headers, body: bytes)
        } catch {
            throw .path(error)
        }
    }

    /// `[{"propertyKey":…,"propertyValue":…,"isSecure":…}]`.
    static func json(_ properties: [Property]) -> String {
        let objects = properties.map { property in
            let (key, value) = (JSONText.quoted(property.key), JSONText.quoted(property.value))
            return "{\"propertyKey\":\(key),\"propertyValue\":\(value),\"isSecure\":\(property.isSecure)}"
        }
        return "[" + objects.joined(separator: ",") + "]"
    }

    private static func replaced(
        _ text: String, _ values: [String: String], _ spelled: (String) -> String
    ) throws(TemplateError) -> String {
        var result = ""
        var rest = text.utf8[...]
        while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
            result += Substring(rest[..<brace])
            rest = rest[brace...].dropFirst()
            let letters = rest.prefix { (0x61...0x7A).contains($0 | 0x20) }
            guard !letters.isEmpty, letters.endIndex < rest.endIndex, rest[letters.endIndex] == UInt8(ascii: "}") else {
                result += "{"
                continue
            }
            let name = String(Substring(letters))
            guard let value = values[name] else { throw .missing(name) }
            result += spelled(value)
            rest = rest[letters.endIndex...].dropFirst()
        }
        return result + Substring(rest)
    }
}

internal import Model
internal import Support

/// Why a configured request cannot be made.
public enum TemplateError: Error, Sendable, Equatable {
    /// The path, once filled, is no path.
    case path(HTTPURLError)
    /// The body, once filled, is no JSON.
    case body(String)
    /// A placeholder for which nobody has a value.
    case missing(String)
    /// A method that is not sent.
    case method(String)

    /// What is wrong.
    public var text: String {
        switch self {
        case .path(let fault): "its path, once filled in, has \(fault.words.found)"
        case .body(let why): "its body, once filled in, is no JSON (\(why))"
        case .missing(let name): "there is no value for {\(name)}"
        case .method(let method): "its method \(method) is not sent"
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
        let path = try replaced(template.path, values) { encoded($0) }
        guard let method = HTTPRequest.Method(rawValue: template.method) else { throw .method(template.method) }
        var headers = [HTTPHeader("Accept", "application/json")]
        var bytes: [UInt8]?
        if let template = template.body {
            var values = values
            values["properties"] = json(properties)
            let body = try replaced(template, values) { $0 }
            bytes = Array(body.utf8)
            do throws(JSONError) {
                _ = try JSONReading.documents(in: bytes ?? [])
            } catch {
                throw .body(error.description)
            }
            headers.append(HTTPHeader("Content-Type", "application/json"))
        }
        do throws(HTTPURLError) {
            return HTTPRequest(method, try base.appending(path), headers: headers, body: bytes)
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

    private static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var result = ""
        for byte in text.utf8 {
            if isPlain(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" + hex : hex)
            }
        }
        return result
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "-._~".utf8.contains(byte)
    }
}

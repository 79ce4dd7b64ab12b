internal import Support

/// What an object is, by its keys.
enum BodyForm {
    case group
    case mapping
    /// An answer around what is looked for.
    case envelope(JSONNode)
    /// Something else: what it is, and what to do.
    case foreign(String, advice: String?)

    private static let ofMapping = ["integrationProperties", "integrationBusinessProperties", "integrationGroupId"]
    private static let ofGroup = [
        "integrationGroupProperties", "integrationSourceType", "integrationSourceId", "integrationGroupTriggers",
        "parentBusinessNumber", "groupId",
    ]
    private static let ofLog = ["_source", "_index", "hits", "rawResponse", "@timestamp"]
    private static let envelopes = ["data", "result"]

    init(_ node: JSONNode) {
        func has(_ keys: [String]) -> Bool { node.entries.contains { entry in keys.contains { entry.key.isText($0) } } }
        func holds(_ key: String) -> JSONNode? {
            guard let inner = node[key], inner.kind == .object || inner.kind == .array else { return nil }
            return inner
        }
        if has(Self.ofLog) {
            self = .foreign("a log record or an export of some", advice: "give it as FILE, without --config")
        } else if has(["triggerService"]) {
            self = .foreign("a trigger of an integration", advice: "give the group that uses it")
        } else if has(Self.ofMapping) {
            self = .mapping
        } else if has(Self.ofGroup) {
            self = .group
        } else if let inner = Self.envelopes.lazy.compactMap(holds).first {
            self = .envelope(inner)
        } else if has(["businessNumber", "businessId"]) {
            self = .mapping
        } else if has(["error", "errorMessage", "errors", "fault"]) {
            self = .foreign("an answer that reports an error", advice: "make the call again")
        } else if node.entries.contains(where: { Self.isPropertyList($0.key) }) {
            self = .group
        } else {
            self = .foreign("an object with none of their keys", advice: nil)
        }
    }

    static func isPropertyList(_ key: JSONNode) -> Bool {
        key.endsText("properties")
    }
}

/// Kinds of nodes in words.
enum Kinds {
    static func name(of node: JSONNode) -> String {
        switch node.kind {
        case .object: "an object"
        case .array: "a list"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}

/// A property of a group or a mapping.
public struct Property: Sendable, Equatable {
    /// The key in a request's body; nothing where only the dashboard's label is known.
    public var key: String?
    /// Other spellings of the key.
    public var alsoCalled: [String]
    /// What the dashboard calls it.
    public var label: String
    public var levels: [PropertyLevel]
    /// Whether a mapping may override the group's value.
    public var overridable: Bool
    /// Whether the platform keeps it encrypted.
    public var secure: Bool
    /// What separates several values; nothing for a single value.
    public var separator: String?
    /// The values that can stand there at all; empty where it is open.
    public var allowedValues: [String]
    public var meaning: String

    public init(
        key: String? = nil, alsoCalled: [String] = [], label: String, levels: [PropertyLevel] = [],
        overridable: Bool = false, secure: Bool = false, separator: String? = nil, allowedValues: [String] = [],
        meaning: String
    ) {
        self.key = key
        self.alsoCalled = alsoCalled
        self.label = label
        self.levels = levels
        self.overridable = overridable
        self.secure = secure
        self.separator = separator
        self.allowedValues = allowedValues
        self.meaning = meaning
    }
}

public enum PropertyLevel: String, Sendable, CaseIterable {
    case group
    case mapping
}

/// A trigger of an integration.
public struct Trigger: Sendable, Equatable {
    /// Nothing where nobody knows it: `list triggers` tells.
    public var id: Int?
    public var name: String
    /// What the dashboard's list shows.
    public var value: String
    public var service: String?
    public var typeID: Int
    public var meaning: String

    public init(id: Int? = nil, name: String, value: String, service: String? = nil, typeID: Int, meaning: String) {
        self.id = id
        self.name = name
        self.value = value
        self.service = service
        self.typeID = typeID
        self.meaning = meaning
    }
}

/// A documented call.
public struct Request: Sendable, Equatable {
    public var name: String
    public var title: String
    /// `platform`, `athenahealth` or `allscripts`: whose base URL it uses.
    public var service: String
    public var method: String
    /// With `{parameter}` in place of values.
    public var path: String
    /// JSON or form text with `{parameter}`, or nothing.
    public var body: String?
    public var parameters: [RequestParameter]
    public var answer: String
    public var source: String

    public init(
        name: String, title: String, service: String, method: String, path: String, body: String? = nil,
        parameters: [RequestParameter] = [], answer: String, source: String
    ) {
        self.name = name
        self.title = title
        self.service = service
        self.method = method
        self.path = path
        self.body = body
        self.parameters = parameters
        self.answer = answer
        self.source = source
    }
}

public struct RequestParameter: Sendable, Equatable {
    public var name: String
    public var meaning: String
    public var example: String

    public init(name: String, meaning: String, example: String) {
        self.name = name
        self.meaning = meaning
        self.example = example
    }
}

/// Where a person finds something.
public struct Place: Sendable, Equatable {
    public var what: String
    public var how: String
    public var source: String

    public init(what: String, how: String, source: String) {
        self.what = what
        self.how = how
        self.source = source
    }
}

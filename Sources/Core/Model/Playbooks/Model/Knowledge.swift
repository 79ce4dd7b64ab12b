/// A trigger of an integration.
public struct Trigger: Sendable, Equatable {
    /// Nothing where nobody knows it: `list triggers` tells.
    public var id: Int?
    /// By which name it is called.
    public var name: String
    /// What the dashboard's list shows.
    public var value: String
    /// What it belongs to, where that is known.
    public var service: String?
    /// The platform's number for its type.
    public var typeID: Int
    /// What it is for, in a sentence.
    public var meaning: String

    /// All parts, one by one.
    public init(id: Int? = nil, name: String, value: String, service: String? = nil, typeID: Int, meaning: String) {
        self.id = id
        self.name = name
        self.value = value
        self.service = service
        self.typeID = typeID
        self.meaning = meaning
    }
}

/// Where a person finds something.
public struct Place: Sendable, Equatable {
    /// What one looks for.
    public var what: String
    /// The way to it.
    public var how: String
    /// Where the knowledge comes from.
    public var source: String

    /// All parts, one by one.
    public init(what: String, how: String, source: String) {
        self.what = what
        self.how = how
        self.source = source
    }
}

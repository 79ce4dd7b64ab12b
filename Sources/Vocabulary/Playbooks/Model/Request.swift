/// A documented call.
public struct Request: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What it does, in one line.
    public var title: String
    /// `platform`, `athenahealth` or `allscripts`: whose base URL it uses.
    public var service: String
    /// HTTP's method, in capitals.
    public var method: String
    /// With `{parameter}` in place of values.
    public var path: String
    /// JSON or form text with `{parameter}`, or nothing.
    public var body: String?
    /// What stands in the braces.
    public var parameters: [RequestParameter]
    /// What comes back.
    public var answer: String
    /// Where the knowledge comes from.
    public var source: String

    /// All parts, one by one.
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

/// One value that a call needs.
public struct RequestParameter: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What it is for, in a sentence.
    public var meaning: String
    /// A value that is made up but fits.
    public var example: String

    /// All parts, one by one.
    public init(name: String, meaning: String, example: String) {
        self.name = name
        self.meaning = meaning
        self.example = example
    }
}

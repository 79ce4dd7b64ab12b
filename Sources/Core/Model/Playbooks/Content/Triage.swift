/// What a client complains of, in one of a few kinds (`check --symptom`).
public struct Symptom: Sendable, Equatable {
    /// As the option takes it, such as `silence`.
    public var name: String
    /// What the client says, in a few words.
    public var words: String
    /// Checks that must have run before "nothing wrong" can be said; of names with `|` between them one is enough.
    public var requires: [String]
    /// Codes that show this symptom, where nothing was said of it.
    public var shownBy: [String]
    /// Codes that answer this complaint, before all others.
    public var first: [String]
}

/// One of the checks of a client, in words; what it does is in the sources, by its name.
public struct CheckEntry: Sendable, Equatable {
    /// As the report's JSON has it, such as `practice`.
    public var name: String
    /// What it looks at, in a few words.
    public var title: String
    /// The findings that make it a problem.
    public var codes: [String]
    /// What is needed where it cannot run, in a sentence that names options.
    public var enable: String?
    /// Whether it needs something that few clients bring, so that a report for a person does not miss it.
    public var isExtra = false

    /// Makes a check's words.
    public init(name: String, title: String, codes: [String], enable: String? = nil) {
        self.name = name
        self.title = title
        self.codes = codes
        self.enable = enable
    }
}

/// What follows from a cause.
public struct CauseEntry: Sendable, Equatable {
    /// The cause.
    public var code: String
    /// It in a few words, behind the location's number and a colon; `{value}` are the values that show it,
    /// `{name}` is the label of their property.
    public var phrase: String?
    /// Codes of what follows from it in the same location.
    public var explains: [String]
    /// Codes that say the same from another side: with one of them a likely cause is confirmed.
    public var confirmedBy: [String]
    /// Whether what follows must be in the same location; a cause of our own concerns all of a client's.
    public var reachesSisters: Bool
}

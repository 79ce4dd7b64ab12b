/// Where the company's support articles say two things that cannot both be true, and which of them holds.
public struct Contradiction: Sendable, Equatable {
    /// What it is about, as the rest of "The articles disagree on …".
    public var what: String
    /// What the articles say, two statements or more.
    public var says: [String]
    /// What is true as far as anyone knows, in a sentence or two.
    public var holds: String
    /// What it belongs to.
    public var concerns: Concerns
    /// Where the knowledge comes from.
    public var source: String
}

/// What a feature of the platform needs beyond the daily review requests.
public struct Feature: Sendable, Equatable {
    /// By which name it is called, such as `reminders`.
    public var name: String
    /// What it is, as the rest of "What … need".
    public var what: String
    /// What a location needs for it, by key or label.
    public var properties: [NeededProperty]
    /// What it belongs to; its triggers are those that the group needs.
    public var concerns: Concerns
    /// Where the knowledge comes from.
    public var source: String
}

/// A property that a feature needs, or is limited by.
public struct NeededProperty: Sendable, Equatable {
    /// Its key, or its label where nobody knows the key.
    public var name: String
    /// When it is needed, and what leaving it blank means.
    public var how: String
}

/// The rows of a playbook that something said elsewhere is about, so that it can be shown beside them.
public struct Concerns: Sendable, Equatable {
    /// The playbook's name.
    public var playbook: String
    /// Names of documented calls, of any playbook.
    public var requests: [String] = []
    /// Properties of the playbook, by key or label.
    public var properties: [String] = []
    /// Triggers of the playbook, by name.
    public var triggers: [String] = []
    /// Codes, of any playbook.
    public var codes: [String] = []
}

extension PlaybookSet {
    /// All contradictions of the articles that are known, in order.
    public var contradictions: [Contradiction] { playbooks.flatMap(\.contradictions) }

    /// All features whose needs are known, in order.
    public var features: [Feature] { playbooks.flatMap(\.features) }
}

/// Who carries a step out.
public enum Owner: String, Sendable, CaseIterable {
    case support
    case client
    case vendor
    case engineering
}

/// What a step can damage.
public enum Danger: String, Sendable, CaseIterable {
    /// It only reads.
    case none
    /// It changes something that can be changed back, or costs the client something small.
    case low
    /// It can lock an account, send requests to patients, or cannot be undone.
    case high
}

/// One step that mends a finding or gets the evidence that decides it.
public struct Remedy: Sendable, Equatable {
    /// What to do, in one or two sentences.
    public var text: String
    /// The one who has to do it, which need not be the reader.
    public var owner: Owner
    /// The worst that it can do, not the most likely.
    public var danger: Danger = .none
    /// Whether the state before can be restored afterwards.
    public var reversible: Bool = true
    /// The command that does it, as argument vector, or nothing.
    public var command: [String]?
    /// A Kibana query (KQL) that gets the evidence, or nothing.
    public var query: String?
    /// What must be seen afterwards, each a check to repeat.
    public var verify: [String] = []
    /// A sentence that may be sent to the client, or nothing.
    public var tellClient: String?
}

public import Model

/// What is known of one practice id that was asked for.
public struct PracticeRow: Sendable, Equatable {
    /// As it was given.
    public var asked: String
    /// The id in it; nil where it cannot be one.
    public var id: String?
    /// Whether it is valid for us; nil where nothing decided it.
    public var valid: Bool?
    /// As the list shows it.
    public var practice: Practice?
    /// Listed practices that could be meant, likeliest first.
    public var candidates: [PracticeCandidate]
}

/// A listed practice that could be the one that was meant.
public struct PracticeCandidate: Sendable, Equatable {
    /// The practice.
    public var practice: Practice
    /// Why it is named, in a few words.
    public var why: String
}

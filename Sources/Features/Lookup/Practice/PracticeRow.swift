internal import Model

/// What is known of one practice id that was asked for.
public struct PracticeRow: Sendable, Equatable {
    /// As it was given.
    var asked: String
    /// The id in it; nil where it cannot be one.
    var id: String?
    /// Whether it is valid for us; nil where nothing decided it.
    var valid: Bool?
    /// As the list shows it.
    var practice: Practice?
    /// Listed practices that could be meant, likeliest first.
    var candidates: [PracticeCandidate]
}

/// A listed practice that could be the one that was meant.
struct PracticeCandidate: Sendable, Equatable {
    /// The practice.
    var practice: Practice
    /// Why it is named, in a few words.
    var why: String
}

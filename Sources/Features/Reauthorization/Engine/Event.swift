/// What happened outside the engine.
public enum Event: Sendable, Equatable {
    /// The run, or its resumption, begins.
    case begin
    /// A credential was tried.
    case proof(String, ProofOutcome)
    /// The credentials were compared with those that were proven.
    case credentials(CredentialLook)
    /// A business's state was read.
    case state(String, ObservedState)
    /// A write came to this.
    case answer(String, WriteOutcome)
    /// A group's properties were written.
    case updated(String, WriteOutcome)
    /// A group's properties were read back.
    case group(String, GroupLook)
    /// The user wants to end; what is in flight is finished.
    case interrupted
    /// The journal takes no more: from here on nobody would know what was sent.
    case journalFailed
}

/// What trying a credential came to.
public enum ProofOutcome: String, Sendable, CaseIterable {
    /// It works now.
    case works
    /// It is refused.
    case fails
    /// athenahealth knows the practice, and it was not granted to us.
    case notGranted
    /// athenahealth knows no such practice.
    case wrongPractice
    /// A permission that the integration needs is missing.
    case permissionMissing
    /// It failed, or had no known outcome, in an earlier run and has not changed; it was not tried.
    case failedBefore
    /// Nobody knows: no answer, or one that says nothing about it. Neither "works" nor "fails".
    case unknown
}

/// Whether the credentials are still those that were proven.
public enum CredentialLook: String, Sendable, CaseIterable {
    case unchanged
    case changed
    /// They could not be looked at.
    case unknown
}

/// What reading a business's mapping showed.
public enum ObservedState: String, Sendable, CaseIterable {
    case authorized
    case unauthorized
    /// It has no mapping.
    case notFound
    /// It is unauthorized, and depends on another credential now than the plan says.
    case changed
    /// No answer, or one that holds no known state.
    case unknown
}

/// What a write came to.
public enum WriteOutcome: String, Sendable, CaseIterable {
    /// Answered with a status of success.
    case accepted
    /// Answered with another status.
    case refused
    /// No answer: it may have happened.
    case lost
    /// `--dry-run`: it was shown and not sent.
    case withheld
}

/// What reading a group back showed.
public enum GroupLook: String, Sendable, CaseIterable {
    /// It holds what was written.
    case same
    /// It holds something else.
    case different
    /// Its properties cannot be read.
    case unreadable
}

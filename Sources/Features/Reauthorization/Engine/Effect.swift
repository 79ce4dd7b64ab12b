/// What the engine wants done. In order: a record is on the disk before anything behind it begins.
public enum Effect: Sendable, Equatable {
    /// Write to the journal, synced.
    case record(Fact)
    /// Begin this; its outcome comes back as an event, and others may be under way.
    case act(Action)
    /// Nothing more will come.
    case finish(Ending)
}

/// A call to make.
public enum Action: Sendable, Equatable {
    case prove(String)
    case checkCredentials
    case readState(String)
    /// Read until it shows as authorized, or a write that an earlier session sent can no longer arrive.
    case awaitState(String)
    case authorize(String)
    case update(String)
    case readGroup(String)
}

/// What the journal keeps; from these alone a run is taken up again.
public enum Fact: Sendable, Equatable {
    /// A credential is about to be tried.
    case proving(String)
    case proved(String, ProofOutcome)
    /// A group is about to be written.
    case updating(String)
    case updateAnswered(String, WriteOutcome)
    /// The group holds the new credentials, as far as that can be seen.
    case updated(String)
    /// A business is about to be written.
    case intent(String)
    case answered(String, WriteOutcome)
    /// A business is done with.
    case settled(String, Settlement)
    /// The run ended before all businesses were settled; it can be resumed.
    case stopped(StopReason)
    /// All businesses are settled.
    case finished
}

/// How a business ended.
public enum Settlement: String, Sendable, CaseIterable {
    /// Written by this run, and read back as authorized.
    case authorized
    /// Somebody else had authorized it before it was written.
    case alreadyAuthorized
    /// It depends on another credential now.
    case changed
    case notFound
    /// Its credential does not work.
    case credentialsFail
    case notGranted
    case wrongPractice
    /// Its credential was not proven in this run, and will not be.
    case notProven
    /// `--dry-run`.
    case withheld
    /// Somebody did it on the dashboard and said so.
    case confirmed
}

/// Why a run ended early.
public enum StopReason: String, Sendable, CaseIterable {
    /// A write or its read-back came to something else than it should.
    case unexpectedAnswer
    /// Some states could not be read, or a proof gave no answer.
    case unreadable
    case credentialsChanged
    case credentialsUnknown
    case interrupted
}

/// How a run, or one session of it, ended.
public enum Ending: Sendable, Equatable {
    case complete
    case open(StopReason)
    /// Not even that could be journalled.
    case journalFailed
}

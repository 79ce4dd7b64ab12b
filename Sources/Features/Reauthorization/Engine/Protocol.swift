/// What a run is to do, in the order in which it does it.
public struct RunOrder: Sendable, Equatable {
    /// Those to authorize, in order; the first is the canary.
    var businesses: [RunBusiness]
    /// All credentials that they depend on.
    var proofs: [RunProof]
    /// Groups that get new credentials first.
    var updates: [RunUpdate]
    /// Businesses in flight at the same time, from 1; the canary is alone.
    var concurrency: Int

    init(businesses: [RunBusiness], proofs: [RunProof], updates: [RunUpdate] = [], concurrency: Int = 4) {
        self.businesses = businesses
        self.proofs = proofs
        self.updates = updates
        self.concurrency = max(1, concurrency)
    }
}

/// A business to authorize.
struct RunBusiness: Sendable, Equatable {
    /// Its number.
    var number: String
    /// The key of the proof without which it is never written.
    var proof: String
}

/// A credential that has to be proven before anything is written that depends on it.
struct RunProof: Sendable, Equatable {
    /// Tells it apart: a practice, or a login's fingerprint. Never a secret.
    var key: String
    /// Whether a second attempt does no harm; an Allscripts login counts towards a lock-out, so it has one only.
    var isRepeatable: Bool
}

/// A group that gets new credentials.
struct RunUpdate: Sendable, Equatable {
    /// The group's id.
    var group: String
    /// The key of the proof of the new credentials.
    var proof: String
}

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

    /// How a business ends whose credential came to this; nil where it works.
    var settlement: Settlement? {
        switch self {
        case .works: nil
        case .fails, .permissionMissing: .credentialsFail
        case .notGranted: .notGranted
        case .wrongPractice: .wrongPractice
        case .failedBefore, .unknown: .notProven
        }
    }
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

/// Carries out what the engine wants: records at once and in order, calls side by side.
struct RunDriver: Sendable {
    /// Writes a fact to the journal; returns when it is on the disk, and false where it cannot be.
    var record: @Sendable (Fact) -> Bool
    /// Makes a call and says what it came to.
    var perform: @Sendable (Action) async -> Event
    /// Whether the user has asked to end.
    var isInterrupted: @Sendable () -> Bool
    /// Is told where the run stands after each event.
    var watch: @Sendable (Machine) -> Void

    /// Runs a machine to its end.
    func run(_ start: Machine) async {
        var machine = start
        var isFinished = false
        await withTaskGroup(of: Event.self) { group in
            var events: [Event] = [.begin]
            var underWay = 0
            while !isFinished || underWay > 0 {
                if events.isEmpty {
                    guard underWay > 0, let event = await group.next() else { break }
                    underWay -= 1
                    events.append(event)
                }
                if isInterrupted() { _ = machine.handle(.interrupted) }
                for effect in machine.handle(events.removeFirst()) {
                    switch effect {
                    case .record(let fact):
                        if record(fact) { continue }
                        events = [.journalFailed]
                    case .act(let action):
                        underWay += 1
                        group.addTask { await perform(action) }
                        continue
                    case .finish:
                        isFinished = true
                        continue
                    }
                    // What stands behind a record that failed is not done.
                    break
                }
                watch(machine)
            }
        }
    }
}

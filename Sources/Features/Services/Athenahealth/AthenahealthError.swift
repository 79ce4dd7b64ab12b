/// Why athenahealth gave no answer that can be used. What `said` holds is the API's own text, which still has to pass the
/// gate's mask.
public enum AthenahealthError: Error, Sendable, Equatable {
    /// No token: the client id or secret is refused.
    case tokenRefused
    /// No token, for another reason.
    case noToken(TransportError)
    /// 401 for a call that carried a fresh token, and not for want of a right to the practice.
    case unauthorized
    /// 404 `Invalid practice.`
    case noSuchPractice
    /// 401 `Incorrect permissions.`: the practice exists, our key has no right to it.
    case notGranted
    /// Anything else between us and an answer: the network, a status, a page in place of JSON.
    case failed(TransportError, said: String?)
    /// JSON, and not what the call answers; in a few words.
    case unexpected(String)
}

/// What was collected over all pages, and what is known to be missing.
public struct Collected<Row: Sendable & Equatable>: Sendable, Equatable {
    /// In the order of the answers, each id once.
    public var rows: [Row]
    /// What is missing, a sentence each; empty if everything came.
    public var gaps: [CollectionGap] = []

    /// Whether nothing is known to be missing.
    public var isComplete: Bool { gaps.isEmpty }
}

/// Why a list is not whole.
public enum CollectionGap: Sendable, Equatable {
    /// A later page did not come; from 1.
    case page(Int, AthenahealthError)
    /// The number of distinct rows is not the one that was announced.
    case count(collected: Int, announced: Int)
    /// The announced number cannot be read.
    case announcement
    /// A page names one as next that was read already, or that brings nothing new.
    case loop(page: Int)
    /// A page names a next one on another host, which is not followed.
    case otherHost(page: Int)
    /// A page names a next one that is no link.
    case badLink(page: Int)
    /// Rows without an id that can be read.
    case withoutID(Int)
    /// Rows with a member that is no text where a text belongs.
    case unreadableText(Int)
    /// Rows that have the same id and differ.
    case conflicts(Int)
    /// More pages than anybody has.
    case tooManyPages
}

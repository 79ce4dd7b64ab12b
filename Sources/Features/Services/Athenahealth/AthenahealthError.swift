public import Model
public import Reporting

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
    /// A page names a next page that is not a link.
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

/// Says in sentences what athenahealth answered; the API's own words are masked.
public struct AthenahealthWords: Sendable {
    /// Hold the words for faults of the network and of HTTP.
    public let playbooks: PlaybookSet
    /// Its gate masks what the API said: by then it knows the token of the call.
    public let console: Console
    /// The name of the profile whose credential was used.
    public let profile: String

    /// Says why a call brought no usable answer.
    public func sentence(_ error: AthenahealthError) -> String {
        switch error {
        case .tokenRefused: "athenahealth rejected the credential of the profile ‘\(profile)’ (401, no token)."
        case .unauthorized: "athenahealth answered 401, even with a new token (profile ‘\(profile)’)."
        case .noSuchPractice: "athenahealth answered that there is no such practice (404)."
        case .notGranted: "athenahealth answered that our key has no access to it (401 Incorrect permissions)."
        case .noToken(let error): playbooks.text(ofFault: error.name, facts: error.facts, doing: "Asking for a token")
        case .failed(let error, let said):
            playbooks.text(ofFault: error.name, facts: error.facts)
                + (said.map { " It said: ‘\(console.gate.masked($0))’." } ?? "")
        case .unexpected(let what): "Unexpected answer: \(what)."
        }
    }

    /// What is missing from a list, for the report's gaps; `what` names the rows, such as `departments`.
    public func sentence(_ gap: CollectionGap, of what: String) -> String {
        switch gap {
        case .page(let page, let error): "Page \(page) of the \(what) could not be read. \(sentence(error))"
        case .count(let collected, let announced):
            "athenahealth announced \(announced) \(what), but only \(collected) were received."
        case .announcement: "The number of \(what) that athenahealth announces cannot be read."
        case .loop(let page): "Page \(page) of the \(what) leads back to an earlier page; reading ended there."
        case .otherHost(let page):
            "Page \(page) of the \(what) names a next page on another host, which was not read."
        case .badLink(let page): "Page \(page) of the \(what) names a next page that is not a link."
        case .withoutID(let count): "\(rows(count, of: what)) without an id that can be read."
        case .unreadableText(let count): "\(rows(count, of: what)) with a name or another text that cannot be read."
        case .conflicts(let count): "\(rows(count, of: what)) with the same id as another, but different content."
        case .tooManyPages: "The \(what) came in more than 1,000 pages; reading ended there."
        }
    }

    private func rows(_ count: Int, of what: String) -> String { "\(count) of the \(what) came" }
}

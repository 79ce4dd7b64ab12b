/// What or whom a finding is about.
public struct Subject: Sendable, Equatable {
    /// The playbook's name of the integration, such as `AthenaHealth`.
    public var integration: String?
    /// 15 digits, where the finding concerns one business only.
    public var businessNumber: String?

    /// Makes a subject; without arguments the finding is about the input as a whole.
    public init(integration: String? = nil, businessNumber: String? = nil) {
        self.integration = integration
        self.businessNumber = businessNumber
    }
}

/// The only thing that is reported: a code with its verdict, subject, evidence and remedies (report.md).
public struct Finding: Sendable, Equatable {
    /// The same for the same cause in the same subject, from run to run.
    public var id: String
    /// The id of the finding that causes this one.
    public var causedBy: String?
    /// `BE` and four digits, for ever the same cause; `be-diagnose codes` explains it.
    public var code: String
    /// The code's title in its playbook: one line, no full stop.
    public var title: String
    /// The title in a few words, for a table and a headline; nil where the title is short enough.
    public var brief: String?
    /// From the code's entry in its playbook; `info` never makes a problem.
    public var severity: Severity
    /// How sure it is, apart from how grave it is.
    public var verdict: Verdict
    /// Both parts nil: the input as a whole.
    public var subject = Subject()
    /// Records concerned; of stops and falls the locations.
    public var count = 0
    /// Whether it is why contacts were held back.
    public var holdsBack = false
    /// Whether `count` is one of locations.
    public var countsLocations = false
    /// RFC 3339, UTC, milliseconds, `Z`.
    public var firstSeen: String?
    /// The same form as `firstSeen`; both nil if no record has a usable time.
    public var lastSeen: String?
    /// Most records first; `--top` may have cut the list, never the counts.
    public var evidence: [Evidence] = []
    /// Most records first; `--top` may have cut the list.
    public var businesses: [BusinessCount] = []
    /// How many businesses are concerned, those that the list leaves out included.
    public var businessesTotal = 0
    /// The same where only the list was filled.
    public var locations: Int { max(businessesTotal, businesses.count) }
    /// Nil as long as no configuration was looked up, or if businesses differ in it.
    public var expected: Expected?
    /// Values that only their spelling keeps from being allowed.
    public var nearMisses: [NearMiss] = []
    /// What stays in the way when this finding is mended.
    public var alsoBlockedBy: [AlsoBlocked] = []
    /// Whom it concerns; nil where it concerns no business, or the input as a whole.
    public var scope: Scope?
    /// Since when its share of the records has been higher; nil where no step stands out.
    public var changePoint: ChangePoint?
    /// The finding in one line, where it says more than the title: a report for a person begins with it.
    public var headline: String?
    /// What was seen and what would decide it, in a few sentences.
    public var detail: String
    /// Where the knowledge comes from.
    public var source: String?
    /// In the order in which to take them.
    public var remedies: [Remedy] = []

    /// Whether something is wrong, or may be: a note, or a cause that is out of question, asks for nothing.
    public var isWrong: Bool { severity != .info && verdict != .ruledOut }

    /// Whether there is something that says so.
    public var isDecided: Bool { verdict == .confirmed || verdict == .likely }

    /// The order of every report: severity, then count (most first), then code, then id.
    public static func inReportOrder(_ left: Finding, _ right: Finding) -> Bool {
        (left.severity, right.count, left.code, left.id) < (right.severity, left.count, right.code, right.id)
    }
}

/// How sure a finding is, and of what kind its doubt is (report.md).
public enum Verdict: String, Sendable, CaseIterable {
    /// Two sources agree, or the system that has the last word said so.
    case confirmed
    /// One side only says so.
    case likely
    /// Looked for with good coverage, and absent.
    case ruledOut
    /// Cannot be decided; the finding names the evidence that would decide it.
    case undetermined
    /// The check itself failed.
    case broken
}

/// How bad a finding is; the order is the order of a report (rules.md D1).
public enum Severity: String, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case info

    /// Errors come before warnings, warnings before notes.
    public static func < (left: Severity, right: Severity) -> Bool {
        left != right && (left == .error || right == .info)
    }
}

/// What the whole report says; it decides the exit code (report.md).
public enum Outcome: String, Sendable {
    case ok
    case problem
    case undetermined

    /// The process's exit code for this outcome: 0, 1 or 2.
    public var exitCode: Int32 {
        switch self {
        case .ok: 0
        case .problem: 1
        case .undetermined: 2
        }
    }
}

/// Whom a finding concerns, among all whose records were read.
public struct Scope: Sendable, Equatable {
    /// How far it reaches.
    public var kind: Kind
    /// Businesses that it concerns.
    public var businesses: Int
    /// Businesses of the same integration in the input, restricted or not.
    public var of: Int
    /// Who is to be asked or called first.
    public var page: Owner
    /// The same in one line.
    public var text: String

    /// How far a finding reaches.
    public enum Kind: String, Sendable, CaseIterable {
        /// Only one business was read, so nothing shows how far it reaches.
        case unknown
        /// A matter of one location.
        case oneBusiness
        /// Several locations that a configuration ties to one group: a matter of one client.
        case oneGroup
        /// Several, of which nothing shows whether they belong together.
        case several
        /// Every business of the integration in the input: not a matter of one client.
        case everyBusiness
    }

    /// Makes what a finding says of its reach and of whom to call first.
    public init(kind: Kind, businesses: Int, of: Int, page: Owner, text: String) {
        self.kind = kind
        self.businesses = businesses
        self.of = of
        self.page = page
        self.text = text
    }
}

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
    /// The same as one concrete sentence with the values that were found; nil where the text's first sentence does.
    public var brief: String?
    /// What of the input would answer it; nil for a step that only a person can take.
    public var answeredBy: AnsweredBy?
    /// Whether the input has answered it, so that nobody needs to take it.
    public var answered = false
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
    /// The playbook's name of the one integration whose businesses it is for; nil for any.
    public var integration: String?
    /// What it does, by a name that the same step has wherever a playbook advises it; nil where it is advised once.
    public var act: String?
    /// Where it is advised; nil for always.
    public var onlyIf: RemedyCondition?
}

extension Remedy {
    /// Makes a step that only reads, for what no playbook advises.
    public static func reading(_ text: String, command: [String]? = nil, query: String? = nil) -> Remedy {
        Remedy(text: text, owner: .support, command: command, query: query)
    }
}

/// What a step may depend on.
public enum RemedyCondition: String, Sendable, CaseIterable {
    /// The plan of `reauthorize` is in no file yet.
    case planNotSaved
    /// The profile of `reauthorize` has the request that marks a business authorized.
    case byRequest
    /// It has not, so that it is done on the dashboard.
    case byHand
}

/// What of the input answers a step that only gathers evidence.
public enum AnsweredBy: String, Sendable, CaseIterable {
    /// The values that the held-back contacts carry.
    case values
    /// The list that a configuration allows.
    case list
}

extension Remedy {
    /// What to do in one sentence.
    public var short: String {
        // A placeholder that was not filled says nothing.
        if let brief, !brief.contains("{") { return brief }
        return Self.firstSentence(text)
    }

    /// Up to the first period behind which a sentence begins, outside of code.
    private static func firstSentence(_ text: String) -> String {
        var isCode = false
        var last: Character = " "
        for (index, character) in zip(text.indices, text) {
            if character == "`" { isCode.toggle() }
            let next = text.index(after: index)
            if !isCode, ".!?".contains(character), next < text.endIndex, text[next] == " ",
                last.isLetter || last == ")" || last == "`"
            {
                return String(text[...index])
            }
            last = character
        }
        return text
    }
}

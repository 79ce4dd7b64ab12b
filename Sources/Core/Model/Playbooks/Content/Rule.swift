/// The closed list of rule kinds (playbooks/README.md).
public enum RuleKind: String, Sendable, CaseIterable {
    /// A field's value against a property's list.
    case notInAllowedList
    /// Said by the log or the configuration, with nothing to compare.
    case flag
    /// A known text in a text field or a plain line.
    case textSignature
    /// An HTTP status in a status field, or in a text as one of the `statusPhrases`.
    case status
}

/// One rule: when it fires, its code is reported. Several rules may share a code.
public struct Rule: Sendable, Equatable {
    /// The code that it reports.
    public var code: String
    /// How it decides.
    public var kind: RuleKind
    /// The restriction reason's text as this integration spells it (`notInAllowedList`, `flag`).
    public var reason: String?
    /// Other spellings seen for this integration, beyond quotes, case, spacing and a final full stop.
    public var alsoWritten: [String] = []
    /// The evidence field that is compared (`notInAllowedList`).
    public var field: String?
    /// The property's key that holds the allowed values (`notInAllowedList`), or that shows the flag (`flag`).
    public var property: String?
    /// The property's values by which the flag is on (`flag`); letter case does not matter.
    public var values: [String] = []
    /// Texts that show it (`textSignature`); compared without regard to letter case, at word boundaries.
    public var texts: [String] = []
    /// Three digits or a class such as `5xx` (`status`).
    public var statuses: [String] = []
    /// The HTTP status that the text comes with, where the API answers nothing else with it: `401` starts work for `reauthorize`.
    public var answeredWith: String?
}

/// All that is told about one code.
public struct CodeEntry: Sendable, Equatable {
    /// `BE` and four digits.
    public var code: String
    /// One line, as it stands at the top of a finding.
    public var title: String
    /// The title in a few words, where it is long.
    public var brief: String?
    /// How bad it is.
    public var severity: Severity
    /// Where the knowledge comes from.
    public var source: String
    /// What it means and how it comes about, in a few sentences.
    public var explanation: String
    /// When the code is reported though nothing is wrong, or something else is.
    public var falsePositives: [String] = []
    /// How to get from `likely` to `confirmed`, or out of `undetermined`.
    public var decidedBy: String
    /// What to do, in order.
    public var remedies: [Remedy] = []
    /// Kept for old tickets; never emitted any more.
    public var retired: Bool = false
}

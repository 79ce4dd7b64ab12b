internal import Model
internal import Support

/// One input with all that the engine must say of it.
struct Example: Sendable {
    var name: String
    /// The file that it stands in, as messages name it.
    var file: String
    /// Where it stands in that file.
    var mark: YAMLMark
    var input: String
    /// Whether the input is a JSON document; else it is a line of plain text.
    var isRecord: Bool
    /// A client's configuration, for every business, as `explain --set` takes it.
    var settings: [Setting] = []
    /// The codes that fire, each with its verdict where the example names one.
    var fires: [Firing] = []
    /// Codes whose text the input resembles, and which must not fire.
    var mustNotFire: [String] = []
    /// Codes of rules that no reason names and that would restrict the same contact.
    var alsoBlockedBy: [String] = []
    /// Values that only their spelling keeps from being allowed.
    var nearMisses: [Nearly] = []
    /// The business of every finding.
    var business: String?
    /// The time of every finding, RFC 3339 in UTC with milliseconds.
    var time: String?

    /// A code that fires.
    struct Firing: Sendable {
        var code: String
        /// Nothing where any verdict will do.
        var verdict: Verdict?
    }

    /// A value, and the allowed one that it nearly is.
    struct Nearly: Sendable, Hashable {
        var value: String
        var candidate: String
    }

    /// Whether it names the code among those that fire.
    func names(_ code: String) -> Bool { fires.contains { $0.code == code } }
}

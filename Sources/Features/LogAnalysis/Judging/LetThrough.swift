internal import Model

/// What speaks against a contact that was let through (rules.md D32).
enum LetThrough {
    /// The configuration does not allow a value of it.
    case refused(list: Int32)
    /// No list is known, and a value is a status without a visit.
    case nonVisit

    /// The code of the finding.
    enum Code {
        case refused
        case nonVisit

        var text: String { self == .refused ? Codes.refusedLetThrough : Codes.nonVisitLetThrough }

        /// The configuration may have changed since; a status without a visit says so itself.
        var verdict: Verdict { self == .refused ? .undetermined : .likely }
    }

    var code: Code {
        switch self {
        case .refused: .refused
        case .nonVisit: .nonVisit
        }
    }
}

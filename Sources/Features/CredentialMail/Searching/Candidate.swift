internal import Model

/// A value that may be one of those looked for, with all that is known of it.
struct Candidate {
    var role: CredentialRole
    /// As the mail shows it, without blank space around it.
    var value: String
    /// Which of the mail's texts it is in.
    var text: Int
    /// The line of the value, among the text's lines.
    var line: Int
    /// The row of the label, or of the value where it has none.
    var labelRow: Int
    /// The row of the value, or of its last piece.
    var valueRow: Int
    /// Which message of a thread, 0 for the one on top.
    var section: Int
    var date: MailDate?
    var isLabelled = true
    var serviceUser: ServiceUser?
    var fault: ServiceUserFault?
    /// Why it may not be what was sent.
    var doubts: [String] = []
    /// What was done to it that leaves no doubt.
    var notes: [String] = []

    /// Whether it can be handed on as it is.
    var isCertain: Bool { doubts.isEmpty && (role != .serviceUser || serviceUser != nil) }
}

/// All that was found in one file.
struct Candidates {
    var all: [Candidate] = []
    /// Rows of labels of each text, those without a value included.
    var labelRows: [Int: [Int]] = [:]
    /// Texts that are threads of several messages.
    var threads: Set<Int> = []

    /// The rows between which damage counts, for a text; nothing where it has no label.
    func region(of text: Int) -> ClosedRange<Int>? {
        let own = all.filter { $0.text == text }
        let rows = (labelRows[text] ?? []) + own.map(\.labelRow) + own.map(\.valueRow)
        guard let first = rows.min(), let last = rows.max() else { return nil }
        return first...last
    }
}

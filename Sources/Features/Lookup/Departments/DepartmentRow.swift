internal import Model

/// What one name or id led to.
public struct DepartmentRow: Sendable, Equatable {
    /// As it was given; nil in a list of all.
    var asked: String?
    /// The one department; nil where there is none, or several.
    var department: Department?
    /// How it was found.
    var how: MatchKind
    /// Those that could be meant, where `department` is nil.
    var candidates: [DepartmentCandidate]
    /// Whether each candidate has exactly the name asked for, so that only a person can choose.
    var isAmbiguous = false
}

extension DepartmentRow {
    /// A department of a list of all.
    init(listed department: Department) {
        self.init(asked: nil, department: department, how: .none, candidates: [])
    }

    /// A name or id about which nothing could be read.
    init(unread asked: String) {
        self.init(asked: asked, department: nil, how: .none, candidates: [])
    }
}

/// The departments that were collected, and whether they are all.
public struct DepartmentList: Sendable, Equatable {
    /// In the order of the answers.
    var departments: [Department]
    /// False where pages or rows are missing: then nothing can be said to be absent.
    var isComplete: Bool

    /// All parts, one by one.
    init(_ departments: [Department], isComplete: Bool) {
        self.departments = departments
        self.isComplete = isComplete
    }
}

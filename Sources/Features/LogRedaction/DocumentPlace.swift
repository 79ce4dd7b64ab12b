/// Where a copy stands in a document, between two pieces of it.
struct DocumentPlace: Sendable {
    /// An object or list that is open.
    struct Level: Sendable {
        var isList: Bool
        /// What becomes of a value in it that has no name of its own.
        var rule: RedactionRules.Rule
        /// Whether it is a person's.
        var isPersons: Bool
        /// What becomes of the value of the property that was named last in it.
        var property: RedactionRules.Rule?
    }

    var levels: [Level] = []
    /// How many more are open than are kept.
    var deeper = 0
    /// What becomes of the next value.
    var rule = RedactionRules.Rule.unknown
    /// Whether a text goes on that is too long to be looked at, and is left out.
    var isInLongText = false
    /// Whether the first document has ended on the line where it began, so that an open one ends with its line (rules.md D4);
    /// nothing where there was none yet.
    var linesStandAlone: Bool?
    /// Whether a line has ended in it.
    var hasLines = false
    /// Whether its line has not ended yet.
    var isOpen = false

    /// Whether the text that came last stays as it is, so that only signs stand between it and the next one.
    var joins = false

    static let deepest = 256

    init(linesStandAlone: Bool? = nil) { self.linesStandAlone = linesStandAlone }

    var isDone: Bool { levels.isEmpty && deeper == 0 && !isInLongText && !isOpen }
    var isPersons: Bool { levels.last?.isPersons ?? false }

    mutating func open(isList: Bool) {
        guard levels.count < Self.deepest else {
            deeper += 1
            return
        }
        let isPersons = self.isPersons || rule == .hide
        levels.append(Level(isList: isList, rule: rule, isPersons: isPersons))
        if !isList { rule = isPersons ? .hide : .unknown }
    }

    mutating func close() {
        if deeper > 0 {
            deeper -= 1
            return
        }
        _ = levels.popLast()
        // What follows in a list has no name of its own.
        rule = levels.last.map { $0.isList ? $0.rule : $0.isPersons ? .hide : .unknown } ?? .unknown
    }

    /// Behind a comma.
    mutating func goOn() {
        if let last = levels.last { rule = last.isList ? last.rule : last.isPersons ? .hide : .unknown }
    }

    /// Nothing is open any more.
    mutating func end() {
        linesStandAlone = linesStandAlone ?? !hasLines
        begin()
    }

    /// Nothing is open yet.
    mutating func begin() {
        // What they take is taken for the next document again.
        levels.removeAll(keepingCapacity: true)
        (deeper, rule, isInLongText, hasLines, isOpen, joins) = (0, .unknown, false, false, false, false)
    }
}

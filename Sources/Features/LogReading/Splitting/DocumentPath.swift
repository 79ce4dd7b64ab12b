/// Where on the way to documents a splitter stands, among the keys of the outermost objects: only few lead there.
struct DocumentPath {
    private enum Step { case root, hits, events, other }

    private var steps: [Step] = []
    private var key = Step.other
    private var isFirstKey = true

    /// How many objects it has gone into.
    var depth: Int { steps.count }
    /// Whether a list under the last key holds the documents of a search answer.
    var leadsToHits: Bool { steps.last == .hits && key == .hits }
    /// Whether one holds those of something else.
    var leadsToEvents: Bool { steps.last == .root && key == .events }

    mutating func begin(isObject: Bool) {
        isFirstKey = true
        steps = isObject ? [.root] : []
    }

    mutating func enterObject() { steps.append(steps.last == .root ? key : .other) }

    mutating func leave(to depth: Int) { if steps.count > depth { steps.removeLast() } }

    /// Takes note that a member of the outermost object has ended.
    mutating func passedMember() { isFirstKey = false }

    mutating func forgetKey() { key = .other }

    /// Takes a key, with which the text begins and behind which a quote stands.
    mutating func read(keyIn text: UnsafeBufferPointer<UInt8>) {
        func spells(_ name: StaticString) -> Bool {
            let length = name.utf8CodeUnitCount
            guard length < text.count, text[length] == Ascii.quote else { return false }
            return (0..<length).allSatisfy { text[$0] == name.utf8Start[$0] }
        }
        let isTop = steps.count == 1
        if spells("hits") {
            key = .hits
        } else if isTop && (spells("rawResponse") || spells("response")) {
            key = .root
        } else if isTop && (spells("logEvents") || spells("responses") || (spells("events") && isFirstKey)) {
            key = .events
        } else {
            key = .other
        }
    }
}

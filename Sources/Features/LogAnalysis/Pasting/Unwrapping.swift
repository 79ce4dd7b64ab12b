internal import LogReading

/// What had to be done to text to get at the documents in it.
struct Unwrapping {
    /// Documents that did not stand there as they are.
    private(set) var documents = 0
    /// Those of which something is missing.
    private(set) var fragments = 0
    private var steps: Set<UnwrappingStep> = []

    mutating func add(_ found: Unwrapped) {
        guard !found.steps.isEmpty, found.kind == .document else { return }
        if found.steps.contains(where: { !$0.isLoss }) { documents += 1 }
        if found.isPartial { fragments += 1 }
        steps.formUnion(found.steps)
    }

    mutating func add(_ other: Unwrapping) {
        documents += other.documents
        fragments += other.fragments
        steps.formUnion(other.steps)
    }

    /// What was taken off.
    var detail: String { "Before reading: \(list { !$0.isLoss } ?? "")." }

    /// What is missing in the input of this name.
    func loss(_ name: String) -> String {
        let input = name == "-" ? "" : "\(name): "
        let what = fragments == 1 ? "a document is a fragment" : "\(fragments) documents are fragments"
        return
            "\(input)\(what) (\(list(where: \.isLoss) ?? "")): what can be read of it was looked at; the missing part may "
            + "hold a reason, a status or the business."
    }

    private func list(where isListed: (UnwrappingStep) -> Bool) -> String? {
        let listed = steps.filter(isListed).sorted()
        return listed.isEmpty ? nil : listed.map(\.rawValue).joined(separator: ", ")
    }
}

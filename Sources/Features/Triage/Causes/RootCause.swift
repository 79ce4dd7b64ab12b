internal import Model
internal import Support

/// A root cause as it is told: the same one at several locations is told once.
struct RootCause {
    /// The one whose words are said.
    let finding: Finding
    /// The same at other locations.
    var alike: [Finding] = []

    var all: [Finding] { [finding] + alike }

    /// The numbers of the other locations, in order.
    var otherLocations: [String] {
        CauseGraph.locations(of: alike).subtracting(CauseGraph.locations(of: finding)).sorted()
    }

    /// Where else the same was found; nil at one location.
    var elsewhere: String? {
        let numbers = otherLocations
        guard !numbers.isEmpty else { return nil }
        let rest = numbers.count - Self.mostShown
        let shown = Array(numbers.prefix(Self.mostShown))
        return "The same at \(rest > 0 ? "\(shown.joined(separator: ", ")) and \(rest) more" : Numbers.list(shown))."
    }

    private static let mostShown = 5
    private static let mostNumbers = 20

    /// A step of the finding for all of the locations: what its command says of one number is said of each.
    func combined(_ step: Remedy) -> Remedy {
        var step = step
        let others = otherLocations
        guard let own = finding.businesses.first?.businessNumber, !others.isEmpty, others.count < Self.mostNumbers
        else {
            return step
        }
        step.command = step.command?.flatMap { $0 == own ? [own] + others : [$0] }
        return step
    }

    /// The roots in their order, those that say the same with the first of them.
    static func told(_ roots: [Finding], _ graph: CauseGraph) -> [RootCause] {
        struct Words: Hashable {
            var code: String
            var phrase: String
            var verdict: Verdict
        }
        var places: [Words: Int] = [:]
        var causes: [RootCause] = []
        for root in roots {
            let words = Words(code: root.code, phrase: graph.phrase(root), verdict: root.verdict)
            if let place = places[words] {
                causes[place].alike.append(root)
            } else {
                places[words] = causes.count
                causes.append(RootCause(finding: root))
            }
        }
        return causes
    }
}

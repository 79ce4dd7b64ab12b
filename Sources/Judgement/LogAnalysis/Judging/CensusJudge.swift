internal import Findings

/// Judges a census: each shape once, each business and each field's values once, and then only adds up.
struct CensusJudge {
    let knowledge: Knowledge

    func judge(_ census: borrowing Census, into sums: inout Sums) {
        let judge = ShapeJudge(knowledge: knowledge, assumed: sums.options.integration)
        let judged = (0..<census.shapes.count).map { number in
            let (signature, cells) = CellBytes.readShape(census.shapes[number])
            return Shape(judge.judge(signature, cells), cells, knowledge)
        }
        let businesses = (0..<census.businesses.count).map { number in
            CellReader(cells: CellBytes.read(census.businesses[number]), slots: knowledge.slots).businesses
        }
        let evidence = (0..<census.evidence.count).map { number in
            let cells = CellBytes.read(census.evidence[number])
            let field = cells.first.flatMap { knowledge.slots.field($0.slot) } ?? ""
            return (field: field, worth: judge.evidence(field, cells))
        }
        var kept: Set<Group> = []
        census.forEach { group, seen in
            guard group.evidence < 0 else { return }
            let shape = judged[Int(group.shape)]
            let numbers = businesses[Int(group.business)]
            guard sums.count(shape.judgement, seen, businesses: numbers) else { return }
            kept.insert(group)
            for (key, observations) in shape.settled {
                let field = observations.lazy.compactMap(\.field).first
                let worth = field.map { judge.evidence($0, []) }
                sums.add(
                    key, observations, worth, seen, businesses: numbers, alsoBlockedBy: shape.others(than: key.code))
            }
        }
        census.forEach { group, seen in
            guard group.evidence >= 0,
                kept.contains(Group(shape: group.shape, business: group.business, evidence: -1))
            else { return }
            let (field, worth) = evidence[Int(group.evidence)]
            let shape = judged[Int(group.shape)]
            for (code, observations) in shape.compared[field] ?? [:] {
                let key = Accumulator.Key(
                    integration: observations[0].integration, code: code, verdict: worth.verdict)
                sums.add(
                    key, observations, worth, seen, businesses: businesses[Int(group.business)],
                    alsoBlockedBy: shape.others(than: code))
            }
        }
    }

    /// A judged shape, with its observations by how they are decided.
    private struct Shape {
        var judgement: Judgement
        /// Those that need no field's values: there is none to compare, or the records lack it.
        var settled: [Accumulator.Key: [Observation]]
        /// Those that each value of a field decides, by field and code.
        var compared: [String: [String: [Observation]]]

        /// The other reasons that the same records give, by code.
        func others(than code: String) -> [String] {
            let all = Set(judgement.observations.filter { $0.reason != nil }.map(\.code))
            return all.contains(code) ? all.subtracting([code]).sorted() : []
        }

        init(_ judgement: Judgement, _ cells: [Cell], _ knowledge: Knowledge) {
            self.judgement = judgement
            settled = [:]
            compared = [:]
            for observation in judgement.observations {
                let slot = observation.field.flatMap { knowledge.slots.number(of: .evidence($0)) }
                if let field = observation.field, cells.contains(where: { $0.slot == slot }) {
                    compared[field, default: [:]][observation.code, default: []].append(observation)
                } else {
                    let verdict = observation.field == nil ? observation.verdict : .undetermined
                    let key = Accumulator.Key(
                        integration: observation.integration, code: observation.code, verdict: verdict)
                    settled[key, default: []].append(observation)
                }
            }
        }
    }
}

internal import LogReading
internal import Model

extension Census {
    /// A shape that comes when there are too many already: judged, and counted with all others that come to the same.
    mutating func foldedShape(_ bytes: UnsafeRawBufferPointer) -> Int {
        folded += 1
        let (signature, cells) = CellBytes.readShape(bytes)
        var judgement = judge.judge(signature, cells)
        let name = Series(judgement)
        if let known = foldedShapes[name] { return known }
        // Which text or path it was is what is not told apart.
        for place in judgement.observations.indices {
            judgement.observations[place].reason = nil
            judgement.observations[place].field = nil
            judgement.observations[place].shown = judgement.observations[place].shown.map {
                EvidenceValue(name: $0.name, value: "(further values)")
            }
        }
        judgement.foundPaths = []
        judgement.reasonPaths = []
        let next = series[name, default: series.count]
        series[name] = next
        kinds.append(Kind(judgement, [], knowledge, comparesOthers: false, series: next))
        foldedShapes[name] = kinds.count - 1
        return kinds.count - 1
    }

    /// A business that comes when there are too many already: counted as none.
    mutating func foldedBusiness() -> Int {
        folded += 1
        if let known = businesses.number(.start) { return known }
        numbers.append([])
        return businesses.add(.start)
    }

    /// Whether only the records of one of these businesses are wanted, so that it may not be folded.
    func isWanted(_ found: [String]) -> Bool { wantedBusiness.map(found.contains) ?? false }

    /// A value that comes when there are too many already: nothing is compared with it.
    mutating func foldedCell(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        folded += 1
        let slot = CellBytes.read(bytes).first?.slot ?? -1
        if let known = foldedCells[slot] { return known }
        let value = EvidenceValue(name: knowledge.slots.field(slot) ?? "", value: "(further values)")
        let evidence = FieldEvidence(verdict: .undetermined, values: [value], note: .folded)
        worths.append(Worth(slot: slot, evidence: evidence, hidesValue: true))
        foldedCells[slot] = Int32(worths.count - 1)
        return Int32(worths.count - 1)
    }
}

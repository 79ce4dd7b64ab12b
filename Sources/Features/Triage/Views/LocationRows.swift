internal import LogAnalysis
internal import Model

/// One location with what is mapped, its days and its root cause.
struct LocationRow {
    var number: String
    var practice: String?
    var department: String?
    var npi: String?
    /// `ok`, `problem` or `undetermined`.
    var state: String
    var root: Finding?
    var days: [LocationDays.Day]
    var lastDay: String? { days.last { $0.contacts > 0 }?.day }
}

/// A row a location, those with a cause first in the order of the causes.
struct LocationRows {
    let rows: [LocationRow]

    init(diagnosis: Diagnosis) {
        let evidence = diagnosis.evidence
        let order = Dictionary(
            diagnosis.roots.enumerated().map { ($1.id, $0) }
        ) { first, _ in first }
        rows = evidence.scope.map { number in
            let root = diagnosis.root(of: number)
            return LocationRow(
                number: number, practice: evidence.text("practiceid", number),
                department: evidence.text("departmentid", number), npi: evidence.text("athenaProviderNpi", number),
                state: root.map { $0.isDecided ? "problem" : "undetermined" } ?? "ok", root: root,
                days: evidence.log.value?.days[number]?.days ?? [])
        }.sorted { left, right in
            let places = (left.root.flatMap { order[$0.id] } ?? .max, right.root.flatMap { order[$0.id] } ?? .max)
            return places.0 != places.1 ? places.0 < places.1 : left.number < right.number
        }
    }
}

/// Cuts a list into pages as the vendor does: `limit`, `offset`, and host-relative `next` and `previous`.
struct Paging {
    let limit: Int
    let offset: Int
    /// From 1.
    var page: Int { offset / limit + 1 }

    /// Reads the two numbers; what is no number, or out of range, is taken for the default.
    init(_ query: [String: String], standard: Int) {
        limit = query["limit"].flatMap(Int.init).flatMap { (1...5000).contains($0) ? $0 : nil } ?? standard
        offset = query["offset"].flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil } ?? 0
    }

    /// The answer's members: `totalcount`, the page's rows, and the links to its neighbours.
    func members(
        _ rows: [AnswerValue], named name: String, at path: String, extra: String = "", fault: Fault?,
        spelling: Scenario.Spelling
    ) -> AnswerValue {
        let upTo = min(rows.count, offset + limit)
        let shown = offset < upTo ? Array(rows[offset..<upTo]) : []
        var members: [(key: String, value: AnswerValue)] = [
            ("totalcount", .quotableInteger(fault?.totalcount ?? rows.count)), (name, .list(shown)),
        ]
        func link(_ offset: Int) -> AnswerValue {
            let keys = spelling.upperCaseKeys ? ("LIMIT", "OFFSET") : ("limit", "offset")
            return .text("\(path)?\(extra)\(keys.0)=\(limit)&\(keys.1)=\(offset)")
        }
        if let next = fault?.next {
            members.append(("next", .text(next)))
        } else if upTo < rows.count {
            members.append(("next", link(upTo)))
        }
        if offset > 0 { members.append(("previous", link(max(0, offset - limit)))) }
        return .object(members)
    }
}

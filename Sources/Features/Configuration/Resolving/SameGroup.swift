internal import Model

/// Which of the groups that were given are one and the same.
enum SameGroup {
    /// Positions in `groups`, those of one group together, in the order of their first.
    ///
    /// One id is one group. Without ids, one number is one group, and joins the only group with an id that has that
    /// number. A group's body has no id and its answer no number: with one of each, both tell of the same group.
    static func merged(_ groups: [GroupConfiguration], _ positions: [Int]) -> [[Int]] {
        var merged: [[Int]] = []
        var byID: [String: Int] = [:]
        for position in positions {
            guard let id = groups[position].groupID else { continue }
            if let place = byID[id] {
                merged[place].append(position)
            } else {
                byID[id] = merged.count
                merged.append([position])
            }
        }
        let identified = merged.count
        var ofNumber: [String: Set<Int>] = [:]
        for (place, members) in merged.enumerated() {
            for number in members.compactMap({ groups[$0].businessNumber }) {
                ofNumber[number, default: []].insert(place)
            }
        }
        // An answer that was read, as documented: it shows no properties.
        let isAnswer = merged.first?.allSatisfy { groups[$0].settings.isEmpty } ?? false
        var withoutID: [String: [Int]] = [:]
        var order: [String] = []
        for position in positions where groups[position].groupID == nil {
            let number = groups[position].businessNumber ?? ""
            if withoutID[number] == nil { order.append(number) }
            withoutID[number, default: []].append(position)
        }
        for number in order {
            let members = withoutID[number] ?? []
            let isOnly = identified == 1 && order.count == 1 && ofNumber.isEmpty && isAnswer
            if let places = ofNumber[number], places.count == 1, let place = places.first {
                merged[place] += members
            } else if isOnly {
                merged[0] += members
            } else {
                merged.append(members)
            }
        }
        return merged
    }
}

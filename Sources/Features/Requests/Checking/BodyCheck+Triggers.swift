internal import Model
internal import Support

/// The triggers of a group.
extension BodyCheck {
    mutating func triggers(_ node: LooseNode, _ parameter: RequestParameter) {
        guard let elements = node.elements else {
            wrongKind(node, "an array of triggers: [{\"triggerId\":…,\"triggerTypeId\":1}]")
            return
        }
        if elements.isEmpty {
            diagnosis.add(node.range, "no trigger", expected: "at least one: without any, nothing is fetched")
        }
        var seen: [String] = []
        for element in elements {
            guard let members = element.members else {
                wrongKind(element, "an object: {\"triggerId\":…,\"triggerTypeId\":1}")
                continue
            }
            names(members, among: ["triggerId", "triggerTypeId"])
            for (key, wanted) in [("triggerId", ""), ("triggerTypeId", "1")] {
                guard let member = members.first(where: { $0.name == key }) else {
                    if !members.contains(where: { NearestWord.nearest(to: $0.name, among: [key]) != nil }) {
                        let place = element.range.lowerBound
                        diagnosis.add(place..<(place + 1), "‘\(key)’ is missing", expected: "a number")
                    }
                    continue
                }
                guard let digits = number(member.value) else { continue }
                if key == "triggerTypeId" {
                    type(digits, wanted, member.value)
                } else {
                    if seen.contains(digits) {
                        diagnosis.add(
                            member.value.range, "the trigger \(digits) a second time", expected: "every trigger once")
                    }
                    seen.append(digits)
                    value(digits, parameter, member.value)
                }
            }
        }
    }

    private mutating func type(_ digits: String, _ wanted: String, _ node: LooseNode) {
        if digits != wanted {
            diagnosis.note(
                node.range, "the trigger type \(digits)", expected: "1 (JOB), the only type that is documented")
        }
    }

    private mutating func number(_ node: LooseNode) -> String? {
        switch node.value {
        case .number(let text): return text
        case .text(let text) where NumberText.isWhole(text):
            unquote(node, "a number")
            return text
        default:
            wrongKind(node, "a number")
            return nil
        }
    }

    /// The ids that stand in a body of triggers, whatever else is wrong with it.
    static func triggerIDs(_ node: LooseNode) -> [Int]? {
        guard let list = node.members?.first(where: { $0.name == "integrationGroupTriggers" })?.value.elements else {
            return nil
        }
        return list.compactMap { element in
            let id = element.members?.first { $0.name == "triggerId" }?.value
            switch id?.value {
            case .number(let text): return Int(text)
            case .text(let text): return Int(text)
            default: return nil
            }
        }
    }
}

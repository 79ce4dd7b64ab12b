public import Model
public import Reporting

/// Rows of departments as `result`, as a person sees them, and as CSV.
public enum DepartmentView {
    /// The rows, and what the mapping's `departmentid` takes; `practice` is nil where its id could not be read.
    public static func result(_ rows: [DepartmentRow], practice: VendorID?) -> PlainValue {
        let values = rows.map { row in
            ([
                "asked": .optional(row.asked), "id": .optional(row.department?.id),
                "name": .optional(row.department?.name), "patientName": .optional(row.department?.patientName),
                "how": row.asked == nil ? .null : .text(row.how.rawValue),
                "hidden": row.department.map { .bool($0.isHidden) } ?? .null, "city": .optional(row.department?.city),
                "state": .optional(row.department?.state), "providerGroup": .optional(row.department?.providerGroup),
                "candidates": .list(row.candidates.map(candidate)),
            ] as PlainValue)
        }
        return [
            "practiceID": .optional(practice?.text), "departments": .list(values),
            "departmentid": .optional(property(rows)),
        ]
    }

    /// `isWhole`: everything was read, so that no rows mean no departments.
    public static func blocks(_ rows: [DepartmentRow], isWhole: Bool) -> [ViewBlock] {
        if rows.isEmpty {
            return isWhole ? [.prose("athenahealth lists no department for this practice, hidden ones included.")] : []
        }
        guard rows.contains(where: { $0.asked != nil }) else { return [.table(list(rows))] }
        var blocks = [ViewBlock.table(table(rows))]
        let several = rows.filter(\.isAmbiguous)
        if !several.isEmpty {
            blocks.append(
                .prose("Several departments share a name, or nearly; only the client can say which is meant:")
            )
            blocks.append(.table(candidates(several)))
        }
        let similar = rows.filter { !$0.isAmbiguous && !$0.candidates.isEmpty }
        if !similar.isEmpty {
            blocks.append(.prose("Similar names, which are no more than a suggestion:"))
            blocks.append(.table(candidates(similar)))
        }
        if let property = property(rows) {
            let open = rows.filter { $0.department == nil }.count
            let rest = open == 0 ? "" : ", without \(open) of \(rows.count) that \(open == 1 ? "is" : "are") open"
            blocks.append(.value(label: "For departmentid\(rest)", property))
        }
        return blocks
    }

    /// `asked,id,name,how`; what a spreadsheet would take for a formula is quoted.
    public static func csv(_ rows: [DepartmentRow], _ gate: Gate) -> String {
        let lines = rows.map { row in
            [
                row.asked ?? "", row.department?.id ?? "", row.department?.names.first ?? "",
                row.asked == nil ? "" : row.how.rawValue,
            ]
        }
        return ([["asked", "id", "name", "how"]] + lines)
            .map { $0.map { cell(gate.line($0)) }.joined(separator: ",") + "\r\n" }.joined()
    }

    /// The ids of what was found, as the mapping's property takes them; nil where nothing was asked or found.
    private static func property(_ rows: [DepartmentRow]) -> String? {
        var seen: Set<String> = []
        let ids = rows.filter { $0.asked != nil }.compactMap { $0.department?.id }.filter { seen.insert($0).inserted }
        return ids.isEmpty ? nil : ids.joined(separator: ",")
    }

    private static func table(_ rows: [DepartmentRow]) -> PlainTable {
        PlainTable(
            ["ASKED", "ID", "NAME", "CITY", "STATE", "HOW"],
            rows: rows.map { row in
                let how = row.isAmbiguous ? "several" : row.how == .none ? "not found" : row.how.rawValue
                let hidden = row.department?.isHidden == true ? ", hidden" : ""
                return [
                    row.asked ?? "", row.department?.id ?? "", row.department?.names.joined(separator: " / ") ?? "",
                    row.department?.city ?? "", row.department?.state ?? "", how + hidden,
                ]
            })
    }

    private static func list(_ rows: [DepartmentRow]) -> PlainTable {
        PlainTable(
            ["ID", "NAME", "PUBLIC NAME", "CITY", "STATE", "GROUP", "HIDDEN"],
            rows: rows.compactMap(\.department).map {
                [
                    $0.id, $0.name ?? "", $0.patientName ?? "", $0.city ?? "", $0.state ?? "", $0.providerGroup ?? "",
                    $0.isHidden ? "yes" : "",
                ]
            })
    }

    private static func candidates(_ rows: [DepartmentRow]) -> PlainTable {
        PlainTable(
            ["ASKED", "ID", "NAME", "CITY", "STATE", "GROUP", "WHY"],
            rows: rows.flatMap { row in
                row.candidates.map {
                    [
                        row.asked ?? "", $0.department.id, $0.department.names.joined(separator: " / "),
                        $0.department.city ?? "", $0.department.state ?? "", $0.department.providerGroup ?? "", $0.why,
                    ]
                }
            })
    }

    private static func candidate(_ candidate: DepartmentCandidate) -> PlainValue {
        [
            "id": .text(candidate.department.id), "name": .optional(candidate.department.names.first),
            "patientName": .optional(candidate.department.patientName), "city": .optional(candidate.department.city),
            "state": .optional(candidate.department.state),
            "providerGroup": .optional(candidate.department.providerGroup),
            "hidden": .bool(candidate.department.isHidden), "why": .text(candidate.why),
        ]
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}

public import Model
public import Reporting
internal import Support

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

    /// The answer with numbers and ids; nil where the departments could not be read.
    public static func headline(_ rows: [DepartmentRow], _ notes: LookupNotes, practice: VendorID?) -> String? {
        guard let practice else { return nil }
        let isWhole = notes.gaps.isEmpty && notes.findings.allSatisfy { $0.severity == .info }
        if rows.isEmpty {
            return isWhole ? "athenahealth lists no department for practice \(practice), hidden ones included." : nil
        }
        guard rows.contains(where: { $0.asked != nil }) else {
            let hidden = rows.count { $0.department?.isHidden == true }
            return "Practice \(practice) has \(Numbers.counted(rows.count, "department", "departments"))"
                + (hidden == 0 ? "." : ", \(hidden) of them hidden.")
        }
        let found = rows.count { $0.department != nil }
        let share = "\(Numbers.grouped(found)) of \(Numbers.grouped(rows.count)) found"
        guard let property = property(rows) else {
            return nothingFound(rows, notes, practice)
        }
        if rows.count > mostInHeadline {
            return "\(share.prefix(1).uppercased())\(share.dropFirst()) in practice \(practice)."
        }
        return "departmentid\(found == rows.count ? "" : " so far") (\(share)): \(property)"
    }

    private static func nothingFound(_ rows: [DepartmentRow], _ notes: LookupNotes, _ practice: VendorID) -> String? {
        guard areLookedUp(rows, notes) else { return nil }
        guard let row = rows.first, rows.count == 1 else {
            return "None of \(Numbers.grouped(rows.count)) departments found in practice \(practice)."
        }
        let asked = row.asked ?? ""
        return row.isAmbiguous
            ? "\(row.candidates.count) departments of practice \(practice) could be \"\(asked)\"."
            : "\"\(asked)\" is not a department of practice \(practice)."
    }

    /// Where the departments could not be read, none was looked for.
    private static func areLookedUp(_ rows: [DepartmentRow], _ notes: LookupNotes) -> Bool {
        rows.contains { $0.department != nil }
            || notes.findings.contains {
                $0.code == LookupCodes.noSuchDepartment || $0.code == LookupCodes.severalDepartments
                    || $0.code == LookupCodes.noSuchDepartmentID
            }
    }

    /// More ids than these have a line of their own.
    private static let mostInHeadline = 8

    /// The rows, what they could stand for, and what to do next.
    public static func blocks(_ rows: [DepartmentRow], _ notes: LookupNotes) -> [ViewBlock] {
        if rows.isEmpty { return FindingParts.blocks(notes.findings) }
        guard rows.contains(where: { $0.asked != nil }) else {
            return [.table(list(rows))] + FindingParts.blocks(notes.findings)
        }
        var blocks = [ViewBlock.table(table(rows, areLookedUp: areLookedUp(rows, notes)))]
        let several = rows.filter(\.isAmbiguous)
        if !several.isEmpty {
            blocks.append(
                .prose("Several departments share a name, or nearly. Only the client can say which is meant:"))
            blocks.append(.table(candidates(several)))
        }
        let similar = rows.filter { !$0.isAmbiguous && !$0.candidates.isEmpty }
        if !similar.isEmpty {
            blocks.append(.prose("Similar names (suggestions only):"))
            blocks.append(.table(candidates(similar)))
        }
        if rows.count > mostInHeadline, let property = property(rows) {
            let found = rows.count { $0.department != nil }
            let share = found == rows.count ? "" : " so far (\(found) of \(rows.count) found)"
            blocks.append(.value(label: "departmentid\(share)", property))
        }
        return blocks + FindingParts.blocks(notes.findings)
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

    private static func table(_ rows: [DepartmentRow], areLookedUp: Bool) -> PlainTable {
        PlainTable(
            ["ASKED", "ID", "NAME", "CITY", "STATE", "HOW"],
            rows: rows.map { row in
                let how = row.isAmbiguous ? "several" : areLookedUp ? said(row.how) : "not looked up"
                let hidden = row.department?.isHidden == true ? ", hidden" : ""
                return [
                    row.asked ?? "", row.department?.id ?? "", row.department?.names.joined(separator: " / ") ?? "",
                    row.department?.city ?? "", row.department?.state ?? "", how + hidden,
                ]
            })
    }

    /// How a name was found, in words.
    private static func said(_ how: MatchKind) -> String {
        switch how {
        case .exact: "exact"
        case .normalized: "same after abbreviations"
        case .id: "by ID"
        case .none: "not found"
        }
    }

    private static func list(_ rows: [DepartmentRow]) -> PlainTable {
        PlainTable(
            ["ID", "NAME", "PUBLIC NAME", "CITY", "STATE", "GROUP", "HIDDEN"],
            rows: rows.compactMap(\.department).map {
                [
                    $0.id, $0.name ?? "", $0.patientName ?? "", $0.city ?? "", $0.state ?? "", $0.providerGroup ?? "",
                    $0.isHidden ? "yes" : "",
                ]
            }, dispensable: ["GROUP"])
    }

    /// What is the same for all candidates does not distinguish them, and is left out.
    private static func candidates(_ rows: [DepartmentRow]) -> PlainTable {
        let table = PlainTable(
            ["ASKED", "ID", "NAME", "PLACE", "GROUP", "WHY"],
            rows: rows.flatMap { row in
                row.candidates.map {
                    [
                        row.asked ?? "", $0.department.id, $0.department.names.joined(separator: " / "),
                        $0.department.place.joined(separator: ", "), $0.department.providerGroup ?? "", $0.why,
                    ]
                }
            })
        let kept = table.headings.indices.filter { column in
            !["ASKED", "GROUP"].contains(table.headings[column]) || Set(table.rows.map { $0[column] }).count > 1
        }
        return PlainTable(kept.map { table.headings[$0] }, rows: table.rows.map { row in kept.map { row[$0] } })
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

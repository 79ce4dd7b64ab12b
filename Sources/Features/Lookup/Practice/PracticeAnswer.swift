public import Model
internal import Reporting
internal import Support

/// What is said of practice ids that were asked for: in the first line, and below it.
public struct PracticeAnswer {
    private let rows: [PracticeRow]
    private let notes: LookupNotes
    /// The profile and its environment, as a sentence.
    private let profile: String

    private static let mostCandidates = 5

    /// `profile` is the name of the one that was asked; `environment` may not be known.
    public init(_ rows: [PracticeRow], _ notes: LookupNotes, profile: String, environment: String?) {
        self.rows = rows
        self.notes = notes
        let place = environment.flatMap { $0 == profile ? nil : " (\($0))" } ?? ""
        self.profile = "Profile \(profile)\(place)."
    }

    private var wrong: [Finding] { notes.findings.filter { $0.isWrong && $0.causedBy == nil } }

    /// The answer with names or numbers.
    public var headline: String {
        guard rows.count == 1, let row = rows.first else { return counts }
        if row.valid == true, wrong.isEmpty { return "\(row.shown) is valid: \(row.described)" }
        if row.valid == true {
            return "\(row.shown) is valid (\(row.practice?.name ?? "no name")), but look at this: "
                + wrong.map(\.title).joined(separator: ". ") + "."
        }
        let closest = row.candidates.first.map {
            " Closest: \($0.practice.id)\($0.practice.name.map { ", \($0)" } ?? "")"
        }
        return "\(row.shown) \(row.verdict).\(closest ?? "")"
    }

    private var counts: String {
        let bad = rows.count { $0.valid == false }
        let open = rows.count { $0.valid == nil }
        let all = "\(rows.count) practice IDs"
        if bad == 0, open == 0 {
            let warned = wrong.isEmpty ? "" : " \(Numbers.counted(wrong.count, "warning", "warnings"))."
            return "All \(all) are valid.\(warned)"
        }
        if bad == 0 {
            return open == rows.count ? "None of \(all) could be checked." : "\(open) of \(all) could not be checked."
        }
        return "\(bad) of \(all) cannot be used." + (open == 0 ? "" : " \(open) could not be checked.")
    }

    /// The table, what to do next, and how it is known.
    public var blocks: [ViewBlock] {
        var blocks: [ViewBlock] = []
        if rows.count > 1 {
            blocks.append(.table(table))
        } else if let row = rows.first, !row.candidates.isEmpty {
            blocks.append(.table(candidates(of: row)))
        }
        return blocks + FindingParts.blocks(notes.findings, source: profile) { $0.evidence.first?.value }
    }

    private var table: PlainTable {
        PlainTable(
            ["ID", "VALID", "NAME / WHY NOT"],
            rows: rows.map { row in
                let near = row.candidates.first.map {
                    "; close to \($0.practice.id)\($0.practice.name.map { " \($0)" } ?? "")"
                }
                return [
                    row.shown, row.valid.map { $0 ? "yes" : "no" } ?? "unknown",
                    row.valid == true ? row.described : row.reason + (near ?? ""),
                ]
            })
    }

    private func candidates(of row: PracticeRow) -> PlainTable {
        PlainTable(
            ["ASKED", "CLOSEST", "NAME", "WHY"],
            rows: row.candidates.prefix(Self.mostCandidates).map {
                [row.shown, $0.practice.id, $0.practice.name ?? "", $0.why]
            })
    }
}

extension PracticeRow {
    /// As it was asked for.
    fileprivate var shown: String { asked.map { $0.isEmpty ? "(nothing)" : $0 } ?? id ?? "" }

    /// The practice's name, since when it is live, and how it works.
    fileprivate var described: String {
        let since = practice?.goLiveDate.map { "live since \($0)" }
        let more = [since, practice?.experienceMode].compactMap(\.self).joined(separator: ", ")
        return (practice?.name ?? "(no name)") + (more.isEmpty ? "" : " (\(more))")
    }

    /// What is wrong with it, behind its number.
    fileprivate var verdict: String {
        if reason == Self.unknownToVendor { return "is not an athenahealth practice" }
        return valid == nil ? "is undecided: \(reason)" : "cannot be used: \(reason)"
    }

    static let unknownToVendor = "unknown to athenahealth"
}

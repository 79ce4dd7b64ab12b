public import Model

/// What is known of one practice: of an id that was asked for, or of one in a list.
public struct PracticeRow: Sendable, Equatable {
    /// As it was given; nil in a list.
    var asked: String?
    /// The id in it; nil where it cannot be one.
    var id: String?
    /// Whether it is valid for us; nil where nothing decided it.
    var valid: Bool?
    /// As the list shows it.
    var practice: Practice?
    /// Listed practices that could be meant, likeliest first.
    var candidates: [PracticeCandidate]
}

/// A listed practice that could be the one that was meant.
struct PracticeCandidate: Sendable, Equatable {
    /// The practice.
    var practice: Practice
    /// Why it is named, in a few words.
    var why: String
}

/// Rows of practices as `result`, and as a person sees them.
public enum PracticeView {
    /// The rows as JSON has them; an `environment` of nil becomes null.
    public static func result(_ rows: [PracticeRow], environment: String?) -> PlainValue {
        let practices = rows.map { row in
            ([
                "asked": .optional(row.asked), "id": .optional(row.id), "valid": row.valid.map { .bool($0) } ?? .null,
                "name": .optional(row.practice?.name), "environment": .optional(environment),
                "goLiveDate": .optional(row.practice?.goLiveDate),
                "experienceMode": .optional(row.practice?.experienceMode),
                "candidates": .list(row.candidates.map(candidate)),
            ] as PlainValue)
        }
        return ["practices": .list(practices)]
    }

    /// A table of the rows, and below it the listed practices that could be meant.
    public static func blocks(_ rows: [PracticeRow]) -> [ViewBlock] {
        var blocks = [
            ViewBlock.table(
                PlainTable(
                    ["ID", "VALID", "NAME", "LIVE SINCE", "MODE"],
                    rows: rows.map { row in
                        [
                            row.asked.map { $0.isEmpty ? "(nothing)" : $0 } ?? row.id ?? "",
                            row.valid.map { $0 ? "yes" : "no" } ?? "unknown", row.practice?.name ?? "",
                            row.practice?.goLiveDate ?? "", row.practice?.experienceMode ?? "",
                        ]
                    }))
        ]
        let near = rows.flatMap { row in
            row.candidates.map { [row.asked ?? "", $0.practice.id, $0.practice.name ?? "", $0.why] }
        }
        if !near.isEmpty {
            blocks.append(.prose("Nearest among our practices, which is no more than a suggestion:"))
            blocks.append(.table(PlainTable(["ASKED", "ID", "NAME", "WHY"], rows: near)))
        }
        return blocks
    }

    /// A list of practices: all that our key can see, or those that a name finds.
    public static func list(_ rows: [PracticeRow], name: String?) -> [ViewBlock] {
        if rows.isEmpty { return [] }
        let count = rows.count == 1 ? "1 practice" : "\(rows.count) practices"
        let sentence = name.map { "\(count) with ‘\($0)’ in the name:" } ?? "Our key can see \(count):"
        return [
            .prose(sentence),
            .table(
                PlainTable(
                    ["ID", "NAME", "LIVE SINCE", "MODE"],
                    rows: rows.map { row in
                        [
                            row.id ?? "", row.practice?.name ?? "", row.practice?.goLiveDate ?? "",
                            row.practice?.experienceMode ?? "",
                        ]
                    })),
        ]
    }

    private static func candidate(_ candidate: PracticeCandidate) -> PlainValue {
        ["id": .text(candidate.practice.id), "name": .optional(candidate.practice.name), "why": .text(candidate.why)]
    }
}

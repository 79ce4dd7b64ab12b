public import Model
internal import Support

/// What is known of one practice: of an id that was asked for, or of one in a list.
public struct PracticeRow: Sendable, Equatable {
    /// As it was given; nil in a list.
    var asked: String?
    /// The id in it; nil where it cannot be one.
    var id: String?
    /// Whether it is valid for us; nil where nothing decided it.
    public internal(set) var valid: Bool?
    /// As the list shows it.
    public internal(set) var practice: Practice?
    /// Listed practices that could be meant, likeliest first.
    var candidates: [PracticeCandidate]
    /// Why it is not valid, or not known to be, in a few words; empty where it is.
    var reason = ""
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

    /// A list of practices: all that our key can see, or those that a name finds.
    public static func list(_ rows: [PracticeRow]) -> [ViewBlock] {
        if rows.isEmpty { return [] }
        return [
            .table(
                PlainTable(
                    ["ID", "NAME", "LIVE SINCE", "MODE"],
                    rows: rows.map { row in
                        [
                            row.id ?? "", row.practice?.name ?? "", row.practice?.goLiveDate ?? "",
                            row.practice?.experienceMode ?? "",
                        ]
                    }))
        ]
    }

    /// How many practices there are, for the first line; nil where the list could not be read.
    public static func headline(ofList rows: [PracticeRow], name: String?, _ notes: LookupNotes) -> String? {
        let number = Numbers.counted(rows.count, "practice", "practices")
        if let name, !rows.isEmpty { return "\(number) with \"\(name)\" in the name." }
        if let name, notes.findings.contains(where: { $0.code == LookupCodes.noSuchPracticeName }) {
            return "None of our practices has \"\(name)\" in its name."
        }
        if rows.isEmpty, notes.findings.contains(where: \.isWrong) { return nil }
        return "Our key can see \(number)."
    }

    private static func candidate(_ candidate: PracticeCandidate) -> PlainValue {
        ["id": .text(candidate.practice.id), "name": .optional(candidate.practice.name), "why": .text(candidate.why)]
    }
}

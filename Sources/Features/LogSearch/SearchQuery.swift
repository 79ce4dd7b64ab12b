internal import LogAnalysis
internal import Model
internal import Support

/// What a search asks for: as narrow as the mapping allows without losing a record, never narrower. The reader filters the rest.
struct SearchQuery: Sendable {
    /// Everything that was asked for.
    let query: PlainValue
    /// The same at any time.
    let queryOfAnyTime: PlainValue
    /// The field by which time is searched; nothing where no mapping allows it.
    let timeField: String?
    /// What the reader has to filter, a sentence each.
    let notes: [String]
    /// What is fetched of each document; nothing for all of it.
    let source: [String]?
    /// Documents with the text of a known reason in a field that is not fetched.
    let strayReasons: PlainValue?

    /// `since` and `until` in milliseconds since 1970.
    init(_ wanted: Wanted, _ map: FieldMap, _ fields: SearchedFields) {
        var notes: [String] = []
        var filters: [PlainValue] = []
        Self.addBusinesses(wanted.businesses, map, fields, to: &filters, &notes)
        queryOfAnyTime = Self.all(filters)
        timeField = Self.addTime(wanted, map, fields, to: &filters, &notes)
        query = Self.all(filters)
        self.notes = notes
        let source = Self.source(map, fields)
        self.source = source
        strayReasons = source.flatMap { Self.strays(map, fields, fetched: $0) }
    }

    /// What is asked for.
    struct Wanted: Sendable {
        var businesses: [String]
        var since: Int?
        var until: Int?
    }

    /// More numbers than this are only compared whole, since each pattern goes through all numbers of the index.
    private static let mostPatterns = 20

    /// Documents that name the business in a field of it, or that have no such field and name it in a text.
    private static func addBusinesses(
        _ numbers: [String], _ map: FieldMap, _ fields: SearchedFields, to filters: inout [PlainValue],
        _ notes: inout [String]
    ) {
        guard !numbers.isEmpty else { return }
        let own = map.fields(endingWith: fields.business)
        var ways: [PlainValue] = []
        for field in own {
            let twin = field.has(FieldMap.analyzed) ? map.wholeTwin(of: field) : nil
            let isWhole = field.isSearchable(as: FieldMap.whole)
            guard isWhole || twin != nil && field.isSearchable(as: FieldMap.whole.union(FieldMap.analyzed)) else {
                notes.append(
                    "\(field.name) cannot be searched for whole values, so records of all businesses are read.")
                return
            }
            for name in [isWhole || field.has(FieldMap.whole) ? field.name : nil, twin].compactMap(\.self) {
                ways += whole(name, numbers, isText: map[name].map { !$0.has(numeric) } ?? false)
            }
            // What is too long for the twin is looked at by the reader.
            if let twin { ways.append(all([exists(field.name)], not: [exists(twin)])) }
        }
        if own.isEmpty {
            notes.append("No field is known to hold the business number, so records of all businesses are read.")
        }
        guard !own.isEmpty else { return }
        let texts = map.fields(endingWith: fields.texts).filter { $0.has(FieldMap.analyzed) }.map(\.name)
        if !texts.isEmpty {
            let mention: PlainValue = [
                "multi_match": [
                    "query": .text(numbers.joined(separator: " ")), "fields": .texts(texts), "lenient": .bool(true),
                ]
            ]
            ways.append(all([mention], not: own.map { exists($0.name) }))
        }
        filters.append(any(ways))
    }

    private static let numeric: Set<String> = ["long", "integer", "unsigned_long", "double"]

    /// A text may have blanks around the number, or several numbers in it.
    private static func whole(_ field: String, _ numbers: [String], isText: Bool) -> [PlainValue] {
        guard isText, numbers.count <= mostPatterns else { return [["terms": [field: .texts(numbers)]]] }
        return numbers.map { ["wildcard": [field: ["value": .text("*\($0)*")]]] }
    }

    /// The time in the field that the reader trusts most; a document without it is let in, as by the reader (rules.md D16).
    private static func addTime(
        _ wanted: Wanted, _ map: FieldMap, _ fields: SearchedFields, to filters: inout [PlainValue],
        _ notes: inout [String]
    ) -> String? {
        guard let field = map.fields(endingWith: fields.time).first else {
            notes.append("No field is known to hold the time, so records of all times are read.")
            return nil
        }
        guard field.isSearchable(as: FieldMap.dates) else {
            notes.append("\(field.name) is not mapped as a date in each index, so records of all times are read.")
            return nil
        }
        var bounds: [PlainMember] = [PlainMember("format", "epoch_millis")]
        if let since = wanted.since { bounds.append(PlainMember("gte", .integer(since))) }
        if let until = wanted.until { bounds.append(PlainMember("lt", .integer(until))) }
        if bounds.count > 1 {
            filters.append(any([["range": [field.name: .object(bounds)]], all([], not: [exists(field.name)])]))
        }
        return field.name
    }

    /// More names than this cost more to compare than they save.
    private static let mostNames = 300

    /// Every field that the reader keeps or that may hold a reason as a whole value; of text that is only analyzed, the known ones.
    private static func source(_ map: FieldMap, _ fields: SearchedFields) -> [String]? {
        var names = map.names.filter { name in
            guard !map.isTwin(name), let field = map[name] else { return false }
            if SearchedFields.matches(name, fields.all) { return true }
            let last = name.split(separator: ".").last ?? ""
            if !fields.markPrefix.isEmpty && last.hasPrefix(fields.markPrefix) { return true }
            if field.has(["keyword", "constant_keyword", "wildcard"]) { return true }
            // What is not indexed no search can look into.
            return field.types.contains { !$0.isSearchable && !["object", "nested", "unmapped"].contains($0.name) }
        }
        names += map.closedObjects
        // What no mapping knows stands at the top at most.
        names += fields.all.filter { map[$0] == nil }.sorted()
        return names.count > mostNames ? nil : names
    }

    /// The longest run of plain words of each reason, as a phrase in the fields that are not fetched.
    private static func strays(_ map: FieldMap, _ fields: SearchedFields, fetched: [String]) -> PlainValue? {
        let fetched = Set(fetched)
        let others = map.names.filter { name in
            !map.isTwin(name) && !fetched.contains(name) && map[name].map { $0.has(FieldMap.analyzed) } ?? false
        }
        guard !others.isEmpty else { return nil }
        let phrases = Set(fields.reasons.map(plainWords)).sorted().filter { !$0.isEmpty }
        return any(
            phrases.map { phrase in
                [
                    "multi_match": [
                        "query": .text(phrase), "type": "phrase", "fields": .texts(others), "lenient": .bool(true),
                    ]
                ]
            })
    }

    /// Without the words beside quotation marks, which are written in several ways.
    private static func plainWords(_ text: String) -> String {
        let runs = text.split { !($0.isASCII && $0.isLetter) && $0 != " " }
        return String(runs.max { $0.count < $1.count } ?? "").trimmed
    }

    private static func exists(_ field: String) -> PlainValue { ["exists": ["field": .text(field)]] }

    private static func any(_ ways: [PlainValue]) -> PlainValue {
        ["bool": ["should": .list(ways), "minimum_should_match": 1]]
    }

    private static func all(_ filters: [PlainValue], not others: [PlainValue] = []) -> PlainValue {
        if filters.isEmpty && others.isEmpty { return ["match_all": [:]] }
        var members: [PlainMember] = []
        if !filters.isEmpty { members.append(PlainMember("filter", .list(filters))) }
        if !others.isEmpty { members.append(PlainMember("must_not", .list(others))) }
        return ["bool": .object(members)]
    }

    /// The first look: how many there are, when the index begins, and how many reasons stand where nobody would read them.
    var overview: String {
        var aggregations: [PlainMember] = []
        if let timeField {
            aggregations.append(
                PlainMember("all", ["global": [:], "aggs": ["first": ["min": ["field": .text(timeField)]]]]))
        }
        if let strayReasons { aggregations.append(PlainMember("strays", ["filter": strayReasons])) }
        return PlainValue.object([
            PlainMember("size", 0), PlainMember("track_total_hits", .bool(true)), PlainMember("query", query),
            PlainMember("aggs", .object(aggregations)),
        ]).json
    }

    /// The last time at which there is a record of what was asked for, whenever that is.
    var lastTime: String? {
        timeField.map { field in
            PlainValue.object([
                PlainMember("size", 0), PlainMember("track_total_hits", .bool(true)),
                PlainMember("query", queryOfAnyTime),
                PlainMember("aggs", ["last": ["max": ["field": .text(field)]]]),
            ]).json
        }
    }

    /// The records, so many a page; `slice` is one of two parts of them. `whole`: with all their fields.
    func records(_ size: Int, slice: (number: Int, of: Int)?, whole: Bool) -> String {
        var members: [PlainMember] = []
        if let slice, slice.of > 1 {
            members.append(PlainMember("slice", ["id": .integer(slice.number), "max": .integer(slice.of)]))
        }
        members += [
            PlainMember("size", .integer(size)), PlainMember("sort", ["_doc"]),
            PlainMember("track_total_hits", .bool(true)), PlainMember("query", query),
            PlainMember("_source", whole ? .bool(true) : source.map { .texts($0) } ?? .bool(true)),
        ]
        return PlainValue.object(members).json
    }
}

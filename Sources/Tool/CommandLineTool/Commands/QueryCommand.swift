internal import Arguments
internal import LogAnalysis
internal import Model
internal import Requests
internal import Support

/// `query`: a Kibana query, ready to paste.
enum QueryCommand {
    private static let list = Flag("list", help: "List the queries.")

    private static let definition = Command(
        "query", summary: "Print a Kibana query that gets the evidence.",
        description: """
            Prints one line of KQL with its time window; Kibana is not called. Without values it says what the query \
            takes. If a value is given several times, any of them matches.
            """,
        operands: [
            Operand("NAME", .optional, help: "The query; --list shows all.", completion: .names("queries")),
            Operand("KEY=VALUE", .any, help: "Its values."),
        ],
        options: [list, ExplainOptions.since, ExplainOptions.until, ExplainOptions.field], hidden: NetworkOptions.all,
        examples: [
            Example(
                "be-diagnose query restricted reason=BE2101 business=169990000000101 --since 3d",
                "Who was held back for a status that is not on the allowed list."),
            Example("be-diagnose query last-record business=169990000000101", "Does the integration still run?"),
        ],
        exitNotes: ExitMeanings.of(0, 64, 73, 78, own: [0: "printed"]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let catalogue = QueryCatalogue(calls, playbooks.playbooks)
        guard let name = parsed.operands.first, !parsed.isSet(list) else {
            return try context.answer(
                "query",
                headline: "\(catalogue.queries.count) Kibana queries. To print one: be-diagnose query NAME KEY=VALUE",
                view: CallView.list(catalogue.queries),
                result: ["queries": .list(catalogue.queries.map(CallValue.summary))])
        }
        let given = try KeyValues.read(parsed.operands.dropFirst())
        let owned = try KeyValues.orFault("query", name) { () throws(RequestError) in try catalogue.query(named: name) }
        if given.isEmpty, owned.value.parameters.contains(where: { !$0.isOptional }) {
            return try context.answer(
                "query", headline: "\(owned.value.name): \(owned.value.title)",
                view: CallView.needs(owned.value, catalogue),
                result: ["query": CallValue.needs(owned, catalogue)])
        }
        let window = try ExplainOptions.window(parsed, nil)
        try ExplainOptions.checkFields(parsed, catalogue.fieldNames)
        let fields = Dictionary(parsed.all(ExplainOptions.field).map { ($0.name, $0.value) }) { $1 }
        let example = CallView.example("query", name, owned.value.parameters)
        let prepared = try KeyValues.orFault("query", name, example: example) { () throws(RequestError) in
            try catalogue.prepare(
                name, given, fields: fields, since: bound(parsed[ExplainOptions.since], window.since),
                until: bound(parsed[ExplainOptions.until], window.until))
        }
        let picker =
            "Kibana: Discover, data view bc-json-logs. Set the time picker to \(reach(prepared)) or wider; it limits the "
            + "results too."
        return try context.answer(
            "query", line: prepared.kql, title: owned.value.title, notes: [picker] + prepared.notes,
            result: CallValue.prepared(prepared, owned.value))
    }

    /// The time that a query looks at, in words.
    private static func reach(_ query: PreparedQuery) -> String {
        let units: [Character: String] = ["m": "minutes", "h": "hours", "d": "days", "w": "weeks"]
        if let since = query.since, since.hasPrefix("now-"), query.until == nil,
            let unit = since.last.flatMap({ units[$0] })
        {
            return "the last \(since.dropFirst(4).dropLast()) \(unit)"
        }
        let parts = [query.since.map { "since \($0)" }, query.until.map { "until \($0)" }].compactMap(\.self)
        return parts.isEmpty ? "all time" : parts.joined(separator: " ")
    }

    /// What `--since` or `--until` says, as Elasticsearch reads it (rules.md D16): an age stays an age, so that the query
    /// can be used again tomorrow; a date becomes an instant, which no zone of Kibana's can shift.
    private static func bound(_ text: String?, _ instant: Int?) -> String? {
        guard let text, let instant else { return nil }
        let isAge = text.last.map { "smhdw".contains($0) } ?? false
        return isAge ? "now-\(text)" : Timestamp.text(milliseconds: instant)
    }
}

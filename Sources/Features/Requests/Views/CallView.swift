public import Model
internal import Reporting
internal import Support

/// Calls and queries for a person.
public enum CallView {
    /// A line for each call: its title, method and path, the path without its query.
    public static func list(_ requests: [CallSet.Owned<Request>]) -> [ViewBlock] {
        [.rows(requests.map { ViewRow($0.value.name, [$0.value.title, "\($0.value.method) \(path($0.value))"]) })]
    }

    /// A line for each query: its name and what it finds.
    public static func list(_ queries: [CallSet.Owned<Query>]) -> [ViewBlock] {
        [.rows(queries.map { ViewRow($0.value.name, [$0.value.title]) })]
    }

    /// What a call has to be given, with an example that runs, what to mind and what comes back.
    public static func needs(_ owned: CallSet.Owned<Request>, _ catalogue: RequestCatalogue) -> [ViewBlock] {
        let request = owned.value
        var blocks: [ViewBlock] = [.note("\(request.method) \(path(request))")]
        blocks += parameters(request.parameters) { catalogue.expected($0, of: owned) }
        blocks += [.heading("For example:"), .lines([example("request", request.name, request.parameters)])]
        if let caution = request.caution { blocks.append(.prose("Warning: \(caution)")) }
        blocks += ArticleView.about(request: request.name, catalogue.playbooks)
        return blocks + [.prose("Answer: \(request.answer)"), .note("Source: \(request.source)")]
    }

    /// What a query has to be given, how far back it looks, and an example that runs.
    public static func needs(_ query: Query, _ catalogue: QueryCatalogue) -> [ViewBlock] {
        var blocks = parameters(query.parameters, catalogue.expected)
        blocks.append(.prose("Looks back \(query.window) unless --since or --until is given."))
        blocks += [.heading("For example:"), .lines([example("query", query.name, query.parameters)])]
        if let note = query.note { blocks.append(.prose(note)) }
        return blocks + [.prose("Source: \(query.source)")]
    }

    /// A command line with every required value, that runs as it is.
    public static func example(_ command: String, _ name: String, _ parameters: [RequestParameter]) -> String {
        let needed = parameters.filter { !$0.isOptional && $0.type != .secret }
        let values = (needed.isEmpty ? Array(parameters.prefix(1)) : needed).map { parameter in
            "\(parameter.name)=" + ShellText.word(parameter.example, plainSigns: "_-./:,@%+")
        }
        return (["be-diagnose", command, name] + values).joined(separator: " ")
    }

    private static func parameters(
        _ parameters: [RequestParameter], _ expected: (RequestParameter) -> String
    ) -> [ViewBlock] {
        if parameters.isEmpty { return [] }
        let rows = parameters.map { parameter in
            let need =
                parameter.variable.map { "read from $\($0) unless given" }
                ?? (parameter.isOptional ? "optional" : "required")
            return ViewRow(parameter.name, ["(\(need)) \(parameter.meaning)", expected(parameter)])
        }
        return [.heading("Values:"), .rows(rows)]
    }

    private static func path(_ request: Request) -> String { String(request.path.prefix { $0 != "?" }) }
}

/// Calls and queries as a report's `result`.
public enum CallValue {
    /// What `request --list` answers for one call, its path with the placeholders.
    public static func summary(_ owned: CallSet.Owned<Request>) -> PlainValue {
        [
            "name": .text(owned.value.name), "title": .text(owned.value.title), "playbook": .text(owned.playbook),
            "service": .text(owned.value.service), "method": .text(owned.value.method), "path": .text(owned.value.path),
        ]
    }

    /// What `query --list` answers for one query.
    public static func summary(_ owned: CallSet.Owned<Query>) -> PlainValue {
        ["name": .text(owned.value.name), "title": .text(owned.value.title), "playbook": .text(owned.playbook)]
    }

    /// The summary of a call with the values that it has to be given and what comes back.
    public static func needs(_ owned: CallSet.Owned<Request>, _ catalogue: RequestCatalogue) -> PlainValue {
        summary(owned).with([
            "parameters": .list(owned.value.parameters.map { parameter($0, catalogue.expected($0, of: owned)) }),
            "answer": .text(owned.value.answer), "source": .text(owned.value.source),
        ]).with(ArticleValue.about(request: owned.value.name, catalogue.playbooks))
    }

    /// The summary of a query with the values that it has to be given.
    public static func needs(_ owned: CallSet.Owned<Query>, _ catalogue: QueryCatalogue) -> PlainValue {
        summary(owned).with([
            "parameters": .list(owned.value.parameters.map { parameter($0, catalogue.expected($0)) }),
            "source": .text(owned.value.source),
        ])
    }

    /// A call ready to be sent; where a secret stands, its source is named instead.
    public static func prepared(_ prepared: PreparedRequest, _ request: Request) -> PlainValue {
        [
            "name": .text(prepared.name), "method": .text(prepared.method), "url": .text(prepared.url),
            "headers": members(prepared.headers), "body": .optional(prepared.body), "curl": .text(prepared.curl),
            "secrets": members(prepared.secrets), "notes": .texts(prepared.notes), "answer": .text(request.answer),
            "source": .text(request.source),
        ]
    }

    /// A query ready to be pasted into Kibana; a window without a beginning or an end has null there.
    public static func prepared(_ prepared: PreparedQuery, _ query: Query) -> PlainValue {
        [
            "name": .text(prepared.name), "kql": .text(prepared.kql), "since": .optional(prepared.since),
            "until": .optional(prepared.until), "notes": .texts(prepared.notes), "source": .text(query.source),
        ]
    }

    private static func parameter(_ parameter: RequestParameter, _ expected: String) -> PlainValue {
        [
            "name": .text(parameter.name), "type": .text(parameter.type.rawValue),
            "required": .bool(!parameter.isOptional && parameter.type != .secret), "meaning": .text(parameter.meaning),
            "expected": .text(expected), "example": .text(parameter.example),
        ]
    }

    private static func members(_ lines: [PreparedRequest.RequestLine]) -> PlainValue {
        .object(lines.map { PlainMember($0.name, .text($0.value)) })
    }
}

public import Model

/// Calls and queries as text for a person.
public enum CallText {
    public static func list(_ requests: [CallSet.Owned<Request>]) -> String {
        table(requests.map { ($0.value.name, "\($0.value.title) (\($0.value.method) \(path($0.value)))") })
    }

    public static func list(_ queries: [CallSet.Owned<Query>]) -> String {
        table(queries.map { ($0.value.name, $0.value.title) })
    }

    public static func needs(_ owned: CallSet.Owned<Request>, _ catalogue: RequestCatalogue) -> String {
        let request = owned.value
        var text = "\(request.name)  \(request.title)\n\(request.method) \(path(request))\n\n"
        text += parameters(request.parameters) { catalogue.expected($0, of: owned) }
        text += "\nFor example:\n  \(example("request", request.name, request.parameters))\n"
        if let caution = request.caution { text += "\nMind: \(caution)\n" }
        return text + "\nAnswer: \(request.answer)\nSource: \(request.source)\n"
    }

    public static func needs(_ query: Query, _ catalogue: QueryCatalogue) -> String {
        var text = "\(query.name)  \(query.title)\n\n"
        text += parameters(query.parameters, catalogue.expected)
        text += "\nLooks back \(query.window) unless --since or --until is given.\n"
        text += "\nFor example:\n  \(example("query", query.name, query.parameters))\n"
        if let note = query.note { text += "\n\(note)\n" }
        return text + "\nSource: \(query.source)\n"
    }

    /// A command line with every required value, that runs as it is.
    public static func example(_ command: String, _ name: String, _ parameters: [RequestParameter]) -> String {
        let needed = parameters.filter { !$0.isOptional && $0.type != .secret }
        let values = (needed.isEmpty ? Array(parameters.prefix(1)) : needed).map { parameter in
            "\(parameter.name)=" + quoted(parameter.example)
        }
        return (["be-diagnose", command, name] + values).joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "_-./:,@%+".utf8.contains(byte)
        }
        if isPlain { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func parameters(
        _ parameters: [RequestParameter], _ expected: (RequestParameter) -> String
    ) -> String {
        parameters.map { parameter in
            let need =
                parameter.variable.map { "read from $\($0) unless given" }
                ?? (parameter.isOptional ? "optional" : "required")
            return "  \(parameter.name)  (\(need))\n      \(parameter.meaning)\n      \(expected(parameter))\n"
        }.joined()
    }

    private static func path(_ request: Request) -> String {
        String(request.path.prefix { $0 != "?" })
    }

    private static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { "\($0.0)\(String(repeating: " ", count: width - $0.0.count))  \($0.1)\n" }.joined()
    }
}

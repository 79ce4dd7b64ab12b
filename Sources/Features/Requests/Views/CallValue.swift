public import Model

/// Calls and queries as a report's `result`.
public enum CallValue {
    public static func summary(_ owned: CallSet.Owned<Request>) -> PlainValue {
        .object([
            PlainMember("name", .text(owned.value.name)), PlainMember("title", .text(owned.value.title)),
            PlainMember("playbook", .text(owned.playbook)), PlainMember("service", .text(owned.value.service)),
            PlainMember("method", .text(owned.value.method)), PlainMember("path", .text(owned.value.path)),
        ])
    }

    public static func summary(_ owned: CallSet.Owned<Query>) -> PlainValue {
        .object([
            PlainMember("name", .text(owned.value.name)), PlainMember("title", .text(owned.value.title)),
            PlainMember("playbook", .text(owned.playbook)),
        ])
    }

    public static func needs(_ owned: CallSet.Owned<Request>, _ catalogue: RequestCatalogue) -> PlainValue {
        guard case .object(let head) = summary(owned) else { return .null }
        return .object(
            head + [
                PlainMember(
                    "parameters",
                    .list(owned.value.parameters.map { parameter($0, catalogue.expected($0, of: owned)) })),
                PlainMember("answer", .text(owned.value.answer)), PlainMember("source", .text(owned.value.source)),
            ])
    }

    public static func needs(_ owned: CallSet.Owned<Query>, _ catalogue: QueryCatalogue) -> PlainValue {
        guard case .object(let head) = summary(owned) else { return .null }
        return .object(
            head + [
                PlainMember(
                    "parameters", .list(owned.value.parameters.map { parameter($0, catalogue.expected($0)) })),
                PlainMember("source", .text(owned.value.source)),
            ])
    }

    public static func prepared(_ prepared: PreparedRequest, _ request: Request) -> PlainValue {
        .object([
            PlainMember("name", .text(prepared.name)), PlainMember("method", .text(prepared.method)),
            PlainMember("url", .text(prepared.url)), PlainMember("headers", members(prepared.headers)),
            PlainMember("body", text(prepared.body)), PlainMember("curl", .text(prepared.curl)),
            PlainMember("secrets", members(prepared.secrets)),
            PlainMember("notes", .list(prepared.notes.map { .text($0) })),
            PlainMember("answer", .text(request.answer)), PlainMember("source", .text(request.source)),
        ])
    }

    public static func prepared(_ prepared: PreparedQuery, _ query: Query) -> PlainValue {
        .object([
            PlainMember("name", .text(prepared.name)), PlainMember("kql", .text(prepared.kql)),
            PlainMember("since", text(prepared.since)), PlainMember("until", text(prepared.until)),
            PlainMember("notes", .list(prepared.notes.map { .text($0) })), PlainMember("source", .text(query.source)),
        ])
    }

    private static func parameter(_ parameter: RequestParameter, _ expected: String) -> PlainValue {
        .object([
            PlainMember("name", .text(parameter.name)), PlainMember("type", .text(parameter.type.rawValue)),
            PlainMember("required", .bool(!parameter.isOptional && parameter.type != .secret)),
            PlainMember("meaning", .text(parameter.meaning)), PlainMember("expected", .text(expected)),
            PlainMember("example", .text(parameter.example)),
        ])
    }

    private static func members(_ lines: [PreparedRequest.RequestLine]) -> PlainValue {
        .object(lines.map { PlainMember($0.name, .text($0.value)) })
    }

    private static func text(_ text: String?) -> PlainValue { text.map { .text($0) } ?? .null }
}

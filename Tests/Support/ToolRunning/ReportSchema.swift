public import Foundation

/// The schema of the JSON report, and what in a text is not as it says.
///
/// It reads the part of JSON Schema that `Documentation/report.schema.json` uses. Any other keyword is an error, since
/// one that is passed over would check nothing.
public struct ReportSchema: Sendable {
    private let root: Rule
    private let definitions: [String: Rule]

    /// The schema of this checkout, read once.
    public static let ofReports = Result {
        try ReportSchema(Data(contentsOf: Tool.root.appendingPathComponent("Documentation/report.schema.json")))
    }

    /// Reads a schema; throws `BadSchema` for a keyword or a reference that it does not know.
    public init(_ json: Data) throws {
        let whole = try SchemaValue(json)
        let reading = RuleReading()
        root = try reading.rule(whole, at: "#")
        var definitions: [String: Rule] = [:]
        if case .object(let members) = whole, case .object(let named)? = members["$defs"] {
            for (name, value) in named { definitions[name] = try reading.rule(value, at: "#/$defs/\(name)") }
        }
        self.definitions = definitions
        if let lost = reading.references.subtracting(definitions.keys).min() {
            throw BadSchema(text: "#/$defs/\(lost) is not there")
        }
        // The lines of `--each` are checked with a definition of their own.
        if let unused = Set(definitions.keys).subtracting(reading.references.union(["record"])).min() {
            throw BadSchema(text: "#/$defs/\(unused) is never used")
        }
    }

    /// What is wrong with a report, each with its JSON path; empty if nothing is.
    public func violations(inReport json: Data) throws -> [String] { try violations(of: root, in: SchemaValue(json)) }

    /// The same for a line of `explain --each --format json`.
    public func violations(inRecord json: Data) throws -> [String] {
        guard let record = definitions["record"] else { throw BadSchema(text: "#/$defs/record is not there") }
        return try violations(of: record, in: SchemaValue(json))
    }

    /// Throws `SchemaViolations` if these arguments ask for JSON and what came is not as the schema says.
    public static func check(_ output: String, of arguments: [String]) throws {
        let isJSON = zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
        // `redact` has no report: it writes the log again, whatever the format.
        guard isJSON || arguments.contains("--format=json"), output.hasPrefix("{"), !arguments.contains("redact")
        else { return }
        let schema = try ofReports.get()
        let violations =
            arguments.contains("--each")
            ? try output.split(separator: "\n").flatMap { try schema.violations(inRecord: Data($0.utf8)) }
            : try schema.violations(inReport: Data(output.utf8))
        if !violations.isEmpty { throw SchemaViolations(violations: violations) }
    }

    private func violations(of rule: Rule, in value: SchemaValue) -> [String] {
        var found: [String] = []
        judge(value, rule, "$", &found)
        return found
    }

    private func judge(_ value: SchemaValue, _ rule: Rule, _ path: String, _ found: inout [String]) {
        if let name = rule.reference, let other = definitions[name] { judge(value, other, path, &found) }
        if let types = rule.types, !types.contains(where: value.isA) {
            found.append("\(path): \(value.summary) is not of type \(types.joined(separator: " or "))")
            return
        }
        if let allowed = rule.allowed, !allowed.contains(value) {
            found.append("\(path): \(value.summary) is not one of \(allowed.map(\.summary).joined(separator: ", "))")
        }
        switch value {
        case .text(let text):
            if let pattern = rule.pattern, !pattern.matches(text) {
                found.append("\(path): \(value.summary) does not match \(pattern.source)")
            }
        case .number(let number):
            if let minimum = rule.minimum, number < minimum { found.append("\(path): \(value.summary) is too small") }
        case .list(let values):
            guard let items = rule.items else { break }
            for (index, value) in values.enumerated() { judge(value, items, "\(path)[\(index)]", &found) }
        case .object(let members): judge(members, rule, path, &found)
        case .null, .bool: break
        }
        for other in rule.all { judge(value, other, path, &found) }
        if !rule.any.isEmpty { judge(value, rule.any, isExclusive: rule.isExclusive, path, &found) }
        if let condition = rule.condition {
            let branch = violations(of: condition, in: value).isEmpty ? rule.then : rule.otherwise
            if let branch { judge(value, branch, path, &found) }
        }
    }

    private func judge(_ members: [String: SchemaValue], _ rule: Rule, _ path: String, _ found: inout [String]) {
        for name in rule.required where members[name] == nil { found.append("\(path).\(name): missing") }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = rule.properties[name] {
                judge(value, property, "\(path).\(name)", &found)
            } else if rule.isClosed {
                found.append("\(path).\(name): not in the schema")
            } else if let others = rule.others {
                judge(value, others, "\(path).\(name)", &found)
            }
        }
    }

    /// Of several rules that all fail, the one tells most that admits the value's type and fails least.
    private func judge(
        _ value: SchemaValue, _ rules: [Rule], isExclusive: Bool, _ path: String, _ found: inout [String]
    ) {
        let answers = rules.map { rule in
            var found: [String] = []
            judge(value, rule, path, &found)
            return (admits: admits(value, rule), found: found)
        }
        let fitting = answers.count { $0.found.isEmpty }
        if isExclusive, fitting > 1 { found.append("\(path): fits \(fitting) of the forms that exclude each other") }
        if fitting > 0 { return }
        let best = answers.min { ($0.admits ? 0 : 1, $0.found.count) < ($1.admits ? 0 : 1, $1.found.count) }
        found += best?.found ?? []
    }

    private func admits(_ value: SchemaValue, _ rule: Rule) -> Bool {
        if let name = rule.reference, let other = definitions[name] { return admits(value, other) }
        return rule.types?.contains(where: value.isA) ?? true
    }
}

/// A schema that this reader cannot check with.
public struct BadSchema: Error {
    public var text: String
}

/// A report that is not as its schema says.
public struct SchemaViolations: Error, CustomStringConvertible {
    public var violations: [String]
    public var description: String { "not as report.schema.json says:\n" + violations.joined(separator: "\n") }
}

/// What a schema asks of one value.
private struct Rule: Sendable {
    var reference: String?
    var types: [String]?
    var allowed: [SchemaValue]?
    var pattern: Pattern?
    var minimum: Double?
    var required: [String] = []
    var properties: [String: Rule] = [:]
    /// Whether there may be no other members than `properties`.
    var isClosed = false
    @Boxed var others: Rule?
    @Boxed var items: Rule?
    var all: [Rule] = []
    var any: [Rule] = []
    /// Whether at most one of `any` may fit.
    var isExclusive = false
    @Boxed var condition: Rule?
    @Boxed var then: Rule?
    @Boxed var otherwise: Rule?
}

/// A value that may hold another of the same type.
@propertyWrapper private struct Boxed<Value: Sendable>: Sendable {
    private var box: [Value] = []
    var wrappedValue: Value? {
        get { box.first }
        set { box = newValue.map { [$0] } ?? [] }
    }
}

/// A regular expression that was compiled once.
private struct Pattern: Sendable {
    let source: String
    private let expression: NSRegularExpression

    init(_ source: String) throws {
        self.source = source
        expression = try NSRegularExpression(pattern: source)
    }

    func matches(_ text: String) -> Bool {
        expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}

/// Reads rules and remembers which definitions they need.
private final class RuleReading {
    var references: Set<String> = []

    func rule(_ value: SchemaValue, at path: String) throws -> Rule {
        guard case .object(let keywords) = value else { throw BadSchema(text: "\(path) is not an object") }
        var rule = Rule()
        for (keyword, value) in keywords {
            let path = "\(path)/\(keyword)"
            switch (keyword, value) {
            case ("description", .text): break
            case ("$schema", .text), ("title", .text), ("$defs", .object):
                if path.split(separator: "/").count > 2 { throw BadSchema(text: "\(path) belongs on top") }
            case ("$ref", .text(let text)):
                guard text.hasPrefix("#/$defs/") else { throw BadSchema(text: "\(path): \(text)") }
                rule.reference = String(text.dropFirst(8))
                references.insert(String(text.dropFirst(8)))
            case ("type", .text(let name)): rule.types = [name]
            case ("type", .list(let names)): rule.types = try names.map { try text($0, at: path) }
            case ("const", _): rule.allowed = [value]
            case ("enum", .list(let values)): rule.allowed = values
            case ("pattern", .text(let source)): rule.pattern = try Pattern(source)
            case ("minimum", .number(let number)): rule.minimum = number
            case ("required", .list(let names)): rule.required = try names.map { try text($0, at: path) }
            case ("properties", .object(let members)):
                for (name, value) in members { rule.properties[name] = try self.rule(value, at: "\(path)/\(name)") }
            case ("additionalProperties", .bool(let isOpen)): rule.isClosed = !isOpen
            case ("additionalProperties", _): rule.others = try self.rule(value, at: path)
            case ("items", _): rule.items = try self.rule(value, at: path)
            case ("allOf", .list(let values)): rule.all = try values.map { try self.rule($0, at: path) }
            case ("anyOf", .list(let values)), ("oneOf", .list(let values)):
                if !rule.any.isEmpty { throw BadSchema(text: "\(path): anyOf and oneOf in one place") }
                rule.any = try values.map { try self.rule($0, at: path) }
                rule.isExclusive = keyword == "oneOf"
            case ("if", _): rule.condition = try self.rule(value, at: path)
            case ("then", _): rule.then = try self.rule(value, at: path)
            case ("else", _): rule.otherwise = try self.rule(value, at: path)
            default: throw BadSchema(text: "\(path): not known here, or with a value that is not known")
            }
        }
        if let name = rule.types?.first(where: { !SchemaValue.types.contains($0) }) {
            throw BadSchema(text: "\(path): no type \(name)")
        }
        if let lost = rule.isClosed ? rule.required.first(where: { rule.properties[$0] == nil }) : nil {
            throw BadSchema(text: "\(path): \(lost) is required and not among the properties")
        }
        return rule
    }

    private func text(_ value: SchemaValue, at path: String) throws -> String {
        guard case .text(let text) = value else { throw BadSchema(text: "\(path): not a text") }
        return text
    }
}

/// JSON as it was written: unlike `Any` it distinguishes `true` and 1.
private enum SchemaValue: Equatable, Sendable {
    case null, bool(Bool), number(Double), text(String), list([SchemaValue]), object([String: SchemaValue])

    static let types: Set = ["null", "boolean", "integer", "number", "string", "array", "object"]

    init(_ json: Data) throws { self.init(try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)) }

    private init(_ any: Any) {
        switch any {
        case let text as String: self = .text(text)
        case let members as [String: Any]: self = .object(members.mapValues { SchemaValue($0) })
        case let values as [Any]: self = .list(values.map { SchemaValue($0) })
        case let number as NSNumber:
            // `c` is how Foundation marks a number that was `true` or `false`.
            self = number.objCType[0] == 0x63 ? .bool(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }

    func isA(_ type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .number(let number): type == "number" || type == "integer" && number == number.rounded()
        case .text: type == "string"
        case .list: type == "array"
        case .object: type == "object"
        }
    }

    /// As it is named in a violation.
    var summary: String {
        switch self {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let number): number == number.rounded() ? "\(Int64(number))" : "\(number)"
        case .text(let text): "\"\(text.prefix(60))\""
        case .list(let values): values.isEmpty ? "[]" : "a list of \(values.count)"
        case .object: "an object"
        }
    }
}

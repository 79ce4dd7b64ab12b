/// What a command line said.
public struct ParsedCommand: Sendable {
    /// The chosen command at its place in the tree.
    public let scope: CommandScope

    /// The arguments that are neither options nor names of commands, in their order.
    public let operands: [String]

    /// How much help was asked for, if any; then neither operands nor a missing command were checked.
    public let helpRequested: HelpLength?

    private let values: [String: [any Sendable]]

    init(
        scope: CommandScope, operands: [String] = [], helpRequested: HelpLength?, values: [String: [any Sendable]] = [:]
    ) {
        self.scope = scope
        self.operands = operands
        self.helpRequested = helpRequested
        self.values = values
    }

    /// The chosen subcommands, without the tool's own name.
    public var path: [String] { scope.path }

    /// The option's value, the last one if there are several, or nil if it was not given.
    public subscript<Value>(option: Option<Value>) -> Value? { all(option).last }

    /// All values of an option, in the order of the command line.
    public func all<Value>(_ option: Option<Value>) -> [Value] {
        (values[option.definition.name] ?? []).map { value in
            guard let typed = value as? Value else {
                preconditionFailure("\(option.definition.longForm) is defined twice, with different types")
            }
            return typed
        }
    }

    /// Whether a flag was given.
    public func isSet(_ flag: Flag) -> Bool { count(flag) > 0 }

    /// How often a flag was given.
    public func count(_ flag: Flag) -> Int { values[flag.definition.name]?.count ?? 0 }
}

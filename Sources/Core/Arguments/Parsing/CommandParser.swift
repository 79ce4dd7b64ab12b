/// One pass over a command line: what was read so far, and what is left.
struct CommandParser {
    private(set) var scope: CommandScope
    private var rest: ArraySlice<String> = []
    private var operands: [String] = []
    private var values: [String: [any Sendable]] = [:]
    private var help: HelpLength?

    init(scope: CommandScope) { self.scope = scope }

    mutating func run(_ arguments: [String]) throws(ArgumentError) -> ParsedCommand {
        rest = arguments[...]
        var optionsEnded = false
        while let argument = rest.popFirst() {
            let bytes = argument.utf8
            if optionsEnded || bytes.first != UInt8(ascii: "-") || bytes.count == 1 {
                try take(operand: argument)
            } else if argument == "--" {
                optionsEnded = true
            } else if bytes.dropFirst().first == UInt8(ascii: "-") {
                try take(long: argument)
            } else {
                try take(bundle: argument)
            }
        }
        if help == nil { try OperandCheck.check(operands, in: scope) }
        return ParsedCommand(scope: scope, operands: operands, helpRequested: help, values: values)
    }

    private mutating func take(operand: String) throws(ArgumentError) {
        guard !scope.command.subcommands.isEmpty else {
            operands.append(operand)
            return
        }
        guard let child = scope.child(named: operand) else { throw .unknownCommand(operand, in: scope) }
        scope = child
    }

    /// Reads `--name`, `--name=value` or `--name value`.
    private mutating func take(long argument: String) throws(ArgumentError) {
        // Cut by bytes: as characters, an `=` and a combining mark after it are one.
        let parts = argument.utf8.dropFirst(2).split(
            separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(Substring(parts[0]))
        guard let option = scope.option(long: name) else { throw .unknownOption(name, in: scope) }
        let attached = parts.count == 2 ? String(Substring(parts[1])) : nil
        if option.takesValue {
            let value = if let attached { attached } else { try nextValue(for: option, typed: option.longForm) }
            try store(value, for: option)
        } else if attached != nil {
            throw scope.error(.unexpectedValue(option: option.longForm))
        } else {
            set(option, asking: .full)
        }
    }

    /// Reads `-a`, `-abc`, `-fVALUE`, `-abfVALUE` or `-f VALUE`.
    private mutating func take(bundle argument: String) throws(ArgumentError) {
        var letters = argument.unicodeScalars.dropFirst()
        while let letter = letters.first {
            guard let option = scope.option(short: letter) else {
                throw .unknownLetter(Substring(letters).first ?? "?", in: argument, scope: scope)
            }
            letters.removeFirst()
            guard option.takesValue else {
                set(option, asking: .short)
                continue
            }
            let value = letters.isEmpty ? try nextValue(for: option, typed: "-\(letter)") : String(Substring(letters))
            return try store(value, for: option)
        }
    }

    private mutating func nextValue(for option: OptionDefinition, typed: String) throws(ArgumentError) -> String {
        if let next = rest.first, next == "-" || next.utf8.first != UInt8(ascii: "-") {
            rest.removeFirst()
            return next
        }
        // An option that exists was meant as one; anything else, `-5` for instance, may have been meant as the value.
        let suggestion = rest.first.flatMap { next in
            let name = next.prefix { $0 != "=" }
            let isOption = scope.options.contains { $0.forms.contains(String(name)) }
            return next == "--" || isOption ? nil : "\(option.longForm)=\(next)"
        }
        let placeholder = option.placeholder ?? "VALUE"
        throw scope.error(
            .missingValue(option: typed, placeholder: placeholder), suggestions: [suggestion].compactMap(\.self))
    }

    private mutating func store(_ text: String, for option: OptionDefinition) throws(ArgumentError) {
        if option.repetition == .once && values[option.name] != nil {
            throw scope.error(.repeated(option: option.longForm))
        }
        do throws(ArgumentError) { values[option.name, default: []].append(try option.parse(text)) } catch {
            throw error.concerning(option, in: scope)
        }
    }

    private mutating func set(_ flag: OptionDefinition, asking length: HelpLength) {
        if flag.name == Flag.help.definition.name { help = length }
        values[flag.name, default: []].append(true)
    }
}

/// What a command line said.
public struct ParsedCommand: Sendable {
    /// The chosen command at its place in the tree.
    public let scope: CommandScope
    /// The arguments that are neither options nor names of commands, in their order.
    public private(set) var operands: [String] = []
    /// How much help was asked for, if any; then neither operands nor a missing command were checked.
    public let helpRequested: HelpLength?
    private(set) var values: [String: [any Sendable]] = [:]

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

    /// The same with one more value of an option, read from a text as the command line's are; throws for a text that is none.
    public func adding<Value>(_ text: String, to option: Option<Value>) throws(ArgumentError) -> ParsedCommand {
        var copy = self
        let value = try option.definition.parse(text)
        if option.definition.repetition == .once { copy.values[option.definition.name] = nil }
        copy.values[option.definition.name, default: []].append(value)
        return copy
    }

    /// Whether a flag was given.
    public func isSet(_ flag: Flag) -> Bool { count(flag) > 0 }

    /// How often a flag was given.
    public func count(_ flag: Flag) -> Int { values[flag.definition.name]?.count ?? 0 }
}

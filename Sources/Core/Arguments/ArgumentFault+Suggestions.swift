extension CommandScope {
    /// The command line that shows this command's help.
    var helpInvocation: String { invocation + " --help" }
}

extension ArgumentFault {
    static func unknownCommand(_ name: String, in scope: CommandScope) -> ArgumentFault {
        // `help` is what other tools call it.
        let nearest =
            name == "help" ? "--help" : NearestName.nearest(to: name, among: scope.command.subcommands.map(\.name))
        return ArgumentFault(
            .unknownCommand(name, of: scope.invocation), suggestion: nearest.map { "\(scope.invocation) \($0)" },
            usageHint: scope.helpInvocation)
    }

    static func unknownOption(_ name: String, in scope: CommandScope) -> ArgumentFault {
        if let owner = scope.owner(ofLong: name) { return misplaced("--" + name, owner: owner, in: scope) }
        let letter = scope.options.first { $0.short.map(String.init) == name }?.shortForm
        let nearest = NearestName.nearest(to: name, among: scope.options.map(\.name)).map { "--" + $0 }
        return ArgumentFault(.unknownOption(name), suggestion: letter ?? nearest, usageHint: scope.helpInvocation)
    }

    static func unknownLetter(_ letter: Character, in bundle: String, scope: CommandScope) -> ArgumentFault {
        let word = bundle.dropFirst().prefix { $0 != "=" }
        if let long = scope.options.first(where: { $0.name == word })?.longForm {
            return ArgumentFault(
                .unknownLetter(letter, bundle: bundle), suggestion: long, usageHint: scope.helpInvocation)
        }
        if let owner = scope.descendants.first(where: { $0.own.contains { $0.short == letter } }) {
            return misplaced("-\(letter)", owner: owner, in: scope)
        }
        return ArgumentFault(.unknownLetter(letter, bundle: bundle), usageHint: scope.helpInvocation)
    }

    /// The same fault, now that it is known whose value it was.
    func concerning(_ option: OptionDefinition, in scope: CommandScope) -> ArgumentFault {
        let why: String = if case .unusable(let why) = reason { why } else { message }
        return ArgumentFault(
            .invalidValue(option: option.longForm, why: why), suggestion: suggestion.map { "\(option.longForm)=\($0)" },
            usageHint: scope.helpInvocation)
    }

    private static func misplaced(_ option: String, owner: CommandScope, in scope: CommandScope) -> ArgumentFault {
        ArgumentFault(
            .misplacedOption(option, owner: owner.invocation), suggestion: "\(owner.invocation) \(option)",
            usageHint: owner.helpInvocation)
    }
}

extension CommandScope {
    fileprivate var descendants: [CommandScope] { children.flatMap { [$0] + $0.descendants } }

    fileprivate func owner(ofLong name: String) -> CommandScope? {
        descendants.first { $0.own.contains { $0.name == name } }
    }
}

@testable import Arguments

extension CommandTree {
    /// What is wrong with the definitions themselves, for a test to hold against the empty list.
    ///
    /// Names follow the POSIX utility syntax guidelines: commands and long options in lower-case ASCII letters, digits
    /// and hyphens, one-letter names an ASCII letter or digit other than `W`, which POSIX reserves.
    var definitionFaults: [String] { scopes.flatMap { $0.commandFaults + $0.optionFaults } }
}

extension CommandScope {
    fileprivate var commandFaults: [String] {
        var faults: [String] = []
        if !Self.isName(command.name) { faults.append("\(invocation): the name is not a-z, 0-9 and hyphens") }
        if command.summary.isEmpty { faults.append("\(invocation): no summary") }
        if !command.subcommands.isEmpty && !command.operands.isEmpty {
            faults.append("\(invocation): both operands and subcommands")
        }
        let operands = command.operands
        if operands.filter(\.isUnbounded).count > 1 { faults.append("\(invocation): two unbounded operands") }
        if !zip(operands, operands.dropFirst()).allSatisfy(Self.mayFollow) {
            faults.append("\(invocation): an operand after an optional or unbounded one")
        }
        faults += Self.repeated(command.subcommands.map(\.name)).map { "\(invocation): two commands called \($0)" }
        return faults
    }

    fileprivate var optionFaults: [String] {
        var faults = Self.repeated(options.flatMap(\.forms)).map { "\(invocation): two options called \($0)" }
        for option in own {
            let name = "\(invocation) \(option.longForm)"
            if !Self.isName(option.name) { faults.append("\(name): the name is not a-z, 0-9 and hyphens") }
            if let short = option.short, !Self.isLetter(short) { faults.append("\(name): -\(short) is not usable") }
            if option.help.isEmpty || option.help.contains("\n") { faults.append("\(name): help is not one line") }
            if option.placeholder == "" { faults.append("\(name): empty placeholder") }
        }
        return faults
    }

    private static func mayFollow(_ pair: (Operand, Operand)) -> Bool {
        pair.0.arity == .one || (pair.0.arity == .optional && !pair.1.isRequired)
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.first, first != "-", name.count > 1 else { return false }
        return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func isLetter(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber) && letter != "W"
    }

    private static func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }
    }
}

/// Compares the operands with what the command's definition asks for.
enum OperandCheck {
    static func check(_ operands: [String], in scope: CommandScope) throws(ArgumentFault) {
        let command = scope.command
        guard command.subcommands.isEmpty else {
            throw ArgumentFault(
                .missingCommand(of: scope.invocation, choices: command.subcommands.map(\.name)),
                usageHint: scope.helpInvocation)
        }
        let required = command.operands.filter(\.isRequired)
        if operands.count < required.count {
            throw ArgumentFault(
                .missingOperand(required[operands.count].placeholder), usageHint: scope.helpInvocation)
        }
        if operands.count > command.operands.count && !command.operands.contains(where: \.isUnbounded) {
            throw ArgumentFault(
                .unexpectedOperand(operands[command.operands.count]), usageHint: scope.helpInvocation)
        }
    }
}

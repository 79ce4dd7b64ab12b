/// Finds a request for help before anything else is judged, so that a half-written line can still be asked about.
///
/// That is safe because a value in an argument of its own never begins with `-`.
enum HelpRequest {
    static func find(in arguments: [String], root: CommandScope) throws(ArgumentFault) -> ParsedCommand? {
        let options = arguments.prefix { $0 != "--" }
        let length: HelpLength
        if options.contains("--help") {
            length = .full
        } else if options.contains("-h") {
            length = .short
        } else {
            return nil
        }
        return ParsedCommand(scope: try command(in: options, root: root), helpRequested: length)
    }

    /// The command that the words choose, passing over options, values and, once there is no choice left, operands.
    private static func command(
        in arguments: ArraySlice<String>, root: CommandScope
    ) throws(ArgumentFault) -> CommandScope {
        var scope = root
        var rest = arguments
        while let argument = rest.popFirst(), !scope.command.subcommands.isEmpty {
            if argument.utf8.first == UInt8(ascii: "-") && argument != "-" {
                let option = scope.options.first { $0.forms.contains(argument) }
                if option?.takesValue == true && rest.first?.utf8.first != UInt8(ascii: "-") { _ = rest.popFirst() }
            } else {
                guard let child = scope.child(named: argument) else { throw .unknownCommand(argument, in: scope) }
                scope = child
            }
        }
        return scope
    }
}

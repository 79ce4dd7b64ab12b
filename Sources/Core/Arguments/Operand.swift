/// An argument that is no option: a file's name, a number, a word.
public struct Operand: Sendable {
    /// How many arguments an operand stands for.
    public enum Arity: Sendable, Equatable {
        /// Exactly one.
        case one
        /// One or none.
        case optional
        /// One or more.
        case oneOrMore
        /// Any number.
        case any
    }

    /// What help writes for it, in capitals.
    public let placeholder: String

    /// How many arguments it stands for.
    let arity: Arity

    /// One line of help.
    public let help: String

    /// What a shell offers for it.
    public let completion: Completion

    /// Defines an operand.
    public init(_ placeholder: String, _ arity: Arity = .one, help: String = "", completion: Completion = .nothing) {
        self.placeholder = placeholder
        self.arity = arity
        self.help = help
        self.completion = completion
    }

    /// The operand as a usage line shows it, `[FILE…]` for instance.
    public var usage: String {
        switch arity {
        case .one: placeholder
        case .optional: "[\(placeholder)]"
        case .oneOrMore: "\(placeholder)…"
        case .any: "[\(placeholder)…]"
        }
    }

    var isRequired: Bool { arity == .one || arity == .oneOrMore }
    var isUnbounded: Bool { arity == .oneOrMore || arity == .any }
}

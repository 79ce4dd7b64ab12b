/// Anything that can stand in a command's list of options: an ``Option`` or a ``Flag``.
public protocol CommandOption: Sendable {
    /// The part that does not depend on the value's type.
    var definition: OptionDefinition { get }
}

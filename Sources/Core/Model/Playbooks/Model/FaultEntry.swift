/// What the user is told where a call or a credential fails: the fault's name in the sources, and the code with a
/// sentence for it.
public struct FaultEntry: Sendable, Equatable {
    /// As the sources name it, such as `refused`; unique.
    public var fault: String
    /// The code whose entry explains it.
    public var code: String
    /// One or two sentences; `{host}` and the like stand for what the fault knows.
    public var text: String
}

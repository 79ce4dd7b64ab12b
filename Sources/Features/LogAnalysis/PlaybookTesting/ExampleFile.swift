/// The examples of one playbook, not read yet.
public struct ExampleFile: Sendable {
    /// The name of the playbook that they belong to; nothing where no playbook stands beside them.
    public var playbook: String?
    /// As messages name it.
    public var name: String
    /// The YAML.
    public var bytes: [UInt8]

    /// All parts, one by one.
    public init(playbook: String?, name: String, bytes: [UInt8]) {
        self.playbook = playbook
        self.name = name
        self.bytes = bytes
    }
}

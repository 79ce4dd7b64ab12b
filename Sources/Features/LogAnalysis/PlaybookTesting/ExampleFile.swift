/// The examples of one playbook, not read yet.
public struct ExampleFile: Sendable {
    /// The name of the playbook that they belong to; nothing where no playbook stands beside them.
    var playbook: String?
    /// As messages name it.
    var name: String
    /// The YAML.
    var bytes: [UInt8]
}

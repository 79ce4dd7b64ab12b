public import Model

/// What one file of `--config` held.
public struct ReadConfiguration: Sendable, Equatable {
    /// Groups and mappings in the order of the file.
    public var configuration: ClientConfiguration = ClientConfiguration()
    /// What its reader should know.
    public var notes: [ConfigurationNote] = []
    /// What could not be read, in the order of the file; with any of them the configuration is not to be relied on.
    public var faults: [ConfigurationFault] = []
}

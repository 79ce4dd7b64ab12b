public import Model

/// What one file of `--config` held.
public struct ReadConfiguration: Sendable, Equatable {
    /// Groups and mappings in the order of the file.
    public var configuration: ClientConfiguration
    /// What its reader should know.
    public var notes: [ConfigurationNote]
    /// What could not be read, in the order of the file; with any of them the configuration is not to be relied on.
    public var faults: [ConfigurationFault]

    /// All parts, one by one.
    init(
        configuration: ClientConfiguration = ClientConfiguration(), notes: [ConfigurationNote] = [],
        faults: [ConfigurationFault] = []
    ) {
        self.configuration = configuration
        self.notes = notes
        self.faults = faults
    }
}

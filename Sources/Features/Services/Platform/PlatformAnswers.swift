/// What reading a business's mapping showed.
public struct MappingReading: Sendable, Equatable {
    /// Whether it may run; nil where the answer holds none of the values that the profile lists.
    public var isAuthorized: Bool?
    /// By key in lower case; keys are compared in any letter case.
    public var properties: [String: String]
    /// The group's id, where the profile says where it stands.
    public var group: String?
}

/// An integration group.
public struct GroupReading: Sendable, Equatable {
    /// As it stands in the answer.
    public var id: String
    /// 27 for athenahealth, 32 for Allscripts; nil where the answer does not say.
    public var sourceID: Int?
    /// By key in lower case; the sample answer shows none, so they may be missing.
    public var properties: [String: String]
    /// In the order of the answer.
    public var triggers: [GroupTrigger]
}

/// Why the platform gave no answer that can be used.
public enum PlatformError: Error, Sendable, Equatable {
    /// The profile does not say how this is asked.
    case notConfigured(String)
    /// The configured request cannot be made; its name.
    case template(String, TemplateFault)
    /// 404, or a list without an entry.
    case notFound
    /// The network, a status, a page in place of JSON.
    case failed(TransportError)
    /// JSON, and not what the call answers; in a few words.
    case unexpected(String)
}

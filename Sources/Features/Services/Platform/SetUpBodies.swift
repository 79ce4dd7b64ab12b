internal import Model

/// A trigger that an integration can have.
public struct TriggerReading: Sendable, Equatable {
    /// What calls name it by.
    public var id: Int
    /// The service that it starts.
    public var service: String?
    /// As the dashboard shows it.
    public var name: String?
    /// Nil where the answer does not say.
    public var isActive: Bool?
    /// Ids of its types; 1 is `JOB`.
    public var types: [Int]
}

/// A trigger of a group.
public struct GroupTrigger: Sendable, Equatable {
    /// From the list of triggers.
    public var id: Int
    /// 1 is `JOB`.
    public var typeID: Int

    /// All parts, one by one.
    public init(id: Int, typeID: Int = 1) {
        self.id = id
        self.typeID = typeID
    }

    var value: PlainValue {
        .object([PlainMember("triggerId", .integer(id)), PlainMember("triggerTypeId", .integer(typeID))])
    }
}

/// A group to be made.
public struct NewGroup: Sendable, Equatable {
    /// The enterprise's number for several locations, the business's own for one.
    public var businessNumber: String
    /// 27 for athenahealth, 32 for Allscripts.
    public var sourceID: Int
    /// Only athenahealth's have it.
    public var isOAuthEnabled: Bool?
    /// May hold secrets.
    public var properties: [TemplateFilling.Property]
    /// One or more.
    public var triggers: [GroupTrigger]

    /// All parts, one by one.
    public init(
        businessNumber: String, sourceID: Int, isOAuthEnabled: Bool?, properties: [TemplateFilling.Property],
        triggers: [GroupTrigger]
    ) {
        self.businessNumber = businessNumber
        self.sourceID = sourceID
        self.isOAuthEnabled = isOAuthEnabled
        self.properties = properties
        self.triggers = triggers
    }

    var body: PlainValue {
        get throws(PlatformError) {
            var members = [PlainMember("parentBusinessNumber", try PlatformClient.number(businessNumber))]
            if let isOAuthEnabled { members.append(PlainMember("isOauthEnabled", .bool(isOAuthEnabled))) }
            return .object(
                members + [
                    // athenahealth's properties stand without the flag in the articles.
                    PlainMember("integrationGroupProperties", properties.value(saysSecure: sourceID != 27)),
                    PlainMember("integrationSourceId", .integer(sourceID)),
                    PlainMember("integrationGroupTriggers", .list(triggers.map(\.value))),
                ])
        }
    }
}

/// A business to be tied to a group.
public struct NewMapping: Sendable, Equatable {
    /// The location's.
    public var businessNumber: String
    /// Of an existing group.
    public var group: String
    /// Whether it runs.
    public var isActive: Bool
    /// Such as `1 DAYS`; nil leaves it to the platform.
    public var frequency: String?
    /// May be empty.
    public var properties: [TemplateFilling.Property]
    /// Whether each property says if it is secure: Allscripts' do.
    public var saysSecure: Bool

    /// All parts, one by one.
    public init(
        businessNumber: String, group: String, isActive: Bool = true, frequency: String? = nil,
        properties: [TemplateFilling.Property] = [], saysSecure: Bool = false
    ) {
        self.businessNumber = businessNumber
        self.group = group
        self.isActive = isActive
        self.frequency = frequency
        self.properties = properties
        self.saysSecure = saysSecure
    }

    var body: PlainValue {
        get throws(PlatformError) {
            var members = [
                PlainMember("businessNumber", try PlatformClient.number(businessNumber)),
                PlainMember("integrationGroupId", try PlatformClient.number(group)),
                PlainMember("active", .bool(isActive)),
            ]
            if let frequency { members.append(PlainMember("frequency", .text(frequency))) }
            if !properties.isEmpty {
                members.append(PlainMember("integrationProperties", properties.value(saysSecure: saysSecure)))
            }
            return .object(members)
        }
    }
}

extension [TemplateFilling.Property] {
    func value(saysSecure: Bool) -> PlainValue {
        .list(
            map { property in
                var members = [
                    PlainMember("propertyKey", .text(property.key)),
                    PlainMember("propertyValue", .text(property.value)),
                ]
                if saysSecure { members.append(PlainMember("isSecure", .bool(property.isSecure))) }
                return .object(members)
            })
    }
}

internal import Model

/// A trigger that an integration can have.
public struct TriggerReading: Sendable, Equatable {
    /// What calls name it by.
    var id: Int
    /// The service that it starts.
    var service: String?
    /// As the dashboard shows it.
    var name: String?
    /// Nil where the answer does not say.
    var isActive: Bool?
    /// Ids of its types; 1 is `JOB`.
    var types: [Int]
}

/// A trigger of a group.
public struct GroupTrigger: Sendable, Equatable {
    /// From the list of triggers.
    var id: Int
    /// 1 is `JOB`.
    var typeID: Int = 1

    var value: PlainValue {
        .object([PlainMember("triggerId", .integer(id)), PlainMember("triggerTypeId", .integer(typeID))])
    }
}

/// A group to be made.
public struct NewGroup: Sendable, Equatable {
    /// The enterprise's number for several locations, the business's own for one.
    var businessNumber: String
    /// 27 for athenahealth, 32 for Allscripts.
    var sourceID: Int
    /// Only athenahealth's have it.
    var isOAuthEnabled: Bool?
    /// May hold secrets.
    var properties: [TemplateFilling.Property]
    /// One or more.
    var triggers: [GroupTrigger]

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
    var businessNumber: String
    /// Of an existing group.
    var group: String
    /// Whether it runs.
    var isActive: Bool = true
    /// Such as `1 DAYS`; nil leaves it to the platform.
    var frequency: String?
    /// May be empty.
    var properties: [TemplateFilling.Property] = []
    /// Whether each property says if it is secure: Allscripts' do.
    var saysSecure: Bool = false

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

/// A documented call.
public struct Request: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What it does, in one line.
    public var title: String
    /// The name of the service whose base URL it uses.
    public var service: String
    /// HTTP's method, in capitals.
    public var method: String
    /// With `{parameter}` in place of values.
    public var path: String
    /// In order, with `{parameter}` in the values.
    public var headers: [RequestHeader] = []
    /// Name and password of HTTP Basic as `{parameter}:{parameter}`, or nothing.
    public var login: String?
    /// JSON or form text with `{parameter}`, or nothing.
    public var body: String?
    /// What stands in the braces.
    public var parameters: [RequestParameter] = []
    /// What to know before it is sent, or nothing.
    public var caution: String?
    /// What comes back.
    public var answer: String
    /// Where the knowledge comes from.
    public var source: String
}

/// A header line of a call.
public struct RequestHeader: Sendable, Equatable {
    /// Such as `Content-Type`.
    public var name: String
    /// With `{parameter}` in place of values.
    public var value: String
}

/// Where a service answers.
public struct Service: Sendable, Equatable {
    /// The name that requests use, such as `platform`.
    public var name: String
    /// What it is, in one line.
    public var title: String
    /// Base URLs by environment, in order; empty where no source gives one.
    public var addresses: [ServiceAddress] = []
}

/// One base URL of a service.
public struct ServiceAddress: Sendable, Equatable {
    /// Such as `production` or `preview`.
    public var environment: String
    /// Without a slash at its end.
    public var url: String
}

/// One value that a call or a query needs.
public struct RequestParameter: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What its value must be.
    public var type = ParameterType.text
    /// What it is for, in a sentence.
    public var meaning: String
    /// A value that is made up but fits.
    public var example: String
    /// Whether the part that holds it is left out where it is not given.
    public var isOptional = false
    /// The key of the property whose allowed values are meant (`statuses`).
    public var property: String?
    /// The largest value (`count`).
    public var most: Int?
    /// The environment variable that holds it where nothing else is said (`secret`).
    public var variable: String?
}

/// The closed list of what a parameter's value can be.
public enum ParameterType: String, Sendable, CaseIterable {
    /// Digits, 15 in every known sample.
    case businessNumber
    /// A whole number of 1 or more that names something, such as a group.
    case number
    /// A whole number of 0 or more, up to `most`.
    case count
    /// The source id of an integration, or its name.
    case sourceID
    /// Trigger ids, names or values, separated by commas.
    case triggers
    /// Values of a property's closed list, separated by commas.
    case statuses
    /// A National Provider Identifier with a sound check digit.
    case npi
    /// An athenahealth practice: digits.
    case practiceID
    /// athenahealth departments: digits, separated by commas.
    case departmentIDs
    /// `true` or `false`.
    case boolean
    /// How often, in days or hours: `1 DAYS`.
    case frequency
    /// `ubiquity_id:client_id^tenant_id^`, alone or followed by a service user name.
    case serviceUser
    /// A location as the vendor's system spells it.
    case locationName
    /// Any text but the empty one.
    case text
    /// Further properties, each as KEY=VALUE, given as often as needed.
    case properties
    /// As `properties`, each written with `isSecure` as Allscripts groups have it.
    case markedProperties
    /// Never given itself, but as `env:NAME` or `file:PATH`.
    case secret
    /// A restriction reason's text, or the code of one (queries).
    case reason
    /// The name of an integration, in all its spellings and as source id (queries).
    case integration
}

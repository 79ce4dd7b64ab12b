/// One value that was seen, with how many records showed it.
public struct Evidence: Sendable, Equatable {
    /// The field's name as the playbook spells it, or the signature's place.
    public var name: String
    /// The value as it stood in the record; nothing where the field was missing.
    public var value: String?
    /// What the value means in the vendor's system, where that is known.
    public var meaning: String?
    /// Records that showed it.
    public var count: Int
    /// Whether a status is that of a visit that took place; nil for other values, and where nobody knows (rules.md D36).
    public var isVisit: Bool?

    /// Makes evidence; a meaning that nobody knows stays nil.
    public init(name: String, value: String?, meaning: String? = nil, count: Int, isVisit: Bool? = nil) {
        self.name = name
        self.value = value
        self.meaning = meaning
        self.count = count
        self.isVisit = isVisit
    }
}

/// The values that a configuration allows.
public struct Expected: Sendable, Hashable {
    /// The property's key in the platform's configuration, such as `allscripts.appointment.status`.
    public var property: String
    /// `group` or `mapping`.
    public var level: String
    /// As configured, in that order; empty if nothing is allowed.
    public var values: [String]

    /// Makes the allowed values of one property at one level.
    public init(property: String, level: String, values: [String]) {
        self.property = property
        self.level = level
        self.values = values
    }
}

/// A business that a finding concerns, with its share of the records.
public struct BusinessCount: Sendable, Equatable {
    /// 15 digits, in text, since leading zeros count.
    public var businessNumber: String
    /// Records of this business; one record may concern several businesses.
    public var count: Int
    /// What this business's own configuration allows; nil if it was not looked up.
    public var expected: Expected?

    /// Makes the share of one business; nil for a configuration that was not looked up.
    public init(businessNumber: String, count: Int, expected: Expected? = nil) {
        self.businessNumber = businessNumber
        self.count = count
        self.expected = expected
    }
}

/// A value that is almost an allowed one.
public struct NearMiss: Sendable, Hashable {
    /// As it stood in the record.
    public var value: String
    /// The allowed value that it nearly is.
    public var candidate: String
    /// What differs, such as letter case or a space, in a few words.
    public var why: String

    /// Makes a near miss; all three texts may come from records, since the gate comes later.
    public init(value: String, candidate: String, why: String) {
        self.value = value
        self.candidate = candidate
        self.why = why
    }
}

/// Another rule that would restrict the same records.
public struct AlsoBlocked: Sendable, Equatable {
    /// The code of the other rule.
    public var code: String
    /// Records of this finding that the other rule restricts as well.
    public var count: Int

    /// Makes one other rule with its share of the records.
    public init(code: String, count: Int) {
        self.code = code
        self.count = count
    }
}

/// The values of one field that serves as a campaign tag.
public struct TagField: Sendable, Equatable {
    /// The playbook's name of the integration; nothing for records that name none.
    public var integration: String?
    /// The evidence field's name.
    public var field: String
    /// Most records first.
    public var values: [Tag]

    /// One value.
    public struct Tag: Sendable, Equatable {
        /// As it stood in the records.
        public var value: String
        /// Records that hold it, restricted or not.
        public var count: Int

        /// Makes one counted value of a tag field; it may come from records, since the gate comes later.
        public init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// Makes what `explain` tells of one field where campaign tags were asked for.
    public init(integration: String?, field: String, values: [Tag]) {
        self.integration = integration
        self.field = field
        self.values = values
    }
}

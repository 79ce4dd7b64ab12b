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

    public init(name: String, value: String?, meaning: String? = nil, count: Int) {
        self.name = name
        self.value = value
        self.meaning = meaning
        self.count = count
    }
}

/// The values that a configuration allows.
public struct Expected: Sendable, Equatable {
    public var property: String
    /// `group` or `mapping`.
    public var level: String
    public var values: [String]

    public init(property: String, level: String, values: [String]) {
        self.property = property
        self.level = level
        self.values = values
    }
}

/// A business that a finding concerns, with its share of the records.
public struct BusinessCount: Sendable, Equatable {
    public var businessNumber: String
    public var count: Int
    public var expected: Expected?

    public init(businessNumber: String, count: Int, expected: Expected? = nil) {
        self.businessNumber = businessNumber
        self.count = count
        self.expected = expected
    }
}

/// A value that is almost an allowed one.
public struct NearMiss: Sendable, Equatable {
    public var value: String
    public var candidate: String
    public var why: String

    public init(value: String, candidate: String, why: String) {
        self.value = value
        self.candidate = candidate
        self.why = why
    }
}

/// Another rule that would restrict the same records.
public struct AlsoBlocked: Sendable, Equatable {
    public var code: String
    public var count: Int

    public init(code: String, count: Int) {
        self.code = code
        self.count = count
    }
}

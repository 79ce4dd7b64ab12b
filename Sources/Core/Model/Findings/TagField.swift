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

        /// Both parts.
        public init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// All parts, one by one.
    public init(integration: String?, field: String, values: [Tag]) {
        self.integration = integration
        self.field = field
        self.values = values
    }
}

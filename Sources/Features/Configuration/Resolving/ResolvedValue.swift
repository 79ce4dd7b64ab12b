public import Model

/// What a configuration says of one property for one business.
public enum ResolvedValue: Sendable, Equatable {
    /// Nothing; what the platform takes a missing value for is not documented.
    case absent
    /// One value, and the level at which it was set.
    case known(Setting, PropertyLevel)
    /// Two configurations disagree: the first setting of each value.
    case disputed([Setting])
}

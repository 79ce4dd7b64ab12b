/// A word that names of places hold in several spellings, such as `Saint` and `St`.
public struct Abbreviation: Sendable, Equatable {
    /// The word in full.
    public var word: String
    /// How else it is written; a spelling may belong to several words.
    public var spellings: [String]
}

internal import Reporting

/// Which fields of a log stay as they are, and which are hidden whole.
public struct SafeCopyRules: Sendable {
    private let kept: Set<[UInt8]>
    private let hidden: Set<[UInt8]>
    private let objects: Set<[UInt8]>
    private let keptProperties: Set<[UInt8]>
    private let hiddenProperties: Set<[UInt8]>
    /// All names of fields as they were given.
    public let names: [String]

    /// Names or paths of fields; of a path the last part decides. A field in both is hidden.
    ///
    /// `objects`: fields with everything in them that is not kept. `keptProperties` and `hiddenProperties`: what becomes of
    /// `propertyValue` beside such a `propertyKey`; that of any other is hidden too.
    public init(
        kept: [String], hidden: [String], objects: [String] = [], keptProperties: [String] = [],
        hiddenProperties: [String] = []
    ) {
        let keys = { (names: [String]) in Set(names.map { Self.key(Array($0.utf8)[...]) }) }
        names = kept + hidden + objects
        (self.kept, self.hidden, self.objects) = (keys(kept), keys(hidden), keys(objects))
        (self.keptProperties, self.hiddenProperties) = (
            Set(keptProperties.map { Self.letters($0.utf8) }), Set(hiddenProperties.map { Self.letters($0.utf8) })
        )
    }

    enum Rule: Sendable {
        case keep
        case hide
        case mask
        /// Its value names the property whose value stands beside it.
        case propertyKey
        case propertyValue
        /// As the two before, under names that also mean other things.
        case perhapsPropertyKey
        case perhapsPropertyValue
    }

    func rule(for name: UnsafeBufferPointer<UInt8>) -> Rule {
        let key = Self.key(Array(name)[...])
        if hidden.contains(key) || objects.contains(key) { return .hide }
        if kept.contains(key) { return .keep }
        if IdentityMask.kind(ofField: name) != nil { return .hide }
        switch key {
        case Array("propertykey".utf8): return .propertyKey
        case Array("propertyvalue".utf8): return .propertyValue
        case Array("key".utf8): return .perhapsPropertyKey
        case Array("value".utf8): return .perhapsPropertyValue
        default: return .mask
        }
    }

    /// Whether the value behind such a name in free text is a person's.
    func hidesInText(_ name: UnsafeBufferPointer<UInt8>) -> Bool { hidden.contains(Self.key(Array(name)[...])) }

    /// What becomes of the value beside a property's key.
    func rule(forValueOf property: UnsafeBufferPointer<UInt8>, isSurelyProperty: Bool) -> Rule {
        let key = Self.letters(property)
        if hiddenProperties.contains(key) || IdentityMask.kind(ofField: property) != nil { return .hide }
        if keptProperties.contains(key) { return .keep }
        return isSurelyProperty ? .hide : .mask
    }

    /// The last part of a path, without letter case, spaces, `_` and `-`.
    private static func key(_ name: ArraySlice<UInt8>) -> [UInt8] {
        letters(name.split(separator: 0x2E).last ?? name)
    }

    private static func letters(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.compactMap { byte in
            if byte == 0x20 || byte == 0x5F || byte == 0x2D { return nil }
            return (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        }
    }
}

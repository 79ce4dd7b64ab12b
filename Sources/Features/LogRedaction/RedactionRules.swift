internal import Glibc
internal import Reporting

/// Which fields of a log stay as they are, and which are hidden whole.
struct RedactionRules: Sendable {
    private let kept: Set<[UInt8]>
    private let hidden: Set<[UInt8]>
    private let objects: Set<[UInt8]>
    private let keptProperties: Set<[UInt8]>
    private let hiddenProperties: Set<[UInt8]>
    /// All names of fields as they were given.
    let names: [String]

    /// Names or paths of fields; of a path the last part decides. A field in both is hidden.
    ///
    /// `objects`: fields with everything in them that is not kept. `keptProperties` and `hiddenProperties`: what becomes of
    /// `propertyValue` beside such a `propertyKey`; that of any other is hidden too.
    init(
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

    func rule(for name: Bytes) -> Rule {
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
    func hidesInText(_ name: Bytes) -> Bool { hidden.contains(Self.key(Array(name)[...])) }

    /// What becomes of the value beside a property's key.
    func rule(forValueOf property: Bytes, isSurelyProperty: Bool) -> Rule {
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

/// The rules of fields whose names came before: a log has few, again and again.
struct FieldNames: Sendable {
    private struct Slot {
        var start = 0
        /// -1 where no name is.
        var count = -1
        var rule = RedactionRules.Rule.mask
    }

    private var slots = [Slot](repeating: Slot(), count: size)
    private var bytes: [UInt8] = []
    private static let size = 1024
    /// A name stands in one of so many slots from its own on.
    private static let reach = 8
    /// Names are forgotten beyond this, so that a log that makes up names does not fill the memory.
    private static let most = 1 << 18

    func rule(of name: Bytes) -> RedactionRules.Rule? {
        let first = Self.place(name)
        return slots.withUnsafeBufferPointer { slots in
            for step in 0..<Self.reach {
                let slot = slots[(first + step) % Self.size]
                if slot.count < 0 { return nil }
                if slot.count == name.count, isSame(slot, name) { return slot.rule }
            }
            return nil
        }
    }

    /// Remembers a name; where there is no room for it, one that came before gives way.
    mutating func remember(_ name: Bytes, _ rule: RedactionRules.Rule) {
        if name.count > 256 { return }
        if bytes.count + name.count > Self.most { self = FieldNames() }
        let first = Self.place(name)
        let free = (0..<Self.reach).first { slots[(first + $0) % Self.size].count < 0 } ?? 0
        slots[(first + free) % Self.size] = Slot(start: bytes.count, count: name.count, rule: rule)
        bytes.append(contentsOf: name)
    }

    private func isSame(_ slot: Slot, _ name: Bytes) -> Bool {
        guard let wanted = name.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { all in
            all.baseAddress.map { memcmp($0 + slot.start, wanted, name.count) == 0 } ?? false
        }
    }

    private static func place(_ name: Bytes) -> Int {
        var hash = UInt64(name.count)
        let raw = UnsafeRawBufferPointer(name)
        if name.count >= 8 {
            let start = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            let end = raw.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
            hash = (hash ^ start) &* 0x9E37_79B9_7F4A_7C15 ^ end
        } else {
            for byte in name { hash = hash << 8 ^ UInt64(byte) }
        }
        return Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
}

internal import Glibc

/// The rules of fields whose names came before: a log has few, again and again.
struct FieldNames: Sendable {
    private struct Slot {
        var start = 0
        /// -1 where no name is.
        var count = -1
        var rule = SafeCopyRules.Rule.mask
    }

    private var slots = [Slot](repeating: Slot(), count: size)
    private var bytes: [UInt8] = []
    private static let size = 1024
    /// A name stands in one of so many slots from its own on.
    private static let reach = 8
    /// Names are forgotten beyond this, so that a log that makes up names does not fill the memory.
    private static let most = 1 << 18

    /// The rule of a name that was remembered.
    func rule(of name: UnsafeBufferPointer<UInt8>) -> SafeCopyRules.Rule? {
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
    mutating func remember(_ name: UnsafeBufferPointer<UInt8>, _ rule: SafeCopyRules.Rule) {
        if name.count > 256 { return }
        if bytes.count + name.count > Self.most { self = FieldNames() }
        let first = Self.place(name)
        let free = (0..<Self.reach).first { slots[(first + $0) % Self.size].count < 0 } ?? 0
        slots[(first + free) % Self.size] = Slot(start: bytes.count, count: name.count, rule: rule)
        bytes.append(contentsOf: name)
    }

    private func isSame(_ slot: Slot, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let wanted = name.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { all in
            all.baseAddress.map { memcmp($0 + slot.start, wanted, name.count) == 0 } ?? false
        }
    }

    private static func place(_ name: UnsafeBufferPointer<UInt8>) -> Int {
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

/// Numbers different fingerprints in the order in which they first come: 0, 1, 2, …
struct FingerprintTable: ~Copyable {
    private var places = Self.free(1 << 8)
    private(set) var count = 0

    private struct Place: BitwiseCopyable {
        var print = Fingerprint.start
        var number: Int32 = -1
    }

    deinit { places.deallocate() }

    /// The number of a fingerprint; nothing if it has not been seen.
    func number(_ print: Fingerprint) -> Int? {
        let number = places[place(of: print)].number
        return number < 0 ? nil : Int(number)
    }

    /// Gives a fingerprint that has not been seen the next number.
    mutating func add(_ print: Fingerprint) -> Int {
        places[place(of: print)] = Place(print: print, number: Int32(count))
        count += 1
        if count * 2 > places.count { grow() }
        return count - 1
    }

    /// Where a fingerprint stands, or the free place where it belongs.
    private func place(of print: Fingerprint) -> Int {
        var place = Int(truncatingIfNeeded: print.left ^ print.right >> 32) & (places.count - 1)
        while places[place].number >= 0 && places[place].print != print { place = (place + 1) & (places.count - 1) }
        return place
    }

    private mutating func grow() {
        let old = places
        places = Self.free(old.count * 2)
        for place in old where place.number >= 0 { places[self.place(of: place.print)] = place }
        old.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutableBufferPointer<Place> {
        let places = UnsafeMutableBufferPointer<Place>.allocate(capacity: count)
        places.initialize(repeating: Place())
        return places
    }
}

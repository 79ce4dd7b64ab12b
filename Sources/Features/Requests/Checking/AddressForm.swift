/// Paths in pieces.
enum AddressForm {
    static func segments(_ path: String) -> [String] {
        path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    }

    /// How many letters would have to change; what stands for a parameter may be anything.
    static func distance(_ given: [String], _ wanted: [String]) -> Int {
        zip(given, wanted).reduce(0) { sum, pair in
            sum + (pair.1.hasPrefix("{") ? 0 : edits(Array(pair.0.utf8), Array(pair.1.utf8)))
        }
    }

    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left == right { return 0 }
        if left.count > 200 || abs(left.count - right.count) > 4 { return 9 }
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = min(row[j + 1] + 1, row[j] + 1, previous + (a == b ? 0 : 1))
                previous = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}

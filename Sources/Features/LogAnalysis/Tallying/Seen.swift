/// How often something was seen, and when.
struct Seen {
    var count = 0
    /// Milliseconds since 1970; `max` and `min` where no record has a usable time.
    var first = Int64.max
    var last = Int64.min
    /// Records whose time has no zone; they do not count towards `first` and `last`.
    var zoneless = 0
    var untimed = 0

    mutating func add(_ other: Seen) {
        count += other.count
        zoneless += other.zoneless
        untimed += other.untimed
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

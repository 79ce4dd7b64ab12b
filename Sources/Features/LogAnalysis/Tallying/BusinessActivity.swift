internal import CPrefetch

/// Whose records were read, before filters: for each business its integrations, on which days it had how many contacts, and
/// its failures.
///
/// The counts are more than the processor's near caches hold, so a contact is counted a few contacts later, when its count
/// has been fetched.
struct BusinessActivity: ~Copyable {
    /// One business; its days lie next to each other.
    private struct Entry: BitwiseCopyable {
        var counts: UnsafeMutablePointer<DayCount>?
        /// The day since 1970 that `counts` begins with.
        var first: Int32 = 0
        var length: Int32 = 0
        /// A bit for each integration's number.
        var integrations: UInt32 = 0
        /// Milliseconds since 1970.
        var lastContact = Int.min
    }

    /// A run that failed.
    struct Failure {
        /// Milliseconds since 1970.
        var time: Int
        /// The shape of the record that shows it.
        var shape: Int
        /// What stands in its text beside the failure: a row of cells, or -1.
        var values: Int32
    }

    private struct FailureDay: Hashable {
        var business: Int
        var day: Int
    }

    /// A contact that is not counted yet.
    private struct Waiting: BitwiseCopyable {
        /// Negative where there is none.
        var business: Int32 = -1
        var minute: Int32 = 0
        var day = 0
    }

    private var entries: UnsafeMutableBufferPointer<Entry>
    private let waiting: UnsafeMutableBufferPointer<Waiting>
    private var turn = 0
    /// How many days may still be kept.
    private var room: Int
    /// The first failure of each business and day.
    private var failures: [FailureDay: Failure] = [:]
    /// For each integration's number, the records that show neither a restriction nor a failure.
    private(set) var spared: [Int] = []
    /// Days that were not kept, since there were too many.
    private(set) var lost = 0
    private var days: DayClock

    /// The most days of all businesses together that are kept: 100,000 businesses for two months, or 400 for forty years.
    private static let mostDays = 6_000_000
    private static let mostFailures = 200_000
    /// Beside the first day of a business, so many are kept at once.
    private static let leastLength = 16
    private static let delay = 8

    init(clock: LocalClock?, threads: Int) {
        days = DayClock(clock)
        room = Self.mostDays / max(1, threads)
        entries = .allocate(capacity: 64)
        entries.initialize(repeating: Entry())
        waiting = .allocate(capacity: Self.delay)
        waiting.initialize(repeating: Waiting())
    }

    deinit {
        for entry in entries { entry.counts?.deallocate() }
        entries.deallocate()
        waiting.deallocate()
    }

    /// The day of a time, since 1970, and the minute of the day.
    @inline(__always)
    mutating func day(of time: LogTime) -> (day: Int, minute: Int) { days.dayAndMinute(of: time) }

    /// Notes that a business has a record of an integration.
    @inline(__always)
    mutating func add(_ business: Int, integration: Int) {
        if business >= entries.count { grow(to: business) }
        entries[business].integrations |= 1 &<< UInt32(truncatingIfNeeded: integration)
    }

    /// Counts a contact of a business on a day in a minute of it, after `flush` at the latest; `time` in milliseconds since
    /// 1970.
    @inline(__always)
    mutating func add(later business: Int, day: Int, minute: Int, time: Int) {
        if time > entries[business].lastContact { entries[business].lastContact = time }
        let due = waiting[turn]
        waiting[turn] = Waiting(business: Int32(business), minute: Int32(minute), day: day)
        turn = (turn + 1) % Self.delay
        if let counts = entries[business].counts { cprefetch(counts + (day - Int(entries[business].first))) }
        count(due)
    }

    /// Counts what still waits.
    mutating func flush() {
        for place in 0..<Self.delay {
            count(waiting[place])
            waiting[place] = Waiting()
        }
    }

    @inline(__always)
    private mutating func count(_ due: Waiting) {
        if due.business >= 0 { add(Int(due.business), day: due.day, minute: Int(due.minute)) }
    }

    /// Counts `count` contacts of a business on a day from a minute of it on.
    @inline(__always)
    private mutating func add(_ business: Int, day: Int, minute: Int, count: Int = 1) {
        let place = day - Int(entries[business].first)
        if place >= 0, place < Int(entries[business].length), let counts = entries[business].counts {
            counts[place].add(count, minute)
        } else {
            addOutside(business, day, minute, count)
        }
    }

    /// Notes a failed run of a business.
    mutating func add(_ failure: Failure, of business: Int, day: Int) {
        let key = FailureDay(business: business, day: day)
        if let known = failures[key] {
            if failure.time < known.time { failures[key] = failure }
        } else if failures.count < Self.mostFailures {
            failures[key] = failure
        }
    }

    /// Notes records of an integration that show neither a restriction nor a failure.
    @inline(__always)
    mutating func addSpared(integration: Int, _ count: Int = 1) {
        if integration >= spared.count {
            spared.append(contentsOf: repeatElement(0, count: integration + 1 - spared.count))
        }
        spared[integration] += count
    }

    /// Adds what another thread has seen and counted.
    mutating func add(
        _ other: borrowing BusinessActivity, business: (Int) -> Int, shape: (Int) -> Int, values: (Int32) -> Int32
    ) {
        for (number, entry) in other.entries.enumerated() where entry.integrations != 0 {
            let here = business(number)
            if here >= entries.count { grow(to: here) }
            entries[here].integrations |= entry.integrations
            entries[here].lastContact = max(entries[here].lastContact, entry.lastContact)
            guard let counts = entry.counts else { continue }
            for place in 0..<Int(entry.length) where counts[place].contacts > 0 {
                add(
                    here, day: Int(entry.first) + place, minute: counts[place].firstMinute,
                    count: counts[place].contacts)
            }
        }
        for (key, failure) in other.failures {
            let here = Failure(time: failure.time, shape: shape(failure.shape), values: values(failure.values))
            add(here, of: business(key.business), day: key.day)
        }
        for (integration, count) in other.spared.enumerated() { addSpared(integration: integration, count) }
        lost += other.lost
    }

    /// The bits of the integrations that a business has records of.
    func integrations(of business: Int) -> UInt32 { business < entries.count ? entries[business].integrations : 0 }

    /// The time of a business's last contact, in milliseconds since 1970; nothing where it has none with a time.
    func lastContact(of business: Int) -> Int? {
        guard business < entries.count, entries[business].lastContact != .min else { return nil }
        return entries[business].lastContact
    }

    /// Hands out the days on which a business had contacts, in order.
    func forEachDay(of business: Int, _ body: (_ day: Int, _ count: DayCount) -> Void) {
        guard business < entries.count, let counts = entries[business].counts else { return }
        for place in 0..<Int(entries[business].length) where counts[place].contacts > 0 {
            body(Int(entries[business].first) + place, counts[place])
        }
    }

    /// Hands out the first failure of each day and business, in no meaningful order.
    func forEachFailure(_ body: (_ business: Int, _ day: Int, _ failure: Failure) -> Void) {
        for (key, failure) in failures { body(key.business, key.day, failure) }
    }

    private mutating func addOutside(_ business: Int, _ day: Int, _ minute: Int, _ count: Int) {
        let entry = entries[business]
        let isNew = entry.counts == nil
        // Logs are read from either end, so there is room on both sides.
        let low = isNew ? day - Self.leastLength / 4 : min(Int(entry.first), day - Int(entry.length) / 2)
        let end = Int(entry.first) + Int(entry.length)
        let high = isNew ? low + Self.leastLength : max(end, day + 1 + Int(entry.length) / 2)
        // A stray date must not cost the memory of centuries.
        guard high - low - Int(entry.length) <= room, high - low < 1 << 20, Int(Int32(clamping: low)) == low else {
            lost += count
            return
        }
        room -= high - low - Int(entry.length)
        let grown = UnsafeMutablePointer<DayCount>.allocate(capacity: high - low)
        grown.initialize(repeating: DayCount(), count: high - low)
        if let counts = entry.counts {
            (grown + (Int(entry.first) - low)).update(from: counts, count: Int(entry.length))
            counts.deallocate()
        }
        entries[business].counts = grown
        entries[business].first = Int32(low)
        entries[business].length = Int32(high - low)
        grown[day - low].add(count, minute)
    }

    private mutating func grow(to business: Int) {
        let grown = UnsafeMutableBufferPointer<Entry>.allocate(capacity: max(entries.count * 2, business + 1))
        grown.initialize(repeating: Entry())
        for place in entries.indices { grown[place] = entries[place] }
        entries.deallocate()
        entries = grown
    }
}

/// The contacts of one business on one day, and the minute of the first one, in four bytes.
struct DayCount: BitwiseCopyable {
    // The count below, above it how early the first contact came: what is greater is earlier, and 0 is none.
    private var bits: UInt32 = 0

    private static let countBits = 20
    private static let most = 1 << countBits - 1
    private static let latest = 2047

    var contacts: Int { Int(bits) & Self.most }

    /// From midnight on.
    var firstMinute: Int { Self.latest - Int(bits >> UInt32(Self.countBits)) }

    /// Adds contacts, the first of them in a minute of the day; a million is the most that is counted.
    @inline(__always)
    mutating func add(_ count: Int, _ minute: Int) {
        let early = max(Int(bits >> UInt32(Self.countBits)), Self.latest - minute)
        bits = UInt32(truncatingIfNeeded: early << Self.countBits | min(contacts + count, Self.most))
    }
}

/// Tells calendar days: of `--timezone`, else UTC; of a time without a zone, the day that it names.
struct DayClock {
    private let clock: LocalClock?
    private let hasZone: Bool
    /// The hour whose offset is known: clocks change at full hours, and most records come in order.
    private var hour = Int.min
    private var offset = 0

    static let length = 86_400_000

    init(_ clock: LocalClock?) {
        self.clock = clock
        hasZone = clock != nil
    }

    /// The day of a time, since 1970, and the minute of the day.
    @inline(__always)
    mutating func dayAndMinute(of time: LogTime) -> (day: Int, minute: Int) {
        switch time {
        case .local(let local): Self.split(local)
        case .instant(let instant): Self.split(hasZone ? local(instant) : instant)
        }
    }

    /// The day of an instant in milliseconds since 1970.
    mutating func day(of instant: Int) -> Int { dayAndMinute(of: .instant(instant)).day }

    private mutating func local(_ instant: Int) -> Int {
        let now = Timeline.hour(of: instant)
        if now != hour {
            hour = now
            offset = clock?.offset(at: instant) ?? 0
        }
        return instant + offset
    }

    @inline(__always)
    private static func split(_ milliseconds: Int) -> (day: Int, minute: Int) {
        let day = milliseconds / length - (milliseconds % length < 0 ? 1 : 0)
        return (day, (milliseconds - day * length) / 60_000)
    }
}

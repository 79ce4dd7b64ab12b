internal import Support

/// On which days each business is expected to have contacts (rules.md D34).
///
/// Nothing of it comes from a calendar: weekdays are learned from the business itself, holidays from its sisters.
struct Rhythm {
    /// Each is explained in `Documentation/silence.md`, with what it does on a simulated year.
    enum Limits {
        /// A business is judged that had contacts on so many days …
        static let leastDays = 8
        /// … over so many days.
        static let leastSpan = 12
        /// So far back the weekdays of a business are learned.
        static let weeks = 8
        /// The share of weeks in which a weekday has contacts, for it to be expected.
        static let share = 0.8
        /// The share at which a weekday is taken for a working day while holidays are looked for: a holiday in a short log
        /// must not take its own weekday away.
        static let looseShare = 0.5
        /// So many expected days without a contact, up to the end, are a stop.
        static let missedDays = 2
        /// So many expected days are looked at for a fall …
        static let fallDays = 3
        /// … no more than so many days before the end …
        static let fallSpan = 14
        /// … each of which has less than this share of its weekday's median.
        static let fallShare = 0.2
        /// Below this median a fifth is no contact at all, which chance brings about as well.
        static let leastMedian = 5
    }

    /// All businesses that are judged.
    let businesses: [BusinessDays]
    /// The last day that counts.
    let end: Int
    /// The minute of that day up to which is known; nothing where it is not.
    private let endMinute: Int?
    /// For each business, the numbers of its sisters' lists: of the group, or of the integration.
    private let family: [Int]
    private let families: [[Int]]
    private var weekdays: [Set<Int>]
    /// For each family, day by day from `base` on: how many of it work on the day, were silent, and of these ran again.
    private var silence: [[Shared]] = []
    private let base: Int

    private struct Shared {
        var working = 0
        var silent = 0
        var again = 0
    }

    /// `all`: what is known up to the end of the day `end`.
    init(_ all: [BusinessDays], end: Int, minute: Int?) {
        self.end = end
        endMinute = minute
        let judged = all.filter { $0.activeDays >= Limits.leastDays && $0.last - $0.first + 1 >= Limits.leastSpan }
        businesses = judged
        base = judged.map(\.first).min() ?? end
        (family, families) = Self.families(judged)
        weekdays = judged.map { Self.weekdays(of: $0, least: Limits.looseShare) { _ in false } }
        silence = sharedSilence()
        let holidays = self
        weekdays = judged.indices.map { place in
            Self.weekdays(of: judged[place], least: Limits.share) { holidays.isHoliday($0, of: place) }
        }
        silence = sharedSilence()
    }

    /// The weekday of a day since 1970, from Monday on.
    static func weekday(_ day: Int) -> Int { CivilDay(number: day).weekday }

    /// The number of the family that a business and its sisters are.
    func family(of place: Int) -> Int { family[place] }

    /// The members of a family.
    func members(of family: Int) -> [Int] { families[family] }

    /// Whether a business is expected to have contacts on a day.
    func expects(_ place: Int, on day: Int) -> Bool {
        weekdays[place].contains(Self.weekday(day)) && (businesses[place][day] > 0 || !isHoliday(day, of: place))
    }

    /// The days on which a business was expected and had no contact, from behind its last contact to the end.
    func missed(_ place: Int) -> [Int] {
        let business = businesses[place]
        guard business.last < end else { return [] }
        return ((business.last + 1)...end).filter { day in
            expects(place, on: day) && (day < end || hasBegun(place) && mostAreThere(on: day, of: place))
        }
    }

    /// For each business that is judged, by its number, the days without a contact on which some were expected.
    static func missingDays(of all: [BusinessDays], until end: LogEnd) -> [String: [Int]] {
        guard end.day != .min else { return [:] }
        let rhythm = Rhythm(all.map { $0.until(end.day) }, end: end.day, minute: end.minute)
        let days = rhythm.businesses.indices.map { place in
            let business = rhythm.businesses[place]
            let between = (business.first...business.last).filter {
                business[$0] == 0 && rhythm.expects(place, on: $0)
            }
            return (business.number, between + rhythm.missed(place))
        }
        return Dictionary(days) { first, _ in first }
    }

    /// Whether the day of the end is so late that a business has always had its first contact by then.
    private func hasBegun(_ place: Int) -> Bool {
        guard let endMinute else { return true }
        let business = businesses[place]
        return business.latestBeginning(since: business.last - 7 * Limits.weeks + 1) < endMinute
    }

    /// Whether most sisters had contacts on a day, which then counts although it is not over.
    private func mostAreThere(on day: Int, of place: Int) -> Bool {
        let sisters = sisters(of: place, on: day)
        return sisters.silent * 2 < sisters.working
    }

    /// Whether most sisters that work on a day were silent on it, and most of these ran again.
    func isHoliday(_ day: Int, of place: Int) -> Bool {
        let sisters = sisters(of: place, on: day)
        return sisters.silent * 2 > sisters.working && sisters.again * 2 > sisters.silent
    }

    /// What the sisters of a business did on a day, itself left out.
    private func sisters(of place: Int, on day: Int) -> Shared {
        let days = silence[family[place]]
        guard days.indices.contains(day - base) else { return Shared() }
        var shared = days[day - base]
        guard works(place, on: day) else { return shared }
        shared.working -= 1
        guard businesses[place][day] == 0 else { return shared }
        shared.silent -= 1
        if businesses[place].last > day { shared.again -= 1 }
        return shared
    }

    /// Whether most businesses have contacts on the weekday of a day.
    func mostExpect(on day: Int) -> Bool {
        weekdays.count { $0.contains(Self.weekday(day)) } * 2 > weekdays.count
    }

    private func works(_ place: Int, on day: Int) -> Bool {
        day >= businesses[place].first && weekdays[place].contains(Self.weekday(day))
    }

    private func sharedSilence() -> [[Shared]] {
        families.map { members in
            var days = Array(repeating: Shared(), count: max(0, end - base + 1))
            for member in members where businesses[member].first <= end {
                for day in businesses[member].first...end where works(member, on: day) {
                    days[day - base].working += 1
                    guard businesses[member][day] == 0 else { continue }
                    days[day - base].silent += 1
                    if businesses[member].last > day { days[day - base].again += 1 }
                }
            }
            return days
        }
    }

    /// The weekdays on which a business had contacts in so many of the last weeks up to its last contact.
    private static func weekdays(of business: BusinessDays, least: Double, isHoliday: (Int) -> Bool) -> Set<Int> {
        var there = Array(repeating: 0, count: 7)
        var all = Array(repeating: 0, count: 7)
        for day in max(business.first, business.last - 7 * Limits.weeks + 1)...business.last {
            if business[day] == 0 && isHoliday(day) { continue }
            all[weekday(day)] += 1
            if business[day] > 0 { there[weekday(day)] += 1 }
        }
        return Set((0..<7).filter { all[$0] > 0 && there[$0] > 0 && Double(there[$0]) >= least * Double(all[$0]) })
    }

    /// Sisters are of one group, where a configuration tells and it has several; else of one integration.
    private static func families(_ businesses: [BusinessDays]) -> (of: [Int], members: [[Int]]) {
        var sizes: [String: Int] = [:]
        for business in businesses { if let name = groupName(business) { sizes[name, default: 0] += 1 } }
        var numbers: [String: Int] = [:]
        var members: [[Int]] = []
        var ofBusiness: [Int] = []
        for (place, business) in businesses.enumerated() {
            let group = groupName(business).flatMap { sizes[$0, default: 0] > 1 ? $0 : nil }
            let name = group ?? "integration \(business.integration ?? "")"
            let number = numbers[name] ?? members.count
            if number == members.count { members.append([]) }
            numbers[name] = number
            members[number].append(place)
            ofBusiness.append(number)
        }
        return (ofBusiness, members)
    }

    private static func groupName(_ business: BusinessDays) -> String? {
        business.group.map { "group \(business.integration ?? "") \($0)" }
    }
}

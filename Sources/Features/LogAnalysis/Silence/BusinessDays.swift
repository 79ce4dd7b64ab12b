internal import Configuration
internal import Model

/// One business as the detector of silences sees it: on which days it had contacts, and its failed runs.
///
/// Days are counted from 1970: of `--timezone`, else UTC (rules.md D34).
struct BusinessDays {
    /// 15 digits in every known case.
    var number: String
    /// The integration that it has records of; the first where there are several.
    var integration: String?
    /// The client's group, where a configuration tells.
    var group: String?
    /// The practice that a configuration gives it, where there is one.
    var practice: String?
    /// The day of the first contact.
    private(set) var first = Int.max
    /// The day of the last contact.
    private(set) var last = Int.min
    /// How many days had contacts.
    private(set) var activeDays = 0
    /// The last contact, in milliseconds since 1970; nothing where no contact's zone is known.
    var lastContact: Int?
    /// The first of each day, in order.
    var failures: [FailedRun] = []
    private var base = 0
    private var counts: [Int] = []
    /// The minute of the day at which the first contact of each of these days came.
    private var firstMinutes: [Int] = []

    /// A run that failed.
    struct FailedRun {
        /// Milliseconds since 1970.
        var time: Int
        var day: Int
        /// The code of the failure's finding.
        var code: String
        /// The text or status that shows it.
        var shown: String
        /// What its text holds beside that, by name.
        var values: [String: String]
    }

    init(number: String) { self.number = number }

    /// The contacts of a day.
    subscript(day: Int) -> Int {
        let place = day - base
        return place >= 0 && place < counts.count ? counts[place] : 0
    }

    /// The latest minute at which the first contact of a day came, from one day on.
    func latestBeginning(since day: Int) -> Int { firstMinutes.dropFirst(max(0, day - base)).max() ?? 0 }

    /// Adds contacts of a day, the first of which came in a minute of it.
    mutating func add(_ contacts: Int, on day: Int, from minute: Int = 0) {
        guard contacts > 0 else { return }
        if counts.isEmpty { base = day }
        if day < base {
            counts.insert(contentsOf: repeatElement(0, count: base - day), at: 0)
            firstMinutes.insert(contentsOf: repeatElement(0, count: base - day), at: 0)
            base = day
        }
        let missing = day - base + 1 - counts.count
        if missing > 0 {
            counts.append(contentsOf: repeatElement(0, count: missing))
            firstMinutes.append(contentsOf: repeatElement(0, count: missing))
        }
        let place = day - base
        firstMinutes[place] = counts[place] == 0 ? minute : min(minute, firstMinutes[place])
        if counts[place] == 0 { activeDays += 1 }
        counts[place] += contacts
        first = min(first, day)
        last = max(last, day)
    }

    /// The same business as it was known at the end of a day.
    func until(_ end: Int) -> BusinessDays {
        guard last > end else { return self }
        var earlier = BusinessDays(number: number)
        (earlier.integration, earlier.group, earlier.practice) = (integration, group, practice)
        earlier.failures = failures.filter { $0.day <= end }
        earlier.lastContact = lastContact
        if first <= end { for day in first...end { earlier.add(self[day], on: day, from: firstMinutes[day - base]) } }
        return earlier
    }
}

extension BusinessDays {
    /// All businesses of which records were read, whatever the filters leave out, in the order of their numbers.
    static func all(_ recordGroups: borrowing RecordGroups, _ configuration: ResolvedConfiguration?) -> [BusinessDays] {
        let knowledge = recordGroups.knowledge
        var found: [String: BusinessDays] = [:]
        var numbersOfIndex: [[String]] = []
        for (index, numbers) in recordGroups.numbers.enumerated() {
            numbersOfIndex.append(numbers)
            let bits = recordGroups.activity.integrations(of: index)
            for number in numbers {
                var business = found.removeValue(forKey: number) ?? BusinessDays(number: number)
                recordGroups.activity.forEachDay(of: index) { day, count in
                    let surplus = recordGroups.weights.surplus.days
                    let key = RowWeights.BusinessDay(business: index, day: day)
                    business.add(
                        count.contacts + (surplus.isEmpty ? 0 : surplus[key] ?? 0), on: day, from: count.firstMinute)
                }
                if let time = recordGroups.activity.lastContact(of: index) {
                    business.lastContact = max(time, business.lastContact ?? time)
                }
                if business.integration == nil {
                    business.integration = knowledge.integrations.indices.first {
                        $0 > 0 && bits & 1 << UInt32($0) != 0
                    }.flatMap { knowledge.integrations[$0] }
                }
                found[number] = business
            }
        }
        recordGroups.activity.forEachFailure { index, day, failure in
            guard let hit = recordGroups.judgedShapes[failure.shape].judgement.hits.first(where: { $0.reason == nil })
            else { return }
            var values: [String: String] = [:]
            for place in recordGroups.rows.places(failure.values) {
                for value in recordGroups.assessedValues[Int(recordGroups.rows[place])].evidence.values {
                    values[value.name] = value.value
                }
            }
            let run = FailedRun(
                time: failure.time, day: day, code: hit.code, shown: hit.shown?.value ?? hit.code, values: values)
            for number in numbersOfIndex[index] { found[number]?.failures.append(run) }
        }
        return found.keys.sorted().compactMap { number in
            guard var business = found[number] else { return nil }
            business.failures.sort { $0.time < $1.time }
            if let integration = business.integration {
                business.group = configuration?.group(of: number, integration: integration)
                let practices = configuration?.practice(of: number) ?? []
                business.practice = practices.isEmpty ? nil : practices.joined(separator: ",")
            }
            return business
        }
    }
}

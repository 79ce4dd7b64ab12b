internal import Model
internal import Support

/// Says what was found of silences, in plain sentences.
struct SilenceWords {
    let clock: LocalClock?
    let end: LogEnd

    /// In how many lists things are named before the rest is counted.
    private static let mostNamed = 3

    /// A stop, in one line and in whole.
    func stop(
        _ shared: SharedStops, _ integration: String?, judged: [BusinessDays], asked: String?
    ) -> (headline: String, detail: String) {
        let stops = shared.stops
        let numbers = Set(stops.map(\.business.number))
        let running = judged.count { !numbers.contains($0.number) }
        let name = integration.map { $0 + " " } ?? ""
        let who: String
        if stops.count == 1 {
            who = stops[0].business.number
        } else if let asked, numbers.contains(asked) {
            who = "\(asked), with \(stops.count - 1) of its \(judged.count - 1) \(name)sisters,"
        } else {
            who = "\(stops.count) of \(judged.count) \(name)locations"
        }
        let sisters =
            running == 0 ? "No sister runs." : running == 1 ? "1 sister runs." : "\(running) sisters run."
        let since = "\(time(shared))\(cause(shared))"
        let missed = shared.common(\.missed)
        let silent =
            missed.map { "no contact on \(list($0)), although contacts are expected then" }
            ?? "no contact on two or more expected days up to the end"
        let last = stops.count == 1 ? lastContact(stops[0].business) : nil
        var detail = "\(who) stopped \(since): \(silent)."
        if let last { detail += " Last contact: \(last)." }
        detail += " " + sisters
        if stops.contains(where: { $0.missed.count <= 5 && $0.failure == nil }) {
            detail += " Was the practice closed?"
        }
        return ("Stopped: \(who) \(since) (\(Codes.stop)).", detail)
    }

    /// Businesses that are switched off, in one line and in whole.
    func inactive(_ businesses: [BusinessDays]) -> (headline: String, detail: String) {
        let silent = businesses.filter { $0.activeDays > 0 }
        let who =
            businesses.count == 1 ? businesses[0].number : Numbers.counted(businesses.count, "location", "locations")
        let its = businesses.count == 1 ? "its mapping is" : "their mappings are"
        let are = businesses.count == 1 ? "is" : "are"
        var headline = "\(who) \(are) silent, \(its) inactive"
        if businesses.count == 1, let last = silent.first.flatMap(lastContact) {
            headline = "\(who) stopped after \(last), its mapping is inactive"
        }
        var detail = headline + ". The configuration says so, and the records agree."
        if businesses.count > 1, !silent.isEmpty {
            detail += " Last contacts: \(listed(silent.map { "\($0.number) \(lastContact($0) ?? "")" }))."
        }
        let unseen = businesses.count - silent.count
        if unseen > 0 {
            detail +=
                " \(Numbers.counted(unseen, "location has", "locations have")) no contact in these records at all."
        }
        return ("Inactive: \(headline) (\(Codes.inactiveAndSilent)).", detail)
    }

    /// Since when: a day, with the times of the failed runs where each has one.
    private func time(_ shared: SharedStops) -> String {
        let days = shared.days
        let on = days.count == 1 ? "on \(date(days[0]))" : "between \(date(days[0])) and \(date(days[days.count - 1]))"
        guard let times = shared.failureTimes else { return on }
        let (first, last) = (self.time(times.lowerBound), self.time(times.upperBound))
        let zone = clock == nil ? " UTC" : ""
        return first == last ? "\(on) at \(first)\(zone)" : "\(on) between \(first) and \(last)\(zone)"
    }

    private func cause(_ shared: SharedStops) -> String {
        var text = ""
        let all = shared.stops.count > 1 ? "all " : ""
        if let practice = shared.common(\.practice) { text += ", \(all)practice \(practice)" }
        if let failure = shared.common({ $0.failure?.shown }) {
            text += ", after \"\(failure)\""
        }
        return text
    }

    /// Everything that is judged is silent.
    func allSilent(_ count: Int, last: BusinessDays?) -> String {
        let who = count == 1 ? "The one location" : "All \(count) locations"
        let when = last.flatMap(lastContact) ?? "an unknown time"
        return
            "\(who) with regular contacts \(count == 1 ? "is" : "are") silent up to the end of the requested time. "
            + "Last contact: \(when). Either nothing has run since, or the records end there."
    }

    /// Falls of one integration.
    func fall(_ falls: [SilenceDetector.Fall]) -> String {
        let said = falls.map { fall in
            let counts = fall.days.map { "\(date($0.day)) \(fall.business[$0.day]) (usually \($0.usual))" }
            return "\(fall.business.number): \(counts.joined(separator: ", "))"
        }
        let who = Numbers.counted(falls.count, "location has", "locations have")
        return "\(who) hardly any contacts on the last three expected days: \(listed(said))."
    }

    /// Silences that are over.
    func resumed(_ silences: [SilenceDetector.Stop]) -> String {
        let longest = silences.sorted {
            ($1.missed.count, $0.business.number) < ($0.missed.count, $1.business.number)
        }
        let said = longest.map { silence in
            "\(silence.business.number) from \(date(silence.missed[0])) to "
                + date(silence.missed[silence.missed.count - 1])
        }
        let who = Numbers.counted(silences.count, "location was", "locations were")
        return "\(who) silent on two expected days or more and \(silences.count == 1 ? "has" : "have") resumed: "
            + "\(listed(said))."
    }

    /// An export of one location, whose end nobody gave.
    func ownExport(_ business: BusinessDays) -> String {
        let until = lastContact(business) ?? date(business.last)
        return
            "Contacts of \(business.number) until \(until). The export ends there, so it does not show whether the location "
            + "still runs. With --since 14d, its end is now."
    }

    private func lastContact(_ business: BusinessDays) -> String? {
        business.lastContact.map { "\(date(business.last)) \(time($0))\(clock == nil ? " UTC" : "")" }
            ?? (business.activeDays > 0 ? date(business.last) : nil)
    }

    /// The first few, and how many more there are.
    private func listed(_ said: [String]) -> String {
        let more = said.count > Self.mostNamed ? "; and \(said.count - Self.mostNamed) more" : ""
        return said.prefix(Self.mostNamed).joined(separator: "; ") + more
    }

    private func list(_ days: [Int]) -> String {
        guard days.count > Self.mostNamed else { return Numbers.list(days.map(date)) }
        return "\(days.count) days from \(date(days[0])) to \(date(days[days.count - 1]))"
    }

    /// `25 Nov`, with the year where it is not the end's.
    private func date(_ day: Int) -> String {
        let (year, month, number) = CivilDay(number: day).parts
        let text = "\(number) \(CivilDay.months[month - 1])"
        return year == CivilDay(number: end.day).parts.year ? text : "\(text) \(year)"
    }

    /// Hour and minute, in `--timezone` or UTC.
    private func time(_ milliseconds: Int) -> String {
        let local = milliseconds + (clock?.offset(at: milliseconds) ?? 0)
        let text = Timestamp.text(milliseconds: local)
        return String(text.dropFirst(11).prefix(5))
    }
}

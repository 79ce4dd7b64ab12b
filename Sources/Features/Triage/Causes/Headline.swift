internal import LogAnalysis
internal import Model
internal import Support

/// The first line: who, what happened since when, because of what, and how many other causes there are.
struct Headline {
    let diagnosis: Diagnosis

    private var evidence: ClientEvidence { diagnosis.evidence }

    var text: String {
        guard let cause = diagnosis.causes.first else { return healthy }
        let root = cause.finding
        let who = who(cause)
        switch root.code {
        case Codes.nothingGiven: return "\(who) was not checked: nothing to look at."
        case Codes.requiredSkipped: return "No problem found at \(who), but not everything that matters was checked."
        default: break
        }
        let effect = effect(cause, isOne: isOne(who))
        let phrase = phrase(cause)
        let first: String
        if root.isDecided {
            first =
                effect.map { isItself($0, root) ? "\(who) \($0.words)." : "\(who) \($0.words): \(phrase)." }
                ?? "\(who): \(phrase)."
        } else {
            first = effect.map { "\(who) \($0.words); undecided: \(phrase)." } ?? "\(who), undecided: \(phrase)."
        }
        return first + sisters(effect) + others
    }

    /// The answer in fewer words, for the last line.
    var verdict: String {
        let all = Self.counted(evidence.scope)
        guard let cause = diagnosis.causes.first else {
            return "\(all): \(diagnosis.outcome == .ok ? "nothing wrong" : "undecided")"
        }
        switch cause.finding.code {
        case Codes.requiredSkipped: return "\(all): nothing wrong found, but not everything was checked"
        case Codes.nothingGiven: return "\(all): nothing to look at"
        default: return "\(who(cause)): \(phrase(cause))"
        }
    }

    /// One location by its number, several by how many they are.
    static func counted(_ scope: [String]) -> String {
        scope.count == 1 ? scope[0] : Numbers.counted(scope.count, "location", "locations")
    }

    private func phrase(_ cause: RootCause) -> String {
        let graph = diagnosis.graph
        return isOne(who(cause)) ? graph.phrase(cause.finding) : graph.pluralPhrase(cause.finding)
    }

    /// Whether one location or the client is told of, not several locations.
    private func isOne(_ who: String) -> Bool { who == Self.client || who.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

    private static let client = "The client"

    /// A location by its number, several by how many they are.
    private func who(_ cause: RootCause) -> String {
        let scope = evidence.scope
        if scope.count == 1 { return scope[0] }
        let concerned = CauseGraph.locations(of: tree(cause)).intersection(scope).sorted()
        if concerned.count == 1 { return concerned[0] }
        let all = scope.count
        if concerned.isEmpty || concerned.count == all {
            return all == 0 ? Self.client : "\(Numbers.counted(all, "location", "locations"))"
        }
        return "\(concerned.count) of \(all) locations"
    }

    /// A cause at each of its locations, and what follows from it there.
    private func tree(_ cause: RootCause) -> [Finding] {
        cause.all.flatMap { [$0] + diagnosis.followers(of: $0) }
    }

    /// What the client sees of it.
    private struct Effect {
        var words: String
        var code: String
    }

    private func isItself(_ effect: Effect, _ root: Finding) -> Bool { effect.code == root.code }

    private func effect(_ cause: RootCause, isOne: Bool) -> Effect? {
        let root = cause.finding
        let tree = tree(cause)
        let stops = tree.filter { $0.code == RoomFinding.stop || $0.code == RoomFinding.inactiveAndSilent }
        if let stop = stops.first {
            return Effect(words: "stopped\(after(stops))", code: stop.code == RoomFinding.stop ? stop.code : "")
        }
        if let fall = tree.first(where: { $0.code == RoomFinding.fall }) {
            return Effect(words: "\(isOne ? "sends" : "send") hardly any contacts\(since(fall))", code: fall.code)
        }
        let refused = evidence.codes(showing: "unauthorized")
        if let failed = tree.first(where: { refused.contains($0.code) }), let first = failed.firstSeen {
            return Effect(
                words: "\(isOne ? "gets" : "get") 401 Unauthorized since \(ShownTime.minute(first)) UTC",
                code: failed.code)
        }
        if root.holdsBack, let counters = evidence.log.value?.report.coverage.counters {
            // What is no visit is usually right to hold back.
            let usual = root.evidence.filter { $0.isVisit == false }.reduce(0) { $0 + $1.count }
            let held = Numbers.grouped(max(1, root.count - usual))
            return Effect(
                words:
                    "\(isOne ? "has" : "have") \(held) of \(Numbers.counted(counters.records, "contact", "contacts")) held back",
                code: "")
        }
        return nil
    }

    /// Behind which day, where all that stopped did so on the same.
    private func after(_ stops: [Finding]) -> String {
        let numbers = CauseGraph.locations(of: stops).intersection(evidence.scope)
        let days = Set(numbers.compactMap { evidence.log.value?.days[$0]?.days.last?.day })
        guard days.count == 1, let day = days.first else {
            return numbers.allSatisfy({ evidence.log.value?.days[$0]?.days.isEmpty ?? true }) ? " or never started" : ""
        }
        return " after \(Self.shown(day))"
    }

    /// `24 Nov` of `2026-11-24`.
    static func shown(_ day: String) -> String {
        guard let date = CivilDay(day) else { return day }
        let parts = date.parts
        return "\(parts.2) \(CivilDay.months[parts.1 - 1])"
    }

    private var others: String {
        let rest = diagnosis.causes.dropFirst()
        switch rest.count {
        case 0: return ""
        case 1: return " Also: \(diagnosis.graph.phrase(rest[rest.startIndex].finding))."
        default: return " \(rest.count) other causes."
        }
    }

    /// Whether sisters run, or stopped as well, shows whose matter it is.
    private func sisters(_ effect: Effect?) -> String {
        guard let effect, effect.words.hasPrefix("stopped"), evidence.scope.count == 1,
            let log = evidence.log.value, let end = log.end
        else { return "" }
        let sisters = evidence.sisters(of: evidence.scope[0])
        let running = sisters.count { location in location.days.last.map { days(from: $0.day, to: end) < 3 } ?? false }
        let own = log.days[evidence.scope[0]]?.days.last?.day
        let stopped = sisters.count { location in
            guard let own, let last = location.days.last?.day, days(from: last, to: end) >= 3 else { return false }
            return abs(days(from: last, to: own)) < 3
        }
        if sisters.isEmpty { return "" }
        if stopped == sisters.count { return stopped == 1 ? " So did its sister." : " So did its \(stopped) sisters." }
        let run = running == 0 ? "No sister runs." : running == 1 ? "1 sister runs." : "\(running) sisters run."
        if stopped == 0 { return " \(run)" }
        return " So did \(Numbers.counted(stopped, "sister", "sisters")); \(running == 0 ? "none" : "\(running)") run."
    }

    /// Since which day, where one location fell: the first of the days at the end that are far below what is usual.
    private func since(_ fall: Finding) -> String {
        let numbers = CauseGraph.locations(of: fall).intersection(evidence.scope)
        guard numbers.count == 1, let days = numbers.first.flatMap({ evidence.log.value?.days[$0]?.days }) else {
            return ""
        }
        func weekday(_ day: LocationDays.Day) -> Int { (CivilDay(day.day)?.number ?? 0) % 7 }
        // The upper quartile of a weekday is what was usual before, as long as the fall is shorter than that.
        let usual = Dictionary(grouping: days.filter { $0.contacts > 0 }, by: weekday).mapValues { days in
            days.map(\.contacts).sorted()[days.count * 3 / 4]
        }
        let low = days.reversed().prefix { $0.contacts * 5 < usual[weekday($0)] ?? 1 }.last { $0.contacts > 0 }
        return low.map { " since \(Self.shown($0.day))" } ?? ""
    }

    private func days(from first: String, to last: String) -> Int {
        guard let first = CivilDay(first), let last = CivilDay(last) else { return .max }
        return last.number - first.number
    }

    private var healthy: String {
        let scope = evidence.scope
        let who = scope.count == 1 ? scope[0] : scope.isEmpty ? "The client" : "All \(scope.count) locations"
        let ok = diagnosis.checks.count { $0.state == .ok }
        if diagnosis.outcome == .undetermined {
            return
                "No problem found at \(scope.count == 1 ? scope[0] : "\(scope.count) locations"), but not everything could be read."
        }
        let last = scope.count == 1 ? evidence.log.value?.days[scope[0]]?.days.last?.day : nil
        let until = last.map { ", last contact \(Self.shown($0))" } ?? ""
        return "\(who): nothing wrong found (\(Numbers.counted(ok, "check", "checks")) ok\(until))."
    }
}

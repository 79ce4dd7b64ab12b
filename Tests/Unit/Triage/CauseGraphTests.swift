import Model
import ShippedPlaybooks
import Testing

@testable import Triage

/// What follows from what (`causes` of playbooks/triage.yaml), written down a second time: a dependency that is taken out, or put in
/// by mistake, turns up here.
@Suite struct CauseGraphTests {
    /// What a location looks like that sends nothing: stopped, fallen, without records, or never seen.
    private static let silence = "BE1010 BE1041 BE1042 BE1048"
    /// How the vendor's refusal shows.
    private static let refusal = "BE4101 BE4408"

    /// Causes, and all that follows from each.
    static let dependencies: [(causes: String, effects: String)] = [
        ("BE4401", "\(silence) BE4306"),
        ("BE4306 BE4102 BE4103 BE4104 BE4105 BE3201 BE1310", silence),
        ("BE4404", "\(silence) BE1317"),
        ("BE2208", "\(silence) \(refusal) BE2205 BE2307 BE4103 BE4406"),
        ("BE2201", "\(silence) \(refusal) BE2307 BE4103 BE4406"),
        ("BE2202", "\(silence) \(refusal) BE2307 BE4102 BE4103 BE4406"),
        ("BE2210", "\(silence) \(refusal)"),
        ("BE2206", "\(silence) \(refusal) BE2205 BE2207 BE2307 BE2501"),
        ("BE4406", "\(silence) \(refusal) BE3103"),
        ("BE3314", "\(silence) \(refusal) BE3203 BE4302"),
        ("BE4302", "\(silence) \(refusal) BE3203"),
        ("BE3203", "\(silence) \(refusal)"),
        ("BE3202", "\(silence) \(refusal) BE3201 BE4103"),
        ("BE4307", "\(silence) BE3201 BE3202 BE4101"),
        ("BE4408", "\(silence) BE4101"),
        ("BE4101", "\(silence) BE4408"),
        ("BE1316", "\(silence) BE1310"),
        ("BE1320 BE4409", "\(silence) BE1319"),
        ("BE2305", "\(silence) BE4406"),
        ("BE4415", "\(silence) BE2303"),
        ("BE2401 BE2402", "\(silence) BE1307 BE4406"),
        ("BE1307", "\(silence) BE2401 BE2402"),
        ("BE4405 BE1305", "\(silence) BE3103"),
        ("BE1301 BE1302 BE1303", "BE2101 BE3101 BE3102 BE3103"),
        ("BE1315", "BE1104"),
        ("BE1042 BE1048 BE4418 BE1317 BE2101 BE2102 BE3101 BE3102 BE3103 BE3104", ""),
    ]

    private static let expected: [String: Set<String>] = Dictionary(
        dependencies.flatMap { entry in
            entry.causes.split(separator: " ").map {
                (String($0), Set(entry.effects.split(separator: " ").map(String.init)))
            }
        }
    ) { first, _ in first }

    @Test func `every cause explains what follows from it, and nothing else`() {
        let entries = Shipped.all.playbooks.flatMap(\.causes)
        #expect(Set(entries.map(\.code)) == Set(Self.expected.keys))
        for entry in entries { #expect(Set(entry.explains) == Self.expected[entry.code], "\(entry.code)") }
    }

    @Test func `of two findings at one location the one upstream is the cause, at two locations neither`() throws {
        let graph = CauseGraph(Shipped.all)
        var asked = 0
        let order = Shipped.all.playbooks.flatMap(\.causes)
        let places = Dictionary(order.enumerated().map { ($1.code, $0) }) { first, _ in first }
        for entry in order {
            let cause = Self.finding(entry.code, .confirmed, "169990000000101")
            // A cause of silence that is only likely itself is open; information asks for no cause.
            guard cause.isWrong else { continue }
            for code in entry.explains where places[code] ?? .max > places[entry.code] ?? 0 {
                let effect = Self.finding(code, .likely, "169990000000101")
                guard effect.isWrong, effect.severity != .info else { continue }
                asked += 1
                let linked = graph.linked([effect, cause])
                #expect(linked[0].causedBy == cause.id, "\(code) follows from \(entry.code)")
                #expect(linked[1].causedBy == nil, "\(entry.code) does not follow from \(code)")
                guard !entry.reachesSisters else { continue }
                let elsewhere = Self.finding(code, .likely, "169990000000102")
                #expect(graph.linked([elsewhere, cause])[0].causedBy == nil, "\(code) elsewhere")
            }
        }
        #expect(asked > 100)
    }

    @Test func `the checks of the sources are those of the playbook, in its order`() {
        let words = Shipped.all.playbooks.flatMap(\.checks)
        let names = TriageChecks.all.map(\.name)
        #expect(names == words.map(\.name))
        #expect(Set(names).count == names.count)
        for check in TriageChecks.all {
            for other in check.after { #expect(names.contains(other), "\(check.name) comes after \(other)") }
        }
    }

    private static func finding(_ code: String, _ verdict: Verdict, _ business: String) -> Finding {
        var finding = Shipped.all.finding(
            code, verdict, key: [business], about: Subject(businessNumber: business), detail: "")
        finding.businesses = [BusinessCount(businessNumber: business, count: 1)]
        return finding
    }
}

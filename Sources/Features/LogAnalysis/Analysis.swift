public import Configuration
public import LogReading
public import Model
public import Support

/// What `explain` may be asked to leave out or to cut.
public struct AnalysisOptions: Sendable {
    /// Only records of these businesses (15 digits); empty for all.
    public var businesses: [String] = []
    /// The only one of them; nothing where there are none or several.
    public var business: String? {
        get { businesses.count == 1 ? businesses[0] : nil }
        set { businesses = newValue.map { [$0] } ?? [] }
    }
    /// Only records of the integration of this playbook name.
    public var integration: String?
    /// Only records of this time; those without a usable time are let in, and a gap says so.
    public var window = TimeWindow()
    /// Whether what is read reaches to now, although no time was asked for.
    public var reachesNow = false
    /// The zone of times that have none.
    public var clock: LocalClock?
    /// What the clients' configurations say; nothing where none was given.
    public var configuration: ResolvedConfiguration?
    /// What the configuration was read from, as a report names it.
    public var comparedWith: [String] = []
    /// What would hold if a planned configuration were in force; nothing where none was given.
    public var planned: ResolvedConfiguration?
    /// What is wrong with these configurations themselves; goes into the report as it is.
    public var configurationFindings: [Finding] = []
    /// Only records in which some value is this contact's.
    public var contact: ContactMatch?
    /// Whether campaign tags are counted.
    public var countsTags = false
    /// Where every record goes, one by one; nothing if only the sum is wanted.
    public var each: RecordDoor?
    /// How many values and businesses a finding lists.
    public var top: Int?
    /// The moment at which it is asked, in milliseconds since 1970.
    public var now = Timestamp.nowInMilliseconds
    /// How many threads share the work.
    var threads = 1

    /// Makes options that leave nothing out and cut nothing.
    public init() {}
}

/// One run of `explain`: inputs are read one by one, then everything is judged once.
public final class Analysis {
    let knowledge: Knowledge
    private var options: AnalysisOptions
    private let reader: LogReader<Tally>
    private let output: OrderedOutput?
    var coverage = InputCoverage()
    /// Inputs whose rows may stand for more than one record each.
    private var inputsOfUnclearWeight: [String] = []

    /// `inputs`: how many there will be; duplicates exist only between several (rules.md D6).
    public init(_ knowledge: Knowledge, options: AnalysisOptions, inputs: Int, threads: Int) {
        var options = options
        options.threads = max(1, threads)
        self.knowledge = knowledge
        self.options = options
        let output = options.each.map { OrderedOutput($0.write) }
        self.output = output
        let plan = options.contact == nil ? knowledge.plan : knowledge.planOfAll
        reader = LogReader(
            plan: plan, threads: threads, inputs: inputs, countsLines: output != nil || options.contact != nil
        ) {
            Tally(knowledge, options: options, output: output)
        }
    }

    /// Reads one input to its end; throws for one that is no log at all. `unwraps`: a small one in which no record is found is
    /// looked at again, without quotes, escapes and whatever is around documents.
    public func read(
        _ source: ByteSource, unwraps: Bool = false, progress: (@Sendable (Int) -> Void)? = nil
    ) throws(InputError) {
        let summary = try count(source, progress: progress)
        // Nothing was counted, so that a second look at the text counts nothing twice.
        if unwraps, summary.records == 0, summary.duplicates == 0, let text = source.whole, !text.isEmpty {
            let reading = PasteExplainer.Reading(knowledge.unwrapper.read(all: text), knowledge, dropsHalves: true)
            if reading.hasDocuments {
                var found = count(reading, bytes: text.count, name: source.name)
                if found.records == 0, summary.others > 0 { return coverage.add(source.name, summary) }
                found.unread += max(0, summary.unread - knowledge.plan.soughtTexts(in: reading.text))
                if found.unread > 0, found.unreadLines.isEmpty { found.unreadLines = summary.unreadLines }
                coverage.add(source.name, found)
                coverage.add(source.name, reading.unwrapping)
                return
            }
        }
        coverage.add(source.name, summary)
    }

    /// Counts the records of one input, and leaves it to the caller to note what was read.
    func count(_ source: ByteSource, progress: (@Sendable (Int) -> Void)? = nil) throws(InputError) -> ReadSummary {
        output?.begin()
        for tally in reader.sinks { tally.begin(source.name) }
        let summary = try reader.read(source, progress: progress)
        settleWeights(summary, source.name)
        return summary
    }

    /// Decides whether the rows of an input stand for as many as a column of it says: if each has a number there.
    private func settleWeights(_ summary: ReadSummary, _ name: String) {
        var seen = RowWeights.Seen()
        for tally in reader.sinks { seen.add(tally.seenCounts) }
        guard seen != RowWeights.Seen() else { return }
        let rows = summary.records - summary.duplicates
        let isPlain = seen.wrong == 0 && seen.counted == rows
        for tally in reader.sinks { tally.settle(isPlain: isPlain) }
        let isDoubtful = !isPlain && (seen.counted + seen.wrong > 0 || seen.unclear == rows)
        if isDoubtful && !inputsOfUnclearWeight.contains(name) { inputsOfUnclearWeight.append(name) }
    }

    /// Takes what is wrong with the configurations, where that was found while the inputs were read.
    public func take(configurationFindings: [Finding]) { options.configurationFindings = configurationFindings }

    /// Notes what of an input could not be read, as whoever fetched it says.
    public func note(_ gaps: [Gap]) { coverage.add(gaps) }

    /// Takes findings of whoever fetched the inputs.
    public func take(findings: [Finding]) { options.configurationFindings += findings }

    /// Notes an input that could not be read.
    public func skip(_ name: String, _ fault: InputError) { coverage.skip(name, fault) }

    /// Records before filters.
    public var recordsRead: Int { coverage.total.records }

    /// The report on a text whose own `report` shows nothing, once it has been taken out of quotes, escapes and
    /// whatever is around it; nothing if that shows no more.
    public func unwrapping(_ text: [UInt8], called name: String, after report: Report) -> Report? {
        guard report.isBlank else { return nil }
        let unwrapped = PasteExplainer(knowledge, options: options, name: name).explain(all: text)
        return unwrapped.flatMap { $0.isBlank ? nil : $0 }
    }

    /// Whether nothing could be read.
    public var hasReadNothing: Bool { coverage.readable == 0 }

    /// Judges all that was read.
    public func report() -> Report { report(on: totals()) }

    /// The same, and the days of each business whose records were read, before filters.
    public func judged() -> (report: Report, days: [BusinessActivityDays]) {
        let totals = totals()
        let missing = Rhythm.missingDays(of: totals.businesses, until: LogEnd(totals.businesses, options))
        let days = totals.businesses.map { BusinessActivityDays($0, missing: missing[$0.number]) }
        return (report(on: totals), days)
    }

    private func totals() -> AnalysisTotals {
        let tallies = reader.sinks
        for tally in tallies.dropFirst() { tallies[0].merge(tally) }
        return tallies[0].totals()
    }

    private func report(on totals: AnalysisTotals) -> Report {
        ReportBuilder(
            knowledge: knowledge, options: options, coverage: coverage, inputsOfUnclearWeight: inputsOfUnclearWeight
        ).report(on: totals)
    }
}

extension Report {
    /// Whether nothing that was read looks like a check-in, or shows a failure.
    var isBlank: Bool { coverage.gaps.contains { $0.code == Codes.noCheckIn } }
}

/// When a business had contacts, as far as records of it were read.
public struct BusinessActivityDays: Sendable {
    /// 15 digits in every known case.
    public var businessNumber: String
    /// The playbook's name of the integration that it has records of.
    public var integration: String?
    /// From the first to the last day with contacts, in order, without a hole; empty where it has failures only.
    public var days: [LocationDays.Day]

    /// The days without a contact, to the end of the log, on which some were expected (rules.md D34), in order; nil where its
    /// contacts are too few to tell.
    public var missing: [CivilDay]?

    init(_ business: BusinessDays, missing: [Int]?) {
        self.missing = missing?.map(CivilDay.init(number:))
        businessNumber = business.number
        integration = business.integration
        guard business.activeDays > 0 else {
            days = []
            return
        }
        days = (business.first...business.last).map {
            LocationDays.Day(day: CivilDay(number: $0).text, contacts: business[$0])
        }
    }
}

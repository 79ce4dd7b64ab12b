internal import Glibc
internal import LogAnalysis
internal import LogReading
public import Model
internal import Support

/// Which businesses a plan is about: named, in a file, or those of a log that show a 401; each once, in that order.
public struct BusinessList {
    /// Digits only, each number once, in the order in which they were added.
    public private(set) var numbers: [String] = []
    /// The files and logs that were read for them.
    public private(set) var coverage = Coverage()
    /// Worth a remark on stderr.
    public private(set) var remarks: [String] = []
    /// Failures of other kinds that the logs show, for a list that stays empty: a code, its title and how many records.
    public private(set) var otherFailures: [String] = []
    private var seen: Set<String> = []

    /// Makes an empty list.
    public init() {}

    /// Adds one; the fault says where it stands.
    public mutating func add(_ text: String, at place: @autoclosure () -> String) throws(CommandError) {
        guard let number = BusinessNumber(text) ?? BusinessNumber(Self.trimmed(text)) else {
            throw CommandError(
                place().isEmpty ? ExitCode.usage : ExitCode.unreadable,
                "\(place().isEmpty ? "" : "\(place()): ")found ‘\(Self.trimmed(text).prefix(40))’, expected a business number",
                remedy: "a business number has 15 digits, such as 169990000000101")
        }
        guard seen.insert(number.text).inserted else { return }
        if !number.hasUsualLength { remarks.append("\(number) has \(number.text.utf8.count) digits, and not 15") }
        numbers.append(number.text)
    }

    private static func trimmed(_ text: String) -> Substring {
        var text = text[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static let headings: Set = [
        "businessnumber", "businessid", "business", "businesses", "locationid", "locationnumber", "location",
    ]

    /// Adds those of a file: one a line, or the column of a CSV that is headed so, else the first one.
    public mutating func add(file path: String) throws(CommandError) {
        let shown = path == "-" ? "standard input" : path
        let bytes = try CommandError.reading(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(ExitCode.unreadable, "\(shown): is not text in UTF-8", remedy: "save it as UTF-8 text")
        }
        let table = DelimitedText(text)
        let rows = table.rows(table.separator)
        let column = rows.first?.cells.firstIndex { Self.headings.contains($0.lowercased().filter(\.isLetter)) }
        for row in rows.dropFirst(column == nil ? 0 : 1) {
            let index = column ?? 0
            try add(row.cells.indices.contains(index) ? row.cells[index] : "", at: "\(shown):\(row.number)")
        }
        coverage.inputs.append(
            InputSummary(
                name: path, format: table.separator == nil ? "column" : "csv", bytes: bytes.count, records: rows.count))
    }

    /// Adds those that a log shows with a 401 while their integration ran.
    public mutating func add(logs paths: [String], _ playbooks: PlaybookSet) throws(CommandError) {
        guard !paths.isEmpty else { return }
        let report = try LogLook.report(paths, playbooks)
        coverage.inputs += report.coverage.inputs
        coverage.gaps += report.coverage.gaps
        let codes = LogLook.unauthorized(playbooks)
        let found = report.findings.filter { codes.contains($0.code) }
        let failures = LogLook.failures(playbooks).subtracting(codes)
        otherFailures += report.findings.filter { failures.contains($0.code) }.map {
            "\($0.title) (\($0.code), \($0.count))"
        }
        for business in found.flatMap(\.businesses) { try add(business.businessNumber, at: "a log record") }
        let unnamed = found.reduce(0) { $0 + $1.count }
        if found.flatMap(\.businesses).isEmpty, unnamed > 0 {
            remarks.append("\(unnamed) records show a 401 and name no business; --field business=PATH helps `explain`")
        }
    }
}

/// One pass over log files, as `explain` makes it.
enum LogLook {
    /// The codes of a 401 while the integration ran, whatever it says besides (rules.md D37).
    static func unauthorized(_ playbooks: PlaybookSet) -> Set<String> {
        Set(
            playbooks.playbooks.flatMap(\.rules).filter { $0.statuses == ["401"] || $0.answeredWith == "401" }.map(
                \.code))
    }

    /// The codes of all failures that a record may show.
    static func failures(_ playbooks: PlaybookSet) -> Set<String> {
        let kinds: [RuleKind] = [.status, .textSignature]
        return Set(playbooks.playbooks.flatMap(\.rules).filter { kinds.contains($0.kind) }.map(\.code))
    }

    static func report(
        _ paths: [String], _ playbooks: PlaybookSet, _ options: AnalysisOptions = AnalysisOptions()
    ) throws(CommandError) -> Report {
        let analysis = Analysis(
            Knowledge(playbooks), options: options, inputs: paths.count,
            threads: max(1, min(64, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))))
        for path in paths {
            do throws(InputError) {
                try analysis.read(try RecordSource(path: path).open())
            } catch {
                throw CommandError(ExitCode.unreadable, "\(path): \(error.text)", remedy: error.remedy)
            }
        }
        return analysis.report()
    }
}

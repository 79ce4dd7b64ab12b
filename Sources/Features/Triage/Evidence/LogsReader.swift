internal import Configuration
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import Model
internal import Support

/// Reads logs as `explain` does, judged against the configuration.
struct LogsReader {
    let gatherer: EvidenceGatherer

    func read(_ evidence: ClientEvidence) async -> (log: Gathered<LogEvidence>, gaps: [Gap]) {
        let question = gatherer.question
        if question.logs.isEmpty { return (.absent("no log was given", needs: ["--logs"]), []) }
        let playbooks = gatherer.playbooks
        return await Task.detached { Self.read(question, evidence, playbooks) }.value
    }

    private static func read(
        _ question: TriageQuestion, _ evidence: ClientEvidence, _ playbooks: PlaybookSet
    ) -> (log: Gathered<LogEvidence>, gaps: [Gap]) {
        var options = AnalysisOptions()
        options.business = evidence.scope.count == 1 ? evidence.scope.first : nil
        (options.window.since, options.window.until) = (question.since, question.until)
        options.clock = question.clock
        if !evidence.resolved.isEmpty { options.configuration = evidence.resolved }
        options.comparedWith = question.comparedWith
        if let planned = question.planned {
            options.planned = ResolvedConfiguration(
                evidence.configuration, settings: question.settings, plan: planned.configuration, playbooks: playbooks)
        }
        var files: [String] = []
        var gaps: [Gap] = []
        func miss(_ name: String, _ error: InputError) {
            gaps.append(Gap(code: RoomFinding.unreadable, detail: "\(name) was not read: \(error.text)."))
        }
        for name in question.logs {
            do throws(InputError) { files += try InputNames.files(of: name) } catch { miss(name, error) }
        }
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let analysis = Analysis(
            evidence.knowledge, options: options, inputs: files.count, threads: max(1, min(64, cores)))
        for name in files {
            do throws(InputError) {
                try analysis.read(try RecordSource(path: name).open(), unwraps: true)
            } catch {
                miss(name, error)
            }
        }
        if analysis.hasReadNothing { return (.absent("no log could be read", needs: ["--logs"]), gaps) }
        let judged = analysis.judged()
        let days = Dictionary(judged.days.map { ($0.businessNumber, $0) }) { first, _ in first }
        let end = judged.days.compactMap { $0.days.last?.day }.max()
        return (.came(LogEvidence(report: judged.report, days: days, end: end)), gaps)
    }
}

internal import CredentialMail
internal import Glibc
internal import Model
internal import Reporting
internal import Support

/// Reads credential emails as `message` does.
struct MailsReader {
    let gatherer: EvidenceGatherer

    func read() async -> (mail: Gathered<MailEvidence>, gaps: [Gap]) {
        let question = gatherer.question
        guard !question.mails.isEmpty,
            var analysis = MailAnalysis(gatherer.playbooks, now: Int(time(nil)), collectsSecrets: true)
        else {
            return (.absent("no email was given", needs: ["--message"]), [])
        }
        var gaps: [Gap] = []
        for name in question.mails {
            do throws(FileError) {
                analysis.add(try Files.read(name, limit: MailAnalysis.largest), name: name)
            } catch {
                if case .tooLarge = error.reason {
                    analysis.add(tooLarge: name)
                } else {
                    gaps.append(
                        Gap(code: RoomFinding.unreadable, detail: "\(name) was not read: \(error.systemText)."))
                }
            }
        }
        if analysis.readings.isEmpty { return (.absent("no email could be read", needs: ["--message"]), gaps) }
        let proposal = analysis.proposal()
        let credentials = proposal.reading.credentialFile?.json
        gatherer.services?.console.learn(analysis.secrets)
        return (
            .came(
                MailEvidence(
                    findings: analysis.findings + proposal.findings, serviceUser: proposal.reading.serviceUser?.shown,
                    date: proposal.reading.date, credentials: credentials)), gaps + analysis.gaps
        )
    }
}

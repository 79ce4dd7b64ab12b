internal import CredentialMail
internal import Glibc
public import LogReading
public import Model
public import Reporting

/// One run of `redact`: logs, tables and mails again, without what is not known to be harmless.
public struct Redaction {
    private let playbooks: PlaybookSet
    private let gate: Gate
    private let rules: RedactionRules
    private let harmless: HarmlessText
    private let plan: RedactionPlan
    private let pseudonyms = Pseudonyms()
    private var logs: ParallelRedactor
    private var hidden = HiddenTally()
    private var leftOut: [RedactionSummary.LeftOut] = []
    private let kept: [String]
    /// What is read whole before it is copied, so that what the reader of logs finds in it stays.
    private static let mostRead = 4 << 20

    /// `threads`: how many copy a log at the same time. `keptWords` and `keptFields`: what stays besides.
    public init(
        _ playbooks: PlaybookSet, gate: Gate, threads: Int, keptWords: [String] = [], keptFields: [String] = []
    ) {
        self.playbooks = playbooks
        self.gate = gate
        rules = RedactionRules(playbooks, further: keptFields)
        harmless = HarmlessText(playbooks, keptWords: keptWords)
        plan = RedactionPlan(playbooks, rules)
        kept = keptWords.map { "word \($0)" } + keptFields.map { "field \($0)" }
        logs = ParallelRedactor(rules, gate: gate, harmless: harmless, pseudonyms: pseudonyms, threads: threads)
    }

    /// What was hidden and left out so far.
    public var summary: RedactionSummary {
        var all = hidden
        all.add(logs.tally)
        return RedactionSummary(hidden: all.named, leftOut: leftOut, kept: kept)
    }

    /// Copies one input, whatever it is by its first bytes; `write` takes what may be shown, and answers false if nobody
    /// wants more.
    public mutating func copy(_ source: ByteSource, write: ([UInt8]) -> Bool) throws(InputError) {
        let before = summary.hidden[HiddenKind.longText.name] ?? 0
        try copyWhole(source, write: write)
        let count = (summary.hidden[HiddenKind.longText.name] ?? 0) - before
        guard count > 0 else { return }
        leftOut.append(
            RedactionSummary.LeftOut(
                input: source.name, what: count == 1 ? "text of over 1 MiB" : "texts of over 1 MiB", count: count,
                isGap: true))
    }

    private mutating func copyWhole(_ source: ByteSource, write: ([UInt8]) -> Bool) throws(InputError) {
        var head = try source.firstPiece(1 << 18)
        // The mark of UTF-8 says nothing that the copy needs.
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        head = Self.plain(head)
        if MailReader.isMail(head) { return try mail(head, source, write) }
        // Copied out of a page, a document is indented with spaces that do not break.
        if Self.holdsIndent(head) {
            head = Array(String(decoding: head, as: UTF8.self).replacing("\u{A0}", with: " ").utf8)
        }
        var isWhole = false
        while head.count < Self.mostRead {
            let more = source.piece(1 << 18)
            if more.isEmpty {
                isWhole = true
                break
            }
            head += Self.plain(more)
        }
        let readValues = ReadValues(of: head, plan, harmless)
        if readValues.isNoLog, let form = MailReader.read(Array(head.prefix(4096))).otherForm { throw .notText(form) }
        if let table = TextTable.of(head, plan.tablePlan) {
            self.table(table, head, source, readValues.soughtOnly, write)
        } else if isWhole, isCredentialText(head) {
            credentialText(head, readValues, write)
        } else {
            log(head, source, readValues, write)
        }
    }

    /// Whether a short text that holds no JSON names credentials, as one that was copied out of a mail or written into a
    /// ticket does.
    private func isCredentialText(_ head: [UInt8]) -> Bool {
        guard head.count < 1 << 16, !head.contains(0x7B), !head.contains(0x7D) else { return false }
        return MailAnalysis(playbooks, now: 0)?.namesCredentials(head) == true
    }

    /// Whether a line begins with a space that does not break.
    private static func holdsIndent(_ head: [UInt8]) -> Bool {
        head.withUnsafeBufferPointer { bytes in
            var at = 0
            while let found = bytes[at...].firstIndex(of: 0xC2) {
                if found > 0, bytes[found - 1] == 0x0A, found + 1 < bytes.count, bytes[found + 1] == 0xA0 {
                    return true
                }
                at = found + 1
            }
            return false
        }
    }

    /// With a line's end in place of a zero, which some put between documents.
    private static func plain(_ piece: [UInt8]) -> [UInt8] {
        let holdsZero = piece.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        }
        return holdsZero ? piece.map { $0 == 0 ? 0x0A : $0 } : piece
    }

    private mutating func log(
        _ head: [UInt8], _ source: ByteSource, _ readValues: ReadValues, _ write: ([UInt8]) -> Bool
    ) {
        logs.begin(readValues)
        var piece = head
        while !piece.isEmpty {
            for safe in logs.next(Self.plain(piece), isEnd: false) where !write(safe) { return }
            piece = source.piece(1 << 19)
        }
        for safe in logs.next([], isEnd: true) { _ = write(safe) }
    }

    private mutating func table(
        _ table: TextTable, _ head: [UInt8], _ source: ByteSource, _ readValues: ReadValues, _ write: ([UInt8]) -> Bool
    ) {
        let redactor = LogRedactor(
            rules, gate: gate, harmless: harmless, pseudonyms: pseudonyms, isText: true, readValues: readValues)
        var copy = TableRedactor(redactor, table: table)
        _ = write(copy.header(Array(head[..<table.headerEnd])))
        var piece = Array(head[table.headerEnd...])
        repeat {
            if !write(copy.next(piece, isEnd: false)) { break }
            piece = source.piece(1 << 18)
        } while !piece.isEmpty
        _ = write(copy.next([], isEnd: true))
        hidden.add(copy.tally)
    }

    /// A text as it stands, without the credentials in it.
    private mutating func credentialText(_ text: [UInt8], _ readValues: ReadValues, _ write: ([UInt8]) -> Bool) {
        var analysis = MailAnalysis(playbooks, now: 0, collectsSecrets: true)
        analysis?.add(MailReader.read(text), name: "text")
        var copy = LogRedactor(
            rules, gate: gate, harmless: harmless, pseudonyms: pseudonyms, secrets: analysis?.secrets ?? [],
            readValues: readValues)
        _ = write(copy.next(text, isEnd: true))
        hidden.add(copy.tally)
    }

    /// What a mail shows, without its credentials wherever they stand in it.
    private mutating func mail(_ head: [UInt8], _ source: ByteSource, _ write: ([UInt8]) -> Bool) throws(InputError) {
        var bytes = head
        while true {
            let piece = source.piece(1 << 18)
            if piece.isEmpty { break }
            bytes += piece
            if bytes.count > MailAnalysis.largest { throw .mailTooLarge }
        }
        let mail = MailReader.read(bytes)
        if let form = mail.otherForm { throw .notText(form) }
        if mail.unreadParts > 0 {
            leftOut.append(
                RedactionSummary.LeftOut(
                    input: source.name,
                    what: mail.unreadParts == 1 ? "part that is not text" : "parts that are not text",
                    count: mail.unreadParts))
        }
        var analysis = MailAnalysis(playbooks, now: 0, collectsSecrets: true)
        analysis?.add(mail, name: "email")
        var copy = LogRedactor(
            rules, gate: gate, harmless: harmless, pseudonyms: pseudonyms, secrets: analysis?.secrets ?? [],
            isText: true)
        for text in mail.texts where !text.isPassedOver {
            var lines: [String] = text.part.isEmpty ? [] : ["[\(text.part)]"]
            for line in text.lines {
                let isNextCell = (line.cell ?? 1) > 1 && !lines.isEmpty
                if isNextCell { lines[lines.count - 1] += "\t" + line.text } else { lines.append(line.text) }
            }
            _ = write(copy.next(Array((lines.joined(separator: "\n") + "\n").utf8), isEnd: true))
        }
        hidden.add(copy.tally)
    }
}

extension HarmlessText {
    /// The shipped vocabulary with the words of what playbooks know to stand in a log.
    convenience init(_ playbooks: PlaybookSet, keptWords: [String]) {
        let all = playbooks.playbooks
        let reasons = all.flatMap(\.rules).flatMap { rule in
            (rule.reason.map { [$0] } ?? []) + rule.alsoWritten + rule.texts
        }
        let meanings = all.flatMap(\.evidenceFields).flatMap(\.meanings).flatMap { [$0.value, $0.meaning] }
        let names = all.compactMap(\.identity).flatMap(\.names) + all.map(\.name)
        self.init(
            Vocabulary.shipped.with(reasons + meanings + names + keptWords),
            pathWords: all.flatMap(\.keptPathWords))
    }
}

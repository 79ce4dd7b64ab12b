internal import CredentialMail
public import LogReading
public import Model
public import Reporting

/// One run of `redact`: logs, tables and mails again, without identities and secrets.
public struct Redaction {
    private let playbooks: PlaybookSet
    private let gate: Gate
    private let rules: RedactionRules
    private var logs: ParallelRedactor
    private var hidden: [String: Int] = [:]

    /// `threads`: how many copy a log at the same time.
    public init(_ playbooks: PlaybookSet, gate: Gate, threads: Int) {
        self.playbooks = playbooks
        self.gate = gate
        rules = RedactionRules(playbooks)
        logs = ParallelRedactor(rules, gate: gate, threads: threads)
    }

    /// How many values were hidden, by kind.
    public var counts: [String: Int] { hidden.merging(logs.counts, uniquingKeysWith: +) }

    /// Copies one input, whatever it is by its first bytes; `write` takes what may be shown, and answers false if nobody
    /// wants more.
    public mutating func copy(_ source: ByteSource, write: ([UInt8]) -> Bool) throws(InputError) {
        let head = try source.firstPiece(1 << 18)
        if MailReader.isMail(head) {
            try mail(head, source, write)
        } else if let table = TextTable.of(head, known: rules.names) {
            self.table(table, head, source, write)
        } else if isCredentialText(head) {
            try mail(head, source, write)
        } else {
            log(head, source, write)
        }
    }

    /// Whether a short text that holds no JSON names credentials, as one that was copied out of a mail or written into a
    /// ticket does.
    private func isCredentialText(_ head: [UInt8]) -> Bool {
        guard head.count < 1 << 16, !head.contains(0x7B) else { return false }
        return MailAnalysis(playbooks, now: 0)?.namesCredentials(head) == true
    }

    private mutating func log(_ head: [UInt8], _ source: ByteSource, _ write: ([UInt8]) -> Bool) {
        logs.begin()
        var piece = head
        while !piece.isEmpty {
            for safe in logs.next(piece, isEnd: false) where !write(safe) { return }
            piece = source.piece(1 << 22)
        }
        for safe in logs.next([], isEnd: true) { _ = write(safe) }
    }

    private mutating func table(_ table: TextTable, _ head: [UInt8], _ source: ByteSource, _ write: ([UInt8]) -> Bool) {
        var copy = TableRedactor(rules, gate: gate, table: table)
        _ = write(copy.header(Array(head[..<table.headerEnd])))
        var piece = Array(head[table.headerEnd...])
        repeat {
            if !write(copy.next(piece, isEnd: false)) { break }
            piece = source.piece(1 << 18)
        } while !piece.isEmpty
        _ = write(copy.next([], isEnd: true))
        hidden.merge(copy.counts, uniquingKeysWith: +)
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
        var analysis = MailAnalysis(playbooks, now: 0, collectsSecrets: true)
        analysis?.add(mail, name: "mail")
        var copy = LogRedactor(rules, gate: gate, secrets: analysis?.secrets ?? [], isText: true)
        for text in mail.texts where !text.isPassedOver {
            var lines: [String] = text.part.isEmpty ? [] : ["[\(text.part)]"]
            for line in text.lines {
                let isNextCell = (line.cell ?? 1) > 1 && !lines.isEmpty
                if isNextCell { lines[lines.count - 1] += "\t" + line.text } else { lines.append(line.text) }
            }
            _ = write(copy.next(Array((lines.joined(separator: "\n") + "\n").utf8), isEnd: true))
        }
        hidden.merge(copy.counts, uniquingKeysWith: +)
    }
}

extension RedactionRules {
    /// What playbooks declare as evidence stays; what they call a contact or an identity goes.
    init(_ playbooks: PlaybookSet) {
        let fields = playbooks.playbooks.flatMap(\.recordFields)
        let evidence = playbooks.playbooks.flatMap(\.evidenceFields).flatMap { [$0.name] + $0.aliases }
        let needed: Set<RecordRole> = [.reason, .business, .integration, .time, .status]
        let properties = playbooks.playbooks.flatMap(\.properties)
        // Who logs in is a credential's half (rules.md D28).
        let credentials = playbooks.playbooks.compactMap(\.credentialMail).flatMap(\.fields).map(\.property)
        let secret = properties.filter(\.secure).flatMap { [$0.name] + $0.alsoCalled } + credentials
        self.init(
            kept: fields.filter { needed.contains($0.role) }.flatMap(\.aliases) + evidence + ["_id", "_index"],
            hidden: fields.filter { $0.role == .contact }.flatMap(\.aliases)
                + playbooks.playbooks.flatMap(\.identityFields) + secret,
            objects: playbooks.playbooks.flatMap(\.identityObjects),
            keptProperties: properties.flatMap { [$0.name] + $0.alsoCalled }, hiddenProperties: secret)
    }
}

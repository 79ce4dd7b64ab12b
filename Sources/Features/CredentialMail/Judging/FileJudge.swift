internal import Model

/// Reads one file's mail into its values and what is to be said about it.
struct FileJudge {
    let mail: Mail
    let knowledge: CredentialMail
    let make: FindingMaker
    let name: String
    /// The file's number on the command line, to tell findings apart.
    let number: Int
    var reading: FileReading
    private(set) var findings: [Finding] = []
    private(set) var gaps: [Gap] = []
    private(set) var secrets: [String] = []

    init(_ mail: Mail, name: String, number: Int, knowledge: CredentialMail, make: FindingMaker) {
        self.mail = mail
        self.knowledge = knowledge
        self.make = make
        self.name = name
        self.number = number
        let kind =
            switch mail.form {
            case .page: "page"
            case .mail: "mail"
            case .text: "text"
            case .other: "other"
            }
        reading = FileReading(name: name, kind: kind)
    }

    mutating func run() {
        if case .other(let other) = mail.form, other != .rightsManaged { return notAMail(other) }
        let candidates = search()
        secrets = candidates.all.map(\.value)
        if candidates.all.isEmpty, candidates.labelRows.allSatisfy({ $0.value.isEmpty }) { return nothingFound() }
        guard candidates.all.count <= CandidateSearch.most else {
            return say(
                MailCodes.damaged, .undetermined,
                "more labels than any credential mail has; none of their values is given.")
        }
        guard !refuseDamage(candidates) else { return }
        settle(candidates.all)
    }

    mutating func say(_ code: String, _ verdict: Verdict, _ detail: String, key: String = "") {
        reading.codes.append(code)
        let words = ["\(number)", key].filter { !$0.isEmpty }
        findings.append(make.finding(code, verdict, key: words.joined(separator: "-"), "\(name): \(detail)"))
    }

    private func search() -> Candidates {
        let labels = LabelTable(knowledge)
        var candidates = Candidates()
        for (number, text) in mail.texts.enumerated() {
            var search = CandidateSearch(text, number: number, labels: labels)
            search.run()
            candidates.all += search.found
            candidates.labelRows[number] = search.labelRows
            if search.sections.dates.count > 1 { candidates.threads.insert(number) }
        }
        return candidates
    }

    private mutating func notAMail(_ other: OtherForm) {
        reading.codes.append(MailCodes.notAMail)
        gaps.append(Gap(code: MailCodes.notAMail, detail: "\(name) is \(other.rawValue); nothing in it was read."))
        findings.append(
            make.finding(
                MailCodes.notAMail, .confirmed, key: "\(number)", "\(name): \(other.rawValue). \(Self.advice(other))"))
    }

    private static func advice(_ other: OtherForm) -> String {
        switch other {
        case .outlookMessage:
            "Open it in Outlook and save it as .eml (or drag it out of Outlook on the web), then read that."
        case .image, .pdf: "Credentials are not read from pictures; ask for the mail itself, as .eml or message.html."
        case .office, .richText: "Save it as a web page (.html) or as plain text, then read that."
        case .compressed: "Unpack it first."
        case .tnef: "Ask the sender to send the mail as HTML or plain text rather than as Outlook's rich text."
        case .tooLarge: "No credential mail is larger than \(MailReader.largest >> 20) MB; save the one message alone."
        case .tooManyParts: "No credential mail has so many; save the one message alone."
        case .empty, .binary, .rightsManaged: "Save the mail again, as .eml or message.html."
        }
    }

    private mutating func nothingFound() {
        if let envelope = EnvelopeRecognition.recognise(mail, name: name, knowledge.envelopes) {
            return sealed(envelope)
        }
        if let damage = mail.texts.lazy.compactMap({ $0.damages.first }).first {
            return say(
                MailCodes.damaged, .undetermined, "\(place(of: damage)). No label was found; the damage may hide it.")
        }
        var detail = "no label and no text of the form of a ServiceUser in \(count(mail.texts.count, "part"))"
        let hidden = mail.texts.map(\.hidden).reduce(0, +)
        if hidden > 0 { detail += "; \(count(hidden, "character")) of text are not shown and were not searched" }
        if !mail.unread.isEmpty { detail += "; not read: " + unread }
        say(MailCodes.noCredentials, mail.unread.isEmpty && hidden == 0 ? .confirmed : .undetermined, detail + ".")
    }

    private mutating func sealed(_ envelope: Envelope) {
        reading.kind = "sealed"
        reading.product = envelope.envelope?.product
        let product = envelope.envelope?.product ?? "a product that is not known here"
        var code = MailCodes.sealed
        var detail = "a sealed envelope of \(product). \(envelope.envelope?.opening ?? "")"
        if let host = envelope.strangeHost {
            code = MailCodes.imitation
            detail =
                "looks like a sealed envelope of \(product), but its form leads to \(host), which is not that product's."
        }
        reading.codes.append(code)
        gaps.append(Gap(code: code, detail: "\(name) is sealed; what it holds was not read."))
        findings.append(make.finding(code, .confirmed, key: "\(number)", "\(name): \(detail)"))
    }

    /// Refuses the mail where damage touches the values; a warning where it does not. Answers whether it is refused.
    private mutating func refuseDamage(_ candidates: Candidates) -> Bool {
        var elsewhere: [Damage] = []
        for (number, text) in mail.texts.enumerated() {
            let region = candidates.region(of: number)
            let isThread = candidates.threads.contains(number)
            for damage in text.damages {
                guard let region else {
                    elsewhere.append(damage)
                    continue
                }
                if damage.row == .max || isThread || region.contains(damage.row) {
                    say(
                        MailCodes.damaged, .undetermined,
                        "\(place(of: damage, in: text)). It may have changed a value, so none is given.")
                    return true
                }
                elsewhere.append(damage)
            }
        }
        if let first = elsewhere.first {
            let more = elsewhere.count > 1 ? " (and \(elsewhere.count - 1) more)" : ""
            say(MailCodes.damagedElsewhere, .confirmed, "\(place(of: first))\(more), away from the values.")
        }
        return false
    }

    private func place(of damage: Damage, in text: MailText? = nil) -> String {
        let place = damage.row == .max ? "" : ", row \(damage.row)" + (damage.line > 0 ? ", line \(damage.line)" : "")
        return "\(damage.kind.rawValue)\(text.map { $0.part.isEmpty ? "" : " in \($0.part)" } ?? "")\(place)"
    }

    var unread: String { mail.unread.prefix(5).map { $0.fileName ?? $0.type }.joined(separator: ", ") }

    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

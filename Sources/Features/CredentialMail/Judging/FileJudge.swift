internal import Model
internal import Support

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
    /// For what the mail gives no date (`--received`).
    let received: MailDate?
    private var candidates = Candidates()
    private let labels: LabelTable

    init(
        _ mail: Mail, name: String, number: Int, knowledge: CredentialMail, make: FindingMaker, received: MailDate?
    ) {
        self.mail = mail
        self.received = received
        self.knowledge = knowledge
        labels = LabelTable(knowledge)
        self.make = make
        self.name = name
        self.number = number
        let kind: FileReading.Kind =
            switch mail.form {
            case .page: .page
            case .mail: .mail
            case .text: .text
            case .other: .other
            }
        reading = FileReading(name: name, kind: kind)
    }

    mutating func run() {
        if case .other(let other) = mail.form, other != .rightsManaged { return notAMail(other) }
        candidates = search()
        if candidates.all.isEmpty, candidates.labelRows.allSatisfy({ $0.value.isEmpty }) { return nothingFound() }
        guard candidates.all.count <= CandidateSearch.most else {
            return say(
                MailCodes.damaged, .undetermined,
                "more labels than any credential email has; none of their values is given.")
        }
        guard !refuseDamage(candidates) else { return }
        settle(candidates.all)
    }

    mutating func say(_ code: String, _ verdict: Verdict, of role: CredentialRole? = nil, _ detail: String) {
        reading.codes.append(code)
        let key = role.map { "\(number)-\($0.rawValue)" } ?? "\(number)"
        findings.append(make.finding(code, verdict, key: key, "\(name): \(detail)"))
    }

    /// Everything that may be a credential: what was found, and the words near labels.
    var secrets: [String] {
        var region = CredentialRegion(labels)
        for (number, text) in mail.texts.enumerated() {
            region.add(text, holdsServiceUser: candidates.all.contains { $0.text == number && $0.serviceUser != nil })
        }
        return candidates.all.map(\.value) + region.words
    }

    private func search() -> Candidates {
        var candidates = Candidates()
        for (number, text) in mail.texts.enumerated() {
            var search = CandidateSearch(text, number: number, labels: labels)
            search.run()
            candidates.all += search.found
            candidates.empty += search.empty
            candidates.labelRows[number] = search.labelRows
            if search.sections.dates.count > 1 { candidates.threads.insert(number) }
        }
        return candidates
    }

    private mutating func notAMail(_ other: OtherForm) {
        gaps.append(Gap(code: MailCodes.notAMail, detail: "\(name) is \(other.rawValue); nothing in it was read."))
        say(MailCodes.notAMail, .confirmed, "\(other.rawValue). \(Self.advice(other))")
    }

    private static func advice(_ other: OtherForm) -> String {
        switch other {
        case .outlookMessage:
            "Open it in Outlook and save it as .eml (or drag it out of Outlook on the web), then read that."
        case .image, .pdf: "Credentials are not read from pictures; ask for the email itself, as .eml or message.html."
        case .archive: "Unpack it, then read the message in it."
        case .office, .richText: "Save it as a web page (.html) or as plain text, then read that."
        case .compressed: "Unpack it first."
        case .calendar: "Open it in the calendar, copy the appointment's text into a file, and read that."
        case .tnef: "Ask the sender to send the email as HTML or plain text instead of Outlook's rich text."
        case .tooLarge: "No credential email is larger than \(MailReader.largest >> 20) MB; save only this message."
        case .tooManyParts: "No credential email has so many; save only this message."
        case .empty, .binary, .rightsManaged: "Save the email again, as .eml or message.html."
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
        var detail = "no label and no text in the form of a ServiceUser in \(Numbers.plural(mail.texts.count, "part"))"
        let hidden = mail.texts.map(\.hidden).reduce(0, +)
        if hidden > 0 {
            detail += "; \(Numbers.plural(hidden, "character")) of text are not shown and were not searched"
        }
        if !mail.unread.isEmpty { detail += "; not read: " + unread }
        say(MailCodes.noCredentials, mail.unread.isEmpty && hidden == 0 ? .confirmed : .undetermined, detail + ".")
    }

    private mutating func sealed(_ envelope: Envelope) {
        reading.kind = .sealed
        reading.product = envelope.envelope?.product
        let product = envelope.envelope?.product ?? "a product that is not known here"
        var code = MailCodes.sealed
        var named = envelope.envelope?.named ?? "a sealed envelope of \(product)"
        var detail = "\(named). \(envelope.envelope?.opening ?? "")"
        if let host = envelope.strangeHost {
            code = MailCodes.imitation
            named = "what looks like \(named)"
            detail =
                "looks like a sealed envelope of \(product), but its form leads to \(host), which is not that product's."
        }
        gaps.append(Gap(code: code, detail: "\(name): its content was not read, because it is \(named)."))
        say(code, .confirmed, detail)
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

    /// Settles on the three values, or says why one cannot be settled on.
    mutating func settle(_ all: [Candidate]) {
        let shown = all.filter { !mail.texts[$0.text].isPassedOver }
        let newest = shown.filter(\.isLabelled).first { one in
            shown.allSatisfy { !$0.isLabelled || $0.isOfSameMessage(as: one) || !$0.isNewer(than: one) }
        }
        for role in CredentialRole.allCases {
            switch Choice.of(role, among: shown, newest: newest) {
            case .settled(let value, let older):
                guard let other = unread(besides: value) else {
                    take(value, role, older, all)
                    continue
                }
                let there =
                    other.isOfSameMessage(as: value) ? "its label is also there" : "its label is in another message"
                let why = other.doubts.first.map { ": \($0)" } ?? ""
                say(
                    MailCodes.undecided, .undetermined, of: role,
                    "the \(role.label) at \(place(value)) may be the older one: \(there) at \(place(other)), without a "
                        + "value that can be read\(why).")
            case let trouble:
                if case .doubtful(let candidate) = trouble, let plain = plainForm(of: candidate, among: all) {
                    take(plain, role, [], all)
                } else {
                    tell(trouble, role, shown.filter { $0.role == role })
                }
            }
        }
        note(shown)
        expiry()
    }

    /// A label of another message, not certainly an older one, whose value was not read; or of a table in the same one.
    private func unread(besides value: Candidate) -> Candidate? {
        candidates.empty.first { other in
            other.role == value.role && !mail.texts[other.text].isPassedOver
                && (!other.isOfSameMessage(as: value) || !other.doubts.isEmpty) && !value.isNewer(than: other)
        }
    }

    /// The same value in another form of the message, without the marks that alone make it doubtful here (rules.md D44).
    private func plainForm(of candidate: Candidate, among all: [Candidate]) -> Candidate? {
        guard Set(candidate.doubts).isSubset(of: [ValueSigns.decoration, ValueDoubts.unusual]) else { return nil }
        return all.first { other in
            other.role == candidate.role && other.isCertain && mail.texts[other.text].isPassedOver
                && mail.texts[other.text].alternative == mail.texts[candidate.text].alternative
                && other.section == candidate.section && other.value == ValueSigns.undecorated(candidate.value)
        }
    }

    private mutating func take(_ value: Candidate, _ role: CredentialRole, _ older: [Candidate], _ all: [Candidate]) {
        // A mail program shows one of several forms; where the others say something else, one of them is wrong.
        let others = all.filter {
            $0.role == role && mail.texts[$0.text].isPassedOver
                && mail.texts[$0.text].alternative == mail.texts[value.text].alternative
        }
        // Each form is read by its own rules: plain text marks what a page shows in bold, and writes out where links lead.
        func agrees(_ other: Candidate) -> Bool {
            other.value == value.value || ValueSigns.undecorated(other.value) == value.value
                || other.serviceUser != nil && other.serviceUser == value.serviceUser
        }
        if let other = others.first(where: { $0.section == value.section && !agrees($0) }) {
            return say(
                MailCodes.undecided, .undetermined, of: role,
                "the \(role.label) differs between two forms of the same text: \(place(value)) and \(place(other)).")
        }
        reading[role] = found(value)
        if !value.notes.isEmpty {
            let notes = value.notes.joined(separator: "; ")
            say(MailCodes.mended, .confirmed, of: role, "\(role.label) at \(place(value)): \(notes).")
        }
        if role == .serviceUser, value.serviceUser?.looksExchanged == true {
            say(
                MailCodes.exchanged, .likely,
                "ServiceUser at \(place(value)): the second part is a short number, the third is not.")
        }
        if !older.isEmpty {
            say(
                MailCodes.older, .likely, of: role,
                "\(role.label): proposed is the newest, \(place(value)). Older: \(list(older, role)).")
        }
    }

    private mutating func tell(_ trouble: Choice, _ role: CredentialRole, _ own: [Candidate]) {
        switch trouble {
        case .settled: break
        case .missing:
            if role == .serviceUser, tellListedIDs() { return }
            let unreadParts = mail.unread.isEmpty ? "" : " Not read: \(unread)."
            guard let empty = candidates.empty.first(where: { $0.role == role && !mail.texts[$0.text].isPassedOver })
            else {
                return say(
                    MailCodes.missing, .undetermined, of: role,
                    "no \(role.label) after any known label.\(unreadParts)")
            }
            let doubts = mail.texts[empty.text].lines[empty.line].doubts.map(\.rawValue).sorted()
            say(
                MailCodes.missing, .undetermined, of: role,
                "the label of the \(role.label) is at \(place(empty)), without a value that can be read as text"
                    + (doubts.isEmpty ? "" : ": \(doubts.joined(separator: "; "))") + ".\(unreadParts)")
        case .several: say(MailCodes.severalServiceUsers, .undetermined, "\(list(own, role)).")
        case .unordered: say(MailCodes.undecided, .undetermined, of: role, "\(role.label): \(list(own, role)).")
        case .olderOnly:
            say(
                MailCodes.undecided, .undetermined, of: role,
                "\(role.label): only in a message that is older than the newest one: \(list(own, role)).")
        case .doubtful(let candidate):
            say(
                MailCodes.doubtful, .undetermined, of: role,
                "\(role.label) at \(place(candidate)): \(candidate.doubts.joined(separator: "; ")).")
        case .malformed(let candidate):
            say(
                MailCodes.badServiceUser, .undetermined,
                "at \(place(candidate)). \(candidate.fault?.description ?? "")")
        }
    }

    /// Tells of a ServiceUser whose ids are listed one by one; answers whether there is one.
    private mutating func tellListedIDs() -> Bool {
        let ids = ListedIDs(mail, labels)
        guard let user = ids.serviceUser else { return false }
        reading.candidate = user
        let rows = Set(ids.rows).sorted().map(String.init).joined(separator: ", ")
        say(
            MailCodes.listedIDs, .likely, of: .serviceUser,
            "ServiceUser: most likely ‘\(user)’, out of the ids in rows \(rows).")
        return true
    }

    private mutating func note(_ shown: [Candidate]) {
        let texts = Set(shown.map(\.text))
        let hidden = mail.texts.enumerated().filter { texts.contains($0.offset) }.map(\.element.hidden).reduce(0, +)
        if hidden > 0 {
            say(
                MailCodes.hidden, .confirmed,
                "\(Numbers.plural(hidden, "character")) of text in it are not shown, and were not searched."
            )
        }
    }

    private mutating func expiry() {
        guard let moment = reading.moment, reading.password != nil || reading.serviceUser != nil else { return }
        reading.expiry = (
            moment.later(days: knowledge.passwordDays).text, moment.later(months: knowledge.serviceMonths).text
        )
    }

    func found(_ candidate: Candidate) -> FoundValue {
        let text = mail.texts[candidate.text]
        let line = text.lines[candidate.line]
        return FoundValue(
            secret: Secret(candidate.serviceUser?.description ?? candidate.value),
            isPassword: candidate.role == .password, part: text.part, row: line.row, cell: line.cell, line: line.line,
            date: (candidate.date ?? received)?.text, moment: candidate.date ?? received,
            isReceived: candidate.date == nil && received != nil)
    }

    /// `part 1.2, row 4, cell 2`
    func place(_ candidate: Candidate) -> String {
        let text = mail.texts[candidate.text]
        let line = text.lines[candidate.line]
        let words = [text.part, "row \(line.row)", line.cell.map { "cell \($0)" } ?? ""].filter { !$0.isEmpty }
        return words.joined(separator: ", ")
    }

    /// All candidates with their places and dates; passwords without their values.
    private func list(_ candidates: [Candidate], _ role: CredentialRole) -> String {
        candidates.map { candidate in
            // Only what has the form of a ServiceUser is surely nothing else (rules.md D43).
            let isShown = candidate.isLabelled && candidate.serviceUser != nil
            let value = isShown ? "‘\(candidate.value)’" : role == .password ? "a password" : "a value"
            return "\(value) at \(place(candidate)), \(candidate.date.map { "of \($0.shown)" } ?? "without a date")"
        }.joined(separator: "; ")
    }
}

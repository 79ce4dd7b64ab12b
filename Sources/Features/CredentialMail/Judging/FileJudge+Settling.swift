internal import Model

extension FileJudge {
    /// Settles on the three values, or says why one cannot be settled on.
    mutating func settle(_ all: [Candidate]) {
        let shown = all.filter { !mail.texts[$0.text].isPassedOver }
        let newest = shown.filter(\.isLabelled).first { one in
            shown.allSatisfy { !$0.isLabelled || $0.isOfSameMessage(as: one) || !$0.isNewer(than: one) }
        }
        for role in CredentialRole.allCases {
            let choice = Choice(role, among: shown, newest: newest)
            if let trouble = choice.trouble {
                tell(trouble, role, shown.filter { $0.role == role })
            } else if let value = choice.value {
                take(value, role, choice.older, all)
            }
        }
        note(shown)
        expiry()
    }

    private mutating func take(_ value: Candidate, _ role: CredentialRole, _ older: [Candidate], _ all: [Candidate]) {
        // A mail program shows one of several forms; where the others say something else, one of them is wrong.
        let others = all.filter {
            $0.role == role && mail.texts[$0.text].isPassedOver
                && mail.texts[$0.text].alternative == mail.texts[value.text].alternative
        }
        if let other = others.first(where: { $0.section == value.section && $0.value != value.value }) {
            say(
                MailCodes.undecided, .undetermined,
                "the \(role.label) differs between two forms of the same text: \(place(value)) and \(place(other)).",
                key: role.rawValue)
            return
        }
        reading[role] = found(value)
        if !value.notes.isEmpty {
            say(
                MailCodes.mended, .confirmed,
                "\(role.label) at \(place(value)): \(value.notes.joined(separator: "; ")).",
                key: role.rawValue)
        }
        if role == .serviceUser, value.serviceUser?.looksExchanged == true {
            say(
                MailCodes.exchanged, .likely,
                "ServiceUser at \(place(value)): the second part is a short number, the third is not.")
        }
        if !older.isEmpty {
            say(
                MailCodes.older, .likely,
                "\(role.label): proposed is the newest, \(place(value)). Older: \(list(older, role)).",
                key: role.rawValue)
        }
    }

    private mutating func tell(_ trouble: Choice.Trouble, _ role: CredentialRole, _ own: [Candidate]) {
        switch trouble {
        case .missing:
            let unreadParts = mail.unread.isEmpty ? "" : " Not read: \(unread)."
            say(
                MailCodes.missing, .undetermined, "no \(role.label) behind any known label.\(unreadParts)",
                key: role.rawValue)
        case .several:
            say(MailCodes.severalServiceUsers, .undetermined, "\(list(own, role)).")
        case .unordered:
            say(MailCodes.undecided, .undetermined, "\(role.label): \(list(own, role)).", key: role.rawValue)
        case .olderOnly:
            say(
                MailCodes.undecided, .undetermined,
                "\(role.label): only in a message that is older than the newest one: \(list(own, role)).",
                key: role.rawValue)
        case .doubtful(let candidate):
            let shown = role == .password ? "" : " (reads ‘\(candidate.value)’)"
            say(
                MailCodes.doubtful, .undetermined,
                "\(role.label) at \(place(candidate))\(shown): \(candidate.doubts.joined(separator: "; ")).",
                key: role.rawValue)
        case .malformed(let candidate):
            say(
                MailCodes.badServiceUser, .undetermined,
                "at \(place(candidate)), ‘\(candidate.value)’. \(candidate.fault?.description ?? "")")
        }
    }

    private mutating func note(_ shown: [Candidate]) {
        let texts = Set(shown.map(\.text))
        let hidden = mail.texts.enumerated().filter { texts.contains($0.offset) }.map(\.element.hidden).reduce(0, +)
        if hidden > 0 {
            say(
                MailCodes.hidden, .confirmed,
                "\(count(hidden, "character")) of text stand in it that are not shown; they were not searched.")
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
            value: candidate.serviceUser?.description ?? candidate.value, part: text.part, row: line.row,
            cell: line.cell,
            line: line.line, date: candidate.date?.text, moment: candidate.date)
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
            let value = role == .password ? "a password" : "‘\(candidate.value)’"
            return "\(value) at \(place(candidate)), \(candidate.date.map { "of \($0.text)" } ?? "without a date")"
        }.joined(separator: "; ")
    }
}

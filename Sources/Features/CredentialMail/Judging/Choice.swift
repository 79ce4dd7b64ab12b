internal import Model

/// Which of several candidates of one kind is the one, if that can be said.
struct Choice {
    /// Settled; nothing if it is not.
    var value: Candidate?
    /// Older ones of other values.
    var older: [Candidate] = []
    /// Why nothing was settled.
    var trouble: Trouble?

    enum Trouble {
        case missing
        case several
        case unordered
        case olderOnly
        case doubtful(Candidate)
        case malformed(Candidate)
    }

    /// `unit`: the newest message that holds any of the three values.
    init(_ role: CredentialRole, among candidates: [Candidate], newest unit: Candidate?) {
        let own = candidates.filter { $0.role == role }
        guard let first = own.first else {
            trouble = .missing
            return
        }
        if role == .serviceUser {
            settle(serviceUsers: own, first: first)
            return
        }
        let newest = own.first { one in own.allSatisfy { $0.value == one.value || one.isNewer(than: $0) } }
        guard let newest else {
            trouble = .unordered
            return
        }
        if let unit, !newest.isOfSameMessage(as: unit), unit.isNewer(than: newest) {
            trouble = .olderOnly
        } else if !newest.isCertain {
            trouble = .doubtful(newest)
        } else {
            value = newest
            older = own.filter { $0.value != newest.value }
        }
    }

    private mutating func settle(serviceUsers own: [Candidate], first: Candidate) {
        let values = Set(own.compactMap { $0.serviceUser?.description })
        if values.count > 1 {
            trouble = .several
        } else if let broken = own.first(where: { $0.fault != nil }) {
            trouble = .malformed(broken)
        } else {
            // The same value twice: once without a doubt is enough.
            let certain = own.first(where: \.isCertain)
            value = certain
            if certain == nil { trouble = .doubtful(first) }
        }
    }
}

extension Candidate {
    func isOfSameMessage(as other: Candidate) -> Bool { text == other.text && section == other.section }

    /// Certainly sent later: by the dates, or because it stands above in the same thread.
    func isNewer(than other: Candidate) -> Bool {
        if let mine = date, let others = other.date {
            if others.isOlder(than: mine) { return true }
            if mine.isOlder(than: others) { return false }
        }
        return text == other.text && section < other.section
    }
}

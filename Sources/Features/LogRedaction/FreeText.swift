internal import Reporting

/// Takes a stretch of free text apart into what is hidden, what is vouched for, and what is looked at word by word.
final class FreeText: Sendable {
    let rules: RedactionRules
    let harmless: HarmlessText
    private let mask = IdentityMask(keepsQueries: true)

    init(_ rules: RedactionRules, _ harmless: HarmlessText) {
        self.rules = rules
        self.harmless = harmless
    }

    /// What becomes of a part of a text.
    enum Part {
        case hide(HiddenKind, Range<Int>)
        case vouch(Range<Int>)
    }

    /// Whether two names of fields that are known stand in front of equals signs.
    func holdsNames(_ text: Bytes) -> Bool {
        guard text.count > 16, JSONBytes.holds(text, 0x3D) else { return false }
        var count = 0
        for index in text.indices where text[index] == 0x3D {
            if let name = name(in: text, before: index), rules.knows(Bytes(rebasing: text[name])) { count += 1 }
            if count > 1 { return true }
        }
        return false
    }

    /// Whether there is surely nothing to find in a text.
    func isClear(_ text: Bytes) -> Bool { IdentityMask.Look(at: text).isClear }

    /// Calls `body` with what names of fields tell, and between that with what a mask finds, from the first to the last.
    ///
    /// `look`: at this text. `isCommand`: whether it goes on with a call of curl.
    func forEachPart(
        in text: Bytes, from first: Int, _ look: IdentityMask.Look, isCommand: Bool, _ body: (Part) -> Void
    ) {
        var start = first
        func find(_ end: Int) {
            guard start < end else { return }
            let isWhole = start == 0 && end == text.count
            mask.forEachMatch(in: Bytes(rebasing: text[start..<end]), isWhole ? look : nil, isCommand: isCommand) {
                kind, range in
                body(.hide(kind, (start + range.lowerBound)..<(start + range.upperBound)))
            }
        }
        if look.mayAssign {
            // What a secret holds is the secret's: `Authorization: Hawk id="…"`.
            var secrets = secrets(in: text, from: first, look, isCommand)[...]
            func hideSecrets(before end: Int) {
                while let secret = secrets.first, secret.range.lowerBound < end {
                    secrets.removeFirst()
                    if secret.range.lowerBound < start { continue }
                    find(secret.range.lowerBound)
                    body(.hide(secret.kind, secret.range))
                    start = secret.range.upperBound
                }
            }
            forEachNamedValue(in: text, from: first) { part, range in
                hideSecrets(before: range.upperBound)
                guard range.lowerBound >= start else { return }
                find(range.lowerBound)
                body(part)
                start = range.upperBound
            }
            hideSecrets(before: text.count)
        }
        find(text.count)
    }

    private func secrets(
        in text: Bytes, from first: Int, _ look: IdentityMask.Look, _ isCommand: Bool
    ) -> [(kind: HiddenKind, range: Range<Int>)] {
        var found: [(kind: HiddenKind, range: Range<Int>)] = []
        mask.forEachMatch(in: text, look, isCommand: isCommand) { kind, range in
            let isSecret = kind == .secret || kind == .privateKey || kind == .url
            if isSecret, range.lowerBound >= first { found.append((kind, range)) }
        }
        return found
    }

    /// Calls `body` with the value behind each name that tells what it is: `firstName=Mary Ann,`, `'email': '…'`.
    ///
    /// Programs print their objects so, in the middle of a line.
    private func forEachNamedValue(in text: Bytes, from first: Int, _ body: (Part, Range<Int>) -> Void) {
        var index = first
        // How many braces are open in a person's object, whose members are the person's unless they are evidence.
        var depth = 0
        // Where the last part ends.
        var behind = first
        while index < text.count {
            let byte = text[index]
            if depth > 0, byte == 0x7B || byte == 0x5B || byte == 0x28 { depth += 1 }
            if depth > 0, byte == 0x7D || byte == 0x5D || byte == 0x29 || byte == 0x0A { depth -= 1 }
            guard byte == 0x3D || byte == 0x3A, let name = name(in: text, before: index) else {
                index += 1
                continue
            }
            let sign = index
            index += 1
            let named = Bytes(rebasing: text[name])
            // Secrets are the mask's, which knows how they end.
            if IdentityMask.kind(ofField: named) != nil { continue }
            let rule = rules.rule(for: named, inPerson: depth > 0)
            if name.lowerBound >= behind {
                if rules.knows(named), isProgramsName(text, name, sign) || Self.isCompound(named) {
                    body(.vouch(name), name)
                    behind = name.upperBound
                } else if isProgramsName(text, name, sign), !harmless.isClear(named) {
                    body(.hide(.field, name), name)
                    behind = name.upperBound
                }
            }
            let isQuery = isQuery(text, name, sign)
            guard rule != .unknown || isQuery else { continue }
            let isSaid = text[sign] == 0x3A && depth == 0 && sign == name.upperBound && rules.isObject(named)
            let value = value(in: text, behind: sign, isQuery: isQuery)
            if value.isEmpty { continue }
            let bytes = Bytes(rebasing: text[value])
            defer { behind = max(behind, index) }
            switch rule {
            case .hide where opensObject(bytes):
                depth += 1
                index = value.lowerBound + 1
            case .hide where isSaid: break
            case .hide:
                body(.hide(.identity, value), value)
                index = value.upperBound
            case .keep(let type):
                // Without quotes a value mostly ends at a blank.
                let word = value.lowerBound..<(value.first { text[$0] == 0x20 } ?? value.upperBound)
                let isOneWord = type == .identifier || type == .number || type == .documentID
                let fitting = (isOneWord ? [value, word] : [value]).first {
                    type.fits(Bytes(rebasing: text[$0]), harmless)
                }
                if let fitting {
                    body(.vouch(fitting), fitting)
                    index = fitting.upperBound
                }
            default:
                guard isQuery else { break }
                body(.hide(.value, value), value)
                index = value.upperBound
            }
        }
    }

    /// Whether a name has parts, as programs write it and people don't.
    static func isCompound(_ name: Bytes) -> Bool {
        name.contains { $0 == 0x5F || $0 == 0x2E || $0 == 0x40 }
            || name.dropFirst().contains { (0x41...0x5A).contains($0) } && name.contains { (0x61...0x7A).contains($0) }
    }

    /// Whether a name stands in front of an equals sign, or in quotation marks, as programs write it.
    private func isProgramsName(_ text: Bytes, _ name: Range<Int>, _ sign: Int) -> Bool {
        text[sign] == 0x3D || sign > name.upperBound && isMark(text[name.upperBound]) && text[name.upperBound] != 0x20
    }

    private func opensObject(_ value: Bytes) -> Bool {
        guard let first = value.first else { return false }
        return first == 0x7B || first == 0x5B || first == 0x28
    }

    /// Whether a name and its value stand in an address (rules.md D42).
    private func isQuery(_ text: Bytes, _ name: Range<Int>, _ sign: Int) -> Bool {
        guard text[sign] == 0x3D, name.lowerBound > 0 else { return false }
        let before = text[name.lowerBound - 1]
        if before == 0x3F { return name.lowerBound > 1 && text[name.lowerBound - 2] > 0x20 }
        guard before == 0x26 else { return false }
        var at = name.lowerBound - 1
        while at > 0, text[at] > 0x20, text[at] != 0x22, text[at] != 0x27 {
            if text[at] == 0x3F { return true }
            at -= 1
        }
        return false
    }

    /// The word that ends before a sign, with at most quotation marks, backslashes and a blank between them.
    private func name(in text: Bytes, before sign: Int) -> Range<Int>? {
        var end = sign
        while end > 0, sign - end < 24, isMark(text[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start < 64, Self.isInName(text[start - 1]) { start -= 1 }
        guard start < end, !(0x30...0x39).contains(text[start]) else { return nil }
        return start..<end
    }

    /// A blank, a quotation mark, a backslash, or a byte of a typographic mark.
    private func isMark(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x5C || byte == 0x5E || byte == 0x60 || byte == 0xE2
            || byte == 0x80
            || (0x98...0x9F).contains(byte)
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E, 0x40, 0x24: true
        default: false
        }
    }

    /// To the closing quotation mark, or to a sign that ends a value without one.
    private func value(in text: Bytes, behind sign: Int, isQuery: Bool) -> Range<Int> {
        var start = sign + 1
        if start < text.count, text[start] == 0x3E || text[start] == 0x3D { start += 1 }
        while start < text.count, start - sign < 24, text[start] == 0x20 || text[start] == 0x5C { start += 1 }
        guard start < text.count else { return start..<start }
        // Python 2 marks its texts.
        if text[start] == 0x75 || text[start] == 0x62, start + 1 < text.count, text[start + 1] == 0x27 { start += 1 }
        let opening = TypographicMark.length(in: text, at: start)
        if opening > 0 {
            start += opening
        } else if text[start] == 0x22 || text[start] == 0x27 || text[start] == 0x60 {
            let quote = text[start]
            var end = start + 1
            while end < text.count, text[end] != 0x0A {
                if text[end] == quote { break }
                if text[end] == 0x5C, end + 1 < text.count, text[end + 1] == quote { break }
                end += text[end] == 0x5C && end + 1 < text.count && text[end + 1] != 0x0A ? 2 : 1
            }
            return trimmed(text, (start + 1)..<min(end, text.count))
        }
        var end = start
        while end < text.count, text[end] != 0x0A, text[end] != 0x0D {
            if opening > 0 ? TypographicMark.length(in: text, at: end) > 0 : endsValue(text[end], isQuery) { break }
            if opening == 0, text[end] == 0x20, isName(in: text, behind: end, text[sign]) { break }
            end += 1
        }
        return trimmed(text, start..<end)
    }

    /// Whether a name with the same sign follows a blank; with a colon, one that is known.
    private func isName(in text: Bytes, behind blank: Int, _ sign: UInt8) -> Bool {
        var at = blank + 1
        while at < text.count, at - blank < 64, Self.isInName(text[at]) { at += 1 }
        guard at > blank + 1, at < text.count, text[at] == sign else { return false }
        return sign == 0x3D || rules.knows(Bytes(rebasing: text[(blank + 1)..<at]))
    }

    private func endsValue(_ byte: UInt8, _ isQuery: Bool) -> Bool {
        if isQuery, byte <= 0x20 { return true }
        return [0x2C, 0x3B, 0x26, 0x7C, 0x22, 0x29, 0x5D, 0x7D, 0x3C, 0x09].contains(byte)
    }

    /// Without what stands for nothing.
    private func trimmed(_ text: Bytes, _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1] == 0x20 { end -= 1 }
        let word = text[range.lowerBound..<end]
        let isNothing = word.elementsEqual("null".utf8) || word.elementsEqual("None".utf8)
        return isNothing ? range.lowerBound..<range.lowerBound : range.lowerBound..<end
    }
}

/// Quotation marks that word processors put in place of straight ones.
enum TypographicMark {
    /// The length of one at a place, or 0.
    static func length(in text: Bytes, at index: Int) -> Int {
        guard index + 2 < text.count, text[index] == 0xE2, text[index + 1] == 0x80 else { return 0 }
        return (0x98...0x9F).contains(text[index + 2]) ? 3 : 0
    }
}

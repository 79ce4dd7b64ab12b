internal import LogReading
internal import Reporting
internal import Support

/// Documents, by the names of their fields.
extension LogRedactor {
    /// A document, or as much of it as there is; it ends with its line once nothing is open. Answers where.
    mutating func document(_ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout RedactedBytes) -> Int {
        var index = start
        // What is only a sign of JSON's goes to the output in stretches.
        var copied = start
        func copy(to end: Int, _ output: inout RedactedBytes) {
            if end > copied { output.append(Bytes(rebasing: input[copied..<end])) }
        }
        walk.isOpen = true
        while index < input.count {
            if walk.isInLongText {
                index = longTextEnd(input, index)
                copied = index
                continue
            }
            let byte = input[index]
            switch byte {
            case 0x22:
                guard let next = string(input, index, isEnd, &output, &copied) else {
                    copy(to: index, &output)
                    return index
                }
                index = next
            case 0x0A:
                let isWhole = walk.levels.isEmpty && walk.deeper == 0
                if isWhole || endsDocument(input, index + 1, isEnd) {
                    walk.end()
                    copy(to: index + 1, &output)
                    return index + 1
                }
                if index + 1 == input.count, !isEnd {
                    copy(to: index, &output)
                    return index
                }
                walk.hasLines = true
                index += 1
            case 0x5B, 0x7B:
                if byte == 0x5B, walk.rule != .hide, let text = ByteList.read(input, index, isEnd) {
                    guard let text else {
                        copy(to: index, &output)
                        return index
                    }
                    copy(to: index, &output)
                    write(bytes: text.bytes, &output)
                    index = text.end
                    copied = index
                    continue
                }
                walk.open(isList: byte == 0x5B)
                index += 1
            case 0x5D, 0x7D:
                // What follows a whole document tells whether words do.
                if !isEnd, walk.levels.count == 1, walk.deeper == 0, JSONBytes.isBlank(input, from: index + 1) {
                    copy(to: index, &output)
                    return index
                }
                walk.close()
                index += 1
                if walk.levels.isEmpty, walk.deeper == 0, isText(input, behind: index) {
                    walk.end()
                    copy(to: index, &output)
                    return index
                }
            case 0x2C:
                walk.goOn()
                index += 1
            case 0...0x20, 0x3A: index += 1
            default:
                copy(to: index, &output)
                copied = index
                let end = JSONBytes.wordEnd(input, index)
                if end == input.count, !isEnd, end - index < Self.longest { return index }
                word(Bytes(rebasing: input[index..<end]), &output)
                index = end
                copied = end
            }
        }
        copy(to: index, &output)
        if isEnd { walk.end() }
        return index
    }

    /// Whether what stands on the next line is no part of an open document (rules.md D4).
    private func endsDocument(_ input: Bytes, _ start: Int, _ isEnd: Bool) -> Bool {
        if walk.linesStandAlone == true { return true }
        let next = JSONBytes.skipSpace(input, start)
        guard next < input.count else { return false }
        switch input[next] {
        case 0x22, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x2D, 0x30...0x39: return false
        // `true`, `false`, `null`
        default:
            let end = JSONBytes.wordEnd(input, next)
            return !JSONBytes.isConstant(Bytes(rebasing: input[next..<end]))
        }
    }

    /// Whether words follow a whole document on its line.
    private func isText(_ input: Bytes, behind index: Int) -> Bool {
        var next = index
        while next < input.count, input[next] == 0x20 || input[next] == 0x09 || input[next] == 0x0D { next += 1 }
        return next < input.count && !"\n{[,]}".utf8.contains(input[next])
    }

    /// Behind the mark that closes a text of which the beginning was left out.
    private mutating func longTextEnd(_ input: Bytes, _ start: Int) -> Int {
        let found = JSONBytes.close(input, start)
        guard let close = found.end else { return input.count }
        walk.isInLongText = false
        return input[close] == 0x22 ? close + 1 : close
    }

    /// A name or a value in quotes; nothing where its end has not come yet. `copied`: up to where the input was written; what
    /// stays as it is waits for what does not.
    private mutating func string(
        _ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout RedactedBytes, _ copied: inout Int
    ) -> Int? {
        // No name stands behind a colon.
        if start == 0 || input[start - 1] != 0x3A, let familiar = names.familiarName(in: input, at: start + 1),
            familiar.known.isShown
        {
            names.passFamiliar()
            let behind = familiar.end + 1
            output.vouch(ahead: (start - copied)..<(behind - copied), joins: walk.joins)
            walk.joins = true
            take(familiar.known)
            return behind
        }
        let found = JSONBytes.close(input, start + 1)
        guard let close = found.end ?? (isEnd ? input.count : nil) else {
            return longText(input, start, &output, &copied)
        }
        let isWhole = close < input.count && input[close] == 0x22
        let behind = isWhole ? close + 1 : close
        let after = JSONBytes.skipSpace(input, behind)
        if isWhole, after >= input.count, !isEnd { return nil }
        let content = Bytes(rebasing: input[(start + 1)..<close])
        let isName = isWhole && after < input.count && input[after] == 0x3A
        if isName, let known = names.known(content), known.isShown {
            output.vouch(ahead: (start - copied)..<(behind - copied), joins: walk.joins)
            walk.joins = true
            take(known)
            return behind
        }
        let stay = isName ? .no : stay(content, isPlain: found.isASCII && !found.isEscaped)
        if stay != .no {
            if stay == .whole { output.vouch(ahead: (start - copied)..<(behind - copied), joins: walk.joins) }
            walk.joins = stay == .whole
        } else {
            output.append(Bytes(rebasing: input[copied...start]))
            if isName {
                name(content, &output)
            } else {
                let end = output.bytes.count
                value(content, found.isASCII, found.isEscaped, &output)
                remember(content, writtenFrom: end, output)
            }
            copied = close
        }
        if !isWhole { walk.end() }
        return behind
    }

    /// How far a value is written as it stands.
    private enum Stay { case whole, afterLook, no }

    /// `isPlain`: it is ASCII without escapes.
    private mutating func stay(_ content: Bytes, isPlain: Bool) -> Stay {
        guard case .keep(let type) = walk.rule else { return content.isEmpty ? .whole : .no }
        if type.bit == 0 || content.isEmpty || content.count > 64 {
            return isPlain && type.fits(content, harmless) ? .whole : .no
        }
        let known = isInCommand ? 0 : values.known(content) ?? 0
        if known & type.bit != 0 { return .whole }
        if type == .text, known & ValueType.plainText != 0 { return .afterLook }
        if !isPlain { return .no }
        if type != .text {
            guard type.fits(content, harmless) else { return .no }
            values.remember(content, known | type.bit)
            return .whole
        }
        if ValueType.isNothing(content) { return .whole }
        guard secrets.isEmpty, content.count < 32, !JSONBytes.holds(content, 0x7B), text.isClear(content) else {
            return .no
        }
        // Whether a number is harmless depends on what stands around it.
        let isHarmless = !content.contains(where: ValueType.isDigit) && harmless.isHarmless(content)
        values.remember(content, known | (isHarmless ? type.bit : ValueType.plainText))
        return isHarmless ? .whole : .afterLook
    }

    /// Remembers a value that was written as it stands: it is so the next time, since nothing but its field's type and what
    /// it holds has decided that.
    private mutating func remember(_ content: Bytes, writtenFrom start: Int, _ output: borrowing RedactedBytes) {
        guard case .keep(let type) = walk.rule, type.bit != 0, content.count <= 64, secrets.isEmpty, !isInCommand,
            let isVouched = output.isVouched(content, from: start), isVouched || type == .text
        else { return }
        values.remember(content, (values.known(content) ?? 0) | (isVouched ? type.bit : ValueType.plainText))
    }

    /// A text that is too long to be looked at: it is left out, and its end looked for. Nothing where it may end soon.
    private mutating func longText(
        _ input: Bytes, _ start: Int, _ output: inout RedactedBytes, _ copied: inout Int
    ) -> Int? {
        guard input.count - start > Self.longest else { return nil }
        output.append(Bytes(rebasing: input[copied..<start]))
        output.vouch(0x22)
        hide(.longText, Bytes(rebasing: input[(start + 1)..<(start + 65)]), &output)
        output.vouch(0x22)
        copied = input.count
        walk.isInLongText = true
        // A backslash at the very end would hide the mark behind it.
        if input[input.count - 1] == 0x5C { copied -= 1 }
        return copied
    }

    private mutating func value(
        _ content: Bytes, _ isASCII: Bool, _ isEscaped: Bool, _ output: inout RedactedBytes
    ) {
        if content.isEmpty { return }
        if walk.rule != .hide, let text = PackedText.unpacked(content) ?? PackedText.document(content) {
            return output.vouch(JSONBytes.escaped(nested(text)))
        }
        // Gson writes `\u003d` for a sign that needs no escape; nobody would see what it joins.
        if isEscaped, let plain = JSONBytes.withoutNeedlessEscapes(content) {
            return plain.withUnsafeBufferPointer { known(value: $0, isASCII, &output) }
        }
        known(value: content, isASCII, &output)
    }

    private mutating func known(value content: Bytes, _ isASCII: Bool, _ output: inout RedactedBytes) {
        switch walk.rule {
        case .keep(let type):
            if type.fits(content, harmless) || ValueType.isNothing(content) {
                return keep(content, isASCII, &output)
            }
            if type == .text || type == .status || type == .responseCode || type == .property {
                return freeText(content, isASCII, &output)
            }
            unknown(content, isASCII, &output)
        case .hide: hide(.identity, content, &output)
        case .propertyKey, .perhapsPropertyKey:
            let mayBeName = Self.mayBeName(content)
            let property: RedactionRules.Rule =
                walk.rule == .propertyKey
                ? rules.rule(forValueOf: content, isSurelyProperty: true)
                : mayBeName ? known(content).property : .unknown
            if !walk.levels.isEmpty { walk.levels[walk.levels.count - 1].property = property }
            // The name of a column or an attribute, or a person's.
            if mayBeName, isProgramsName(content) {
                keep(content, isASCII, &output)
            } else {
                freeText(content, isASCII, &output)
            }
        case .unknown, .propertyValue, .perhapsPropertyValue: unknown(content, isASCII, &output)
        }
    }

    /// A value that nothing is known of by its name stays where the reader of logs has found it to be a kept field's, where it
    /// is a known field's name, and where it holds documents or what is sought; else nothing of it does.
    private mutating func unknown(_ content: Bytes, _ isASCII: Bool, _ output: inout RedactedBytes) {
        if ValueType.isNothing(content) || Pseudonyms.isOne(content) || readValues.contains(content)
            || isColumnName(content)
        {
            keep(content, isASCII, &output)
        } else if readValues.isSought(in: content) || opensDocument(content) || text.holdsNames(content) {
            freeText(content, isASCII, &output)
        } else {
            hide(.value, content, &output)
        }
    }

    /// Whether an element of a list is the name of a known column: a name that only programs have.
    private func isColumnName(_ content: Bytes) -> Bool {
        let count = walk.levels.count
        let isInList = count > 0 && walk.levels[count - 1].isList || count > 1 && walk.levels[count - 2].isList
        guard isInList else { return false }
        return isProgramsName(content)
    }

    private func isProgramsName(_ content: Bytes) -> Bool {
        guard !JSONBytes.holds(content, 0x20), rules.knows(content) else { return false }
        let isCompound = content.dropFirst().contains { $0 == 0x5F || $0 == 0x2E || (0x41...0x5A).contains($0) }
        let isAllCapitals = content.allSatisfy { !(0x61...0x7A).contains($0) }
        return content[0] == 0x40 || content[0] == 0x5F || isCompound && !isAllCapitals || harmless.isHarmless(content)
    }

    private func opensDocument(_ content: Bytes) -> Bool {
        content.count > 8 && JSONBytes.holds(content, 0x7B) && JSONBytes.holds(content, 0x3A)
    }

    private mutating func keep(_ content: Bytes, _ isASCII: Bool, _ output: inout RedactedBytes) {
        if isASCII {
            output.vouch(content)
        } else {
            output.vouch(gate.copied(content, isJSON: true) ?? Array(content))
        }
    }

    private mutating func freeText(_ content: Bytes, _ isASCII: Bool, _ output: inout RedactedBytes) {
        // When a line in it was logged is what on-call needs.
        if content.count > 18, content[0] == 0x5B || ValueType.isDigit(content[0]) {
            let time = LogPrefix.time(in: content)
            if time.upperBound > 0 {
                write(text: Bytes(rebasing: content[..<time.lowerBound]), &output)
                output.vouch(Bytes(rebasing: content[time]))
                return write(words: content, from: time.upperBound, isASCII, &output)
            }
        }
        // A document inside a text: its own fields decide.
        if let inner = JSONBytes.unescapedDocument(content) {
            output.vouch(JSONBytes.escaped(nested(inner)))
            return
        }
        write(words: content, from: 0, isASCII, &output)
    }

    /// Text whose words are looked at with all else in the end, as far as it is ASCII.
    private mutating func write(
        words content: Bytes, from start: Int, _ isASCII: Bool, _ output: inout RedactedBytes
    ) {
        if isASCII { return write(text: content, from: start, &output) }
        var inner = RedactedBytes(capacity: content.count + 32)
        write(text: content, from: start, &inner)
        let shown = looked(inner)
        output.vouch(shown.withUnsafeBufferPointer { gate.copied($0, isJSON: true) } ?? shown)
    }

    /// A text that was a list of its bytes.
    private mutating func write(bytes: [UInt8], _ output: inout RedactedBytes) {
        let shown: [UInt8]
        if bytes.first(where: { $0 > 0x20 }) == 0x7B {
            shown = nested(bytes)
        } else {
            var inner = RedactedBytes(capacity: bytes.count)
            bytes.withUnsafeBufferPointer { write(text: $0, &inner) }
            shown = looked(inner)
        }
        output.vouch(Array(JSONText.quoted(String(decoding: shown, as: UTF8.self)).utf8))
    }

    /// A whole document that stands in other text.
    mutating func nested(_ inner: [UInt8]) -> [UInt8] {
        let outer = walk
        defer { walk = outer }
        walk = DocumentPlace()
        var copy = RedactedBytes(capacity: inner.count + inner.count / 4)
        inner.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let start = JSONBytes.skipSpace(bytes, at)
                if start < bytes.count, JSONBytes.opens(bytes, start, true) == true {
                    at = document(bytes, at, true, &copy)
                } else {
                    let line = bytes[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
                    write(text: Bytes(rebasing: bytes[..<line]), from: at, &copy)
                    at = line
                }
            }
        }
        return looked(copy)
    }

    private static func isNumeric(_ word: Bytes) -> Bool {
        word.first.map { ValueType.isDigit($0) || $0 == 0x2D } ?? false
    }

    /// A number, or what should be none: damaged JSON must not let a name slip through.
    private mutating func word(_ word: Bytes, _ output: inout RedactedBytes) {
        if JSONBytes.isConstant(word) { return output.vouch(word) }
        var isKept = word.count == 1 && walk.rule != .hide && ValueType.isDigit(word[0])
        if case .keep(let type) = walk.rule {
            let isList = walk.levels.last?.isList == true
            // A time as a list of its parts.
            isKept = isKept || type == .time && isList && word.count <= 9
            isKept =
                isKept || type.fits(word, harmless)
                || type == .text && !isList && word.count <= 3 && ValueType.isNumber(word, digits: 3)
        }
        if isKept || walk.rule != .hide && readValues.contains(word) { return output.vouch(word) }
        output.vouch(0x22)
        hide(walk.rule == .hide ? .identity : Self.isNumeric(word) ? .number : .value, word, &output)
        output.vouch(0x22)
    }
}

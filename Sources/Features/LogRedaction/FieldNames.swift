internal import LogReading
internal import Reporting
internal import Support

/// Names of fields in documents: what of them stays, and what becomes of the values behind them.
extension LogRedactor {
    /// A field's name decides what becomes of its value; it may hold an identity too, where objects are keyed by it.
    mutating func name(_ name: Bytes, _ output: inout RedactedBytes) {
        if names.known(name) == nil, let plain = JSONBytes.withoutNeedlessEscapes(name) {
            return plain.withUnsafeBufferPointer { known(name: $0, &output) }
        }
        known(name: name, &output)
    }

    private mutating func known(name: Bytes, _ output: inout RedactedBytes) {
        let known = known(name)
        if known.isShown {
            output.vouch(name)
        } else if let start = known.shownFrom {
            hide(.field, Bytes(rebasing: name[..<(start - 1)]), &output)
            output.vouch(Bytes(rebasing: name[(start - 1)...]))
        } else {
            hide(.field, name, &output)
        }
        take(known)
    }

    mutating func known(_ name: Bytes) -> FieldName {
        if let found = names.known(name) { return found }
        let isShown = rules.isForm(name) || isHarmlessName(name) || rules.knows(name) && isHarmlessPath(name)
        var rule = rules.rule(for: name)
        // What nobody can read any more names nothing.
        if !isShown, rule == .perhapsPropertyKey || rule == .perhapsPropertyValue { rule = .unknown }
        let shownFrom = isShown ? nil : rules.knownEnd(of: name)
        if !isShown, shownFrom == nil, case .keep = rule { rule = .unknown }
        let known = FieldName(
            rule: rule, personRule: rules.rule(for: name, inPerson: true), isShown: isShown,
            property: rules.rule(forValueOf: name, isSurelyProperty: false),
            shownFrom: shownFrom)
        names.remember(name, known)
        return known
    }

    /// What becomes of the value behind a name.
    mutating func take(_ known: FieldName) {
        let level = walk.levels.last
        var rule = walk.isPersons ? known.personRule : known.rule
        switch rule {
        case .propertyValue: rule = level?.property ?? .hide
        case .perhapsPropertyValue:
            // The value of what stands around it, where nothing names it.
            if let property = level?.property {
                rule = property
            } else if case .keep? = level?.rule {
                rule = level?.rule ?? .unknown
            } else {
                rule = .unknown
            }
        default: break
        }
        walk.rule = rule
    }

    /// Whether the parts of a path in front of the last are known or harmless.
    private func isHarmlessPath(_ name: Bytes) -> Bool {
        Array(name).split(whereSeparator: { $0 == 0x2E || $0 == 0x2F || $0 == 0x5B || $0 == 0x5D }).dropLast()
            .allSatisfy { part in
                Array(part).withUnsafeBufferPointer { rules.knows($0) || rules.isForm($0) || harmless.isClear($0) }
            }
    }

    /// A quick look: names of fields that are read have no digits and no blanks.
    static func mayBeName(_ content: Bytes) -> Bool {
        content.count <= 64 && content.allSatisfy { !ValueType.isDigit($0) && $0 > 0x20 && $0 != 0x2D }
    }

    func isHarmlessName(_ name: Bytes) -> Bool {
        name.count <= 128 && harmless.isClear(name)
    }
}

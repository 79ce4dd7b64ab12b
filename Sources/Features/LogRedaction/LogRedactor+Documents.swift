internal import Reporting

extension LogRedactor {
    /// A document, or as much of it as there is; it ends with its line once nothing is open. Answers where.
    mutating func document(_ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]) -> Int {
        // What stays as it is goes to the output in long stretches.
        var copied = start
        let end = walk(input, start, isEnd, &output, &copied)
        output.append(contentsOf: Bytes(rebasing: input[copied..<end]))
        return end
    }

    private mutating func walk(
        _ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8], _ copied: inout Int
    ) -> Int {
        var index = start
        while index < input.count {
            let byte = input[index]
            switch byte {
            case 0x22:
                guard let next = text(input, index, isEnd, &output, &copied) else { return index }
                index = next
            case 0x0A where place.depth <= 0:
                (place.depth, place.isInside, place.hiddenFrom) = (0, false, nil)
                return index + 1
            case 0x5B, 0x7B:
                open()
                index += 1
            case 0x5D, 0x7D:
                close()
                index += 1
            case 0...0x20, 0x2C, 0x3A: index += 1
            default:
                let end = JSONBytes.wordEnd(input, index)
                if end == input.count, !isEnd, end - index < Self.longest { return index }
                word(input, index..<end, &output, &copied)
                index = end
            }
        }
        return index
    }

    private mutating func open() {
        if place.rule == .hide, place.hiddenFrom == nil { place.hiddenFrom = place.depth }
        place.depth += 1
        place.property = nil
    }

    private mutating func close() {
        place.depth -= 1
        if let from = place.hiddenFrom, place.depth <= from { place.hiddenFrom = nil }
        // What follows in a list has no name of its own.
        place.rule = place.hiddenFrom == nil ? .mask : .hide
    }

    /// A name or a value in quotes; nothing where its end has not come yet.
    private mutating func text(
        _ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8], _ copied: inout Int
    ) -> Int? {
        let found = JSONBytes.close(input, start + 1)
        let isCut = isEnd || input.count - start > Self.longest
        guard let close = found.end ?? (isCut ? input.count : nil) else { return nil }
        let isWhole = close < input.count && input[close] == 0x22
        let behind = isWhole ? close + 1 : close
        let after = JSONBytes.skipSpace(input, behind)
        if isWhole, after >= input.count, !isEnd { return nil }
        let content = (start + 1)..<close
        if isWhole, after < input.count, input[after] == 0x3A {
            name(input, content, found.isASCII, &output, &copied)
        } else {
            string(input, content, found.isASCII, &output, &copied)
        }
        if !isWhole, close < input.count { (place.depth, place.hiddenFrom) = (0, nil) }
        return behind
    }

    /// A field's name decides what becomes of its value; it may hold an identity too, where objects are keyed by it.
    private mutating func name(
        _ input: Bytes, _ range: Range<Int>, _ isASCII: Bool, _ output: inout [UInt8], _ copied: inout Int
    ) {
        let name = Bytes(rebasing: input[range])
        let rule: RedactionRules.Rule
        if let known = names.rule(of: name) {
            rule = known
        } else {
            rule = rules.rule(for: name)
            if !masked(input, range, isASCII, &output, &copied) { names.remember(name, rule) }
        }
        switch rule {
        case .propertyValue: place.rule = place.property ?? .hide
        case .perhapsPropertyValue: place.rule = place.property ?? .mask
        default: place.rule = rule
        }
        if place.rule == .mask, place.hiddenFrom != nil { place.rule = .hide }
    }

    private mutating func string(
        _ input: Bytes, _ range: Range<Int>, _ isASCII: Bool, _ output: inout [UInt8], _ copied: inout Int
    ) {
        switch place.rule {
        case .keep:
            if !isASCII { visible(input, range, &output, &copied) }
        case .hide:
            if range.isEmpty { return }
            output.append(contentsOf: Bytes(rebasing: input[copied..<range.lowerBound]))
            hide(.identity, Bytes(rebasing: input[range]), &output)
            copied = range.upperBound
        case .propertyKey, .perhapsPropertyKey:
            place.property = rules.rule(
                forValueOf: Bytes(rebasing: input[range]), isSurelyProperty: place.rule == .propertyKey)
            _ = masked(input, range, isASCII, &output, &copied)
        case .mask, .propertyValue, .perhapsPropertyValue:
            // A document inside a text: its own fields decide.
            if let inner = JSONBytes.unescapedDocument(Bytes(rebasing: input[range])) {
                output.append(contentsOf: Bytes(rebasing: input[copied..<range.lowerBound]))
                output += JSONBytes.escaped(nested(inner))
                copied = range.upperBound
            } else {
                _ = masked(input, range, isASCII, &output, &copied)
            }
        }
    }

    mutating func nested(_ inner: [UInt8]) -> [UInt8] {
        let outer = place
        defer { place = outer }
        place = Place()
        var copy: [UInt8] = []
        _ = inner.withUnsafeBufferPointer { document($0, 0, true, &copy) }
        return copy
    }

    /// A number, or what should be none: damaged JSON must not let a name slip through.
    private mutating func word(_ input: Bytes, _ range: Range<Int>, _ output: inout [UInt8], _ copied: inout Int) {
        let word = Bytes(rebasing: input[range])
        if place.rule == .keep || JSONBytes.isConstant(word) { return }
        var shown: [UInt8] = []
        if place.rule == .hide { hide(.identity, word, &shown) } else { shown = hidden(word) ?? [] }
        if shown.isEmpty { return }
        output.append(contentsOf: Bytes(rebasing: input[copied..<range.lowerBound]))
        output += [0x22] + shown + [0x22]
        copied = range.upperBound
    }
}

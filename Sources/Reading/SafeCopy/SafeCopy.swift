internal import Redaction

/// Writes a log again without identities and secrets, piece by piece.
///
/// It cannot know names of people in free text; whoever uses it has to be told.
public struct SafeCopy {
    private let rules: SafeCopyRules
    private let pseudonyms = Pseudonyms()
    private let mask = IdentityMask()
    private let secrets: [[UInt8]]
    /// Braces and brackets of JSON that are open.
    private var depth = 0
    /// Whether a line of JSON goes on.
    private var isInside = false
    private let isText: Bool
    private var rest: [UInt8] = []
    private var rule = SafeCopyRules.Rule.mask
    private var isInKey = false
    /// How many values were hidden, by kind.
    public private(set) var counts: [String: Int] = [:]
    /// A value or line that is longer is cut, and its parts are looked at alone.
    private static let longest = 1 << 20

    /// `secrets`: texts to hide wherever they stand, those of fewer than four bytes left out. `isText`: no line is JSON.
    public init(_ rules: SafeCopyRules, secrets: [String] = [], isText: Bool = false) {
        self.rules = rules
        self.isText = isText
        self.secrets = secrets.map { Array($0.utf8) }.filter { $0.count >= 4 }
    }

    /// Begins another input; what was hidden before keeps its pseudonym.
    public mutating func begin() {
        depth = 0
        isInside = false
        rest = []
        rule = .mask
        isInKey = false
    }

    /// Takes the next bytes and answers what can be said of them so far; `isEnd`: nothing follows.
    public mutating func next(_ bytes: some Collection<UInt8>, isEnd: Bool) -> [UInt8] {
        rest += bytes
        var output: [UInt8] = []
        output.reserveCapacity(rest.count + rest.count / 8)
        let input = rest
        let used = input.withUnsafeBufferPointer { units($0, isEnd, &output) }
        rest.removeFirst(used)
        return output
    }

    /// Documents and lines, whichever begins where the last one ended.
    private mutating func units(_ input: UnsafeBufferPointer<UInt8>, _ isEnd: Bool, _ output: inout [UInt8]) -> Int {
        var index = 0
        while index < input.count {
            let start = JSONBytes.skipSpace(input, index)
            if !isInside, !isText, !isInKey, start < input.count {
                guard let opens = JSONBytes.opens(input, start, isEnd) else { return index }
                isInside = opens
                if opens { rule = .mask }
            }
            let next = isInside ? json(input, index, isEnd, &output) : lineEnd(input, index, isEnd, &output)
            if next == index { return index }
            index = next
        }
        return index
    }

    private mutating func lineEnd(
        _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]
    ) -> Int {
        let newline = input[start...].firstIndex(of: 0x0A)
        if newline == nil, !isEnd, input.count - start < Self.longest { return start }
        let end = newline.map { $0 + 1 } ?? input.count
        line(UnsafeBufferPointer(rebasing: input[start..<end]), &output)
        return end
    }

    private mutating func line(_ line: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") { isInKey = true }
        if isInKey {
            if text.contains("-----END ") { isInKey = false }
            counts["private key", default: 0] += isInKey ? 0 : 1
            if !isInKey { output += Array("‹private key hidden›\n".utf8) }
            return
        }
        // When it was logged is what on-call needs; a date further on may be anyone's.
        let time = LogPrefix.timeLength(line)
        output.append(contentsOf: line[..<time])
        let brace = isText ? nil : JSONBytes.document(line, from: time)
        output += hidden(UnsafeBufferPointer(rebasing: line[time..<(brace ?? line.count)]))
        if let brace {
            // A shipper's words before a document.
            rule = .mask
            _ = json(line, brace, true, &output)
            (depth, isInside) = (0, false)
        }
    }

    /// A value without what a mask or a known secret finds in it.
    mutating func hidden(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var found: [String: Int] = [:]
        let pseudonyms = pseudonyms
        var result =
            mask.hiding(value) { kind, bytes in
                found[kind, default: 0] += 1
                return pseudonyms.name(kind, of: bytes)
            } ?? Array(value)
        for secret in secrets {
            while let place = result.firstRange(of: secret) {
                found["secret", default: 0] += 1
                result.replaceSubrange(place, with: pseudonyms.name("secret", of: secret))
            }
        }
        counts.merge(found, uniquingKeysWith: +)
        return result
    }

    private mutating func replaced(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if value.isEmpty { return [] }
        counts["identity", default: 0] += 1
        return pseudonyms.name("identity", of: value)
    }

    /// A document, or as much of it as there is; it ends with its line once nothing is open. Answers where.
    private mutating func json(
        _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]
    ) -> Int {
        var index = start
        while index < input.count {
            let byte = input[index]
            switch byte {
            case 0x22:
                guard let next = text(input, index, isEnd, &output) else { return index }
                index = next
            case 0x0A where depth <= 0:
                (depth, isInside) = (0, false)
                output.append(byte)
                return index + 1
            case 0...0x20, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D:
                if byte == 0x5B || byte == 0x7B { depth += 1 } else if byte == 0x5D || byte == 0x7D { depth -= 1 }
                output.append(byte)
                index += 1
            default:
                let end = JSONBytes.wordEnd(input, index)
                if end == input.count, !isEnd, end - index < Self.longest { return index }
                word(UnsafeBufferPointer(rebasing: input[index..<end]), &output)
                index = end
            }
        }
        return index
    }

    /// A name or a value in quotes; nothing where its end has not come yet.
    private mutating func text(
        _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]
    ) -> Int? {
        let isCut = isEnd || input.count - start > Self.longest
        guard let close = JSONBytes.close(input, start + 1) ?? (isCut ? input.count : nil) else { return nil }
        let isWhole = close < input.count && input[close] == 0x22
        let behind = isWhole ? close + 1 : close
        let after = JSONBytes.skipSpace(input, behind)
        if isWhole, after >= input.count, !isEnd { return nil }
        let content = UnsafeBufferPointer(rebasing: input[(start + 1)..<close])
        output.append(0x22)
        if isWhole, after < input.count, input[after] == 0x3A {
            rule = rules.rule(for: content)
            // A name may hold an identity too, where objects are keyed by it.
            output += hidden(content)
        } else {
            output += string(content)
        }
        if isWhole { output.append(0x22) } else if close < input.count { depth = 0 }
        return behind
    }

    /// A number, or what should be none: damaged JSON must not let a name slip through.
    private mutating func word(_ word: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
        let isConstant = ["true", "false", "null"].contains { word.elementsEqual($0.utf8) }
        if rule == .keep || isConstant {
            output.append(contentsOf: word)
            return
        }
        let shown = rule == .hide ? replaced(word) : hidden(word)
        if shown.elementsEqual(word) { output += shown } else { output += [0x22] + shown + [0x22] }
    }

    private mutating func string(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        switch rule {
        case .keep: return Array(content)
        case .hide: return replaced(content)
        case .mask:
            // A document inside a text: its own fields decide.
            guard let inner = JSONBytes.unescapedDocument(content) else { return hidden(content) }
            let outer = rule
            var copy: [UInt8] = []
            let around = (depth, isInside)
            _ = inner.withUnsafeBufferPointer { json($0, 0, true, &copy) }
            rule = outer
            (depth, isInside) = around
            return JSONBytes.escaped(copy)
        }
    }
}

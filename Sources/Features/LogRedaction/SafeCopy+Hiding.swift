internal import Reporting

extension SafeCopy {
    /// Writes a value's pseudonym.
    mutating func hide(_ kind: HiddenKind, _ value: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
        tally.add(kind)
        pseudonyms.append(kind, of: value, to: &output)
    }

    /// A stretch of text without what a mask or a known secret finds in it; nothing if that is all of it.
    mutating func hidden(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let look = IdentityMask.Look(at: text)
        if secrets.isEmpty, look.isClear { return nil }
        let finder = finder
        var result: [UInt8] = []
        var copied = 0
        finder.forEachMatch(in: text, look) { kind, range in
            result.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<range.lowerBound]))
            hide(kind, UnsafeBufferPointer(rebasing: text[range]), &result)
            copied = range.upperBound
        }
        if copied > 0 { result.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...])) }
        if secrets.isEmpty { return copied > 0 ? result : nil }
        return withoutSecrets(copied > 0 ? result : Array(text))
    }

    private mutating func withoutSecrets(_ text: [UInt8]) -> [UInt8] {
        var result = text
        for secret in secrets {
            while let place = result.firstRange(of: secret) {
                var name: [UInt8] = []
                secret.withUnsafeBufferPointer { hide(.secret, $0, &name) }
                result.replaceSubrange(place, with: name)
            }
        }
        return result
    }

    /// Writes what stands between two quotes without what a mask finds in it; false if that is nothing.
    mutating func masked(
        _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ isASCII: Bool, _ output: inout [UInt8],
        _ copied: inout Int
    ) -> Bool {
        let text = UnsafeBufferPointer(rebasing: input[range])
        if !isASCII || !secrets.isEmpty {
            let kept = hidden(text) ?? Array(text)
            let shown = kept.withUnsafeBufferPointer { gate.copied($0, isJSON: true) } ?? kept
            if shown.elementsEqual(text) { return false }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: input[copied..<range.lowerBound]))
            output += shown
            copied = range.upperBound
            return true
        }
        let look = IdentityMask.Look(at: text)
        if look.isClear { return false }
        var isChanged = false
        func write(_ kind: HiddenKind, _ found: Range<Int>) {
            let start = range.lowerBound + found.lowerBound
            output.append(contentsOf: UnsafeBufferPointer(rebasing: input[copied..<start]))
            hide(kind, UnsafeBufferPointer(rebasing: text[found]), &output)
            copied = range.lowerBound + found.upperBound
            isChanged = true
        }
        if look.mayAssign {
            let finder = finder
            finder.forEachMatch(in: text, look, write)
        } else {
            IdentityMask().forEachMatch(in: text, look, write)
        }
        return isChanged
    }

    /// Writes what stays as JSON writes it, where a character of it must not be shown.
    func visible(
        _ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ output: inout [UInt8], _ copied: inout Int
    ) {
        guard let shown = gate.copied(UnsafeBufferPointer(rebasing: input[range]), isJSON: true) else { return }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: input[copied..<range.lowerBound]))
        output += shown
        copied = range.upperBound
    }
}

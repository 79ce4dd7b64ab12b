/// Where secrets are in a text, told by their positions and never by their looks (rules.md D42): after names of secrets,
/// in headers and options that are not known to be harmless, in addresses and logins.
public struct SecretPositions: Sendable {
    private let names: Set<String>

    /// Makes one that takes these names for names of secrets too, in any case.
    public init(names: [String] = []) { self.names = Set(names.map { $0.lowercased() }) }

    /// Offsets of UTF-8 in the text, from the first to the last, none of which overlap.
    public func ranges(in text: [UInt8]) -> [Range<Int>] {
        text.withUnsafeBufferPointer { bytes in
            var found: [Range<Int>] = []
            let scanner = SecretScanner(bytes: bytes)
            var index = 0
            while index < bytes.count {
                let known = found.count
                found += secrets(scanner, at: index)
                // What is inside a secret is hidden with it.
                let behind = found.dropFirst(known).map(\.upperBound).max() ?? index + 1
                index = max(index + 1, behind)
            }
            return Self.merged(found)
        }
    }

    /// The secrets themselves, for the gate.
    public func texts(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        return ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    private func secrets(_ scanner: SecretScanner, at index: Int) -> [Range<Int>] {
        let bytes = scanner.bytes
        if bytes[index] == Ascii.hyphen { return scanner.optionValues(at: index) }
        let startsLine = index == 0 || bytes[index - 1] == 0x0A
        if startsLine, let header = tracedHeader(scanner, at: index) { return [header] }
        guard Ascii.isWord(bytes[index]), index == 0 || !Ascii.isWord(bytes[index - 1]) else { return [] }
        if let address = scanner.address(at: index) { return address.secrets }
        if let match = scanner.namedValue(at: index, isSecret: isNamed), match.kind == .secret {
            return [match.start..<match.end]
        }
        if let value = scanner.pairedValue(at: index, isSecret: { SecretNames.kind(of: $0) == .secret || isNamed($0) })
        {
            return [value]
        }
        let end = scanner.run(from: index, limit: 64) { Ascii.isWord($0) || $0 == 0x5F || $0 == Ascii.dot }
        let isSecret = SecretNames.kind(of: bytes[index..<end]) == .secret || isNamed(bytes[index..<end])
        if isSecret, let value = scanner.damagedPair(named: index..<end) { return [value] }
        if let token = token(scanner, at: index) { return [token] }
        let opensWord = index == 0 || Ascii.isBlank(bytes[index - 1]) || scanner.mark(at: index - 1) != nil
        return opensWord ? scanner.login(at: index).map { [$0] } ?? [] : []
    }

    private func isNamed(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        !names.isEmpty && names.contains(String(decoding: name, as: UTF8.self).lowercased())
    }

    /// What is after a scheme, whatever it looks like.
    private func token(_ scanner: SecretScanner, at index: Int) -> Range<Int>? {
        let schemes: [StaticString] = ["bearer ", "basic ", "apikey "]
        guard let scheme = schemes.first(where: { scanner.has($0, at: index) }) else { return nil }
        let start = scanner.run(from: index + scheme.utf8CodeUnitCount) { $0 == Ascii.space }
        let value = scanner.value(at: start)
        return value.isEmpty ? nil : value
    }

    /// `> Name: value`, as `curl -v` shows what it sends and receives.
    private func tracedHeader(_ scanner: SecretScanner, at index: Int) -> Range<Int>? {
        guard scanner.has("> ", at: index) || scanner.has("< ", at: index) else { return nil }
        let start = index + 2
        let name = scanner.run(from: start, limit: 64) { Ascii.isWord($0) || $0 == Ascii.hyphen }
        guard name > start, scanner.byte(name) == Ascii.colon else { return nil }
        let end = scanner.run(from: start) { $0 != 0x0A && $0 != 0x0D }
        let secret = HeaderSecrets.range(inHeader: Array(scanner.bytes[start..<end]))
        return secret.map { (start + $0.lowerBound)..<(start + $0.upperBound) }
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else if !range.isEmpty {
                merged.append(range)
            }
        }
    }
}

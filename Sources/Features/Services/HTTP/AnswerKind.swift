/// What a body is, judged by its beginning and not by its `Content-Type`, which gateways often get wrong.
public enum AnswerKind: String, Sendable, Equatable, CaseIterable {
    /// It begins like a JSON object, array, text, number or word.
    case json
    /// Nothing, or blanks only.
    case empty
    /// A web page with a password field or the words of a login page.
    case loginPage
    /// Another web page, such as a proxy's or gateway's error.
    case webPage
    /// `{"fault":{"faultstring":…}}`, the answer of an API gateway in front of the service.
    case gatewayFault
    /// Anything else.
    case plainText

    /// Judges an answer; looks at the first 64 KiB only.
    public static func of(_ answer: HTTPAnswer) -> AnswerKind {
        let text = answer.body.prefix(65_536)
        let trimmed = text.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first = trimmed.first else { return .empty }
        if first == UInt8(ascii: "<") || trimmed.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "<")]) {
            return isLogin(trimmed) ? .loginPage : .webPage
        }
        if first == UInt8(ascii: "{") {
            return contains(trimmed.prefix(4096), "\"faultstring\"") ? .gatewayFault : .json
        }
        if first == UInt8(ascii: "[") { return .json }
        return isScalar(trimmed) ? .json : .plainText
    }

    /// A page that asks for a password, in whatever language.
    private static func isLogin(_ page: ArraySlice<UInt8>) -> Bool {
        let lower = page.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
        return ["type=\"password\"", "type='password'", "type=password", "sign in", "log in", "login"]
            .contains { contains(lower, $0) }
    }

    /// A text in quotes, a number or one of JSON's three words, and nothing behind it.
    private static func isScalar(_ text: ArraySlice<UInt8>) -> Bool {
        let value = String(decoding: text, as: UTF8.self)
        let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
        let word = value[..<end]
        if ["true", "false", "null"].contains(word) { return true }
        if word.hasPrefix("\"") { return word.hasSuffix("\"") && word.count > 1 && !word.contains("\n") }
        return word.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } && Double(word) != nil
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}

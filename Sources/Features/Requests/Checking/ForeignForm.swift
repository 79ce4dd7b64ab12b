internal import Support

/// A request that is written for something else than curl in a POSIX shell. It is named, with what to do, and nothing of it
/// is shown but its first word: where its secrets stand is not known.
struct ForeignForm {
    /// What it is.
    let what: String
    /// How to get a curl line.
    let remedy: String
    /// The same as a curl line for a shell, where little is needed for that.
    var translated: String?

    /// A caret makes the next sign an ordinary one for cmd; at a line's end it joins the next line.
    private static func withoutCarets(_ text: String) -> String {
        var result = ""
        var rest = text.replacing("\r\n", with: "\n")[...]
        while let character = rest.popFirst() {
            if character == "^", let next = rest.popFirst() {
                result += next == "\n" ? "\\\n" : String(next)
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static func withoutBackticks(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let joined = lines.map { $0.hasSuffix("`") ? $0.dropLast() + "\\" : $0 }.joined(separator: "\n")
        return joined.replacing("curl.exe", with: "curl", maxReplacements: 1)
    }

    /// What a text is, if it is none that can be checked.
    static func of(_ text: String) -> ForeignForm? {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        // Words may stand before the call.
        let calls = lines.first { $0.trimmed.lowercased().hasPrefix("curl") && $0.contains("^") }
        guard let first = (calls ?? lines.first { !$0.trimmed.isEmpty })?.trimmed else { return nil }
        let words = first.split(whereSeparator: \.isWhitespace).map(String.init)
        let program = (words.first ?? "").lowercased()
        let isCurl = program.hasPrefix("curl")
        if isCurl, text.contains("^\"") || text.contains("^\\") || lines.contains(where: { $0.trimmed.hasSuffix(" ^") })
        {
            return ForeignForm(
                what: "a curl line for Windows' cmd, with carets before its signs",
                remedy: "a line for a POSIX shell: copy it again with ‘Copy as cURL (bash)’",
                translated: withoutCarets(text))
        }
        if program == "curl.exe" || ["invoke-restmethod", "invoke-webrequest", "irm", "iwr"].contains(program)
            || isCurl && lines.dropLast().contains(where: { $0.trimmed.hasSuffix(" `") })
        {
            return ForeignForm(
                what: "a line for PowerShell (curl.exe, a backtick at a line's end)",
                remedy: "a line for a POSIX shell: write curl, and \\ for the backticks, or copy it again with "
                    + "‘Copy as cURL (bash)’",
                translated: isCurl ? withoutBackticks(text) : nil)
        }
        let methods: Set = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
        if program == "http" || program == "https",
            words.dropFirst().contains(where: { methods.contains($0) || $0.contains("://") || $0.hasPrefix(":") })
        {
            return ForeignForm(
                what: "a line for HTTPie, not a curl line", remedy: "print it with --offline, or write it as curl")
        }
        if program == "wget" {
            return ForeignForm(what: "a line for wget, not a curl line", remedy: "write it as curl")
        }
        if words.count >= 2, methods.contains(words[0]), words.last?.hasPrefix("HTTP/") == true {
            return ForeignForm(
                what: "a raw HTTP request, with its headers as they go over the wire",
                remedy: "write it as curl: -X \(words[0]), the address, -H for each header, -d for the body")
        }
        let isObject = first.hasPrefix("{") || first.hasPrefix("[")
        if isObject, ["\"request\"", "\"method\"", "\"url\""].allSatisfy(text.contains) {
            return text.contains("\"header\"")
                ? ForeignForm(
                    what: "an entry of a Postman collection", remedy: "choose ‘cURL’ in Postman's code view instead")
                : ForeignForm(
                    what: "an entry of a HAR file", remedy: "copy the request with ‘Copy as cURL (bash)’ instead")
        }
        // A program's own call of the network: `await fetch("…", {…})`, `requests.post("…", headers={…})`.
        let isCode = !isObject && !isCurl && Self.openings.contains { lines.joined(separator: "\n").contains($0) }
        if isCode, !text.contains("curl ") {
            return ForeignForm(
                what: "a program's source code, not a curl line",
                remedy: "copy the request with ‘Copy as cURL (bash)’, or write it as curl")
        }
        return nil
    }

    private static let openings = [
        "fetch(", "axios", "requests.get(", "requests.post(", "requests.request(", "XMLHttpRequest", "HttpRequest",
        "http.client", "urllib", "RestClient", "http.NewRequest(", "$.ajax(",
    ]
}

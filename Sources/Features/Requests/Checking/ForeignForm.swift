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
        guard let first = lines.first(where: { !$0.trimmed.isEmpty })?.trimmed else { return nil }
        let words = first.split(whereSeparator: \.isWhitespace).map(String.init)
        let program = (words.first ?? "").lowercased()
        let isCurl = program.hasPrefix("curl")
        if isCurl, text.contains("^\"") || lines.contains(where: { $0.trimmed.hasSuffix(" ^") }) {
            return ForeignForm(
                what: "a curl line for Windows' cmd, with carets before its signs",
                remedy: "copy it again with ‘Copy as cURL (bash)’", translated: withoutCarets(text))
        }
        if program == "curl.exe" || ["invoke-restmethod", "invoke-webrequest", "irm", "iwr"].contains(program)
            || isCurl && lines.dropLast().contains(where: { $0.trimmed.hasSuffix(" `") })
        {
            return ForeignForm(
                what: "a line for PowerShell (curl.exe, a backtick at a line's end)",
                remedy: "write curl, and \\ for the backticks, or copy it again with ‘Copy as cURL (bash)’",
                translated: isCurl ? withoutBackticks(text) : nil)
        }
        let methods: Set = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
        if program == "http" || program == "https",
            words.dropFirst().contains(where: { methods.contains($0) || $0.contains("://") || $0.hasPrefix(":") })
        {
            return ForeignForm(
                what: "a line for HTTPie and no curl line", remedy: "print it with --offline, or write it as curl")
        }
        if program == "wget" {
            return ForeignForm(what: "a line for wget and no curl line", remedy: "write it as curl")
        }
        if words.count >= 2, methods.contains(words[0]), words.last?.hasPrefix("HTTP/") == true {
            return ForeignForm(
                what: "a raw HTTP request, with its headers as they go over the wire",
                remedy: "write it as curl: -X \(words[0]), the address, -H for each header, -d for the body")
        }
        if first.hasPrefix("{"), ["\"request\"", "\"method\"", "\"url\"", "\"headers\""].allSatisfy(text.contains) {
            return ForeignForm(
                what: "an entry of a HAR file", remedy: "copy the request with ‘Copy as cURL (bash)’ instead")
        }
        return nil
    }
}

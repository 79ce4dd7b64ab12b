internal import Support

/// A call as a line of shell that runs `curl`.
///
/// Secrets are read when the line runs, by the shell's own `printf` and a pipe, so that they are never an argument of a
/// process, where every user of the machine could read them, and never in the shell's history. A secret that is missing
/// or empty ends the line before `curl` runs: a login without a password would count as a wrong one.
struct CurlLine {
    let method: String
    let url: String
    let headers: [(name: String, value: FilledText)]
    let login: FilledText?
    let body: FilledText?

    var text: String {
        let secretBody = body.flatMap { $0.holdsSecret ? $0 : nil }
        let secretSettings = settings
        var words = ["curl", "-sS"]
        // GET and POST with a body are what curl does by itself; a method that is written out is read more easily.
        if method != "GET" { words += ["-X", method] }
        if !secretSettings.isEmpty { words += ["-K", "-"] }
        for header in headers where !header.value.holdsSecret {
            words += ["-H", ShellText.quoted("\(header.name): \(header.value.shown)")]
        }
        if secretBody != nil {
            words += ["--data-binary", "@-"]
        } else if let body {
            words += ["--data-binary", ShellText.quoted(body.shown)]
        }
        words.append(ShellText.quoted(url))
        let command = words.joined(separator: " ")
        let fed = secretBody.map { [$0] } ?? secretSettings
        return fed.isEmpty ? command : piped(fed, into: command)
    }

    /// Lines of a curl configuration, for what may not be an argument.
    private var settings: [FilledText] {
        var lines: [FilledText] = []
        if let login { lines.append(setting("user", login)) }
        for header in headers where header.value.holdsSecret {
            lines.append(setting("header", FilledText("\(header.name): ", [header.value])))
        }
        return lines
    }

    private func setting(_ name: String, _ value: FilledText) -> FilledText {
        var line = FilledText("\(name) = \"")
        for piece in value.pieces {
            switch piece {
            case .text(let text): line += JSONText.visibleInside(text)
            case .secret(let name, let reference): line += FilledText(secret: name, reference)
            }
        }
        line += "\""
        return line
    }

    private func piped(_ texts: [FilledText], into command: String) -> String {
        var assignments: [String] = []
        var words: [String] = []
        var format = ""
        for text in texts {
            format += String(repeating: "%s", count: text.pieces.count) + (texts.count > 1 ? "\\n" : "")
            for piece in text.pieces {
                switch piece {
                case .text(let text): words.append(ShellText.quoted(text))
                case .secret(let name, let reference):
                    let variable = "secret_\(name)"
                    for assignment in Self.assignment(variable, reference) where !assignments.contains(assignment) {
                        assignments.append(assignment)
                    }
                    // JSON and curl's configuration share these two escapes.
                    words.append("\"$(printf '%s' \"$\(variable)\" | sed 's/[\\\\\"]/\\\\&/g')\"")
                }
            }
        }
        let fed = (["printf", ShellText.quoted(format)] + words).joined(separator: " ")
        return "( \(assignments.joined(separator: " && ")) && \(fed) | \(command) )"
    }

    private static func assignment(_ variable: String, _ reference: SecretReference) -> [String] {
        switch reference {
        case .variable(let name): ["\(variable)=${\(name):?}"]
        case .file(let path): ["\(variable)=$(cat -- \(ShellText.quoted(path)))", ": \"${\(variable):?is empty}\""]
        }
    }
}

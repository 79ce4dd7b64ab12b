/// Fills a path with its query, and forms, whose values are percent-encoded (RFC 3986).
struct AddressFilling {
    let values: [String: ParameterValue]

    /// The path, and those pairs of the query whose values are there.
    func path(_ template: String) -> String {
        let names = Array(values.keys)
        let halves = template.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = text(TemplateReader.pieces(String(halves[0]), parameters: names)) ?? ""
        guard halves.count == 2 else { return path }
        let query = pairs(String(halves[1]))
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// Pairs joined with `&`; one with an absent value is left out.
    func pairs(_ template: String) -> String {
        template.split(separator: "&").compactMap { pair in
            text(TemplateReader.pieces(String(pair), parameters: all(in: pair)))
        }.joined(separator: "&")
    }

    /// Here every name in braces is a parameter, so that an absent one is seen.
    private func all(in pair: Substring) -> [String] {
        pair.split(separator: "{").dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    private func text(_ pieces: [TemplatePiece]) -> String? {
        var result = ""
        for piece in pieces {
            switch piece {
            case .literal(let text): result += text
            case .parameter(let name):
                guard let value = values[name]?.plain else { return nil }
                result += Self.encoded(value)
            }
        }
        return result
    }

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if PlainText.isWordByte(byte) || "-.~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}

/// A text in which secrets are still references.
struct FilledText: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case secret(name: String, SecretReference)
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String) { self += text }

    /// Texts with commas between, and what stands around all of them.
    init(_ before: String, _ parts: [FilledText], _ behind: String = "") {
        self += before
        for (position, part) in parts.enumerated() {
            if position > 0 { self += "," }
            self += part
        }
        self += behind
    }

    /// A template's text with its values, all but secrets written so; nothing where one is absent.
    init?(_ template: [TemplatePiece], _ values: [String: ParameterValue], writing: (String) -> String = { $0 }) {
        for piece in template {
            switch piece {
            case .literal(let text): self += writing(text)
            case .parameter(let name):
                guard let value = values[name] else { return nil }
                if case .secret(let reference) = value {
                    self += FilledText(secret: name, reference)
                } else {
                    self += writing(value.plain ?? "")
                }
            }
        }
    }

    init(secret name: String, _ reference: SecretReference) { pieces = [.secret(name: name, reference)] }

    var holdsSecret: Bool { pieces.contains { if case .secret = $0 { true } else { false } } }

    /// The text, secrets as `‹env:NAME›` or `‹file:PATH›`.
    var shown: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .secret(_, let reference): "‹\(reference.description)›"
            }
        }.joined()
    }

    static func += (left: inout FilledText, right: String) {
        if right.isEmpty { return }
        if case .text(let before)? = left.pieces.last {
            left.pieces[left.pieces.count - 1] = .text(before + right)
        } else {
            left.pieces.append(.text(right))
        }
    }

    static func += (left: inout FilledText, right: FilledText) {
        for piece in right.pieces {
            if case .text(let text) = piece { left += text } else { left.pieces.append(piece) }
        }
    }
}

internal import Model

/// A JSON body with `{parameter}` in place of values, read into a tree.
indirect enum BodyTemplate: Sendable, Equatable {
    case object([TemplateMember])
    case array([BodyTemplate])
    /// A text, of literal pieces and parameters.
    case text([TemplatePiece])
    /// A parameter without quotes: its own form of JSON.
    case bare(String)
    /// A number, `true`, `false` or `null`, as it stands.
    case literal(String)

    /// The parameters of a text.
    var names: [String] {
        guard case .text(let pieces) = self else { return [] }
        return pieces.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// An object's member of that key.
    func member(_ key: String) -> BodyTemplate? {
        if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
    }
}

extension Request {
    /// The body, where it is an object as JSON and its template can be read.
    var bodyTemplate: BodyTemplate? {
        guard let body, body.hasPrefix("{") else { return nil }
        return try? TemplateReader.body(body, parameters: parameters.map(\.name))
    }
}

/// A member of an object in a template.
struct TemplateMember: Sendable, Equatable {
    var key: String
    var value: BodyTemplate
}

/// A piece of a text in a template.
enum TemplatePiece: Sendable, Equatable {
    case literal(String)
    case parameter(String)
}

/// Why a template is none.
struct TemplateError: Error, Equatable {
    var why: String
}

/// Reads templates. A `{` opens a parameter where the parameter's name and `}` follow, else an object.
struct TemplateReader {
    private let scalars: [Unicode.Scalar]
    private let names: Set<String>
    private var index = 0

    init(_ text: String, parameters: [String]) {
        scalars = Array(text.unicodeScalars)
        names = Set(parameters)
    }

    /// The whole text as a tree.
    static func body(_ text: String, parameters: [String]) throws(TemplateError) -> BodyTemplate {
        var reader = TemplateReader(text, parameters: parameters)
        let value = try reader.value(depth: 0)
        reader.blanks()
        guard reader.index == reader.scalars.count else { throw TemplateError(why: "text after the body's end") }
        return value
    }

    /// A text that is no JSON, such as a path or a form, as pieces.
    static func pieces(_ text: String, parameters: [String]) -> [TemplatePiece] {
        var reader = TemplateReader(text, parameters: parameters)
        var pieces: [TemplatePiece] = []
        while reader.index < reader.scalars.count { reader.piece(&pieces) }
        return pieces
    }

    private mutating func value(depth: Int) throws(TemplateError) -> BodyTemplate {
        guard depth < 32 else { throw TemplateError(why: "nested too deep") }
        blanks()
        guard index < scalars.count else { throw TemplateError(why: "the body ends too early") }
        if let name = parameter() { return .bare(name) }
        switch scalars[index] {
        case "{": return try object(depth)
        case "[": return try array(depth)
        case "\"": return .text(try text())
        default: return try literal()
        }
    }

    private mutating func object(_ depth: Int) throws(TemplateError) -> BodyTemplate {
        index += 1
        var members: [TemplateMember] = []
        while true {
            blanks()
            if take("}") { return .object(members) }
            if !members.isEmpty {
                guard take(",") else { throw TemplateError(why: "a comma is missing in an object") }
                blanks()
            }
            guard case .literal(let key)? = try text().first else { throw TemplateError(why: "a key is missing") }
            blanks()
            guard take(":") else { throw TemplateError(why: "a colon is missing after ‘\(key)’") }
            members.append(TemplateMember(key: key, value: try value(depth: depth + 1)))
        }
    }

    private mutating func array(_ depth: Int) throws(TemplateError) -> BodyTemplate {
        index += 1
        var elements: [BodyTemplate] = []
        while true {
            blanks()
            if take("]") { return .array(elements) }
            if !elements.isEmpty { guard take(",") else { throw TemplateError(why: "a comma is missing in an array") } }
            elements.append(try value(depth: depth + 1))
        }
    }

    private mutating func text() throws(TemplateError) -> [TemplatePiece] {
        guard take("\"") else { throw TemplateError(why: "a quote is missing") }
        var pieces: [TemplatePiece] = []
        while index < scalars.count {
            if take("\"") { return pieces }
            guard scalars[index] != "\\" else { throw TemplateError(why: "a backslash in a text") }
            piece(&pieces)
        }
        throw TemplateError(why: "text without its closing quote")
    }

    private mutating func literal() throws(TemplateError) -> BodyTemplate {
        var word = ""
        while index < scalars.count, !" \t\n,]}".unicodeScalars.contains(scalars[index]) {
            word.unicodeScalars.append(scalars[index])
            index += 1
        }
        let isNumber = word.hasPrefix("-") ? NumberText.isWhole(word.dropFirst()) : NumberText.isWhole(word)
        guard isNumber || ["true", "false", "null"].contains(word) else {
            throw TemplateError(why: "‘\(word)’ is not JSON")
        }
        return .literal(word)
    }

    private mutating func piece(_ pieces: inout [TemplatePiece]) {
        if let name = parameter() {
            pieces.append(.parameter(name))
            return
        }
        if case .literal(let before)? = pieces.last {
            pieces[pieces.count - 1] = .literal(before + String(scalars[index]))
        } else {
            pieces.append(.literal(String(scalars[index])))
        }
        index += 1
    }

    /// A `{name}` of a known parameter at this place.
    private mutating func parameter() -> String? {
        guard scalars[index] == "{" else { return nil }
        var name = ""
        var end = index + 1
        while end < scalars.count, scalars[end].isASCII, PlainText.isWordByte(UInt8(scalars[end].value)) {
            name.unicodeScalars.append(scalars[end])
            end += 1
        }
        guard end < scalars.count, scalars[end] == "}", names.contains(name) else { return nil }
        index = end + 1
        return name
    }

    private mutating func blanks() {
        while index < scalars.count, " \t\r\n".unicodeScalars.contains(scalars[index]) { index += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < scalars.count, scalars[index] == scalar else { return false }
        index += 1
        return true
    }
}

/// Turns the nodes of one file into values and collects every fault on the way, not only the first.
///
/// After a fault the reader hands out stand-ins (an empty text, 0, the first case), so that reading can go on; the
/// value made of them never leaves `read`.
public final class YAMLReader {
    /// Named in every fault.
    public let file: String
    /// Beyond these nobody reads on, and a hostile file must not fill the memory with messages.
    public static let mostFaults = 1000
    private var collected: [YAMLError] = []

    init(file: String) { self.file = file }

    /// Reads a file whose document is a mapping. The value is there only if there are no faults; they come in the
    /// order of the lines.
    public static func read<Value>(
        _ bytes: some Collection<UInt8>, file: String, of what: String, _ body: (YAMLMap) -> Value
    ) -> (value: Value?, faults: [YAMLError]) {
        do throws(YAMLError) {
            return read(try YAMLDocument.parse(bytes, file: file), file: file, of: what, body)
        } catch {
            return (nil, [error])
        }
    }

    /// Reads a document that is parsed already, and must be a mapping.
    public static func read<Value>(
        _ document: YAMLNode, file: String, of what: String, _ body: (YAMLMap) -> Value
    ) -> (value: Value?, faults: [YAMLError]) {
        let reader = YAMLReader(file: file)
        let value = reader.mapping(document, of: what, body)
        let faults = reader.faults
        return (faults.isEmpty ? value : nil, faults)
    }

    /// All faults so far, in the order of the lines.
    public var faults: [YAMLError] {
        // The position keeps faults of one place in the order in which they were found.
        collected.enumerated()
            .sorted { ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset) }
            .map(\.element)
    }

    /// Whether further faults are dropped.
    var isFull: Bool { collected.count >= Self.mostFaults }

    /// Takes note of a fault; from `mostFaults` on there is no room for more.
    public func fault(at mark: YAMLMark, found: String, expected: String, suggestion: String? = nil) {
        guard !isFull else { return }
        collected.append(YAMLError(file: file, mark: mark, found: found, expected: expected, suggestion: suggestion))
    }

    /// Reads a node that must be a mapping; at its end every key that `body` did not ask for is a fault.
    /// `what` names the mapping in messages, such as `a rule`.
    public func mapping<Value>(_ node: YAMLNode, of what: String, _ body: (YAMLMap) -> Value) -> Value? {
        guard case .mapping(let entries) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "\(what): a mapping of keys to values")
            return nil
        }
        let map = YAMLMap(entries, mark: node.mark, what: what, reader: self)
        let value = body(map)
        map.refuseTheRest()
        return value
    }
}

/// Something that is wrong in a YAML file: where, what stands there, and what should.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as the caller named it.
    public var file: String
    /// Where it stands.
    public var mark: YAMLMark
    /// What stands there, such as `the key ‘lable’`.
    public var found: String
    /// What should stand there, such as `a number`.
    public var expected: String
    /// What to do about it, such as `did you mean ‘label’?`.
    public var suggestion: String?

    /// A fault at a mark.
    public init(file: String, mark: YAMLMark, found: String, expected: String, suggestion: String? = nil) {
        self.file = file
        self.mark = mark
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
    }

    /// What was found, what was expected and what to do, without the place.
    public var text: String {
        "found \(found), expected \(expected)" + (suggestion.map { "; \($0)" } ?? "")
    }

    /// `file:line:column: …`, which editors and terminals know how to open.
    public var description: String { "\(file):\(mark.line):\(mark.column): \(text)" }
}

/// How text from a file stands in a message: in quotation marks, short, and without anything that moves a cursor.
enum Shown {
    /// Longer text is cut, so that one bad value does not bury the message.
    private static let longest = 40

    static func quoted(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        let shown = scalars.prefix(longest).reduce(into: "") { shown, scalar in
            shown += scalar.isHidden ? scalar.visibleEscape : String(scalar)
        }
        return "‘\(shown)\(scalars.dropFirst(longest).isEmpty ? "" : "…")’"
    }

    /// Whether a key consists of letters, as all keys do; others may be values that damage made to keys.
    static func isWord(_ key: String) -> Bool { key.allSatisfy { $0.isLetter || "-_ ".contains($0) } }

    /// `a, b or c`.
    static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// What a node is, for the `found` of a fault. A value may be a secret in the wrong place, so that it is shown only where
    /// it is nearly what was expected, or a number where one was (rules.md D43).
    static func kind(of node: YAMLNode, isNear: Bool = false, wantsNumber: Bool = false) -> String {
        switch node.content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.meaning {
            case .nothing: "nothing"
            case .boolean: quoted(scalar.text)
            case .number: wantsNumber ? "the number \(scalar.text)" : "a number"
            case .text: isNear ? "the text \(quoted(scalar.text))" : "a text"
            }
        }
    }
}

/// Turns the nodes of one file into values and collects every fault on the way, not only the first.
///
/// After a fault the reader hands out stand-ins (an empty text, 0, the first case), so that reading can go on; the
/// value made of them never leaves `read`.
public final class YAMLReader {
    /// Named in every fault.
    public let file: String
    /// Beyond these nobody reads on, and a hostile file must not fill the memory with messages.
    public static let mostFaults = 1000
    private var collected: [YAMLFault] = []

    init(file: String) {
        self.file = file
    }

    /// Reads a file whose document is a mapping. The value is there only if there are no faults; they come in the
    /// order of the lines.
    public static func read<Value>(
        _ bytes: UnsafeRawBufferPointer, file: String, of what: String, _ body: (YAMLMap) -> Value
    ) -> (value: Value?, faults: [YAMLFault]) {
        do throws(YAMLFault) {
            return read(try YAMLDocument.parse(bytes, file: file), file: file, of: what, body)
        } catch {
            return (nil, [error])
        }
    }

    /// Reads a file whose document is a mapping, as above.
    public static func read<Value>(
        _ bytes: some Collection<UInt8>, file: String, of what: String, _ body: (YAMLMap) -> Value
    ) -> (value: Value?, faults: [YAMLFault]) {
        do throws(YAMLFault) {
            return read(try YAMLDocument.parse(bytes, file: file), file: file, of: what, body)
        } catch {
            return (nil, [error])
        }
    }

    /// Reads a document that is parsed already, and must be a mapping.
    public static func read<Value>(
        _ document: YAMLNode, file: String, of what: String, _ body: (YAMLMap) -> Value
    ) -> (value: Value?, faults: [YAMLFault]) {
        let reader = YAMLReader(file: file)
        let value = reader.mapping(document, of: what, body)
        let faults = reader.faults
        return (faults.isEmpty ? value : nil, faults)
    }

    /// All faults so far, in the order of the lines.
    public var faults: [YAMLFault] {
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
        collected.append(
            YAMLFault(file: file, mark: mark, found: found, expected: expected, suggestion: suggestion))
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

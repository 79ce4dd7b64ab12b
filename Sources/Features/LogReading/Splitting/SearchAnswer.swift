internal import Support

/// What a search answer says of itself, beside its documents.
public struct SearchAnswer: Sendable, Equatable {
    /// The documents that stand in it.
    public var documents = 0
    /// The documents that the search found; nothing where it was not asked to count.
    public var total: Int?
    /// Whether `total` is a lower bound (`relation: "gte"`).
    public var isLowerBound = false
    /// Whether the search ended at its time limit, or early for another reason.
    public var isPartial = false
    /// Whether its documents are rows of a table, as SQL and ES|QL answer.
    public var isTable = false
    /// Shards that did not answer.
    public var failedShards = 0

    /// An answer that says nothing of itself.
    init() {}

    /// Reads what stands around the documents of an answer, or of one in a `rawResponse`.
    init(around node: JSONNode) {
        let answer = node["rawResponse"] ?? node
        let hits = answer["hits"]
        if let total = hits?["total"] {
            self.total = (total["value"] ?? total).number.flatMap { Int($0) }
            isLowerBound = total["relation"]?.text == "gte"
        }
        isPartial = [answer["timed_out"], answer["terminated_early"], node["isPartial"], node["is_partial"]]
            .contains { $0?.boolean == true }
        let shards = answer["_shards"]
        func count(_ name: String) -> Int? { shards?[name]?.number.flatMap { Int($0) } }
        failedShards = count("failed") ?? 0
        // A shard whose only copy is on a node that is gone is not among the failed.
        if let total = count("total"), let successful = count("successful") {
            failedShards = max(failedShards, total - successful)
        }
    }
}

/// An answer whose end has not been read.
struct OpenAnswer {
    private var head: [UInt8]
    var documents = 0

    /// `head`: from the opening brace to the bracket before the documents.
    init(head: UnsafeBufferPointer<UInt8>) { self.head = Array(head) }

    /// `tail`: from the bracket behind the documents to the closing brace; nothing where it was cut off.
    func close(tail: UnsafeBufferPointer<UInt8>?) -> SearchAnswer {
        // What is cut off is closed, so that at least the head is read: `hits`, the answer, and perhaps `rawResponse`.
        let ends = tail.map { [Array($0)] } ?? ["]}}", "]}}}"].map { Array($0.utf8) }
        let nodes = ends.compactMap { (try? JSONReading.documents(in: head + $0))?.first }
        var answer = nodes.first.map(SearchAnswer.init(around:)) ?? SearchAnswer()
        answer.documents = documents
        return answer
    }
}

/// What Elasticsearch or Kibana answer in place of an export.
enum ErrorAnswer {
    /// An input that is one, and nothing else.
    ///
    /// Elasticsearch: `{"error":{"type":…,"reason":…},"status":…}`; Kibana: `{"statusCode":…,"error":…,"message":…}`.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Signature? {
        guard bytes.count < 1 << 16, let node = try? JSONReading.document(in: UnsafeRawBufferPointer(bytes)),
            node.kind == .object
        else { return nil }
        let keys = Set(node.entries.map { $0.key.text ?? "" })
        if keys == ["error", "status"], let type = node["error"]?["type"]?.text, let status = node["status"]?.number {
            return signature("Elasticsearch", "\(status), \(type)")
        }
        if keys.subtracting(["attributes"]) == ["statusCode", "error", "message"],
            let error = node["error"]?.text, let status = node["statusCode"]?.number, node["message"]?.kind == .text
        {
            return signature("Kibana", "\(status), \(error)")
        }
        return nil
    }

    private static func signature(_ program: String, _ what: String) -> Signature {
        let shown = String(what.prefix(80).filter { $0.isLetter || $0.isNumber || " _,.-".contains($0) })
        return Signature(name: "an error answer of \(program) (\(shown))")
    }
}

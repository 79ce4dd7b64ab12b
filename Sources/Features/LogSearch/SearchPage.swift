internal import Support

/// One answer of a search: what it says of itself, and its hits as lines, one a document, as an export has them.
struct SearchPage: Sendable {
    /// The hits, each on a line of its own with its end.
    private(set) var lines: [UInt8] = []
    private(set) var hits = 0
    /// What is known of the whole search.
    let about: About

    /// What stands around the hits.
    struct About: Sendable {
        var snapshot: String?
        var total: Int?
        /// Whether there may be more than `total`.
        var isLowerBound = false
        var shards = Shards()
        var isTimedOut = false
        /// The first time of the whole index, and the last of what was searched, in milliseconds since 1970.
        var first: Int?
        var last: Int?
        /// Documents with a reason in a field that is not fetched.
        var strays = 0
    }

    /// How many parts of the index answered.
    struct Shards: Sendable {
        var total = 0
        var failed = 0
    }

    /// Reads an answer; nothing for what is none, or is damaged.
    init?(_ bytes: [UInt8]) {
        var cutter = HitCutter(bytes)
        guard let cut = cutter.cut(), let node = try? JSONReading.documents(in: cut.envelope).first,
            let hits = node["hits"], let shards = node["_shards"]
        else { return nil }
        (lines, self.hits) = (cut.lines, cut.hits)
        var about = About()
        about.snapshot = node["_scroll_id"]?.text
        about.total = (hits["total"]?["value"] ?? hits["total"])?.number.flatMap { Int($0) }
        about.isLowerBound = hits["total"]?["relation"]?.text == "gte"
        func count(_ name: String) -> Int { shards[name]?.number.flatMap { Int($0) } ?? 0 }
        about.shards.total = count("total")
        // A shard whose only copy is on a node that is gone is not among the failed: it is only missing among the successful.
        about.shards.failed = max(count("failed"), count("total") - count("successful"))
        about.isTimedOut = node["timed_out"]?.boolean == true || node["terminated_early"]?.boolean == true
        about.first = Self.time(node["aggregations"]?["all"]?["first"]?["value"])
        about.last = Self.time(node["aggregations"]?["last"]?["value"])
        about.strays = node["aggregations"]?["strays"]?["doc_count"]?.number.flatMap { Int($0) } ?? 0
        self.about = about
    }

    private static func time(_ node: JSONNode?) -> Int? {
        node?.number.flatMap { Double($0) }.flatMap { Int(exactly: $0.rounded()) }
    }
}

/// Cuts an answer into its hits and what is around them, in one pass over the bytes.
struct HitCutter {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `envelope`: the answer with an empty list of hits. Nothing where brackets do not close.
    mutating func cut() -> (envelope: [UInt8], lines: [UInt8], hits: Int)? {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        var envelope: [UInt8] = []
        var hits = 0
        let isWhole = bytes.withUnsafeBufferPointer { text -> Bool in
            var (depth, at, listStart, hitStart) = (0, 0, -1, -1)
            var keyStart = -1
            var lastKey: Range<Int> = 0..<0
            var outerKey: Range<Int> = 0..<0
            while at < text.count {
                switch text[at] {
                case UInt8(ascii: "\""):
                    keyStart = at + 1
                    at += 1
                    while at < text.count, text[at] != UInt8(ascii: "\"") {
                        at += text[at] == UInt8(ascii: "\\") ? 2 : 1
                    }
                    if at >= text.count { return false }
                    if listStart < 0 { lastKey = keyStart..<at }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    if listStart < 0 {
                        if depth == 1 { outerKey = lastKey }
                        if depth == 2, text[at] == UInt8(ascii: "["), Self.isHits(text, lastKey),
                            Self.isHits(text, outerKey)
                        {
                            listStart = depth
                            envelope.append(contentsOf: text[0...at])
                        }
                    } else if depth == listStart + 1 {
                        hitStart = at
                    }
                    depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if listStart >= 0 && depth == listStart + 1 && hitStart >= 0 {
                        Self.append(text[hitStart...at], to: &lines)
                        hits += 1
                        hitStart = -1
                    } else if listStart >= 0 && depth == listStart {
                        envelope.append(contentsOf: text[at...])
                        return true
                    }
                default: break
                }
                at += 1
            }
            if listStart < 0 { envelope = Array(text) }
            return listStart < 0 && depth == 0
        }
        return isWhole ? (envelope, lines, hits) : nil
    }

    private static func isHits(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == 4 && text[range.lowerBound] == UInt8(ascii: "h")
            && text[range].elementsEqual("hits".utf8)
    }

    /// A line end between two members is blank space; inside a text there is none.
    private static func append(_ hit: Slice<UnsafeBufferPointer<UInt8>>, to lines: inout [UInt8]) {
        let start = lines.count
        lines.append(contentsOf: hit)
        if hit.contains(0x0A) {
            for index in start..<lines.count where lines[index] == 0x0A { lines[index] = 0x20 }
        }
        lines.append(0x0A)
    }
}

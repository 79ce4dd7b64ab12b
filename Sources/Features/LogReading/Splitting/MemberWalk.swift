/// Walks over the members of one document, and over the elements of lists among them.
struct MemberWalk {
    /// An object that is a member, or an element of a list.
    struct Member {
        var name: UnsafeBufferPointer<UInt8>.SubSequence
        /// The number of the list that it is an element of.
        var list: Int?
        var range: Range<Int>
    }

    private(set) var members: [Member] = []
    /// The keys, the first few.
    private(set) var names: [String] = []
    /// Members that are neither objects nor lists of objects.
    private(set) var others = 0
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var lists = 0

    private static let mostNames = 256

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// False for what is no object, or does not end.
    mutating func run() -> Bool {
        skipBlanks()
        guard take(Ascii.openBrace) else { return false }
        while let name = key() {
            if names.count < Self.mostNames { names.append(String(decoding: name, as: UTF8.self)) }
            guard at < bytes.count else { return false }
            if bytes[at] == Ascii.openBrace {
                guard let range = value() else { return false }
                members.append(Member(name: name, list: nil, range: range))
            } else if bytes[at] == Ascii.openBracket {
                guard list(name) else { return false }
            } else {
                guard value() != nil else { return false }
                others += 1
            }
            skipBlanks()
            if !take(Ascii.comma) { break }
        }
        return take(Ascii.closeBrace)
    }

    private mutating func list(_ name: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
        let before = at
        at += 1
        var found: [Member] = []
        skipBlanks()
        while at < bytes.count, bytes[at] == Ascii.openBrace, let range = value() {
            found.append(Member(name: name, list: lists, range: range))
            skipBlanks()
            if !take(Ascii.comma) { break }
            skipBlanks()
        }
        if !found.isEmpty && take(Ascii.closeBracket) {
            members += found
            lists += 1
            return true
        }
        at = before
        others += 1
        return value() != nil
    }

    /// The key of the next member, and the colon behind it.
    private mutating func key() -> UnsafeBufferPointer<UInt8>.SubSequence? {
        skipBlanks()
        let start = at + 1
        guard at < bytes.count, bytes[at] == Ascii.quote, let range = value() else { return nil }
        skipBlanks()
        guard take(Ascii.colon) else { return nil }
        skipBlanks()
        return bytes[start..<range.upperBound - 1]
    }

    /// Passes over one value.
    private mutating func value() -> Range<Int>? {
        let start = at
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case Ascii.quote:
                guard string() else { return nil }
                if depth == 0 { return start..<at }
                continue
            case Ascii.openBrace, Ascii.openBracket: depth += 1
            case Ascii.closeBrace, Ascii.closeBracket:
                if depth == 0 { return start < at ? start..<at : nil }
                depth -= 1
                if depth == 0 {
                    at += 1
                    return start..<at
                }
            case Ascii.comma where depth == 0: return start < at ? start..<at : nil
            default: break
            }
            at += 1
        }
        return nil
    }

    private mutating func string() -> Bool {
        at += 1
        while at < bytes.count {
            if bytes[at] == Ascii.backslash { at += 1 } else if bytes[at] == Ascii.quote { at += 1; return true }
            at += 1
        }
        return false
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 }
    }
}

/// Documents that stand inside one document: `{"ID":{…},"ID":{…}}`, `{"data":[{…},{…}]}`, or a search answer deeper than
/// where one stands usually: `{"data":{"hits":{"hits":[…]}}}`.
enum NestedDocuments: Equatable {
    /// It is a document of its own.
    case none
    /// Its parts are documents, each at one of these places.
    case documents([Range<Int>])
    /// So many of its parts look like documents, and the whole may be one as well.
    case perhaps(Int)

    /// Looks at the members of one document, and at the elements of its lists.
    ///
    /// What is a hit is a document. Otherwise a document is an object with several known fields, in a whole that has none
    /// itself: elements of one list, or members whose keys look like ids.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ plan: FieldPlan) -> NestedDocuments {
        var walk = MemberWalk(bytes)
        guard walk.run() else { return .none }
        let members = walk.members.filter { $0.list == nil }
        if !walk.names.contains("hits"), let answer = members.first(where: { isAnswer(bytes, $0.range, levels: 3) }) {
            return .documents([answer.range])
        }
        let elements = walk.members.filter { $0.list != nil }
        let lists = Set(elements.map(\.list)).count
        let (parts, isList) = elements.isEmpty ? (members, false) : (elements, true)
        guard parts.count > 1, lists < 2, !isList || members.isEmpty else { return .none }
        let ranges = parts.map(\.range)
        let looked = parts.prefix(16).map { keys(UnsafeBufferPointer(rebasing: bytes[$0.range])) }
        let isAlone = walk.others == 0
        if looked.allSatisfy(isHit) && (isAlone || isList) { return .documents(ranges) }
        let likely = looked.count { $0.count(where: plan.knows) > 1 }
        guard likely > 1, !walk.names.contains(where: plan.knows) else { return .none }
        let areIDs = isAlone && likely == looked.count && haveIDs(members)
        return likely == looked.count && isList || areIDs ? .documents(ranges) : .perhaps(parts.count)
    }

    /// Whether a member is a search answer, or holds one.
    private static func isAnswer(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, levels: Int) -> Bool {
        var walk = MemberWalk(UnsafeBufferPointer(rebasing: bytes[range]))
        guard levels > 0, walk.run() else { return false }
        let inner = walk.members.filter { $0.list == nil }
        if let hits = inner.first(where: { $0.name.elementsEqual("hits".utf8) }) {
            let place = range.lowerBound + hits.range.lowerBound..<range.lowerBound + hits.range.upperBound
            return keys(UnsafeBufferPointer(rebasing: bytes[place])).contains("hits")
        }
        return inner.count == 1
            && isAnswer(
                bytes, range.lowerBound + inner[0].range.lowerBound..<range.lowerBound + inner[0].range.upperBound,
                levels: levels - 1)
    }

    /// `_source` or `fields` beside `_index` or `_id`.
    private static func isHit(_ keys: [String]) -> Bool {
        (keys.contains("_source") || keys.contains("fields")) && (keys.contains("_id") || keys.contains("_index"))
            || keys == ["_source"]
    }

    /// Keys that nobody chose as names: of one length, with digits in them, ten characters or more.
    private static func haveIDs(_ members: [MemberWalk.Member]) -> Bool {
        let length = members.first?.name.count ?? 0
        return length >= 10 && members.allSatisfy { $0.name.count == length }
            && members.contains { $0.name.contains { $0 >= 0x30 && $0 <= 0x39 } }
    }

    private static func keys(_ document: UnsafeBufferPointer<UInt8>) -> [String] {
        var walk = MemberWalk(document)
        return walk.run() ? walk.names : []
    }
}

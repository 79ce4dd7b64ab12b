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

internal import Support

/// Collects the rows of a list page by page, following `next` as it is given, on the same host only.
struct PageWalk<Row: Identified> {
    /// The list's name; nil for the first list of objects.
    private let key: String?
    private let read: @Sendable (JSONNode) -> RowReading.Outcome<Row>
    private(set) var pages = 0
    private var rows: [Row] = []
    private var positions: [String: Int] = [:]
    private var visited: Set<String> = []
    private var gaps: [CollectionGap] = []
    private var announced: Int?
    private var withoutID = 0
    private var unclear = 0
    private var conflicts = 0

    /// 5,000 rows a page make five million.
    private static var mostPages: Int { 1000 }

    init(key: String?, read: @escaping @Sendable (JSONNode) -> RowReading.Outcome<Row>) {
        self.key = key
        self.read = read
    }

    /// Takes a page's rows and answers where the next one is; nil at the end, or where no way leads on.
    mutating func take(_ page: JSONNode, from url: HTTPURL) throws(AthenahealthError) -> HTTPURL? {
        let list = try list(in: page)
        pages += 1
        visited.insert(url.target)
        announce(page)
        let before = positions.count
        for node in list.elements { take(row: node) }
        return following(page, url, isNew: positions.count > before)
    }

    /// Notes that the page after the last did not come.
    mutating func miss(_ error: AthenahealthError) { gaps.append(.page(pages + 1, error)) }

    /// What came, and what is known to be missing.
    var collected: Collected<Row> {
        var all = gaps
        if withoutID > 0 { all.append(.withoutID(withoutID)) }
        if unclear > 0 { all.append(.unreadableText(unclear)) }
        if conflicts > 0 { all.append(.conflicts(conflicts)) }
        if let announced, announced != rows.count {
            all.append(.count(collected: rows.count, announced: announced))
        }
        return Collected(rows: rows, gaps: all)
    }

    private mutating func take(row node: JSONNode) {
        guard node.kind == .object, case .row(let row, let isClear) = read(node) else {
            withoutID += 1
            return
        }
        if let position = positions[row.id] {
            if rows[position] != row { conflicts += 1 }
            return
        }
        if !isClear { unclear += 1 }
        positions[row.id] = rows.count
        rows.append(row)
    }

    private mutating func announce(_ page: JSONNode) {
        let (value, isClear) = LooseValue.member("totalcount", of: page)
        guard value != nil || !isClear else { return }
        guard let count = LooseValue.wholeNumber(value).flatMap(Int.init) else {
            if !gaps.contains(.announcement) { gaps.append(.announcement) }
            return
        }
        // Pages that announce different numbers cannot both be right; the larger one leaves a gap.
        announced = max(announced ?? count, count)
    }

    private mutating func following(_ page: JSONNode, _ url: HTTPURL, isNew: Bool) -> HTTPURL? {
        let (value, isClear) = LooseValue.member("next", of: page)
        guard value != nil || !isClear else { return nil }
        guard let link = value?.text else { return stop(.badLink(page: pages)) }
        if link.isEmpty { return nil }
        do throws(URLFault) {
            let next = try url.following(link)
            guard isNew, !visited.contains(next.target) else { return stop(.loop(page: pages)) }
            guard pages < Self.mostPages else { return stop(.tooManyPages) }
            return next
        } catch {
            if case .otherOrigin = error { return stop(.otherHost(page: pages)) }
            return stop(.badLink(page: pages))
        }
    }

    private mutating func stop(_ gap: CollectionGap) -> HTTPURL? {
        gaps.append(gap)
        return nil
    }

    private func list(in page: JSONNode) throws(AthenahealthError) -> JSONNode {
        guard page.kind == .object else { throw .unexpected("the answer is no JSON object") }
        if let key {
            let (value, isClear) = LooseValue.member(key, of: page)
            guard isClear, let value, value.kind == .array else {
                throw .unexpected("the answer holds no list `\(key)`")
            }
            return value
        }
        var empty: JSONNode?
        for entry in page.entries where entry.value.kind == .array {
            let elements = entry.value.elements
            if elements.contains(where: { $0.kind == .object }) { return entry.value }
            if elements.first(where: { _ in true }) == nil, empty == nil { empty = entry.value }
        }
        guard let empty else { throw .unexpected("the answer holds no list") }
        return empty
    }
}

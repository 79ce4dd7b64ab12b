internal import Model
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
        do throws(HTTPURLError) {
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
        guard page.kind == .object else { throw .unexpected("the answer is not a JSON object") }
        if let key {
            let (value, isClear) = LooseValue.member(key, of: page)
            guard isClear, let value, value.kind == .array else {
                throw .unexpected("the answer has no list `\(key)`")
            }
            return value
        }
        var empty: JSONNode?
        for entry in page.entries where entry.value.kind == .array {
            let elements = entry.value.elements
            if elements.contains(where: { $0.kind == .object }) { return entry.value }
            if elements.first(where: { _ in true }) == nil, empty == nil { empty = entry.value }
        }
        guard let empty else { throw .unexpected("the answer has no list") }
        return empty
    }
}

/// A row that its id tells apart.
protocol Identified: Sendable, Equatable {
    var id: String { get }
}

extension Practice: Identified {}
extension Department: Identified {}
extension CancelReason: Identified {}

/// Reads rows of the API's lists; nearly every member can be missing.
enum RowReading {
    /// What came of a row.
    enum Outcome<Row: Sendable>: Sendable {
        /// It could be read, and whether each text in it was one.
        case row(Row, isClear: Bool)
        /// No id can be read from it.
        case withoutID
    }

    @Sendable static func practice(_ node: JSONNode) -> Outcome<Practice> {
        guard let id = id("practiceid", node) else { return .withoutID }
        var texts = Texts(node: node)
        var practice = Practice(
            id: id, name: texts["name"], goLiveDate: texts["golivedate"], experienceMode: texts["experiencemode"])
        let names = names(LooseValue.member("publicnames", of: node))
        practice.publicNames = names.texts
        return .row(practice, isClear: texts.isClear && names.isClear)
    }

    /// Some answers hold texts, others objects with a name.
    private static func names(_ member: (value: JSONNode?, isClear: Bool)) -> (texts: [String], isClear: Bool) {
        guard member.isClear, let list = member.value else { return ([], member.isClear) }
        guard list.kind == .array else { return ([], false) }
        let texts = list.elements.map { $0.text ?? $0["name"]?.text }
        return (texts.compactMap(\.self), !texts.contains(nil))
    }

    @Sendable static func department(_ node: JSONNode) -> Outcome<Department> {
        guard let id = id("departmentid", node) else { return .withoutID }
        var texts = Texts(node: node)
        let department = Department(
            id: id, name: texts["name"], patientName: texts["patientdepartmentname"], city: texts["city"],
            state: texts["state"], providerGroup: texts["providergroupname"])
        return .row(department, isClear: texts.isClear)
    }

    @Sendable static func cancelReason(_ node: JSONNode) -> Outcome<CancelReason> {
        let (value, isClear) = LooseValue.member("appointmentcancelreasonid", of: node)
        guard isClear, let id = LooseValue.wholeNumber(value, negative: true) else { return .withoutID }
        func truth(_ key: String) -> Bool? { LooseValue.truth(of: LooseValue.member(key, of: node).value) }
        var texts = Texts(node: node)
        let reason = CancelReason(
            id: id, name: texts["name"], noShow: truth("noshow"), patientRescheduled: truth("patientrescheduled"),
            providerUnavailable: truth("providerunavailable"), slotAvailable: truth("slotavailable"))
        return .row(reason, isClear: texts.isClear)
    }

    private static func id(_ key: String, _ node: JSONNode) -> String? {
        let (value, isClear) = LooseValue.member(key, of: node)
        guard isClear, let id = LooseValue.digits(value), id.utf8.contains(where: { $0 != 0x30 }) else { return nil }
        return id
    }

    /// The texts of a row; anything but a text, or nothing, makes the row unclear.
    private struct Texts {
        let node: JSONNode
        var isClear = true

        subscript(key: String) -> String? {
            mutating get {
                let (value, isOnce) = LooseValue.member(key, of: node)
                if !isOnce || (value != nil && value?.text == nil) { isClear = false }
                // An empty name is none.
                return value?.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            }
        }
    }
}

/// Values as athenahealth spells them from year to year: numbers and truth values also as text.
enum LooseValue {
    /// The value of a key; `isClear` is false where the key stands twice with different values.
    static func member(_ key: String, of row: JSONNode) -> (value: JSONNode?, isClear: Bool) {
        var found: JSONNode?
        for entry in row.entries where entry.key.isText(key) {
            if let found, found != entry.value { return (nil, false) }
            found = entry.value
        }
        if found?.kind == .null { found = nil }
        return (found, true)
    }

    /// A whole number as its digits, from a number or a text; nil if it is neither or has anything beside the digits.
    static func wholeNumber(_ node: JSONNode?, negative: Bool = false) -> String? {
        guard let text = node?.text ?? node?.number else { return nil }
        let digits = negative && text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 18, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.utf8.count == 1 || digits.utf8.first != 0x30
        else { return nil }
        return digits == "0" && text != "0" ? nil : text
    }

    /// Up to 18 digits, from a number or a text, just as they are: zeros in front belong to an id.
    static func digits(_ node: JSONNode?) -> String? {
        guard let text = node?.text ?? node?.number, (1...18).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return text
    }

    /// `true` and `false`, bare or in quotes, in any letter case.
    static func truth(of node: JSONNode?) -> Bool? {
        if let truth = node?.boolean { return truth }
        if node?.isText("true") == true { return true }
        if node?.isText("false") == true { return false }
        return nil
    }
}

internal import Model
internal import Support

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
        var texts = Texts(node)
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
        var texts = Texts(node)
        let department = Department(
            id: id, name: texts["name"], patientName: texts["patientdepartmentname"], city: texts["city"],
            state: texts["state"], providerGroup: texts["providergroupname"])
        return .row(department, isClear: texts.isClear)
    }

    @Sendable static func cancelReason(_ node: JSONNode) -> Outcome<CancelReason> {
        let (value, isClear) = LooseValue.member("appointmentcancelreasonid", of: node)
        guard isClear, let id = LooseValue.wholeNumber(value, negative: true) else { return .withoutID }
        func truth(_ key: String) -> Bool? { LooseValue.truth(of: LooseValue.member(key, of: node).value) }
        var texts = Texts(node)
        let reason = CancelReason(
            id: id, name: texts["name"], noShow: truth("noshow"), patientRescheduled: truth("patientrescheduled"),
            providerUnavailable: truth("providerunavailable"), slotAvailable: truth("slotavailable"))
        return .row(reason, isClear: texts.isClear)
    }

    private static func id(_ key: String, _ node: JSONNode) -> String? {
        let (value, isClear) = LooseValue.member(key, of: node)
        guard isClear, let id = LooseValue.wholeNumber(value), id != "0" else { return nil }
        return id
    }

    /// The texts of a row; anything but a text, or nothing, makes the row unclear.
    private struct Texts {
        private let node: JSONNode
        private(set) var isClear = true

        init(_ node: JSONNode) { self.node = node }

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

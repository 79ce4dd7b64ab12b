import Findings

/// A value whose long lists are made item by item as they are written, so that no whole tree of them ever stands.
enum JSONDraft {
    case value(PlainValue)
    case list(count: Int, item: (Int) -> PlainValue)
    case object([(key: String, value: JSONDraft)])
}

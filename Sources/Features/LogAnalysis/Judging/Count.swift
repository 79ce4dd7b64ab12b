/// Counts in sentences.
enum Count {
    static func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }

    static func documents(_ count: Int) -> String { count == 1 ? "1 document" : "\(count) documents" }
}

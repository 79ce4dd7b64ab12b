/// Runs of blanks, made once: a table has one or more in each of its lines.
enum Blanks {
    private static let many = String(repeating: " ", count: 256)

    /// `count` blanks.
    static func of(_ count: Int) -> Substring {
        count <= many.utf8.count ? Substring(many.utf8.prefix(count)) : String(repeating: " ", count: count)[...]
    }
}

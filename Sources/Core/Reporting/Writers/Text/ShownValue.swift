/// A value as it stands in the report, so that two values that differ look different.
enum ShownValue {
    private static let visibleSpace = "\\u{20}"

    /// The value, in quotes where its end would be unclear, with spaces that wrapping would swallow made visible.
    static func text(_ value: String) -> String {
        var shown = ""
        let characters = Array(value)
        for (index, character) in characters.enumerated() {
            let atEdge = index == 0 || index + 1 == characters.count
            let isOverlooked = character == " " && (atEdge || characters[index - 1] == " ")
            shown += isOverlooked ? visibleSpace : String(character)
        }
        // "(missing)" is said of a field that is not there.
        let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "," || $0 == "\"" || $0 == "(" }
        return isPlain ? shown : "\"" + shown + "\""
    }
}

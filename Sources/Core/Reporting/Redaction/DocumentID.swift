extension Gate {
    /// A document's `_id` as it may be shown, or a mark in its place.
    ///
    /// An index makes ids of letters, digits, `-` and `_`; whoever writes the documents can as well take a person's name,
    /// mail address or number, so anything that could be one is hidden unless `reveal`.
    public func documentID(_ id: String) -> String {
        if reveal || Self.isMade(id) { return line(id) }
        return "(hidden)"
    }

    /// Digits in a row that make a short id a phone or record number; a long one is a hash or an UUID.
    private static let longestRun = 6
    private static let long = 16

    private static func isMade(_ id: String) -> Bool {
        var run = 0
        var longest = 0
        var hasLetter = false
        var hasSign = false
        for byte in id.utf8 {
            let isDigit = byte >= 0x30 && byte <= 0x39
            run = isDigit ? run + 1 : 0
            longest = max(longest, run)
            let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            if !isDigit && !isLetter && byte != 0x2D && byte != 0x5F { return false }
            hasLetter = hasLetter || isLetter
            hasSign = hasSign || !isDigit && !isLetter
        }
        if id.utf8.count >= long { return true }
        // Digits and signs alone are a date or a social security number.
        return longest <= longestRun && (hasLetter || !hasSign)
    }
}

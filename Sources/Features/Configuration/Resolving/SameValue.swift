internal import Model

/// Whether two settings of one property say the same.
enum SameValue {
    /// Lists are compared as sets of pieces, everything else by its bytes; secrets were dropped and are not compared.
    static func isSame(_ one: Setting, _ other: Setting, separator: String?) -> Bool {
        if one.isHidden || other.isHidden { return true }
        if one.value.utf8.elementsEqual(other.value.utf8) { return true }
        guard let separator else { return false }
        return AllowedPieces.set(of: one.value, separator: separator)
            == AllowedPieces.set(of: other.value, separator: separator)
    }
}

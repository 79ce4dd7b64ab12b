/// What has to be known of a record before its values are counted.
struct FirstLook {
    var signature: Int?
    /// Whether texts that were found by what they say are to be taken for reasons (design.md D11).
    var takesTexts = false
}

internal import Model

/// What is said of an id that cannot be one, or that had to be cleaned.
struct IDNotes {
    let maker: FindingMaker
    /// `practice` or `department`.
    let kind: String

    func refused(_ asked: String, _ fault: VendorIDFault) -> Finding {
        let why =
            switch fault {
            case .empty: "Nothing was given as \(kind) id."
            case .notDigits(let character): "It holds \(named(character)), and an id holds digits only."
            case .leadingZero:
                "It begins with 0, which no id does. Zeros before a number come from spreadsheets and forms."
            case .tooLong: "It has more than \(VendorID.longest) digits, which no id has."
            }
        return maker.finding(
            LookupCodes.notAnID, .confirmed, on: "\(kind)-\(asked)",
            evidence: [Evidence(name: "\(kind) id", value: asked, count: 1)],
            detail: "\(why) athenahealth was not asked.")
    }

    func cleaned(_ asked: String, _ id: VendorID) -> Finding {
        maker.finding(
            LookupCodes.idCleaned, .confirmed, on: "\(kind)-\(asked)",
            detail:
                "‘\(asked)’ was taken for the \(kind) id \(id): \(changes(asked).joined(separator: ", and ")).")
    }

    /// What was done to an id that was cleaned.
    private func changes(_ asked: String) -> [String] {
        let wide = asked.unicodeScalars.filter { (0xFF10...0xFF19).contains($0.value) }.count
        let plain = asked.unicodeScalars.filter { (0x30...0x39).contains($0.value) }.count
        var changes: [String] = []
        if asked.unicodeScalars.count > wide + plain { changes.append("blanks around it were dropped") }
        if wide > 0 { changes.append("full-width digits were read as ordinary ones") }
        return changes
    }

    private func named(_ character: Character) -> String {
        if character.isWhitespace { return "a blank" }
        if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .format }) {
            return "an invisible character"
        }
        return "‘\(character)’"
    }
}

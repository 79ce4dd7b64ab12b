public import Model

/// What was said of one NPI.
public struct NPIRow: Sendable, Equatable {
    /// As it was given.
    public var asked: String
    /// The number, if it can be one.
    public var npi: NPI?
    /// Why not, or what a good check digit leaves open.
    public var why: String
}

/// Checks shape and check digit of NPIs; nobody is asked.
public enum NPICheck {
    /// What no check digit proves.
    static let openQuestion = "check digit OK; not looked up in the NPI registry"

    /// A row for each number in the order given.
    public static func check(_ numbers: [String], _ playbooks: PlaybookSet) -> (rows: [NPIRow], notes: LookupNotes) {
        var notes = LookupNotes()
        let rows = numbers.map { asked in
            do throws(NPIError) {
                return NPIRow(asked: asked, npi: try NPI(Self.cleaned(asked)), why: openQuestion)
            } catch {
                let (code, why) = words(error, Self.cleaned(asked))
                notes.add(
                    playbooks.finding(
                        code, .confirmed, on: asked, evidence: [Evidence(name: "NPI", value: asked, count: 1)],
                        detail: why))
                return NPIRow(asked: asked, npi: nil, why: why)
            }
        }
        return (rows, notes)
    }

    private static func words(_ fault: NPIError, _ number: String) -> (code: String, why: String) {
        switch fault {
        case .notTenDigits:
            let isDigits = !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            let found =
                number.isEmpty
                ? "nothing was given" : isDigits ? "this has \(number.utf8.count)" : "this has other characters"
            return (LookupCodes.notAnNPI, "An NPI has 10 digits; \(found).")
        case .firstDigit: return (LookupCodes.notAnNPI, "An NPI begins with 1 (a person) or 2 (an organization).")
        case .checkDigit(let expected):
            return (
                LookupCodes.wrongCheckDigit,
                "The check digit is wrong: after \(number.prefix(9)) it would be \(expected). Any of the 10 digits may be "
                    + "mistyped."
            )
        }
    }

    /// The blanks and hyphens that forms put between the digits, and full-width digits.
    private static func cleaned(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            if scalar == "-" || scalar.properties.isWhitespace || scalar.properties.generalCategory == .format {
                continue
            }
            let isFullWidth = (0xFF10...0xFF19).contains(scalar.value)
            plain.unicodeScalars.append((isFullWidth ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) : scalar) ?? scalar)
        }
        return plain
    }
}

public import Model
internal import Reporting

extension Report {
    /// Without these secrets in the texts of findings and gaps, which may quote a mail; nothing of the report's own words
    /// and keys is touched, even if a password is one of them.
    public func hiding(_ secrets: [String]) -> Report {
        guard !secrets.isEmpty else { return self }
        let gate = Gate(secrets: secrets)
        var copy = self
        for index in copy.findings.indices {
            copy.findings[index].detail = gate.hidingSecrets(in: copy.findings[index].detail)
        }
        for index in copy.coverage.gaps.indices {
            copy.coverage.gaps[index].detail = gate.hidingSecrets(in: copy.coverage.gaps[index].detail)
        }
        return copy
    }
}

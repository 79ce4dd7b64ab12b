internal import LogAnalysis
internal import Model

/// All checks, in the order in which they run and are told: what everything hangs on comes first.
enum TriageChecks {
    /// The check of what was given, whose notes are about inputs.
    static let ofInputs = "evidence"

    static let all: [TriageCheck] =
        [
            // Without the right number, all that follows is about somebody else.
            NumberChecks.number,
            // The group names the integration, which decides what else is looked at.
            NumberChecks.group, ConfigurationEvidenceChecks.triggers, ConfigurationEvidenceChecks.mapping,
            ConfigurationEvidenceChecks.properties, ConfigurationEvidenceChecks.visits,
            ConfigurationEvidenceChecks.npi, ConfigurationEvidenceChecks.claims, ConfigurationEvidenceChecks.agreement,
            // Departments and reasons belong to a practice, and can be read only where our key may read it.
            AthenahealthChecks.credential, AthenahealthChecks.practice, AthenahealthChecks.departments,
            AthenahealthChecks.cancelReasons, AllscriptsChecks.mail, AllscriptsChecks.login,
        ] + LogChecks.all
}

extension ClientEvidence {
    /// Whether some location is, or may be, of this integration.
    func mayBe(_ integration: String?) -> Bool {
        guard let integration else { return false }
        let known = Set(scope.compactMap { self.integration(of: $0) })
        return known.isEmpty || known.contains(integration)
    }

    /// Whether some location is known to be of this integration.
    func isKnown(_ integration: String?) -> Bool {
        guard let integration else { return false }
        return scope.contains { self.integration(of: $0) == integration }
    }

    /// What the platform can still be asked for, and what that needs; nil where it was asked.
    var unasked: CheckOutcome? {
        platformAbsence.map { .skipped($0.why, needs: $0.needs) }
    }
}

public import Model

/// Codes that the look-ups of athenahealth report; what they mean stands in `playbooks/lookups.yaml`, of the first two in
/// `playbooks/athenahealth.yaml`.
public enum LookupCodes {
    /// No such practice in this environment.
    static let noSuchPractice = "BE2201"
    /// The practice exists and is not granted to our key.
    static let notGranted = "BE2202"
    /// The practice answers and is not in our list.
    static let notListed = "BE2204"
    /// Not in our list, and whether it exists could not be looked up.
    static let existenceUnknown = "BE2205"
    /// athenahealth refuses our credentials.
    static let credentialsRefused = "BE2206"
    /// The list of practices could not be read.
    static let practicesNotRead = "BE2207"
    /// The practice belongs to the other environment.
    static let wrongEnvironment = "BE2208"
    /// One of the vendor's own practices in a production set-up.
    static let vendorSandbox = "BE2209"
    /// What was given cannot be an id.
    static let notAnID = "BE2210"
    /// An id was taken without blanks or full-width digits.
    static let idCleaned = "BE2211"
    /// The practice of this id has another name than the client's.
    static let otherName = "BE2212"
    /// Practices are missing from the list.
    static let practicesIncomplete = "BE2213"
    /// None of our practices has the name that was looked for.
    static let noSuchPracticeName = "BE2214"
    /// No department has this name.
    static let noSuchDepartment = "BE2301"
    /// Several departments have this name.
    static let severalDepartments = "BE2302"
    /// The department is hidden in the portal.
    static let hiddenDepartment = "BE2303"
    /// Departments are missing from the list.
    static let departmentsIncomplete = "BE2304"
    /// No department has this id.
    static let noSuchDepartmentID = "BE2305"
    /// The department of this id has another name now.
    static let renamed = "BE2306"
    /// The departments of a practice could not be read.
    static let departmentsNotRead = "BE2307"
    /// The number is no NPI.
    static let notAnNPI = "BE2401"
    /// The number is one digit or two away from an NPI.
    static let wrongCheckDigit = "BE2402"
    /// The cancellation reasons of a practice could not be read.
    static let cancelReasonsNotRead = "BE2501"
    /// Cancellation reasons are missing from the list.
    static let cancelReasonsIncomplete = "BE2502"
    /// The practice has no cancellation reason.
    static let noCancelReason = "BE2503"
}

extension PlaybookSet {
    /// A look-up's finding on `subject`, which tells findings of one code apart: an id, or nothing where there is one a
    /// run.
    func finding(
        _ code: String, _ verdict: Verdict, on subject: String? = nil, causedBy: String? = nil,
        evidence: [Evidence] = [], nearMisses: [NearMiss] = [], detail: String
    ) -> Finding {
        var finding = finding(
            code, verdict, key: [verdict.rawValue, subject],
            about: Subject(integration: playbook(named: "AthenaHealth")?.name), decidable: [.undetermined],
            detail: detail)
        finding.causedBy = causedBy
        finding.evidence = evidence
        finding.nearMisses = nearMisses
        // A query that asks for businesses or reasons has nothing to be filled with here.
        for index in finding.remedies.indices where finding.remedies[index].query?.contains("{") == true {
            finding.remedies[index].query = nil
        }
        return finding
    }
}

/// What a check found: findings for the report, and gaps in what was looked at.
public struct LookupNotes: Sendable, Equatable {
    /// Each id once.
    public private(set) var findings: [Finding] = []
    /// In the order in which they were met.
    public private(set) var gaps: [Gap] = []

    mutating func add(_ finding: Finding) {
        if !findings.contains(where: { $0.id == finding.id }) { findings.append(finding) }
    }

    /// Adds what another check found.
    public mutating func add(_ other: LookupNotes) {
        other.findings.forEach { add($0) }
        other.gaps.forEach { add($0) }
    }

    /// Adds something that could not be looked at.
    public mutating func add(_ gap: Gap) {
        if !gaps.contains(gap) { gaps.append(gap) }
    }
}

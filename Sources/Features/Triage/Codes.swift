/// Codes that `check` emits by itself; what they mean is in `playbooks/triage.yaml`, of the others in the rooms' own.
enum Codes {
    /// Nothing hangs on the number.
    static let noGroup = "BE4401"
    /// The number is the enterprise's.
    static let isEnterprise = "BE4402"
    /// More than one group hangs on the number.
    static let severalGroups = "BE4403"
    /// The mapping names a group that is not the client's.
    static let otherGroup = "BE4404"
    /// The mapping lacks what its setup needs.
    static let missingProperty = "BE4405"
    /// What the client says and what is mapped differ.
    static let disagrees = "BE4406"
    /// The email's ServiceUser is not the group's.
    static let otherClientsMail = "BE4407"
    /// The platform says that the location is unauthorized.
    static let unauthorized = "BE4408"
    /// No trigger of the group can start a run.
    static let triggerOff = "BE4409"
    /// The practice has no such cancellation reason.
    static let unknownCancelReason = "BE4410"
    /// Nothing wrong, and something needed was not looked at.
    static let requiredSkipped = "BE4411"
    /// Nothing was given, and nothing could be asked.
    static let nothingGiven = "BE4412"
    /// A department that no location has.
    static let unmappedDepartment = "BE4413"
    /// A location that differs from all its sisters.
    static let outlier = "BE4414"
    /// A hidden department of which contacts are not fetched.
    static let hiddenNotFetched = "BE4415"
    /// Log and group are of two integrations.
    static let otherIntegration = "BE4416"
    /// Which locations the client has is not known.
    static let locationsUnknown = "BE4417"
    /// From one day on, nearly no contact was a visit.
    static let noVisitsSince = "BE4418"
}

/// Findings of other rooms that a client's triage knows by name; the rooms own their codes.
enum RoomFinding {
    /// A number of another length than all known ones (`playbooks/platform.yaml`).
    static let unusualNumber = "BE1311"
    /// No mapping for the location (`playbooks/reauthorize.yaml`).
    static let noMapping = "BE4306"
    /// Something could not be checked (`playbooks/reauthorize.yaml`).
    static let couldNotCheck = "BE4305"
    /// The login is refused (`playbooks/reauthorize.yaml`).
    static let loginRefused = "BE4302"
    /// A permission is missing (`playbooks/reauthorize.yaml`).
    static let permissionMissing = "BE4307"
    /// A failed login is not repeated (`playbooks/reauthorize.yaml`).
    static let loginNotRepeated = "BE4308"
    /// An inactive mapping, and silence.
    static let inactiveAndSilent = "BE1316"
    /// An inactive mapping.
    static let inactive = "BE1310"
    /// A stop.
    static let stop = "BE1042"
    /// A fall.
    static let fall = "BE1048"
    /// An input that could not be read.
    static let unreadable = "BE1001"
    /// A configuration of none of the locations in the log.
    static let otherConfiguration = "BE1318"
    /// A department that the portal hides.
    static let hiddenDepartment = "BE2303"
    /// Cancellation reasons that could not be read.
    static let cancelReasonsNotRead = "BE2501"
}

/// Codes that the checks of a configuration emit; what they mean stands in the playbooks.
enum CheckCodes {
    /// A value that is not one of the few that can stand there.
    static let unknownValue = "BE1301"
    /// A list of allowed values that names none.
    static let allowsNothing = "BE1302"
    /// A blank, an invisible character or a quotation mark at the edge of a value.
    static let strayCharacter = "BE1303"
    /// A mapping sets what only the group can set.
    static let notOverridable = "BE1304"
    /// One of several locations lacks what each of them must have.
    static let missingForSeveral = "BE1305"
    /// A business has the properties of two set-ups.
    static let twoSetUps = "BE1306"
    /// An NPI that cannot be one.
    static let badNPI = "BE1307"
    /// Two configurations of one business or group disagree.
    static let disagreement = "BE1308"
    /// A group's source id and its integration's name belong to different integrations.
    static let sourceContradicted = "BE1309"
    /// A mapping that is set to inactive.
    static let inactive = "BE1310"
    /// A business number that has not the usual number of digits.
    static let unusualNumber = "BE1311"
    /// A group sets what only a mapping can set.
    static let notForGroups = "BE1312"
    /// A key or a source id that no playbook knows.
    static let unknownName = "BE1313"
    /// How the configuration was read, where that is not plain.
    static let readingNote = "BE1314"
    /// A list that lets through what is not a visit.
    static let allowsNonVisits = "BE1315"
    /// Two locations of one client with a value that belongs to one of them.
    static let sameClaim = "BE1317"
    /// Properties for reminders without the triggers that reminders need.
    static let reminderTriggers = "BE1319"
    /// A group whose list of triggers is empty.
    static let noTrigger = "BE1320"
    /// A request is sent some days after the appointment only.
    static let fetchDelay = "BE1321"
    /// A group's trigger that the list of triggers does not have.
    static let unknownTrigger = "BE1322"
}

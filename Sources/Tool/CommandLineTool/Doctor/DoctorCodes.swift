/// Codes that `doctor` itself emits; those of calls and credentials stand in the playbooks' table of faults.
enum DoctorCodes {
    static let profiles = "BE9001"
    static let playbooks = "BE9002"
    static let clock = "BE9003"
    static let offline = "BE9005"
}

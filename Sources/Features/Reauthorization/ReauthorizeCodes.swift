/// Codes that `reauthorize` reports; what they mean stands in `playbooks/reauthorize.yaml`.
public enum ReauthorizeCodes {
    /// Unauthorized, and its credentials work.
    public static let willAuthorize = "BE4301"
    /// The credentials are refused.
    static let credentialsFail = "BE4302"
    /// The practice was never granted.
    public static let notGranted = "BE4303"
    /// athenahealth knows no such practice.
    static let wrongPractice = "BE4304"
    /// Nobody knows whether the business can be authorized.
    public static let unknown = "BE4305"
    /// The platform has no mapping of the business.
    public static let notFound = "BE4306"
    /// An Allscripts permission is missing.
    static let permissionMissing = "BE4307"
    /// A login that failed before was not repeated.
    public static let notRepeated = "BE4308"
    /// The run was killed in the midst of its login, and logs in once only.
    static let loginCutOff = "BE4309"
    /// Authorized by the run, and read back.
    public static let authorized = "BE4311"
    /// Authorized already, by somebody else.
    static let alreadyAuthorized = "BE4312"
    /// The run is open: it stopped before all businesses were settled.
    public static let open = "BE4313"
    /// The mapping depends on something else than the plan says.
    public static let changed = "BE4314"
    /// Steps on the dashboard that nobody has confirmed yet.
    public static let byHand = "BE4315"
    /// Done on the dashboard, and confirmed.
    public static let confirmed = "BE4316"
    /// The plan's hour is over, or its clock is not this machine's.
    public static let expired = "BE4321"
    /// The plan was edited, or is another user's or machine's.
    public static let edited = "BE4322"
    /// The plan was made by another version of the tool or its playbooks.
    static let otherVersion = "BE4323"
    /// The plan was made for other credentials, services or another profile.
    static let otherCredentials = "BE4324"
    /// The plan was applied before.
    public static let used = "BE4325"
    /// Nobody agreed to the number of changes.
    public static let notAgreed = "BE4326"
    /// Another process is at work.
    public static let locked = "BE4327"
    /// The journal is not what was written.
    public static let damaged = "BE4328"
}

/// Codes that reading a credential mail reports; what they mean stands in the playbook of Allscripts.
enum MailCodes {
    /// A sealed secure mail, of which only the envelope can be read.
    static let sealed = "BE3301"
    /// Damage between the first label and the last value: refused.
    static let damaged = "BE3302"
    /// Nothing of a credential mail is in it.
    static let noCredentials = "BE3303"
    /// One of the three values is not there.
    static let missing = "BE3304"
    /// Two different ServiceUsers.
    static let severalServiceUsers = "BE3305"
    /// A ServiceUser that does not fit its grammar.
    static let badServiceUser = "BE3306"
    /// Older values stand below the newest.
    static let older = "BE3307"
    /// Several values, and nothing tells which is the newest.
    static let undecided = "BE3308"
    /// A value of which something is in doubt.
    static let doubtful = "BE3309"
    /// A value was cleaned of invisible characters, or put together.
    static let mended = "BE3310"
    /// Text that the page does not show.
    static let hidden = "BE3311"
    /// Damage away from the values.
    static let damagedElsewhere = "BE3312"
    /// A file that is no mail.
    static let notAMail = "BE3313"
    /// The password's or the service credentials' time is over.
    static let expired = "BE3314"
    /// Client and tenant id look exchanged.
    static let exchanged = "BE3315"
    /// A look-alike of a sealed mail, whose form leads elsewhere.
    static let imitation = "BE3316"
    /// The ids of a ServiceUser, listed one by one.
    static let listedIDs = "BE3317"
}

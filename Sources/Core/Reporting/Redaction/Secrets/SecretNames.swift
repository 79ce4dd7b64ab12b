/// Names in front of secrets, and names of headers in front of what is none (rules.md D42).
public enum SecretNames {
    /// Headers whose value may be shown, in lower case; that of any other is a secret, whatever it looks like.
    public static let harmlessHeaders = Set(
        """
        accept accept-charset accept-encoding accept-language access-control-request-headers
        access-control-request-method cache-control connection content-encoding content-language content-length
        content-type date dnt expect host if-modified-since if-none-match if-unmodified-since origin pragma priority
        range sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user
        te transfer-encoding upgrade-insecure-requests user-agent x-request-id x-requested-with
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// What the value after a name is, by the name alone: a secret, an identity, or nothing that has to be hidden.
    static func kind(of name: some Collection<UInt8>) -> HiddenKind? {
        let letters = name.filter(Ascii.isWord).map(Ascii.lowered)
        if whole.contains(letters) || endings.contains(where: { letters.suffix($0.count) == $0[...] }) {
            return .secret
        }
        return identities.contains { letters.suffix($0.count) == $0[...] } ? .value : nil
    }

    /// Whether the value is one of many words, all of them secret: `Digest username="…", response="…"`, `a=1; sid=2`.
    static func hasManyWords(_ name: some Collection<UInt8>) -> Bool {
        let letters = name.filter(Ascii.isWord).map(Ascii.lowered)
        return headers.contains { letters.suffix($0.count) == $0[...] }
    }

    private static let endings = bytes(
        """
        password passwd pwd passphrase passcode secret token apikey authorization cookie sessionid credential
        credentials privatekey accesskey parameter1 signature assertion jwt subscriptionkey authkey sharedkey
        accountkey primarykey secondarykey masterkey signingkey encryptionkey consumerkey clientkey functionkey
        """)
    private static let whole = bytes("pass pw auth session pin otp sid sig pswd")
    private static let headers = bytes("authorization cookie")
    private static let identities = bytes("ssn dob mrn dateofbirth birthdate socialsecuritynumber")

    private static func bytes(_ words: String) -> [[UInt8]] {
        words.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }
}

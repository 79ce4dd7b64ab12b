import Testing

@testable import Reporting

/// Secrets are told by where they stand (rules.md D42): `§` is one, and all of it is found; nothing else is.
@Suite struct SecretPositionsTests {
    private static let secret = "zq81-Hid:den.w0rd+77"

    @Test(arguments: [
        "Authorization: Bearer ‹§›", "Authorization: ‹Hawk id=\"1\", mac=\"§\"›", "Cookie: ‹a=b; sid=§; c=d›",
        "'Cookie: ‹a=b; sid=§›' x", "{Authorization=‹Digest username=\"a\", response=\"§\"›, Content-Type=text/plain}",
        "password=‹§› user=x", "\"clientSecret\": \"‹§›\"", "clientSecret: ‹§›", "“token”: “‹§›”",
        "{\"client_secret\"\"‹§›\",\"active\":true}", "\"\"token\"\":\"‹\"§›\"\",\"\"a\"\":1", "`token`: `‹§›`",
        "&quot;Token&quot;: &quot;‹§›&quot;", "{\\\"token\\\": \\\"‹§›\\\"}",
        "{\"propertyKey\":\"PM_Password\",\"propertyValue\":\"‹§›\"}",
        "{\"propertyValue\":\"‹§›\",\"propertyKey\":\"PM_Password\"}",
        "{\"propertyKey\":\"PM_Password,\"propertyValue\":\"‹§›\"}",
        "{\"propertyKey\":\"PM_Password\",\"propertyValue\":‹§›}",
        "{\"PM_Password\",\\n \"propertyValue\": \"‹§›\"}", "{\"PM_Password\",\n \"propertyValue\": \"‹§›\"}",
        "https://‹me:§›@example.com/x", "https://example.com/x?limit=5&sig=‹§›&offset=2", "https://example.com/#‹§›",
        "\"jdbc:sqlserver://db.example.com:1433;user=svc;password=‹§#/4;encrypt=true›\"",
        "‹svc:§›@db.example.com", "curl -H 'X-Any: ‹§›' -H 'Accept: text/plain'", "curl --cookie=‹§› x",
        "curl -sSu '‹name:§›' x", "curl -u‹name:§› x", "curl --pass ‹§› --max-time 5",
        "curl -x http://‹u:§›@p.example.com:80",
        "curl -d 'code=‹§›&x=1'", "> X-Any: ‹§›", "curl --xyzzy ‹§› -m 5", "curl -X‹POST-u'name:§'›",
        "refused for token=‹§ fv5k› again",
    ])
    func `all of it is found, and nothing else`(_ marked: String) {
        let text = marked.replacing("§", with: Self.secret).replacing("‹", with: "").replacing("›", with: "")
        let found = SecretPositions(names: ["PM_Password"]).texts(in: text)
        let wanted = marked.split(separator: "‹", omittingEmptySubsequences: false).dropFirst().map {
            (piece: Substring) -> String in
            String(piece.prefix { $0 != "›" }).replacing("§", with: Self.secret)
        }
        // The scheme may go with its token.
        #expect(found.map { $0.replacing("Bearer ", with: "") } == wanted, "\(text)")
    }

    @Test(arguments: [
        "Status: 200", "curl -H 'Accept: application/json' -m 5 https://example.com/v1/x?limit=5",
        "businessNumber=1699",
        "{\"propertyKey\":\"practiceid\",\"propertyValue\":\"24680\"}", "grep -c x", "name: Riverbend West",
        "Content-Type: application/json",
    ])
    func `what is none stays`(_ text: String) { #expect(SecretPositions(names: ["PM_Password"]).texts(in: text) == []) }
}

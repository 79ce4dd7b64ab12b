import Testing

@testable import LogRedaction

/// Free text in which names tell what stands behind them; values are words of the vocabulary, so that only names can hide them.
@Suite struct FreeTextTests {
    @Test(arguments: [
        ("firstName=Jane lastName=Quimby status=2", "firstName=‹identity› lastName=‹identity› status=2", "key=value"),
        (
            "businessNumber=169990000000101 color=Zelvira n=1", "businessNumber=169990000000101 color=‹word› n=1",
            "a field that nobody keeps"
        ),
        (
            #"level=info msg="it failed for Zelvira" firstName="Jo Ann""#,
            #"level=info msg="it failed for ‹word›" firstName="‹identity›""#, "logfmt"
        ),
        (
            "businessNumber=5551234567 status=2", "businessNumber=‹number› status=2",
            "a kept field, a value of another type"
        ),
        ("id=8842199 _id=8842199 _id=AVb3kZ9x2LmQ8rT1wYc0", "id=‹number› _id=‹number› _id=AVb3kZ9x2LmQ8rT1wYc0", "ids"),
        (
            "contact.name=Zelvira contact_firstName=Zelvira", "contact.name=‹identity› contact_firstName=‹identity›",
            "a person, flattened"
        ),
        (
            "{businessNumber=169990000000101, contact={name=Jane, x={y=List}}, restrictionReason=Integration is beta}",
            "{businessNumber=169990000000101, contact={name=‹identity›, x={y=‹identity›}}, restrictionReason=Integration is beta}",
            "a Java map; of a person's object nothing stays, even a word"
        ),
        (
            "{contact={x={y=list}, z=server}, level=info, n=1}",
            "{contact={x={y=‹identity›}, z=‹identity›}, level=info, n=1}",
            "a person's object ends with its own brace"
        ),
        (
            "Contact{firstName='Jo Ann', n=1}, firstName=Jo List; it failed",
            "Contact{firstName='‹identity›', n=1}, firstName=‹identity›; it failed", "a printed object"
        ),
        (
            "[firstName=List, email=null], firstName=null", "[firstName=‹identity›, email=null], firstName=null",
            "nothing is no value"
        ),
        (
            #"{"firstName"=>"List", :lastName=>"Quimby", "businessNumber"=>"169990000000101"}"#,
            #"{"firstName"=>"‹identity›", :lastName=>"‹identity›", "businessNumber"=>"169990000000101"}"#, "Ruby"
        ),
        (#"{:first_name=>"List", :n=>1}"#, #"{:first_name=>"‹identity›", :n=>1}"#, "Ruby's symbols"),
        (
            "{u'firstName': u'List', u'businessNumber': u'169990000000101', u'note': u'Zelvira'}",
            "{u'firstName': u'‹identity›', u'businessNumber': u'169990000000101', u'note': u'‹word›'}", "Python 2"
        ),
        (
            "{'firstName': 'List', 'contact': {'name': 'Server', 'id': 7}, 'x': None}",
            "{'firstName': '‹identity›', 'contact': {'name': '‹identity›', 'id': ‹identity›}, 'x': None}", "Python 3"
        ),
        ("firstName=“Jo List” it failed", "firstName=“‹identity›” it failed", "typographic marks"),
        (
            "firstName: List, lastName: Server; it failed", "firstName: ‹identity›, lastName: ‹identity›; it failed",
            "with colons"
        ),
        (
            "GET /v1/195900/departments/12?limit=5&lastname=List HTTP/1.1",
            "GET /v1/195900/departments/12?limit=5&lastname=‹identity› HTTP/1.1", "a query: what it keeps, and what not"
        ),
        (
            "POST /v1/contacts?firstName=List&color=server HTTP/1.1",
            "POST /v1/contacts?firstName=‹identity›&color=‹value› HTTP/1.1",
            "a value in a query is hidden whatever it is (D42)"
        ),
        (
            "https://api.preview.platform.athenahealth.com/v1/195900/patients/4711?name=list",
            "https://api.preview.platform.athenahealth.com/v1/195900/patients/‹number›?name=‹value›", "an address"
        ),
        (
            #"Authorization: Hawk id="businessNumber=169990000000101", mac="status=2""#, "Authorization: ‹secret›",
            "a secret that holds names is the secret's, to its end"
        ),
        ("Authorization: Bearer firstName=server", "Authorization: ‹secret›", "a secret that looks like a field"),
        ("password='status=2, level=info' it failed", "password='‹secret›' it failed", "a secret in quotes"),
        ("Cookie: status=2; sid=list; level=info", "Cookie: ‹secret›", "a secret with signs"),
        ("PM_Password=list", "PM_Password=‹secret›", "a secret that is a word"),
        ("customer Zelvira was refused", "customer ‹word› was refused", "an object's name in a sentence"),
        (
            #"Quimby={"firstName":"List"} it failed"#, #"field_·={"firstName":"‹identity›"} it failed"#,
            "a document behind a name"
        ),
        ("<firstName>Zelvira</firstName><status>2</status>", "<firstName>‹word›</firstName><status>2</status>", "XML"),
        ("PID|1||8842199^^^MRN||QUIMBY^ZELVIRA||19410317|F", "PID|1||‹number›^^^MRN||‹word›^‹word›||‹date›|F", "HL7"),
        ("user=‹identity 4k7m2x9q› ‹word 4k7m2x9q› it failed", "user=‹identity› ‹word› it failed", "pseudonyms"),
    ])
    func `D41 a name tells what becomes of its value`(_ text: String, _ safe: String, _ why: String) {
        #expect(Redacted.plain(Redacted.pieces(text + "\n")) == safe + "\n", "\(why)")
    }

    @Test(arguments: [
        "PM Password is hunter2hunter2", "-----BEGIN PRIVATE KEY----- MIIabc -----END PRIVATE KEY-----",
        "sent Bearer abc123def456ghi", "https://list:server@example.com/x",
        "jdbc:postgresql://h.example/x?user=list&password=server",
    ])
    func `D42 a secret leaves nothing of itself`(_ text: String) {
        let copy = Redacted.pieces(text + "\n")
        for part in ["hunter2", "MIIabc", "abc123", "server", "list:"] { #expect(!copy.contains(part), "\(copy)") }
    }
}

import Testing

@testable import LogRedaction

/// What a value must look like to stay in a field that the playbooks keep.
@Suite struct ValueTypeTests {
    @Test(
        arguments: [
            (.text, "", true, "nothing to hide"), (.text, "it failed", false, "its words are looked at one by one"),
            (.any, "Zelvira", true, "kept by hand"),
            (.status, "2", true, "a code"), (.status, "Acknowledged", true, "a word"), (.status, "402", true, "a code"),
            (.status, "1941", false, "a year"), (.status, "Zelvira Quimby", false, "two words"),
            (.status, "zq@example.com", false, "an address"),
            (.responseCode, "401", true, "a status of HTTP"), (.responseCode, "4011", false, "a number"),
            (.responseCode, "Zelvira", false, "a word"),
            (.name, "Follow-up 30 min, New", true, "a type of appointments"),
            (.name, "St. Mary's (North)", true, "a place"),
            (.name, "99213,99214", true, "codes of procedures"), (.name, "zq@example.com", false, "an address"),
            (.name, "555-123-4567", false, "a phone number"), (.name, "born 1941-03-17", false, "a day"),
            (.name, "Suite 123456", false, "a number too long for a house"),
            (.name, "one two three four five six seven eight nine ten eleven", false, "a sentence"),
            (.identifier, "169990000000101", true, "a business"), (.identifier, "195900", true, "a practice"),
            (.identifier, "1234567893", true, "a provider"), (.identifier, "5551234567", false, "a phone number"),
            (.identifier, "555-123-4567", false, "a phone number"),
            (.identifier, "169,990,000,000,101", true, "as Kibana groups it"),
            (.identifier, "1.69990000000101E+14", true, "as Excel writes it"),
            (.identifier, "=\"169990000000101\"", true, "for Excel"),
            (.identifier, "Zelvira", false, "a word"), (.identifier, "12a", false, "a token"),
            (.identifier, "1699900000001010000000", false, "too long"),
            (.number, "35", true, "a count"), (.number, "-1.5e-3", true, "a measure"),
            (.number, "12345678901", false, "a phone number"),
            (.number, "Zelvira", false, "a word"), (.number, "e", false, "no digit"),
            (.time, "2026-11-20T06:00:00.000Z", true, "ISO 8601"),
            (.time, "Nov 18, 2026 @ 06:00:01.000", true, "Kibana's"),
            (.time, "20/Nov/2026:06:00:01 +0000", true, "Apache's"),
            (.time, "1763712000000", true, "milliseconds since 1970"),
            (.time, "born May 1941", false, "another word than times have"), (.time, "169", false, "too short"),
            (.time, "Zelvira 2026", false, "a name"), (.time, "0612345678", false, "a phone number"),
            (.index, "bc-contacts-2026.11.20", true, "words and a day"), (.index, "logs-*", true, "a pattern"),
            (.index, "zelvira-2026.11.20", false, "a name"), (.index, "2026", false, "no word"),
            (.documentID, "AVb3kZ9x2LmQ8rT1wYc0", true, "as Elasticsearch makes it"),
            (.documentID, "9f86d081884c7d65-9a2f", true, "hexadecimal"),
            (.documentID, "550e8400-e29b-41d4-a716-446655440000", true, "a UUID"),
            (.documentID, "record-12", true, "a word with a number"), (.documentID, "a1", true, "two letters at most"),
            (.documentID, "zq@example.com", false, "a mail address is no id"),
            (.documentID, "Zelvira-12", false, "a name"),
            (.documentID, "8842199", false, "a number that a person may have"),
            (.documentID, "ZelviraQuimbythorpes", false, "a name of twenty letters"),
            (.documentID, "1234567890123456", false, "a card's number"),
        ] as [(ValueType, String, Bool, String)])
    func `D41 a kept field's value stays if it is of the field's type`(
        _ type: ValueType, _ value: String, _ fits: Bool, _ why: String
    ) {
        Array(value.utf8).withUnsafeBufferPointer { #expect(type.fits($0, Redacted.harmless) == fits, "\(why)") }
    }
}

import ShippedPlaybooks
import Testing

@testable import LogRedaction

/// What becomes of a value by its field's name, as the shipped playbooks say.
@Suite struct RedactionRulesTests {
    private static func rule(_ name: String, inPerson: Bool = false) -> RedactionRules.Rule {
        Array(name.utf8).withUnsafeBufferPointer { Redacted.rules.rule(for: $0, inPerson: inPerson) }
    }

    @Test(
        arguments: [
            ("businessNumber", .keep(.identifier), "evidence"),
            ("BUSINESS_NUMBER", .keep(.identifier), "letter case and underscores don't matter"),
            ("Business Number", .keep(.identifier), "nor do the blanks of a heading"),
            ("business-number", .keep(.identifier), "nor do hyphens"),
            ("_source.businessNumber", .keep(.identifier), "a path's last part decides"),
            ("businessNumber.keyword", .keep(.identifier), "how a field is indexed is no part of its name"),
            ("fields.businessNumber[0]", .keep(.identifier), "nor is a place in a list"),
            ("a/businessNumber", .keep(.identifier), "paths of JSON pointers"),
            ("@timestamp", .keep(.time), "a time"), ("message", .keep(.text), "where lines stand"),
            ("took", .keep(.number), "a number of the platform's"), ("_index", .keep(.index), "an index"),
            ("_id", .keep(.documentID), "the index's own id"), ("httpStatus", .keep(.responseCode), "a status of HTTP"),
            ("id", .unknown, "anybody's id"), ("_source.id", .unknown, "anybody's id"),
            ("color", .unknown, "what no playbook knows"), ("", .unknown, "no name at all"),
            ("firstName", .hide, "an identity"), ("labels.first_name", .hide, "an identity in a path"),
            ("patientId", .hide, "a contact's id"), ("pms_appointment_date", .hide, "a day on which a person was seen"),
            ("contact", .hide, "a person's object, or the name"), ("contact.name", .hide, "in a person's object"),
            ("patient.id", .hide, "in a person's object"), ("contacts[0].message", .hide, "in one of several"),
            ("contact_firstName", .hide, "an identity, flattened"), ("contact_color", .hide, "a person's, flattened"),
            ("customerColor", .hide, "a person's, in camelCase"),
            ("patient.businessNumber", .keep(.identifier), "evidence stays in a person's object"),
            ("PM_Password", .hide, "a secret"), ("User_Name", .hide, "half of a credential (D28)"),
            ("x.clientSecret", .hide, "a secret by its name"),
            ("Authorization", .hide, "a header that is secret (D42)"),
            ("contactless", .unknown, "only begins with the same letters"),
            ("propertyKey", .propertyKey, "names what stands beside it"),
            ("propertyValue", .propertyValue, "beside its key"),
            ("key", .perhapsPropertyKey, "may name what stands beside it"),
            ("stringValue", .perhapsPropertyValue, "OTLP"),
        ] as [(String, RedactionRules.Rule, String)])
    func `D41 a field stays if the playbooks keep it`(_ name: String, _ rule: RedactionRules.Rule, _ why: String) {
        #expect(Self.rule(name) == rule, "\(why)")
    }

    @Test(
        arguments: [
            ("businessNumber", .keep(.identifier), "what decides a restriction"), ("message", .hide, "the person's"),
            ("took", .hide, "the person's"), ("color", .hide, "the person's"), ("_id", .hide, "the person's"),
            ("@timestamp", .keep(.time), "when the record was written"), ("birthDate", .hide, "a day of the person's"),
        ] as [(String, RedactionRules.Rule, String)])
    func `D41 of a person's object only evidence stays`(_ name: String, _ rule: RedactionRules.Rule, _ why: String) {
        #expect(Self.rule(name, inPerson: true) == rule, "\(why)")
    }

    @Test func `a field that is kept and hidden is hidden, unless it is kept by hand`() {
        let rules = RedactionRules(kept: [(.text, ["name"])], hidden: ["Name"])
        Array("name".utf8).withUnsafeBufferPointer { #expect(rules.rule(for: $0) == .hide) }
        let widened = RedactionRules(Shipped.playbooks, further: ["labels.email", "contact"])
        for name in ["email", "x.email", "contact"] {
            Array(name.utf8).withUnsafeBufferPointer { #expect(widened.rule(for: $0) == .keep(.any)) }
        }
    }

    @Test(
        arguments: [
            ("appointmentstatus", true, .keep(.property)), ("PM_Password", true, .hide), ("whatever", true, .hide),
            ("color", false, .unknown), ("businessNumber", false, .keep(.identifier)), ("contacts", false, .unknown),
            ("contacts", true, .hide), ("firstName", false, .hide),
        ] as [(String, Bool, RedactionRules.Rule)])
    func `a property's key decides about its value`(
        _ key: String, _ isSurelyProperty: Bool, _ rule: RedactionRules.Rule
    ) {
        Array(key.utf8).withUnsafeBufferPointer {
            #expect(Redacted.rules.rule(forValueOf: $0, isSurelyProperty: isSurelyProperty) == rule)
        }
    }
}

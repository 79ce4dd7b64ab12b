internal import Support

/// Reads how a credential mail looks.
enum CredentialMailReading {
    static func mail(_ map: YAMLMap) -> CredentialMail {
        CredentialMail(
            fields: map.mappings("fields", of: "a field of the mail", field), otherLabels: map.texts("otherLabels"),
            separators: map.someTexts("separators"), passwordDays: map.integer("passwordDays", in: 1...3650),
            serviceMonths: map.integer("serviceMonths", in: 1...120),
            envelopes: map.mappings("envelopes", of: "a sealed envelope", envelope), newGroup: map.texts("newGroup"))
    }

    private static func field(_ map: YAMLMap) -> CredentialField {
        CredentialField(
            role: map.choice("role", of: CredentialRole.self), property: map.text("property"),
            labels: map.someTexts("labels"))
    }

    private static func envelope(_ map: YAMLMap) -> SealedEnvelope {
        SealedEnvelope(
            product: map.text("product"), fileNames: map.texts("fileNames"), texts: map.texts("texts"),
            hosts: map.texts("hosts"), opening: map.text("opening"))
    }
}

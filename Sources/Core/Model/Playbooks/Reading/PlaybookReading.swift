public import Support

/// Reads a playbook's YAML; what only makes sense together with other playbooks is `PlaybookLint`'s.
public enum PlaybookReading {
    /// The playbook in `bytes`, or all faults of the file in the order of the lines.
    public static func read(
        _ bytes: some Collection<UInt8>, file: String
    ) -> (playbook: ReadPlaybook?, faults: [YAMLError]) {
        read(bytes, file: file, of: "a playbook") { playbook($0, file: file) }
    }

    /// The same for any file of which `body` makes a playbook; `what` names it in messages.
    static func read(
        _ bytes: some Collection<UInt8>, file: String, of what: String, _ body: (YAMLMap) -> Playbook
    ) -> (playbook: ReadPlaybook?, faults: [YAMLError]) {
        do throws(YAMLError) {
            let document = try YAMLDocument.parse(bytes, file: file)
            let (playbook, faults) = YAMLReader.read(document, file: file, of: what, body)
            return (playbook.map { ReadPlaybook(playbook: $0, document: document) }, faults)
        } catch {
            return (nil, [error])
        }
    }

    private static func playbook(_ map: YAMLMap, file: String) -> Playbook {
        let name = map.text("playbook")
        let kind = map.choice("kind", of: PlaybookKind.self)
        let identityFields = map.texts("identityFields")
        let identityObjects = map.texts("identityObjects")
        let keptFields = map.mappings("keptFields", of: "fields to keep", keptField)
        let keptPathWords = map.texts("keptPathWords")
        let contactMarks = map.texts("contactMarks")
        let contactMarkPrefix = map.optionalText("contactMarkPrefix")
        if let contactMarkPrefix, contactMarkPrefix.utf8.count > 8 {
            map.fault(
                at: map.mark(of: "contactMarkPrefix"), found: "\(contactMarkPrefix.utf8.count) bytes",
                expected: "at most 8")
        }
        var playbook = Playbook(
            name: name, kind: kind, title: map.text("title"), version: map.integer("version", in: 1 ... .max),
            verified: map.day("verified"), identity: identity(map, kind),
            recordFields: map.mappings("recordFields", of: "a record field", recordField),
            identityFields: identityFields, identityObjects: identityObjects,
            keptFields: keptFields, keptPathWords: keptPathWords,
            contactMarks: contactMarks, contactMarkPrefix: contactMarkPrefix,
            countColumns: map.texts("countColumns"), unclearCountColumns: map.texts("unclearCountColumns"),
            statusPhrases: map.texts("statusPhrases"),
            textValues: map.mappings("textValues", of: "a value in a text", textValue),
            evidenceFields: map.mappings("evidenceFields", of: "an evidence field", evidenceField),
            mappingFields: map.mappings("mappingFields", of: "a field of a mapping", KnowledgeReading.mappingField),
            rules: map.mappings("rules", of: "a rule", RuleReading.rule),
            codes: map.mappings("codes", of: "a code's entry", CodeReading.entry),
            properties: map.mappings("properties", of: "a property", KnowledgeReading.property),
            abbreviations: map.mappings("abbreviations", of: "an abbreviation", KnowledgeReading.abbreviation),
            triggers: map.mappings("triggers", of: "a trigger", KnowledgeReading.trigger),
            services: map.mappings("services", of: "a service", CallReading.service),
            requests: map.mappings("requests", of: "a request", CallReading.request),
            queries: map.mappings("queries", of: "a query", CallReading.query),
            places: map.mappings("places", of: "a place", KnowledgeReading.place),
            credentialMail: map.optionalMapping("credentialMail", of: "a credential email", CredentialMailReading.mail),
            faults: map.mappings("faults", of: "a fault", KnowledgeReading.fault),
            contradictions: map.mappings("contradictions", of: "a contradiction", ArticleReading.contradiction),
            features: map.mappings("features", of: "a feature", ArticleReading.feature),
            symptoms: map.mappings("symptoms", of: "a symptom", TriageReading.symptom),
            checks: map.mappings("checks", of: "a check", TriageReading.check),
            causes: map.mappings("causes", of: "a cause", TriageReading.cause), file: file)
        for position in playbook.properties.indices {
            let statuses = playbook.field(comparedWith: playbook.properties[position])?.meanings ?? []
            playbook.properties[position].visits = statuses.filter { $0.visit == .yes }.map(\.value)
            playbook.properties[position].nonVisits = statuses.filter { $0.visit == .no }.map(\.value)
        }
        return playbook
    }

    private static func identity(_ map: YAMLMap, _ kind: PlaybookKind) -> IntegrationIdentity? {
        let key = "integration"
        let what = "the names of an integration"
        let read = { (map: YAMLMap) in
            IntegrationIdentity(names: map.someTexts("names"), sourceID: map.integer("sourceID", in: 1 ... .max))
        }
        // A wrong kind is a fault of its own; it says nothing on this key.
        if kind == .integration, map.isChoice("kind", of: PlaybookKind.self) { return map.mapping(key, of: what, read) }
        if kind != .integration, map.has(key) {
            map.fault(
                at: map.mark(of: key), found: "‘\(key)’ in a playbook of kind \(kind.rawValue)",
                expected: "‘\(key)’ in playbooks of kind integration only")
        }
        return map.optionalMapping(key, of: what, read)
    }

    private static func recordField(_ map: YAMLMap) -> RecordField {
        RecordField(role: map.choice("role", of: RecordRole.self), aliases: map.someTexts("aliases"))
    }

    private static func keptField(_ map: YAMLMap) -> KeptField {
        KeptField(type: map.choice("type", of: KeptType.self), names: map.someTexts("names"))
    }

    private static func textValue(_ map: YAMLMap) -> TextValue {
        TextValue(
            name: map.text("name"), after: map.optionalText("after"), type: map.choice("type", of: EvidenceType.self),
            length: map.optionalInteger("length", in: 1...32), except: map.texts("except"))
    }

    private static func evidenceField(_ map: YAMLMap) -> EvidenceField {
        let name = map.text("name")
        let aliases = map.texts("aliases")
        let isUnnamed = map.boolean("unnamed", default: false)
        if isUnnamed, !aliases.isEmpty {
            map.fault(
                at: map.mark(of: "aliases"), found: "names of a field that is ‘unnamed’", expected: "one of the two")
        }
        return EvidenceField(
            name: name, label: map.text("label"), type: map.choice("type", of: EvidenceType.self),
            aliases: isUnnamed ? [] : aliases.isEmpty ? [name] : aliases,
            meanings: map.textsOrMappings("meanings", of: "a status") { value, text in
                Meaning(value: value, meaning: text)
            } mapping: { value, map in
                Meaning(
                    value: value, meaning: map.text("meaning"), visit: map.optionalChoice("visit", of: Visit.self))
            },
            campaignTag: map.boolean("campaignTag", default: false))
    }
}

/// Reads what a playbook knows beside rules and codes.
enum KnowledgeReading {
    static func property(_ map: YAMLMap) -> Property {
        Property(
            key: map.optionalText("key"), alsoCalled: map.texts("alsoCalled"), label: map.text("label"),
            alsoLabeled: map.texts("alsoLabeled"), levels: map.choices("levels", of: PropertyLevel.self),
            overridable: map.boolean("overridable", default: false), secure: map.boolean("secure", default: false),
            separator: map.optionalText("separator"), allowedValues: map.texts("allowedValues"),
            sharedForTests: map.texts("sharedForTests"),
            words: map.pairs("words").map { PropertyWord(word: $0.key, value: $0.value) },
            type: map.optionalChoice("type", of: PropertyType.self) ?? .text,
            exclusiveWith: map.texts("exclusiveWith"),
            mandatoryForSeveral: map.boolean("mandatoryForSeveral", default: false),
            belongsToOneLocation: map.boolean("belongsToOneLocation", default: false),
            within: map.optionalText("within"), forReminders: map.boolean("forReminders", default: false),
            meaning: map.text("meaning"))
    }

    static func mappingField(_ map: YAMLMap) -> MappingField {
        MappingField(
            role: map.choice("role", of: MappingRole.self), keys: map.texts("keys"), label: map.text("label"),
            on: map.texts("on"), off: map.texts("off"))
    }

    static func abbreviation(_ map: YAMLMap) -> Abbreviation {
        Abbreviation(word: map.text("word"), spellings: map.someTexts("spellings"))
    }

    static func trigger(_ map: YAMLMap) -> Trigger {
        Trigger(
            id: map.optionalInteger("id", in: 0 ... .max), name: map.text("name"),
            alsoCalled: map.texts("alsoCalled"), value: map.text("value"), service: map.optionalText("service"),
            typeID: map.integer("typeID", in: 0 ... .max), forReminders: map.boolean("forReminders", default: false),
            meaning: map.text("meaning"))
    }

    static func place(_ map: YAMLMap) -> Place {
        Place(what: map.text("what"), how: map.text("how"), source: map.text("source"))
    }

    static func fault(_ map: YAMLMap) -> FaultEntry {
        FaultEntry(fault: map.text("fault"), code: map.code("code"), text: map.text("text"))
    }
}

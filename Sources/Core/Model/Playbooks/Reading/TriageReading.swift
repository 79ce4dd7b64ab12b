internal import Support

/// Reads what `check` knows: symptoms, checks in words, and what follows from what.
enum TriageReading {
    static func symptom(_ map: YAMLMap) -> Symptom {
        Symptom(
            name: map.text("name"), words: map.text("words"), requires: map.someTexts("requires"),
            shownBy: map.texts("shownBy"), first: map.texts("first"))
    }

    static func check(_ map: YAMLMap) -> CheckEntry {
        var entry = CheckEntry(
            name: map.text("name"), title: map.text("title"), codes: map.texts("codes"),
            enable: map.optionalText("enable"))
        entry.isExtra = map.boolean("extra", default: false)
        return entry
    }

    static func cause(_ map: YAMLMap) -> CauseEntry {
        CauseEntry(
            code: map.code("code"), phrase: map.optionalText("phrase"), explains: map.texts("explains"),
            confirmedBy: map.texts("confirmedBy"), reachesSisters: map.boolean("reachesSisters", default: false))
    }
}

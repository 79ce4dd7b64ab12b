internal import Playbooks
internal import YAMLReading

/// The words that an example may use.
struct ExampleVocabulary {
    private let codes: Set<String>
    private let keys: [String]
    private let names: [PropertyNames]

    init(_ set: PlaybookSet) {
        codes = Set(set.playbooks.flatMap(\.codes).map(\.code))
        keys = set.playbooks.flatMap(\.properties).compactMap(\.key)
        names = set.playbooks.map { PropertyNames($0.properties) }
    }

    func isCode(_ text: String) -> Bool { codes.contains(text) }

    func isProperty(_ text: String) -> Bool { names.contains { $0.position(of: text) != nil } }

    func code(near text: String) -> String? { NearestWord.nearest(to: text, among: codes.sorted()) }

    func property(near text: String) -> String? { NearestWord.nearest(to: text, among: keys) }
}

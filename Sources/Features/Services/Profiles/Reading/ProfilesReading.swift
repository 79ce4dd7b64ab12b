internal import Support

/// Reads `profiles.yaml` (design.md §3); every fault names file, line and what to write instead.
enum ProfilesReading {
    /// The profiles in `bytes` and the built-in ones, or all faults of the file in the order of the lines.
    static func read(_ bytes: [UInt8], file: String) -> (profiles: ProfileSet?, faults: [YAMLFault]) {
        let read = YAMLReader.read(bytes, file: file, of: "a file of profiles") { map in
            let credentials = map.namedMappings("credentials", of: "a credential") { name, map in
                Placed(CredentialReading.credential(name, map), map.mark)
            }.map(\.value)
            let profiles = map.namedMappings("profiles", of: "a profile") { name, map in
                (ProfileReading.profile(name, map), map)
            }.map(\.value)
            let set = ProfileSet(
                profiles: profiles.map(\.0), credentials: credentials.map(\.value),
                defaultProfile: map.optionalText("defaultProfile"), file: file)
            for (profile, map) in profiles { ReferenceCheck.check(profile, map, set) }
            if let name = set.defaultProfile, set.profile(named: name) == nil {
                map.fault(
                    at: map.markOfValue("defaultProfile"), found: "the profile ‘\(name)’, which is not there",
                    expected: "one of \(set.profiles.map(\.name).joined(separator: ", "))",
                    suggestion: nearest(name, set.profiles.map(\.name)))
            }
            return set
        }
        return (read.value, read.faults)
    }

    static func nearest(_ name: String, _ names: [String]) -> String? {
        NearestWord.nearest(to: name, among: names).map { "did you mean ‘\($0)’?" }
    }
}

/// A value with its place, while a file is read.
struct Placed<Value> {
    let value: Value
    let mark: YAMLMark

    init(_ value: Value, _ mark: YAMLMark) {
        self.value = value
        self.mark = mark
    }
}

internal import Support

/// What a profile names must be there, and a credential must be bound to where the profile would send it.
enum ReferenceCheck {
    static func check(_ profile: Profile, _ map: YAMLMap, _ set: ProfileSet) {
        for endpoint in profile.endpoints {
            guard let name = endpoint.credential else { continue }
            let mark = place(of: endpoint.service, map)
            guard let credential = set.credential(named: name) else {
                let names = set.credentials.map(\.name)
                map.fault(
                    at: mark, found: "the credential ‘\(name)’, which is not there",
                    expected: names.isEmpty
                        ? "a credential of that name under ‘credentials’" : "one of \(names.joined(separator: ", "))",
                    suggestion: ProfilesReading.nearest(name, names))
                continue
            }
            for url in endpoint.urls where !credential.origins.contains(url.origin) {
                // A credential without any origin has a fault of its own.
                if credential.origins.isEmpty { continue }
                let bound = credential.origins.map(\.description).sorted().joined(separator: ", ")
                map.fault(
                    at: mark, found: "\(url.origin) with the credential ‘\(name)’, which is bound to \(bound)",
                    expected: "a url of that origin",
                    suggestion: "if it may be sent there, add \(url.origin) to the credential's ‘origin’")
            }
        }
        counterpart(profile, map, set)
    }

    private static func counterpart(_ profile: Profile, _ map: YAMLMap, _ set: ProfileSet) {
        guard let name = profile.counterpart else { return }
        let mark = map.markOfValue("counterpart")
        let others = set.profiles.map(\.name).filter { $0 != profile.name }
        guard let other = set.profile(named: name), name != profile.name else {
            map.fault(
                at: mark,
                found: name == profile.name ? "the profile itself" : "the profile ‘\(name)’, which is not there",
                expected: "one of \(others.joined(separator: ", "))", suggestion: ProfilesReading.nearest(name, others))
            return
        }
        if let environment = profile.environment, environment == other.environment {
            map.fault(
                at: mark, found: "a counterpart of the same environment, \(environment.rawValue)",
                expected: "a profile of another environment")
        }
    }

    /// Where the service's `credential` stands.
    private static func place(of service: ServiceName, _ map: YAMLMap) -> YAMLMark {
        map.node(service.rawValue)?["credential"]?.mark ?? map.markOfValue(service.rawValue)
    }
}

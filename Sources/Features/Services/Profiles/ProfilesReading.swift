internal import Glibc
internal import Support

/// Reads `profiles.yaml` (README.md); every fault names file, line and what to write instead.
enum ProfilesReading {
    /// The profiles in `bytes` and the built-in ones, or all faults of the file in the order of the lines.
    static func read(_ bytes: [UInt8], file: String) -> (profiles: ProfileSet?, faults: [YAMLError]) {
        let read = YAMLReader.read(bytes, file: file, of: "a file of profiles") { map in
            let credentials = map.namedMappings("credentials", of: "a credential") { name, map in
                CredentialReading.credential(name, map)
            }.map(\.value)
            let profiles = map.namedMappings("profiles", of: "a profile") { name, map in
                (ProfileReading.profile(name, map), map)
            }.map(\.value)
            let set = ProfileSet(
                profiles: profiles.map(\.0), credentials: credentials,
                defaultProfile: map.optionalText("defaultProfile"), file: file)
            for (profile, map) in profiles { ReferenceCheck.check(profile, map, set) }
            if let name = set.defaultProfile, set.profile(named: name) == nil {
                map.fault(
                    at: map.markOfValue("defaultProfile"), found: missing("profile", name, set.profiles.map(\.name)),
                    expected: "one of \(set.profiles.map(\.name).joined(separator: ", "))",
                    suggestion: nearest(name, set.profiles.map(\.name)))
            }
            return set
        }
        return (read.value, read.faults)
    }

    /// A name that nothing has, shown only where it is nearly one that something has: it may be a secret instead.
    static func missing(_ what: String, _ name: String, _ names: [String]) -> String {
        let isNear = NearestWord.nearest(to: name, among: names) != nil
        return isNear ? "the \(what) ‘\(name)’, which is not there" : "the name of a \(what) that is not there"
    }

    static func nearest(_ name: String, _ names: [String]) -> String? {
        NearestWord.nearest(to: name, among: names).map { "did you mean ‘\($0)’?" }
    }
}

/// What a profile names must be there, and a credential must be bound to where the profile would send it.
private enum ReferenceCheck {
    static func check(_ profile: Profile, _ map: YAMLMap, _ set: ProfileSet) {
        for endpoint in profile.endpoints {
            guard let name = endpoint.credential else { continue }
            let mark = place(of: endpoint.service, map)
            guard let credential = set.credential(named: name) else {
                let names = set.credentials.map(\.name)
                map.fault(
                    at: mark, found: ProfilesReading.missing("credential", name, names),
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
                found: name == profile.name
                    ? "the profile itself" : ProfilesReading.missing("profile", name, others),
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

/// Reads one profile.
private enum ProfileReading {
    static func profile(_ name: String, _ map: YAMLMap) -> Profile {
        if !isName(name) {
            map.fault(
                at: map.mark, found: "a profile's name with blanks or unusual characters",
                expected: "letters, digits, ‘-’, ‘_’ and ‘.’")
        }
        var profile = Profile(
            name: name, environment: map.optionalChoice("environment", of: ServiceEnvironment.self),
            counterpart: map.optionalText("counterpart"))
        profile.athenahealth = map.optionalMapping("athenahealth", of: "the athenahealth service") { map in
            url(map).map { AthenahealthService(url: $0, credential: map.optionalText("credential")) }
        }?.flatMap { $0 }
        profile.platform = map.optionalMapping("platform", of: "the platform service", platform)?.flatMap { $0 }
        profile.allscripts = map.optionalMapping("allscripts", of: "the allscripts service", allscripts)?.flatMap { $0 }
        profile.logs = map.optionalMapping("logs", of: "the logs service", logs)?.flatMap { $0 }
        profile.network = map.optionalMapping("network", of: "the network settings", network) ?? NetworkSettings()
        return profile
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || "-_.".utf8.contains($0)
            }
    }

    private static func platform(_ map: YAMLMap) -> PlatformService? {
        let credential = map.optionalText("credential")
        let requests = map.optionalMapping("requests", of: "the platform's requests", RequestReading.requests)
        return url(map).map {
            PlatformService(url: $0, credential: credential, requests: requests ?? PlatformRequests())
        }
    }

    private static func allscripts(_ map: YAMLMap) -> AllscriptsService? {
        let credential = map.optionalText("credential")
        let appName = map.optionalText("appName")
        let prefix = map.optionalChoice("usernamePrefix", of: UsernamePrefix.self) ?? .serviceUser
        return url(map).map {
            AllscriptsService(url: $0, credential: credential, appName: appName, usernamePrefix: prefix)
        }
    }

    private static func logs(_ map: YAMLMap) -> LogsService? {
        let texts = map.textOrTexts("url")
        if texts.isEmpty { _ = map.requiredNode("url", "one URL or a list of them") }
        let urls = texts.compactMap { parsed($0, map) }
        return LogsService(
            urls: urls, index: map.optionalText("index"), credential: map.optionalText("credential"),
            fields: map.pairs("fields").map { FieldPathSetting(name: $0.key, path: $0.value) },
            via: map.optionalChoice("via", of: LogsAccess.self) ?? .cluster)
    }

    private static func network(_ map: YAMLMap) -> NetworkSettings {
        var settings = NetworkSettings()
        settings.caFile = map.optionalText("caFile").map { WrittenPath.resolved($0, in: map.file) }
        settings.timeout = map.optionalInteger("timeout", in: 1...3600) ?? settings.timeout
        settings.requestsPerSecond =
            map.optionalInteger("requestsPerSecond", in: 1...100_000) ?? settings.requestsPerSecond
        settings.concurrency = map.optionalInteger("concurrency", in: 1...256) ?? settings.concurrency
        return settings
    }

    /// The key `url`, which must be there.
    private static func url(_ map: YAMLMap) -> HTTPURL? {
        let text = map.text("url")
        return text.isEmpty ? nil : parsed(text, map)
    }

    private static func parsed(_ text: String, _ map: YAMLMap) -> HTTPURL? {
        do throws(HTTPURLError) {
            let url = try HTTPURL(text)
            if !url.target.utf8.contains(UInt8(ascii: "?")) { return url }
            map.fault(at: map.markOfValue("url"), found: "a URL with a query", expected: "a base URL without ‘?’")
            return nil
        } catch {
            map.fault(at: map.markOfValue("url"), found: error.words.found, expected: error.words.expected)
            return nil
        }
    }
}

/// Reads the platform's calls that no document gives.
private enum RequestReading {
    static func requests(_ map: YAMLMap) -> PlatformRequests {
        var requests = PlatformRequests()
        requests.readMapping = map.optionalMapping("readMapping", of: "the request readMapping", mapping)
        requests.markAuthorized = plain("markAuthorized", [businessNumber, groupID], map)
        requests.markUnauthorized = plain("markUnauthorized", [businessNumber, groupID], map)
        requests.updateProperties = plain("updateProperties", [businessNumber, groupID, "properties"], map)
        return requests
    }

    private static let businessNumber = "businessNumber"
    private static let groupID = "groupId"

    private static func plain(_ name: String, _ placeholders: [String], _ map: YAMLMap) -> ProfileRequest? {
        map.optionalMapping(name, of: "the request \(name)") { request($0, placeholders) }
    }

    private static func mapping(_ map: YAMLMap) -> MappingRequest {
        let request = request(map, [businessNumber])
        let (authorized, unauthorized) = (map.someTexts("authorized"), map.someTexts("unauthorized"))
        if let both = authorized.first(where: unauthorized.contains) {
            map.fault(
                at: map.markOfValue("unauthorized"), found: "‘\(both)’ as authorized and as unauthorized",
                expected: "each value in one of the two lists")
        }
        return MappingRequest(
            request: request, state: map.text("state"), authorized: authorized, unauthorized: unauthorized,
            properties: map.optionalText("properties"), group: map.optionalText("group"))
    }

    private static func request(_ map: YAMLMap, _ placeholders: [String]) -> ProfileRequest {
        let request = ProfileRequest(
            method: map.choice("method", of: HTTPRequest.Method.self), path: map.text("path"),
            body: map.optionalText("body"))
        if !request.path.isEmpty && !request.path.hasPrefix("/") {
            map.fault(
                at: map.markOfValue("path"), found: "a path that does not begin with ‘/’",
                expected: "a path below the service's url", suggestion: "write ‘/\(request.path)’")
        }
        for (key, text) in [("path", request.path), ("body", request.body ?? "")] {
            for name in self.placeholders(in: text) where !placeholders.contains(name) {
                map.fault(
                    at: map.markOfValue(key), found: "the placeholder {\(name)}",
                    expected: "one of " + placeholders.map { "{\($0)}" }.joined(separator: " "),
                    suggestion: NearestWord.nearest(to: name, among: placeholders).map { "did you mean {\($0)}?" })
            }
        }
        return request
    }

    /// The names in `{name}`; JSON's own braces hold more than letters.
    private static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end]
            return !name.isEmpty && name.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) ? String(name) : nil
        }
    }
}

/// Reads where a credential comes from and where it may go.
private enum CredentialReading {
    static func credential(_ name: String, _ map: YAMLMap) -> CredentialDefinition {
        CredentialDefinition(name: name, origins: origins(map), source: source(map))
    }

    private static func origins(_ map: YAMLMap) -> Set<Origin> {
        let texts = map.textOrTexts("origin")
        if texts.isEmpty { _ = map.requiredNode("origin", "one origin or a list of them, such as https://host:443") }
        var origins: Set<Origin> = []
        for text in texts {
            do throws(HTTPURLError) { origins.insert(try Origin(text)) } catch {
                map.fault(at: map.markOfValue("origin"), found: error.words.found, expected: error.words.expected)
            }
        }
        return origins
    }

    private static func source(_ map: YAMLMap) -> CredentialSource {
        let helper = map.has("helper") ? map.someTexts("helper") : map.optionalTexts("helper")
        let environment = map.optionalText("environment")
        let file = map.optionalText("file")
        var sources: [CredentialSource] = []
        if let helper { sources.append(.helper(helper)) }
        if let environment {
            sources.append(.environment(environment))
            if !isVariable(environment) {
                // What stands there could be the secret itself, so it is not repeated.
                map.fault(
                    at: map.markOfValue("environment"), found: "not the name of an environment variable",
                    expected: "a name of letters, digits and ‘_’, never the credential itself")
            }
        }
        if let file { sources.append(.file(WrittenPath.resolved(file, in: map.file))) }
        if sources.count == 1 { return sources[0] }
        map.fault(
            at: map.mark,
            found: sources.isEmpty ? "a credential without a source" : "a credential with several sources",
            expected: "exactly one of ‘helper’, ‘environment’ and ‘file’")
        return .environment("")
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "_")
        }
    }
}

/// A path as the file of profiles writes it.
private enum WrittenPath {
    /// The path with `~/` replaced, which no shell has done here, and a relative one taken below the file's own folder.
    static func resolved(_ path: String, in file: String) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home = getenv("HOME") { return String(cString: home) + path.dropFirst() }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}

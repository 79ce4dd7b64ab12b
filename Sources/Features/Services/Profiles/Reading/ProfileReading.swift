internal import Support

/// Reads one profile.
enum ProfileReading {
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
            fields: map.pairs("fields").map { FieldPathSetting(name: $0.key, path: $0.value) })
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
        do throws(URLFault) {
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

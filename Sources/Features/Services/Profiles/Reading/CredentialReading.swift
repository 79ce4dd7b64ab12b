internal import Glibc
internal import Support

/// Reads where a credential comes from and where it may go.
enum CredentialReading {
    static func credential(_ name: String, _ map: YAMLMap) -> CredentialDefinition {
        CredentialDefinition(name: name, origins: origins(map), source: source(map))
    }

    private static func origins(_ map: YAMLMap) -> Set<Origin> {
        let texts = map.textOrTexts("origin")
        if texts.isEmpty { _ = map.requiredNode("origin", "one origin or a list of them, such as https://host:443") }
        var origins: Set<Origin> = []
        for text in texts {
            do throws(URLFault) {
                origins.insert(try Origin(text))
            } catch {
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
                    at: map.markOfValue("environment"), found: "no name of an environment variable",
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
enum WrittenPath {
    /// The path with `~/` replaced, which no shell has done here, and a relative one taken below the file's own folder.
    static func resolved(_ path: String, in file: String) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home = getenv("HOME") { return String(cString: home) + path.dropFirst() }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}

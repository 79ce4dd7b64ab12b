internal import Glibc
public import Model
internal import Support

/// A first profiles file: what `doctor --init` writes, and what an error shows of it.
public enum ProfileTemplate {
    /// What `doctor` says where there is no profiles file: five lines that make one.
    public static var firstSteps: [String] {
        if ProfileFile.usual == nil { return [] }
        return ["", "'be-diagnose doctor --init' writes that file, with comments. Its core:"]
            + example("athenahealth-production").map { "  " + $0 }
    }

    /// The lines that define a credential, for a person who has no profiles file yet.
    static func example(_ credential: String) -> [String] {
        let (file, json) = secret(of: credential)
        return [
            "credentials:", "  \(credential):", "    origin: \"\(origin(of: credential))\"",
            "    file: \"\(folder)/\(file)\"", "    # that file, with mode 0600: \(json)",
        ]
    }

    /// Writes a commented file for its owner only, and answers its path; one that is there already stays as it is.
    public static func write(to named: String?) throws(CommandError) -> String {
        guard let path = named ?? ProfileFile.usual else {
            throw .usage(
                "there is no place for a profiles file: HOME is not set", remedy: "name one with --profiles FILE")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        // A folder of credentials is nobody else's business.
        for count in parts.indices.dropFirst() where !parts[count - 1].isEmpty {
            _ = mkdir(parts[..<count].joined(separator: "/"), 0o700)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let isThere = errno == EEXIST
            throw CommandError(
                ExitCode.cannotWrite,
                isThere
                    ? "\(path) exists already and was not changed"
                    : "cannot write \(path): \(String(cString: strerror(errno)))",
                remedy: isThere ? "be-diagnose doctor checks it" : "name another file with --profiles FILE")
        }
        defer { close(descriptor) }
        let bytes = Array(text(folder: parts.dropLast().joined(separator: "/")).utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            unlink(path)
            throw CommandError(ExitCode.cannotWrite, "cannot write \(path)", remedy: "free some space")
        }
        return path
    }

    private static var folder: String {
        ProfileFile.usual.map { String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) } ?? "/home/me/.secrets"
    }

    private static func origin(of credential: String) -> String {
        let known = [
            "athenahealth-production": BuiltInProfiles.athenahealth, "athenahealth-preview": BuiltInProfiles.preview,
            "platform": BuiltInProfiles.platform,
        ]
        return known[credential] ?? "https://HOST"
    }

    private static func secret(of credential: String) -> (file: String, json: String) {
        if credential.hasPrefix("athenahealth") {
            return ("athenahealth.json", "{\"clientID\":\"…\",\"clientSecret\":\"…\"}")
        }
        return credential == "unity"
            ? ("unity.json", "{\"username\":\"…\",\"password\":\"…\"}")
            : ("\(credential).json", "{\"bearer\":\"…\"}")
    }

    private static func text(folder: String) -> String {
        let home = folder.hasPrefix("/") ? folder : "/home/me/.secrets"
        return """
            # Profiles of be-diagnose: which services to ask, and where their credentials are.
            # No secret belongs in this file, only where to find it. Check it with: be-diagnose doctor

            # What holds without --profile NAME.
            defaultProfile: production

            # production, preview and sandbox are built in and need only the credentials below. A profile of your own:
            # profiles:
            #   my-lab:
            #     environment: preview            # production, preview or sandbox
            #     athenahealth: { url: "\(BuiltInProfiles.preview)", credential: athenahealth-preview }
            #     platform: { url: "\(BuiltInProfiles.platform)", credential: platform }

            # Each is sent to its origin only, and comes from a file (mode 0600), an environment variable, or a program:
            #   file: "/path/to/it.json"
            #   environment: NAME_OF_A_VARIABLE
            #   helper: ["secret-tool", "lookup", "service", "athenahealth"]
            credentials:
              athenahealth-production:
                origin: "\(BuiltInProfiles.athenahealth)"
                # Its content: {"clientID":"…","clientSecret":"…"}
                file: "\(home)/athenahealth.json"
            #  athenahealth-preview:
            #    origin: "\(BuiltInProfiles.preview)"
            #    file: "\(home)/athenahealth-preview.json"
            #  platform:
            #    origin: "\(BuiltInProfiles.platform)"
            #    # Its content: {"bearer":"…"}, {"apiKey":"…"}, {"username":"…","password":"…"} or {"headers":{…}}
            #    file: "\(home)/platform.json"

            """
    }
}

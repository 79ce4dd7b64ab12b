internal import Glibc
internal import Synchronization

/// Reads each credential at most once a run, when a command first needs it, and keeps it in memory only.
public final class CredentialStore: Sendable {
    /// How long a helper may take, in seconds; it may have to ask its user for something.
    static let helperLimit = 60

    private let set: ProfileSet
    private let learn: @Sendable ([String]) -> Void
    private let helperLimit: Int
    private let read = Mutex<[String: Result<Credential, CredentialError>]>([:])

    /// A store over the credentials of a set.
    ///
    /// - Parameter learn: Is told every secret before anybody else gets it, so that the gate knows what to hide.
    init(
        _ set: ProfileSet, helperLimit: Int = CredentialStore.helperLimit, learn: @escaping @Sendable ([String]) -> Void
    ) {
        self.set = set
        self.helperLimit = helperLimit
        self.learn = learn
    }

    /// The credential of a service of a profile; nothing if the service is called without one.
    public func credential(for service: ServiceName, of profile: Profile) throws(CredentialError) -> Credential? {
        guard let name = profile.endpoints.first(where: { $0.service == service })?.credential else { return nil }
        guard let definition = set.credential(named: name) else { throw .undefined(name: name, profile: profile.name) }
        let credential = try credential(definition)
        if let expected = Self.wrongForm(credential.secret, for: service) {
            throw .wrongForm(name: name, service: service, expected: expected)
        }
        return credential
    }

    /// The form that a service takes, where this one is another.
    private static func wrongForm(_ secret: Credential.Secret, for service: ServiceName) -> String? {
        switch (service, secret) {
        case (.athenahealth, .client), (.allscripts, .user): nil
        case (.athenahealth, _): "clientID and clientSecret"
        case (.allscripts, _): "username and password"
        case (_, .client): "username and password, bearer, apiKey or headers"
        default: nil
        }
    }

    private func credential(_ definition: CredentialDefinition) throws(CredentialError) -> Credential {
        // Under the lock, so that two calls cannot start a helper twice.
        let result = read.withLock { known -> Result<Credential, CredentialError> in
            if let result = known[definition.name] { return result }
            let result = Self.read(definition, helperLimit)
            if case .success(let credential) = result { learn(credential.secrets) }
            known[definition.name] = result
            return result
        }
        return try result.get()
    }

    private static func read(
        _ definition: CredentialDefinition, _ helperLimit: Int
    ) -> Result<Credential, CredentialError> {
        do throws(CredentialError) {
            let bytes: [UInt8]
            switch definition.source {
            case .environment(let variable):
                guard let value = getenv(variable), value.pointee != 0 else {
                    throw CredentialError.unset(name: definition.name, variable: variable)
                }
                bytes = Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
            case .file(let path): bytes = try CredentialFile.bytes(of: path, for: definition.name)
            case .helper(let command):
                bytes = try CredentialHelper.output(of: command, for: definition.name, limit: helperLimit)
            }
            let source = definition.source.text
            if bytes.count > mostBytes { throw CredentialError.tooLong(name: definition.name, source: source) }
            switch CredentialJSON.secret(in: bytes) {
            case .success(let secret):
                return .success(Credential(name: definition.name, secret: secret, origins: definition.origins))
            case .failure(let why):
                throw CredentialError.notACredential(name: definition.name, source: source, why: why.text)
            }
        } catch {
            return .failure(error)
        }
    }

    /// Longer than any credential.
    static let mostBytes = 65_536
}

/// A credential's file, which must be the user's own and closed to everybody else.
public enum CredentialFile {
    /// The file's bytes; `name` is what the fault calls the credential.
    public static func bytes(of path: String, for name: String) throws(CredentialError) -> [UInt8] {
        // What is checked is what is read: the open file, not its name. A pipe must not make this wait.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .missing(name: name, path: path)
            case ELOOP: throw .notAFile(name: name, path: path)
            default: throw .unreadable(name: name, path: path, why: String(cString: strerror(errno)))
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(name: name, path: path, why: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name: name, path: path) }
        guard status.st_uid == geteuid() else { throw .owner(name: name, path: path) }
        // 0600, or 0400 for a file that is never to be changed.
        guard status.st_mode & 0o7177 == 0, status.st_mode & 0o400 != 0 else {
            throw .mode(name: name, path: path, mode: Int(status.st_mode))
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= CredentialStore.mostBytes {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw .unreadable(name: name, path: path, why: String(cString: strerror(errno))) }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return bytes
    }
}

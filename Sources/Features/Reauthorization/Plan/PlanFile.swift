internal import Glibc
public import Model
internal import Reporting
internal import Services
public import Support

/// A plan as a file: JSON on one line a part, with a keyed digest over all of it.
public enum PlanFile {
    /// The file's text.
    public static func text(_ plan: Plan, _ digest: KeyedDigest) -> String {
        let body = plan.value.json
        return "{\"plan\":\(body),\n\"digest\":\"\(digest.text(["plan", body]))\"}\n"
    }

    /// The plan in a file; throws what keeps it from being used.
    public static func read(_ bytes: [UInt8], _ digest: KeyedDigest) throws(PlanRefusal) -> Plan {
        guard let documents = try? JSONReading.documents(in: bytes), documents.count == 1,
            let node = documents[0]["plan"], let claimed = documents[0]["digest"]?.text
        else { throw .notAPlan }
        // Over what was read, spelled anew: a change that nobody would see is none.
        guard let plan = Plan(node) else { throw .edited }
        let right = digest.text(["plan", plan.value.json])
        guard KeyedDigest.isEqual(Array(claimed.utf8), Array(right.utf8)), !hasMore(documents[0]),
            plan.isSpelled(in: node)
        else { throw .edited }
        return plan
    }

    /// Whether something stands beside the plan that nobody signed.
    private static func hasMore(_ document: JSONNode) -> Bool { document.entries.count { _ in true } != 2 }

    /// Saves a plan that only its owner can read; throws where it cannot be written (73).
    public static func write(_ plan: Plan, to path: String, _ digest: KeyedDigest) throws(CommandError) {
        try OutputFile.write(secret: text(plan, digest), to: path)
    }

    /// An id for a plan, sixteen random hexadecimal digits; throws where libsodium cannot be used (73).
    public static func newID() throws(CommandError) -> String {
        do throws(KeyedDigestError) { return Hexadecimal.text(Array(try KeyedDigest.newKey().prefix(8))) } catch {
            throw CommandError(StateError.digest(error))
        }
    }

    static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

extension Plan {
    /// Whether a node holds exactly the members that were written.
    func isSpelled(in node: JSONNode) -> Bool {
        guard case .object(let members) = value else { return false }
        return node.entries.map { $0.key.text ?? "" } == members.map(\.key)
    }
}

/// Why a plan is not applied.
public enum PlanRefusal: Error, Sendable, Equatable {
    /// The file is none.
    case notAPlan
    /// It was changed, or made with another key, so on another machine or by another user.
    case edited
    /// Made by another version of the tool.
    case otherTool(String)
    /// Playbooks that have another version now.
    case otherPlaybooks
    /// Made with another profile, or the profile names other services now.
    case otherProfile(String)
    /// Its hour is over, since this many seconds.
    case expired(by: Int)
    /// It comes from the future by this machine's clock, so that nobody knows how old it is.
    case fromTheFuture
    /// A run has used it.
    case used(run: Int)
    /// A credential has changed since.
    case credentialsChanged(String)
}

/// What holds now, to compare a plan with.
public struct PlanEnvironment: Sendable {
    /// Seconds since 1970, by this machine's clock.
    public var now: Int
    /// The tool's version.
    public var tool: String
    /// The playbooks' names with their versions.
    public var playbooks: [String]
    /// The profile's name.
    public var profile: String
    /// As a plan has them.
    public var services: [String]

    /// Seconds by which two looks at one machine's clock may differ.
    private static let clockSlack = 60

    /// Throws why the plan does not hold here and now; `age` is false for `--refresh`, which is there for old ones.
    public func check(_ plan: Plan, age: Bool = true) throws(PlanRefusal) {
        if plan.made > now + Self.clockSlack || plan.proved > now + Self.clockSlack { throw .fromTheFuture }
        if age, now >= plan.expires { throw .expired(by: now - plan.expires) }
        if plan.tool != tool { throw .otherTool(plan.tool) }
        if plan.playbooks != playbooks { throw .otherPlaybooks }
        if plan.profile != profile || plan.services != services { throw .otherProfile(plan.profile) }
    }
}

internal import Glibc
public import Model
internal import Reporting
internal import Services
public import Support

/// Plans as files.
public enum PlanStore {
    public static func write(_ plan: Plan, to path: String, _ digest: KeyedDigest) throws(CommandError) {
        try OutputFile.write(secret: PlanFile.text(plan, digest), to: path)
    }

    public static func newID() throws(CommandError) -> String {
        do throws(KeyedDigestFault) {
            return Hexadecimal.text(Array(try KeyedDigest.newKey().prefix(8)))
        } catch {
            throw CommandError(StateFault.digest(error))
        }
    }

    public static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

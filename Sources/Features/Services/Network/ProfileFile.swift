internal import Model
internal import Support

/// Finds and reads the file of profiles: `--profiles`, `$BE_DIAGNOSE_PROFILES`, or the user's configuration folder.
enum ProfileFile {
    /// All profiles, or the faults of the file as one error (exit 78).
    static func read(_ named: String?) throws(CommandError) -> ProfileSet {
        guard let path = named ?? standing else { return ProfileSet() }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path)
        } catch {
            throw CommandError(
                ExitCode.configuration, "\(path): cannot be read as a file of profiles: \(error.systemText)",
                remedy: "name another with --profiles, or correct its name or mode")
        }
        let (profiles, faults) = ProfilesReading.read(bytes, file: path)
        guard let profiles else {
            throw CommandError(
                ExitCode.configuration, lines: faults.map(\.description),
                remedy: "mend the file; be-diagnose doctor checks it again")
        }
        return profiles
    }

    /// The profile that `--profile` names, or the one that stands without it.
    static func choose(_ named: String?, from set: ProfileSet) throws(CommandError) -> Profile {
        let name = named ?? set.standing
        if let profile = set.profile(named: name) { return profile }
        let names = set.profiles.map(\.name)
        let nearest = NearestWord.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
        throw CommandError(
            ExitCode.usage, "--profile \(name): no such profile\(nearest)",
            remedy: "one of \(names.joined(separator: ", "))")
    }

    /// Where the file is without `--profiles`; nothing where there is none.
    static var standing: String? {
        if let named = Environment["BE_DIAGNOSE_PROFILES"] { return named }
        let base = Environment["XDG_CONFIG_HOME"] ?? Environment["HOME"].map { "\($0)/.config" }
        return base.map { "\($0)/be-diagnose/profiles.yaml" }.flatMap { Files.exists($0) ? $0 : nil }
    }
}

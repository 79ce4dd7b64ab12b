internal import Glibc
internal import Model
internal import Reporting
internal import Services

/// What `doctor` can see without calling anybody.
struct LocalChecks {
    let store: PlaybookStore
    let context: CommandContext

    var version: DoctorCheck {
        DoctorCheck(name: "version", state: .ok, detail: "be-diagnose \(ToolVersion.current)")
    }

    var playbooks: DoctorCheck {
        let faults = store.faults + PlaybookLint.faults(in: store.set, calls: store.calls)
        guard faults.isEmpty else {
            return .problem("playbooks", nil, [finding(DoctorCodes.playbooks, faults.map(\.description))])
        }
        return DoctorCheck(
            name: "playbooks", state: .ok, detail: "\(store.set.playbooks.count) playbooks, nothing wrong")
    }

    /// The faults of a file of profiles that cannot be used.
    func profiles(_ fault: CommandError) -> DoctorCheck {
        .problem("profiles", nil, [finding(DoctorCodes.profiles, fault.lines)])
    }

    func profiles(_ network: Network) -> DoctorCheck {
        let file = network.profiles.file.map { "from \($0)" } ?? "no file of profiles, only the built-in ones"
        let source = network.profile.isBuiltIn ? "built in; \(file)" : file
        return DoctorCheck(name: "profiles", state: .ok, detail: "‘\(network.profile.name)’, \(source)")
    }

    var terminal: DoctorCheck {
        guard context.console.isOutTerminal else {
            return DoctorCheck(name: "terminal", state: .ok, detail: "the output is no terminal, so it has no colours")
        }
        let columns = "\(context.console.width) columns"
        let names: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.compactMap { name in getenv(name).map { String(cString: $0) } }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        if name.hasSuffix("utf-8") || name.hasSuffix("utf8") {
            return DoctorCheck(name: "terminal", state: .ok, detail: "\(columns), UTF-8")
        }
        return DoctorCheck(
            name: "terminal", state: .note,
            detail: "\(columns); the locale is no UTF-8 one, so quotation marks may show wrong: export LANG=C.UTF-8")
    }

    private func finding(_ code: String, _ lines: [String]) -> Finding {
        let entry = store.set.entry(forCode: code)
        let more = lines.count > 10 ? "; and \(lines.count - 10) more" : ""
        return Finding(
            id: code, code: code, title: entry?.title ?? code, severity: entry?.severity ?? .error,
            verdict: .confirmed, detail: lines.prefix(10).joined(separator: "; ") + more, source: entry?.source,
            remedies: entry?.remedies ?? [])
    }
}

internal import Glibc
internal import Reporting

/// Whether somebody agrees to the number of changes.
enum Consent {
    /// Up to here a literal `yes` will do; beyond, the number itself is asked for.
    static let mostByWord = 20

    /// True if the user agrees: `--yes N` with the plan's count, or an answer at the terminal.
    ///
    /// The fault is what to tell a script, or a person who answered otherwise.
    static func given(_ count: Int, yes: Int?, _ console: Console) -> Result<Void, Refused> {
        if let yes {
            return yes == count
                ? .success(())
                : .failure(Refused(text: "--yes \(yes) was given, and the plan has \(count) to authorize."))
        }
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            return .failure(Refused(text: "Nobody is there to ask: a script agrees with --yes \(count)."))
        }
        let wanted = count > mostByWord ? String(count) : "yes"
        let question =
            "Authorize \(count) businesses? Type \(count > mostByWord ? "their number" : "yes"): "
        _ = Console.write(question, to: STDERR_FILENO)
        return line() == wanted ? .success(()) : .failure(Refused(text: "The answer was not ‘\(wanted)’."))
    }

    /// Whether the steps on the dashboard are done.
    static func dashboardDone(_ isSaid: Bool, _ console: Console) -> Result<Void, Refused> {
        if isSaid { return .success(()) }
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            return .failure(
                Refused(
                    text:
                        "The new credentials have to be put into the group on the dashboard first (Manage Properties); "
                        + "then say so with --dashboard-done."))
        }
        _ = Console.write(
            "Are the new credentials in the group (dashboard, Manage Properties)? Type yes: ", to: STDERR_FILENO)
        return line() == "yes" ? .success(()) : .failure(Refused(text: "The new credentials are not in the group yet."))
    }

    /// Why there is no agreement.
    struct Refused: Error { var text: String }

    private static func line() -> String {
        (readLine(strippingNewline: true) ?? "").filter { !$0.isWhitespace }
    }
}

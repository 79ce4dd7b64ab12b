internal import Glibc
internal import Reporting

/// Whether somebody agrees to the number of changes.
enum Consent {
    /// Up to here a literal `yes` will do; beyond, the number itself is asked for.
    private static let mostByWord = 20

    /// Nothing if the user agrees: `--yes N` with the plan's count, or an answer at the terminal. Else what to tell a script,
    /// or a person who answered otherwise.
    static func refusal(_ count: Int, yes: Int?) -> String? {
        if let yes { return yes == count ? nil : "--yes \(yes) was given, and the plan has \(count) to authorize." }
        guard isSomebodyThere else { return "Nobody is there to ask: a script agrees with --yes \(count)." }
        let (wanted, name) = count > mostByWord ? (String(count), "their number") : ("yes", "yes")
        let answer = answer(to: "Authorize \(count) businesses? Type \(name): ")
        return answer == wanted ? nil : "The answer was not ‘\(wanted)’."
    }

    /// Nothing if the steps on the dashboard are done, else what to say of them.
    static func dashboardRefusal(isSaid: Bool) -> String? {
        if isSaid { return nil }
        guard isSomebodyThere else {
            return "The new credentials have to be put into the group on the dashboard first (Manage Properties); "
                + "then say so with --dashboard-done."
        }
        let answer = answer(to: "Are the new credentials in the group (dashboard, Manage Properties)? Type yes: ")
        return answer == "yes" ? nil : "The new credentials are not in the group yet."
    }

    /// Whether there is a terminal to ask at.
    static var isSomebodyThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    private static func answer(to question: String) -> String {
        _ = Console.write(question, to: STDERR_FILENO)
        return (readLine(strippingNewline: true) ?? "").filter { !$0.isWhitespace }
    }
}

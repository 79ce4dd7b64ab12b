internal import Glibc
internal import Reauthorization
internal import Reporting
internal import Support

/// Whether the user agrees to the number of changes.
enum Consent {
    /// Up to here a literal `yes` will do; beyond, the number itself is asked for.
    private static let mostByWord = 20

    /// Nothing if the user agrees: `--yes N` with the plan's count, or an answer at the terminal. Else what to tell a script,
    /// or a person who answered otherwise. `question` says what will happen.
    static func refusal(_ count: Int, yes: Int?, question: [String]) -> String? {
        if let yes { return yes == count ? nil : "--yes \(yes) was given, and the plan has \(count) to reauthorize." }
        guard isSomebodyThere else { return "There is no terminal to ask at: a script agrees with --yes \(count)." }
        let (wanted, name) = count > mostByWord ? (String(count), "\(count), their number,") : ("yes", "yes")
        let answer = answer(to: question + ["Type \(name) to continue, anything else to stop: "])
        return answer == wanted ? nil : "The answer was not '\(wanted)'."
    }

    /// What `apply` is about to do, to whom, where, and who is left out.
    static func question(_ plan: Plan, host: String, environment: String?) -> [String] {
        let chosen = plan.willAuthorize
        let named = chosen.count <= 3 ? chosen.map(\.number).joined(separator: ", ") : "\(chosen.count) businesses"
        let place = ["profile \(plan.profile)", environment.flatMap { $0 == plan.profile ? nil : $0 }, host]
            .compactMap(\.self).joined(separator: ", ")
        var lines = ["About to reauthorize \(named) (\(place))\(plan.dependsOn.map { ", \($0)" } ?? "")."]
        let others = plan.businesses.count - chosen.count
        if others > 0 {
            lines[0] +=
                others == 1
                ? " The other one in the plan is left alone." : " The other \(others) in the plan are left alone."
        }
        let whose = chosen.count == 1 ? "Its integration" : "Their integrations"
        lines.append(
            "\(whose) will run again and send review requests to patients, possibly for the days that were missed."
                + (chosen.count == 1 ? " It is read back after it is written." : " One is written and read back first.")
        )
        if plan.writesCredentials { lines.append("The new Allscripts credentials are written to the group first.") }
        return lines
    }

    /// Nothing if the steps on the dashboard are done, else what to say of them.
    static func dashboardRefusal(isSaid: Bool) -> String? {
        if isSaid { return nil }
        guard isSomebodyThere else {
            return "The new credentials have to be put into the group on the dashboard first (Manage Properties); "
                + "then say so with --dashboard-done."
        }
        let answer = answer(to: [
            "Are the new credentials in the group (dashboard, Manage Properties)? Type yes to continue: "
        ])
        return answer == "yes" ? nil : "The new credentials are not in the group yet."
    }

    /// Whether there is a terminal to ask at.
    static var isSomebodyThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// The last of the lines is the one after which the answer is typed.
    private static func answer(to question: [String]) -> String {
        let wrapped = question.dropLast().flatMap { Wrapping.lines($0, first: 80, rest: 80) }
        let text = wrapped.map { $0 + "\n" }.joined() + (question.last ?? "")
        _ = Console.write(text, to: STDERR_FILENO)
        return (readLine(strippingNewline: true) ?? "").filter { !$0.isWhitespace }
    }
}

internal import Model

/// Says what rows of departments mean: not found, several, hidden, renamed.
struct DepartmentJudge {
    /// Hold the words.
    let playbooks: PlaybookSet

    /// Findings on names. `isComplete`: all departments were read, hidden ones too where a name asked for them.
    func names(_ rows: [DepartmentRow], isComplete: Bool) -> LookupNotes {
        var notes = LookupNotes()
        let open = rows.filter { $0.department == nil }
        let several = open.filter(\.isAmbiguous)
        let absent = open.filter { !$0.isAmbiguous }
        if !absent.isEmpty {
            let detail =
                isComplete
                ? "No department, hidden or not, has \(these(absent)) as its internal or public name."
                : "Among the departments that could be read, none has \(these(absent))."
            notes.add(
                playbooks.finding(
                    LookupCodes.noSuchDepartment, isComplete ? .confirmed : .undetermined,
                    evidence: absent.map { Evidence(name: "department", value: $0.asked, count: 1) },
                    nearMisses: absent.flatMap(nearMisses), detail: detail))
        }
        if !several.isEmpty {
            notes.add(
                playbooks.finding(
                    LookupCodes.severalDepartments, .undetermined,
                    evidence: several.map {
                        Evidence(
                            name: "department", value: $0.asked,
                            meaning: $0.candidates.map(described).joined(separator: "; "), count: 1)
                    }, detail: "More than one department has \(these(several))\(alike(several))."))
        }
        hidden(rows, &notes)
        return notes
    }

    /// Rows for ids, and findings on them. An asked `12=Name` also says what the department was called.
    func ids(_ asked: [String], _ list: DepartmentList) -> (rows: [DepartmentRow], notes: LookupNotes) {
        var notes = LookupNotes()
        let keys = NameKeys(playbooks.abbreviations)
        let byID = Dictionary(list.departments.map { ($0.id, $0) }) { first, _ in first }
        var gone: [String] = []
        var renamed: [Evidence] = []
        let rows = asked.map { asked in
            let parts = asked.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            var row = DepartmentRow(asked: asked)
            let ids = IDNotes(playbooks: playbooks, kind: "department")
            do throws(VendorIDError) {
                let (id, isChanged) = try VendorID.pasted(parts[0])
                if isChanged { notes.add(ids.cleaned(parts[0], id)) }
                guard let department = byID[id.text] else {
                    if id.hasLeadingZero, list.isComplete { throw VendorIDError.leadingZero }
                    gone.append(id.text)
                    return row
                }
                row.department = department
                row.how = .id
                if parts.count == 2, !hasName(department, parts[1], keys) {
                    let now = department.names.joined(separator: " / ")
                    renamed.append(
                        Evidence(
                            name: "department", value: asked, meaning: now.isEmpty ? "has no name now" : "now \(now)",
                            count: 1)
                    )
                }
            } catch {
                notes.add(ids.refused(parts[0], error))
            }
            return row
        }
        if !gone.isEmpty {
            let known =
                list.isComplete
                ? "The practice has no department with" : "Among those that could be read, no department has"
            notes.add(
                playbooks.finding(
                    LookupCodes.noSuchDepartmentID, list.isComplete ? .confirmed : .undetermined,
                    evidence: gone.map { Evidence(name: "departmentid", value: $0, count: 1) },
                    detail: "\(known) \(gone.count == 1 ? "this id" : "these ids")."))
        }
        if !renamed.isEmpty {
            notes.add(
                playbooks.finding(
                    LookupCodes.renamed, .confirmed, evidence: renamed,
                    detail: "The ids still exist, but their departments have other names than you gave."))
        }
        hidden(rows, &notes)
        return (rows, notes)
    }

    /// The id in an asked `12` or `12=Name`.
    static func id(in asked: String) -> String { String(asked.prefix { $0 != "=" }) }

    /// What is said where departments, or some of them, could not be read.
    func unread(_ access: PracticeAccess, practice: VendorID) -> LookupNotes {
        access.notes(
            practice, code: LookupCodes.departmentsNotRead, what: "The departments of practice \(practice)", playbooks)
    }

    private func hidden(_ rows: [DepartmentRow], _ notes: inout LookupNotes) {
        let hidden = rows.filter { $0.department?.isHidden == true && $0.asked != nil }
        if hidden.isEmpty { return }
        notes.add(
            playbooks.finding(
                LookupCodes.hiddenDepartment, .confirmed,
                evidence: hidden.map {
                    Evidence(
                        name: "department", value: $0.asked, meaning: "departmentid \($0.department?.id ?? "")",
                        count: 1)
                },
                detail: "Hidden in the portal. Appointments of hidden departments are fetched only if the group's "
                    + "property `showalldepartments` is `true`."))
    }

    private func hasName(_ department: Department, _ name: String, _ keys: NameKeys) -> Bool {
        let asked = Set(keys.keys(name))
        return department.names.contains { $0 == name || !asked.isDisjoint(with: keys.keys($0)) }
    }

    /// What is added where a department has exactly the name, and another one nearly so.
    private func alike(_ rows: [DepartmentRow]) -> String {
        let isExact = rows.contains { row in
            let hits = row.candidates.map { $0.department.names.contains(row.asked ?? "") }
            return hits.contains(true) && hits.contains(false)
        }
        return isExact ? ", or one that differs only in case, spacing, punctuation or accents" : ""
    }

    private func these(_ rows: [DepartmentRow]) -> String {
        rows.count == 1 ? "this name" : "these \(rows.count) names"
    }

    private func nearMisses(_ row: DepartmentRow) -> [NearMiss] {
        row.candidates.prefix(3).map { candidate in
            let name = candidate.department.names.joined(separator: " / ")
            let place = [candidate.department.id] + candidate.department.place
            return NearMiss(
                value: row.asked ?? "", candidate: "\(name) (\(place.joined(separator: ", ")))", why: candidate.why)
        }
    }

    private func described(_ candidate: DepartmentCandidate) -> String {
        let department = candidate.department
        let place = (department.place + [department.providerGroup].compactMap(\.self)).joined(separator: ", ")
        return department.id + (place.isEmpty ? "" : " (\(place))")
    }
}

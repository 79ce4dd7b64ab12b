"""Where a report differs from what the model expects: lines of what was expected and what came."""
import against
import choices

OURS = ("BE1103", "BE1104")
ALONE = ("BE1310", "BE1315", "BE1316", "BE1317", "BE1318", "BE1319", "BE1320")
CLEAN = ("facts", "healthy", "days")                        # pairs in which only what the model names may be wrong
# Stops, falls and the silence of all are D34's, which this model does not check.
SILENCE = ("BE1041", "BE1042", "BE1048")


def differences(report, truth, code, world, before=None):
    """Of `explain` with a log. `before` is exit code and report of the same pair without `--with`."""
    found = []

    def expect(what, expected, came):
        if expected != came:
            found.append(f"{what}: expected {expected!r}, came {came!r}")

    found += against.differences(report, truth, code)
    let_through(truth["through"], report, expect, found)
    alone(truth["alone"], report, expect, found)
    explained_once(truth["alone"], report, found)
    if world["kind"] in CLEAN:
        unexpected(truth, report, found)
    if truth["planned"]:
        plan(truth["planned"], report, expect, found)
        changed_by_plan(*before, code, report, expect)
    return found


def differences_alone(report, truth, code):
    """Of `check --config` without a log."""
    found = []

    def expect(what, expected, came):
        if expected != came:
            found.append(f"{what}: expected {expected!r}, came {came!r}")

    alone(truth["alone"], report, expect, found)
    undecided = any(finding["verdict"] in ("undetermined", "broken") for finding in report["findings"]) or report["coverage"]["gaps"]
    wrong = any(finding["severity"] in ("warning", "error") for finding in report["findings"])
    expect("exit code of check", 2 if undecided or not wrong else 1, code)
    return found


def let_through(rows, report, expect, found):
    """BE1103 and BE1104."""
    came = {}
    for finding in report["findings"]:
        if finding["code"] in OURS:
            key = finding["subject"]["integration"], finding["code"], finding["verdict"]
            if key in came:
                found.append(f"twice: {key}")
            came[key] = finding
    expect("let through", sorted(rows, key=str), sorted(came, key=str))
    for key in sorted(set(rows) & set(came)):
        name, row, finding = " ".join(key), rows[key], came[key]
        against.one_finding(name, row, finding, expect, found)
        expect(f"{name} severity", "warning", finding["severity"])
        if row["times"]:
            expect(f"{name} firstSeen", min(row["times"]), finding["firstSeen"])
            expect(f"{name} lastSeen", max(row["times"]), finding["lastSeen"])


def named(findings):
    """The businesses that findings name."""
    rows = {row["businessNumber"] for finding in findings for row in finding["businesses"]}
    return rows | {finding["subject"]["businessNumber"] for finding in findings} - {None}


def alone(expected, report, expect, found):
    """What the configuration shows by itself."""
    for code, wanted in expected.items():
        findings = [finding for finding in report["findings"] if finding["code"] == code]
        if findings and not wanted.allowed or wanted.required and not findings:
            found.append(f"{code}: expected {'a finding' if wanted.required else 'none'}, came {len(findings)}, of {sorted(named(findings))}; "
                         f"it must name {sorted(wanted.must)}")
            continue
        if not findings:
            continue
        businesses = named(findings)
        if wanted.names and not wanted.must <= businesses <= wanted.may:
            found.append(f"{code}: must name {sorted(wanted.must)}, may name {sorted(wanted.may)}, names {sorted(businesses)}")
        for what, allowed in (("verdict", wanted.verdicts), ("severity", wanted.severities)):
            values = {finding[what] for finding in findings}
            if not values <= allowed:
                found.append(f"{code} {what}: expected {sorted(allowed)}, came {sorted(values)}")
        shown = [(row["name"], str(row["value"])) for finding in findings for row in finding["evidence"]]
        for name, value in sorted(wanted.evidence):
            if not any(name.casefold() == key.casefold() and value in [text] + text.split(",") for key, text in shown):
                found.append(f"{code}: no evidence {name} = {value!r}; came {shown}")


def explained_once(expected, report, found):
    """Inactive and silent are one cause: BE1310 does not repeat it, and a stop of the same business names it as its cause."""
    causes = [finding for finding in report["findings"] if finding["code"] == "BE1316"]
    for finding in report["findings"]:
        again = named([finding]) & named(causes)
        if again and finding["code"] == "BE1310":
            found.append(f"BE1310 repeats {sorted(again)}, which BE1316 names")
        if again and finding["code"] == "BE1042" and finding["causedBy"] not in {cause["id"] for cause in causes}:
            found.append(f"BE1042 names {sorted(again)} without BE1316 as its cause")


def unexpected(truth, report, found):
    """In a pair in which all else is correct: no other finding is a problem, and there is no gap."""
    for finding in report["findings"]:
        code = finding["code"]
        if code not in OURS + ALONE + SILENCE and (finding["severity"] != "info" or finding["verdict"] == "undetermined"):
            found.append(f"nothing else is wrong, yet: {code} {finding['severity']} {finding['verdict']} {finding['detail'][:200]}")
    if report["coverage"]["gaps"]:
        found.append(f"nothing is missing, yet there are gaps: {report['coverage']['gaps']}")


def changed_by_plan(code_before, before, code, report, expect):
    """A plan changes findings and the exit code only by what is wrong with the plan itself."""
    def told(report, about_configuration):
        return sorted((finding["code"], finding["verdict"], finding["severity"], finding["count"]) for finding in report["findings"]
                      if finding["code"].startswith("BE13") == about_configuration)
    expect("findings but BE13xx, without the plan and with it", told(before, False), told(report, False))
    if told(before, True) == told(report, True):
        expect("exit code without the plan and with it", code_before, code)


def plan(truth, report, expect, found):
    """`result.planned`: the four counts, and the rows of contacts that change sides."""
    came = (report["result"] or {}).get("planned")
    if not came:
        found.append(f"no result.planned; expected {truth}")
        return
    for name in ("letThrough", "heldBack", "undecided", "contradicted"):
        expect(f"planned.{name}", truth[name], came[name])
    rows = {}
    for row in came["rows"]:
        now, then = (choices.SIDES.get(row[side], row[side]) for side in ("now", "planned"))
        if {now, then} == {"heldBack", "letThrough"}:
            key = row["businessNumber"], row["integration"], row["field"], row["value"], row["visit"], now, then
            if key in rows:
                found.append(f"planned.rows twice: {key}")
            rows[key] = row["contacts"]
    for key in sorted(set(truth["rows"]) | set(rows), key=str):
        expect(f"planned.rows {key}", truth["rows"].get(key), rows.get(key))

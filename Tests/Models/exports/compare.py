"""Where a report and the truth differ. Knows report.md, not the tool."""

OURS = ("BE2", "BE3", "BE4")
CODES = ("BE1100", "BE1101", "BE1104")
COUNTERS = ["records", "restricted", "unrestricted", "explained", "unexplained", "failures", "malformed", "duplicates",
            "others", "filtered", "ignoredLines"]


def base(name):
    return str(name).replace("\\", "/").rsplit("/", 1)[-1]


def lowered(value):
    return value.lower() if isinstance(value, str) else value


def differences(report, truth, exit_code, times=True):
    """Lines that say what was expected and what came."""
    found = []

    def expect(what, expected, came):
        if expected != came:
            found.append(f"{what}: expected {expected!r}, came {came!r}")

    coverage = report.get("coverage", {})
    expect("schemaVersion", 1, report.get("schemaVersion"))
    expect("command", "explain", report.get("command"))
    for counter in COUNTERS:
        expect(f"coverage.{counter}", truth["coverage"][counter], coverage.get(counter))
    inputs = {base(row.get("name")): row for row in coverage.get("inputs", [])}
    expect("names of inputs", sorted(file["name"] for file in truth["files"]), sorted(inputs))
    for file in truth["files"]:
        for key in ("format", "records", "bytes"):
            expect(f"{file['name']} {key}", file[key], inputs.get(file["name"], {}).get(key))
    sums(coverage, expect)
    findings(report, truth, expect, times)
    exits(report, truth, exit_code, expect)
    return found


def sums(coverage, expect):
    got = {counter: coverage.get(counter) or 0 for counter in COUNTERS}
    expect("sum: restricted + unrestricted = records", got["records"], got["restricted"] + got["unrestricted"])
    expect("sum: explained + unexplained = restricted", got["restricted"], got["explained"] + got["unexplained"])
    expect("sum: records + filtered + duplicates = inputs", sum(row.get("records") or 0 for row in coverage.get("inputs", [])),
           got["records"] + got["filtered"] + got["duplicates"])


def key_of(finding):
    subject = finding.get("subject") or {}
    integration = finding["integration"] if "integration" in finding else subject.get("integration")
    return str(lowered(integration)), finding["code"], finding["verdict"]


def findings(report, truth, expect, times):
    mine = [f for f in report.get("findings", []) if f["code"].startswith(OURS) or f["code"] in CODES]
    came = {key_of(finding): finding for finding in mine}
    expect("findings with the same integration, code and verdict", 0, len(mine) - len(came))
    wanted = {key_of(finding): finding for finding in truth["findings"]}
    expect("findings", sorted(wanted), sorted(came))
    for key, finding in wanted.items():
        if key not in came:
            continue
        other, name = came[key], " ".join(key)
        expect(f"{name} count", finding["count"], other.get("count"))
        if key[1] != "BE1101":
            named = key[1] != "BE1100"
            expect(f"{name} evidence", evidence(finding, named), evidence(other, named))
            expect(f"{name} severity", "warning", other.get("severity"))
        expect(f"{name} businesses", businesses(finding), businesses(other))
        expect(f"{name} businessesTotal", len(finding["businesses"]), other.get("businessesTotal"))
        expect(f"{name} expected", None, other.get("expected"))
        if times:
            for edge in ("firstSeen", "lastSeen"):
                expect(f"{name} {edge}", finding[edge], other.get(edge))


def evidence(finding, named):
    return sorted((str(row.get("name")) if named else "", repr(row.get("value")), row.get("count")) for row in finding.get("evidence") or [])


def businesses(finding):
    return sorted((str(row.get("businessNumber")), row.get("count")) for row in finding.get("businesses") or [])


def exits(report, truth, exit_code, expect):
    outcomes = {0: "ok", 1: "problem", 2: "undetermined"}
    expect("outcome against exit code", outcomes.get(exit_code), report.get("outcome"))
    gaps = bool((report.get("coverage") or {}).get("gaps"))
    open_findings = any(f["verdict"] in ("undetermined", "broken") for f in report.get("findings", []))
    malformed = (report.get("coverage") or {}).get("malformed")
    if gaps or open_findings or malformed:
        expect("exit code beside gaps, open findings or malformed input", 2, exit_code)
    unsure = gaps or any(f["verdict"] == "undetermined" and f["code"].startswith("BE1") for f in report.get("findings", []))
    if not (exit_code == 2 and truth["mayGap"] and unsure):
        expect("exit code", truth["exit"], exit_code)
        gap_codes = [gap.get("code") for gap in (report.get("coverage") or {}).get("gaps") or []]
        if truth["exit"] != 2 and gap_codes:
            expect("gaps", [], gap_codes)


def leaks(planted, *streams):
    """Planted patient data that came out, as it is or behind JSON escapes."""
    import json
    import re
    text = "\n".join(streams)
    plain = re.sub(r"(?:\\u[0-9a-fA-F]{4})+", lambda m: json.loads(f'"{m.group()}"'), text)
    seen = (text + "\n" + plain).casefold()
    return [string for string in planted if string.casefold() in seen]

"""Where a report differs from what the model says. Lines of what was expected and what came."""
from nearness import squeezed

COUNTERS = ["records", "restricted", "unrestricted", "explained", "unexplained"]
OURS = ("BE2", "BE3", "BE1100", "BE1101", "BE1102")


def differences(report, truth, exit_code, compares_exit=True):
    found = []

    def expect(what, expected, came):
        if expected != came:
            found.append(f"{what}: expected {expected!r}, came {came!r}")

    for counter in COUNTERS:
        expect(f"coverage.{counter}", truth[counter], report["coverage"][counter])
    came = {}
    for finding in report["findings"]:
        if finding["code"].startswith(OURS):
            key = str(finding["subject"]["integration"]), finding["code"], finding["verdict"]
            if key in came:
                found.append(f"twice: {key}")
            came[key] = finding
    expect("findings", sorted(truth["findings"]), sorted(came))
    for key in sorted(set(came) & set(truth["findings"])):
        one_finding(" ".join(key), truth["findings"][key], came[key], expect, found)
    changes(truth, report, expect)
    exits(truth, report, exit_code, compares_exit, expect)
    return found


def one_finding(name, row, finding, expect, found):
    expect(f"{name} count", row["count"], finding["count"])
    if "BE1101" not in name:
        nameless = "BE1100" in name
        evidence = {(None if nameless else cell["name"], cell["value"]): cell["count"] for cell in finding["evidence"]}
        expect(f"{name} evidence", dict(row["evidence"]), evidence)
        expect(f"{name} rows of evidence", len(evidence), len(finding["evidence"]))
    expect(f"{name} businesses", dict(row["businesses"]), {cell["businessNumber"]: cell["count"] for cell in finding["businesses"]})
    expect(f"{name} businessesTotal", len(row["businesses"]), finding["businessesTotal"])
    if not row["placed"]:                       # a list is compared, but cannot make it surer: no text says whether to show it
        allowed(name, row, finding, expect)
    expect(f"{name} alsoBlockedBy", dict(row["also"]), {cell["code"]: cell["count"] for cell in finding["alsoBlockedBy"]})
    near_misses(name, row, finding, found)


def allowed(name, row, finding, expect):
    expect(f"{name} expected", row["expected"], plain(finding["expected"]))
    for cell in finding["businesses"]:
        lists = row["lists"][cell["businessNumber"]]
        wanted = None if row["expected"] or len(lists) != 1 else next(iter(lists))
        expect(f"{name} expected of {cell['businessNumber']}", wanted, plain(cell["expected"]))


def near_misses(name, row, finding, found):
    near = [(cell["value"], cell["candidate"].strip()) for cell in finding["nearMisses"]]
    for value, candidate in near:
        if candidate not in row["may"].get(value, ()):
            found.append(f"{name}: no near miss: {value!r} of {candidate!r}")
    for value, candidates in row["must"].items():
        named = {candidate for of, candidate in near if of == value}
        # One that differs in letter case or spaces only is nearer than any other.
        same = squeezed(value) in map(squeezed, candidates)
        if candidates and not (squeezed(value) in map(squeezed, named) if same else named):
            found.append(f"{name}: near miss not named: {value!r} of {candidates!r}; came {near!r}")
    if not all(cell["why"] for cell in finding["nearMisses"]):
        found.append(f"{name}: a near miss without a reason")


def plain(expected):
    return expected and (expected["property"], expected["level"], tuple(expected["values"]))


def changes(truth, report, expect):
    came = {}
    for row in (report["result"] or {}).get("changes") or []:
        added = frozenset((part["code"], part["property"], part["level"], tuple(sorted(part["add"]))) for part in row["changes"])
        expect("integrations of a set of changes", 1, len({part["integration"] for part in row["changes"]}))
        key = row["changes"][0]["integration"], added, row["open"]
        expect(f"{key} twice", False, key in came)
        came[key] = row
    expect("changes", sorted(map(shown, truth["changes"])), sorted(map(shown, came)))
    for key in set(came) & set(truth["changes"]):
        expect(f"changes {shown(key)} contacts", sum(truth["changes"][key].values()), came[key]["contacts"])
        expect(f"changes {shown(key)} businesses", dict(truth["changes"][key]), {cell["businessNumber"]: cell["count"] for cell in came[key]["businesses"]})
        expect(f"changes {shown(key)} businessesTotal", len(truth["changes"][key]), came[key]["businessesTotal"])


def shown(key):
    return f"{key[0]} {sorted(key[1])} open={key[2]}"


def exits(truth, report, exit_code, compares_exit, expect):
    """What is wrong with the configuration itself is a finding of its own, and counts as well."""
    others = [f for f in report["findings"] if not f["code"].startswith(OURS)]
    undecided = any(f["verdict"] in ("undetermined", "broken") for f in others) or report["coverage"]["gaps"]
    wrong = any(f["severity"] in ("warning", "error") for f in others)
    if compares_exit:
        expect("exit code", 2 if undecided else max(truth["exit"], int(wrong)), exit_code)
    expect("outcome", ["ok", "problem", "undetermined"][exit_code], report["outcome"])

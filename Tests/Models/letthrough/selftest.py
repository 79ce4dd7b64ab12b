#!/usr/bin/env python3
"""selftest.py [PAIRS]: does the checker agree with a report that says what the model expects, and notice each way of saying something else?
Reports are made from the truth itself, so no tool is needed; it shows that the checker looks, not that the model is right. Exit 0 or 1."""
import sys

sys.dont_write_bytecode = True
import copy
from collections import Counter

import compare                                              # finds the model of judging
import differing
import expecting
import worlds


def finding(code, verdict, severity, integration=None, **members):
    """A finding with every member that the checker looks at."""
    made = {"id": f"{code}-{verdict}-{integration}", "causedBy": None, "code": code, "severity": severity, "verdict": verdict, "count": 0,
            "subject": {"integration": integration, "businessNumber": None}, "firstSeen": None, "lastSeen": None, "evidence": [],
            "businesses": [], "businessesTotal": 0, "expected": None, "nearMisses": [], "alsoBlockedBy": [], "detail": ""}
    return {**made, **members}


def list_shown(expected):
    return expected and {"property": expected[0], "level": expected[1], "values": list(expected[2])}


def of_records(key, row):
    """The finding of a row of the model, about records."""
    integration, code, verdict = key
    def own(business):
        lists = row["lists"][business]
        return None if row["expected"] or len(lists) != 1 else list_shown(next(iter(lists)))
    near = [{"value": value, "candidate": sorted(candidates)[0], "why": "-"} for value, candidates in row["must"].items() if candidates]
    near = [{**cell, "candidate": next((one for one in row["must"][cell["value"]] if differing.against.squeezed(one)
            == differing.against.squeezed(cell["value"])), cell["candidate"])} for cell in near]
    return finding(
        code, verdict, "warning", None if integration == "None" else integration, count=row["count"], expected=list_shown(row["expected"]),
        evidence=[{"name": name, "value": value, "count": count} for (name, value), count in row["evidence"].items()],
        businesses=[{"businessNumber": business, "count": count, "expected": own(business)} for business, count in row["businesses"].items()],
        businessesTotal=len(row["businesses"]), nearMisses=near,
        alsoBlockedBy=[{"code": also, "count": count} for also, count in row["also"].items()],
        firstSeen=min(row.get("times") or [None]), lastSeen=max(row.get("times") or [None]))


def of_configuration(code, wanted):
    """The findings of a code about the configuration, one per expected verdict."""
    verdicts = sorted(wanted.verdicts) if code == "BE1319" else sorted(wanted.verdicts)[:1]
    return [finding(code, verdict, sorted(wanted.severities)[-1], businesses=[{"businessNumber": one} for one in sorted(wanted.must)],
                    evidence=[{"name": name, "value": value, "count": 1} for name, value in sorted(wanted.evidence)]) for verdict in verdicts]


def change_shown(key, businesses):
    integration, added, is_open = key
    return {"changes": [{"code": code, "integration": integration, "property": name, "level": level, "add": list(values)}
                        for code, name, level, values in sorted(added)], "open": is_open, "contacts": sum(businesses.values()),
            "businesses": [{"businessNumber": business, "count": count} for business, count in businesses.items()],
            "businessesTotal": len(businesses)}


def ideal(truth):
    """The report that says just what the truth says, and its exit code."""
    findings = [of_records(key, row) for part in ("findings", "through") for key, row in truth[part].items()]
    findings += [made for code, wanted in truth["alone"].items() if wanted.required for made in of_configuration(code, wanted)]
    undecided = any(made["verdict"] == "undetermined" for made in findings)
    code = 2 if undecided else int(any(made["severity"] != "info" for made in findings))
    names = ["businessNumber", "integration", "field", "value", "visit", "now", "planned"]
    plan = truth["planned"] and {**truth["planned"], "rows": [{**dict(zip(names, key)), "contacts": count}
                                                              for key, count in truth["planned"]["rows"].items()]}
    return {"outcome": ["ok", "problem", "undetermined"][code], "findings": findings,
            "result": {"changes": [change_shown(*row) for row in truth["changes"].items()], "planned": plan},
            "coverage": {**{name: truth[name] for name in differing.against.COUNTERS}, "gaps": []}}, code


def faults(report):
    """Ways of saying something else: (name, the report that does)."""
    def changed(name, change, *path):
        other = copy.deepcopy(report)
        target = other
        for step in path:
            target = target[step]
        change(target)
        return name, other
    for at, made in enumerate(report["findings"]):
        code = made["code"]
        if code in differing.OURS + differing.ALONE:
            yield changed(f"{code} is missing", lambda all: all.pop(at), "findings")
            yield changed(f"{code} has another verdict", lambda one: one.update(verdict="ruledOut"), "findings", at)
        if code in differing.OURS:
            yield changed(f"{code} counts one more", lambda one: one.update(count=one["count"] + 1), "findings", at)
            yield changed(f"{code} has other evidence", lambda row: row.update(value="9"), "findings", at, "evidence", 0)
            yield changed(f"{code} counts a business wrongly", lambda row: row.update(count=99), "findings", at, "businesses", 0)
            yield changed(f"{code} is info", lambda one: one.update(severity="info"), "findings", at)
        elif code in ("BE1315", "BE1316", "BE1317") and made["businesses"]:
            yield changed(f"{code} names too few", lambda all: all.pop(), "findings", at, "businesses")
            yield changed(f"{code} names a stranger", lambda all: all.append({"businessNumber": "169990000000999"}), "findings", at, "businesses")
    for code in differing.OURS + differing.ALONE:
        if all(made["code"] != code for made in report["findings"]):
            stranger = finding(code, "likely", "info", "AthenaHealth", businesses=[{"businessNumber": "169990000000999"}])
            yield changed(f"{code} without cause", lambda all: all.append(stranger), "findings")
    if report["result"]["planned"]:
        for name in ("letThrough", "heldBack", "undecided", "contradicted"):
            yield changed(f"planned.{name} is one more", lambda plan: plan.update({name: plan[name] + 1}), "result", "planned")
        if report["result"]["planned"]["rows"]:
            turned = {"letThrough": "heldBack", "heldBack": "letThrough"}
            yield changed("a row is missing", lambda rows: rows.pop(), "result", "planned", "rows")
            yield changed("a row has another count", lambda row: row.update(contacts=99), "result", "planned", "rows", 0)
            yield changed("a row goes the other way", lambda row: row.update(now=turned[row["now"]], planned=turned[row["planned"]]),
                          "result", "planned", "rows", 0)
            yield changed("a row is another's visit", lambda row: row.update(visit=not row["visit"]), "result", "planned", "rows", 0)
    if report["result"]["changes"]:
        yield changed("a set of changes has a non-visit", lambda part: part.update(add=part["add"] + ["x"]),
                      "result", "changes", 0, "changes", 0)


def main(arguments):
    pairs = int(arguments[0]) if arguments else 300
    noticed, passed = Counter(), Counter()
    for seed in range(pairs):
        world = worlds.a_world(seed)
        truth = expecting.of_log(world)
        report, code = ideal(truth)
        for line in differing.differences(report, truth, code, world, (code, report)):
            passed["the ideal report"] += 1
            print(f"seed {seed}: the ideal report differs: {line}")
        for name, other in faults(report):
            found = differing.differences(other, truth, code, world, (code, report))
            (noticed if found else passed)[name] += 1
            if not found:
                print(f"seed {seed}: not noticed: {name}")
    print(f"{pairs} pairs, {noticed.total()} faults of {len(noticed)} kinds noticed, {passed.total()} not")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

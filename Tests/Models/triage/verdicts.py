"""What is wrong with an answer: with the first one, and with the one after the remedy."""
import re

def severe(finding):
    return finding["severity"] in ("error", "warning")


def roots(report):
    """The root causes' findings, in the order in which they are given."""
    by_id = {finding["id"]: finding for finding in report["findings"]}
    return [by_id[name] for name in report["result"].get("rootCauses") or [] if name in by_id]


def judge(case, code, report):
    """What is wrong with the first answer."""
    headline, found = report["result"].get("headline") or "", roots(report) if "broken" not in report else []
    wrong = ["no report"] if "broken" in report else []
    if case.healthy:
        said = [f"{finding['code']} {finding['severity']} {finding['verdict']}" for finding in report["findings"] if severe(finding)]
        gaps = [gap["code"] for gap in report.get("coverage", {}).get("gaps", [])]
        return wrong + ([f"exit {code}: {', '.join(said + gaps)}"] if code != 0 else [])
    if code == 0:
        wrong.append("exit 0")
    first = case.causes[0]
    if not found or found[0]["code"] not in first.codes or report["result"].get("rootCause") != found[0]["id"]:
        wrong.append(f"root causes {[finding['code'] for finding in found]}, not first {'/'.join(first.codes)}")
    for cause in case.causes[1:]:
        if not any(finding["code"] in cause.codes for finding in found):
            wrong.append(f"{'/'.join(cause.codes)} is not among the root causes {[finding['code'] for finding in found]}")
    for cause in case.causes:
        for pattern in cause.words:
            if not re.search(pattern, headline, re.IGNORECASE):
                wrong.append(f"the headline lacks /{pattern}/")
    planted = {name for cause in case.causes for name in cause.codes}
    for finding in report["findings"]:
        if severe(finding) and finding["verdict"] == "confirmed" and not finding["causedBy"] and finding["code"] not in planted:
            wrong.append(f"{finding['code']} is confirmed, and not planted")
    if len(found) > len(case.causes):
        wrong.append(f"more root causes than planted: {[finding['code'] for finding in found]}")
    return wrong


def judge_again(before, code, report):
    """What is wrong with the answer after the remedy."""
    if "broken" in report:
        return [f"again: no report, exit {code}: {report['result']['headline']}"]
    states = {entry["finding"]: entry["state"] for entry in report["result"].get("compared") or []}
    wrong = []
    for finding in roots(before):
        if states.get(finding["id"]) != "resolved":
            wrong.append(f"again: {finding['code']} is {states.get(finding['id'])}")
    severities = {finding["id"]: finding for finding in report["findings"]}
    for name, state in states.items():
        if state == "new" and name in severities and severe(severities[name]):
            wrong.append(f"again: new {severities[name]['code']}")
    if code != 0:
        left = [f"{finding['code']} {finding['verdict']}" for finding in report["findings"] if severe(finding)]
        wrong.append(f"again: exit {code}: {left} {[gap['code'] for gap in report['coverage']['gaps']]}")
    return wrong

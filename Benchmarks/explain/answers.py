"""What each program counted, in one shape: records, restricted, and restricted by code."""
import json

from settings import stop

CODES = {
    ("AthenaHealth", "‘Appointment status’ is not on the allowed list"): "BE2101",
    ("AthenaHealth", "Integration is beta"): "BE2102",
    ("Allscripts", "‘Appointment status’ is not in the allowed list"): "BE3101",
    ("Allscripts", "‘Appointment type’ is not in the allowed list"): "BE3102",
    ("Allscripts", "‘Location name’ is not in the allowed list"): "BE3103",
    ("Allscripts", "Integration is beta"): "BE3104",
}


def of_floor(answer):
    groups = json.loads(answer)
    counts = {CODES[group["integration"], group["reason"]]: group["count"] for group in groups["groups"]}
    return groups["records"], groups["restricted"], counts


def of_be_diagnose(answer):
    report = json.loads(answer)
    counts = {}
    for finding in report["findings"]:
        if finding["code"] in CODES.values():
            counts[finding["code"]] = counts.get(finding["code"], 0) + finding["count"]
    return report["coverage"]["records"], report["coverage"]["restricted"], counts


def of_duckdb(answer):
    rows = json.loads(answer)
    counts = {CODES[integration, reason]: count for integration, reason, count in rows if reason}
    return sum(row[2] for row in rows), sum(counts.values()), counts


def check(programs, expected, read=of_be_diagnose):
    """Stops where a program counted otherwise than the floor."""
    for program in programs:
        if not program.missing and (actual := read(program.answer)) != expected:
            stop(f"{program.name} counts otherwise than the floor:\n  {actual}\n  {expected}")


def stored_bytes(answer):
    """What the report says that its only input holds."""
    return json.loads(answer)["coverage"]["inputs"][0]["bytes"]

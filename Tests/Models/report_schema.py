#!/usr/bin/env python3
"""A second opinion on the report's schema: python3-jsonschema reads it, and the reports on stdin.

Each line of stdin is {"name": ..., "report": ...} or {"name": ..., "record": ...}, a report or a line of --each; with
"refused": true the schema must refuse it. Prints one line per disagreement and exits 1 if there is any, 69 where
jsonschema is not installed.
"""
import json
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(69)

SCHEMA = Path(__file__).resolve().parents[2] / "Documentation" / "report.schema.json"


def main() -> int:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    whole = Draft202012Validator(schema)
    record = Draft202012Validator({"$ref": "#/$defs/record", "$defs": schema["$defs"]})
    count = wrong = 0
    for line in sys.stdin:
        given = json.loads(line)
        count += 1
        validator, value = (whole, given["report"]) if "report" in given else (record, given["record"])
        errors = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]
        if given.get("refused", False) != bool(errors):
            wrong += 1
            print(f"{given['name']}: {'; '.join(errors) or 'not refused'}")
    print(f"{count} checked, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

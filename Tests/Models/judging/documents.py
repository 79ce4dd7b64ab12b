#!/usr/bin/env python3
"""documents.py TOOL FIRST LAST: random documents of names, with TOOL explain and by rule D5's words: how many are records, how many others.
Exit 0: all agree, 1: some differ, 64: usage."""
import sys

sys.dont_write_bytecode = True
import json
import os
import random
import tempfile

from judge import explain

REASONS = ["restrictionReason", "restricted_reason", "opt_out_reason"]
EVIDENCE = ["pms_appointment_status", "pms_appointment_type", "pms_appointment_practice_name", "pms_appointment_procedure_code"]
BUSINESSES = ["businessNumber", "business_id"]
CONTACTS = ["contactId", "customer_id", "patientId", "email", "email_address", "phoneNumber", "mobile",                  # role contact
            "firstName", "last_name", "dateOfBirth", "zip_code", "ssn", "appointmentDate", "visit_date",                  # identity fields
            "contact", "customer", "patient", "guarantor", "recipient", "visitors", "person", "address",                  # identity objects
            "restricted", "is_restricted", "optedOut",                                                                    # the flag
            "pms_appointment_date", "pms_x", "pms_"]
OTHERS = ["level", "logger", "host", "state", "integrationSource", "@timestamp", "xpms_status", "emails", "contactless", "businessNumbers", "count",
          "restrictionReasons", "my_restrictionReason", "patients", "Email"]
VALUES = [None, "", "x", 7, True, [], {}, ["a", None], {"kind": "y"}]


def names(document):
    """Every name in a document; a dotted one is several."""
    for key, value in document.items():
        yield from key.split(".")
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from names(inner)


def is_record(document):
    has = set(names(document))
    if has & set(REASONS) or has & set(EVIDENCE):
        return True
    return bool(has & set(BUSINESSES)) and (bool(has & set(CONTACTS)) or any(name.startswith("pms_") for name in has))


def a_document(rng):
    picked = rng.sample(OTHERS, rng.randrange(5))
    picked += [rng.choice(BUSINESSES)] if rng.random() < 0.5 else []
    picked += [rng.choice(CONTACTS)] if rng.random() < 0.4 else []
    picked += [rng.choice(REASONS + EVIDENCE)] if rng.random() < 0.15 else []
    rng.shuffle(picked)
    document = {}
    for name in picked:
        value = rng.choice(VALUES)
        way = rng.random()
        if way < 0.1:
            document.setdefault("data", {})[name] = value
        elif way < 0.15:
            document["labels." + name] = value
        elif way < 0.2:
            document["list"] = [{name: value}]
        else:
            document[name] = value
    return {"_source": document} if rng.random() < 0.4 else document


def main(arguments):
    if len(arguments) != 3 or not (arguments[1].isdigit() and arguments[2].isdigit()):
        print("usage: documents.py TOOL FIRST LAST", file=sys.stderr)
        return 64
    tool, failed = os.path.abspath(arguments[0]), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(int(arguments[1]), int(arguments[2]) + 1):
            rng = random.Random(seed)
            documents = [{"level": "INFO"}] + [a_document(rng) for _ in range(rng.choice([1, 30]))]
            with open(os.path.join(folder, "export.ndjson"), "w", encoding="utf-8") as file:
                file.writelines(json.dumps(document) + "\n" for document in documents)
            wanted = sum(map(is_record, documents))
            code, report, _ = explain(tool, folder, ["export.ndjson"])
            coverage = report["coverage"]
            came = (coverage["records"], coverage["inputs"][0]["records"], coverage["others"])
            if came != (wanted, wanted, len(documents) - wanted) or wanted == 0 and code != 2:
                failed += 1
                print(f"seed {seed}: {wanted} records of {len(documents)}, came {came}, exit {code}")
    print(f"{failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

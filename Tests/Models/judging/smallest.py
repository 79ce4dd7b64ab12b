#!/usr/bin/env python3
"""smallest.py TOOL FIRST LAST: makes the changes that TOOL explain names. For every seed: a small case; for each set of changes,
the records that it frees are judged again by the changed configuration and must all be let through (every reason contradicted,
nothing else in the way), while no proper part of the set does that. Exit 0: all hold, 1: some do not, 64: usage."""
import sys

sys.dont_write_bytecode = True
import copy
import itertools
import json
import os
import random
import shutil
import tempfile
import time

import cases
from judge import explain, write
from model import HIDDEN, RULES, judge

MOST = 6                    # changes in one set; all their parts are tried


def a_small_case(seed):
    """One record, the same for one business or more, whose values are all there; at least one is to be changed."""
    rng = random.Random(f"smallest {seed}")
    fewest = rng.choice([1, 2, 2, 3])           # changes that the model sees; several make it worth trying all parts
    while True:
        businesses = cases.BUSINESSES[:rng.randrange(1, 4)]
        config = cases.a_configuration(rng, businesses)
        integration = rng.choice(["AthenaHealth", "Allscripts", "Allscripts", "Allscripts"])
        record = cases.a_record(rng, businesses, integration)
        record["codes"] = [code for code in record["codes"] if code in RULES[integration]]
        record["unknown"] = []
        if record["codes"] and all(cells and None not in cells and HIDDEN not in cells for cells in record["values"].values()):
            records = [{**record, "business": business} for business in businesses]
            sizes = [sum(len(wrong) for _, _, wrong, _ in judge(config, each)[1].values()) for each in records]
            if max(sizes) >= fewest:
                return config, records


def parts(rows):
    """The single changes of sets of changes: (property, level, value)."""
    return sorted({(part["property"], part["level"], value) for row in rows for part in row["changes"] for value in part["add"]})


def changed(config, business, changes):
    """The configuration after the changes, made where the business's list stands."""
    config = copy.deepcopy(config)

    def extend(props, name, value):
        if name in props:
            props[name] = f"{props[name]},{value}" if props[name] else value

    for name, level, value in changes:
        if name in config["sets"]:
            extend(config["sets"], name, value)
        elif level == "mapping":
            for mapping in config["mappings"]:
                if mapping["business"] == business:
                    extend(mapping["props"], name, value)
        else:
            for group in config["groups"]:
                extend(group["props"], name, value)
    return config


def let_through(report):
    """Whether every reason of every record is contradicted and nothing else is in the way."""
    reasons = [finding for finding in report["findings"] if finding["code"].startswith(("BE2", "BE3", "BE11"))]
    return bool(reasons) and all(f["code"] == "BE1102" and not f["alsoBlockedBy"] for f in reasons) and not report["result"]["changes"]


def check(tool, seed, folder):
    """What does not hold, and the number of sets that were tried."""
    config, records = a_small_case(seed)
    wrong, tried = [], 0

    def judged(config, records):
        return explain(tool, folder, write(folder, config, records, seed))[1]

    for record in records:
        rows = judged(config, [record])["result"]["changes"] or []
        if len(rows) > 1:
            wrong.append(f"one record, {len(rows)} sets of changes")
        for row in rows:
            changes = parts([row])
            if row["open"] or len(changes) > MOST:
                continue
            tried += 1
            for size in range(len(changes) + 1):
                for some in itertools.combinations(changes, size):
                    through = let_through(judged(changed(config, record["business"], some), [record]))
                    if through != (size == len(changes)):
                        wrong.append(f"{json.dumps(changes, ensure_ascii=False)}: with {json.dumps(some, ensure_ascii=False)} "
                                     f"the record {'is let through already' if through else 'is not let through'}")
    return wrong, tried, config, records


def main(arguments):
    if len(arguments) != 3 or not (arguments[1].isdigit() and arguments[2].isdigit()):
        print("usage: smallest.py TOOL FIRST LAST", file=sys.stderr)
        return 64
    tool, top, failed, tried, started = os.path.abspath(arguments[0]), tempfile.mkdtemp(prefix="be-diagnose-judging-"), 0, 0, time.monotonic()
    seeds = range(int(arguments[1]), int(arguments[2]) + 1)
    for seed in seeds:
        folder = os.path.join(top, f"seed-{seed}")
        wrong, sets, config, records = check(tool, seed, folder)
        tried += sets
        if wrong:
            failed += 1
            print(f"seed {seed}:", *wrong[:10], f"configuration {json.dumps(config)}", f"records {json.dumps(records)}", sep="\n  ")
    shutil.rmtree(top)
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    print(f"{len(seeds) - failed} cases hold, {failed} do not; {tried} sets of changes made")
    return 1 if failed or not tried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""exports.py TOOL FIRST LAST: judges the exports of Tests/Models/exports by random configurations, with TOOL explain and with the model,
and compares. Over 200 exports: exports.py .build/debug/be-diagnose 0 249. Exit 0: all agree, 1: some differ, 64: usage."""
import sys

sys.dont_write_bytecode = True
sys.path.append(__file__.rsplit("/", 2)[0] + "/exports")
import os
import random
import shlex
import shutil
import tempfile
import time

import cases
import forms
import generate
import model
from against import differences
from judge import explain

CAPTURED = {}
FIELDS = {model.STATUS, model.TYPE, model.PLACE}
TRUTH = generate.truth


def captured(seed, exports, chosen, duplicates, people):
    """Keeps what the generator knows of its records; the truth without a configuration is its own."""
    CAPTURED.update(exports=exports, chosen=chosen)
    return TRUTH(seed, exports, chosen, duplicates, people)


generate.truth = captured


def converted(record):
    """A generated record as model.py has them, from how it was made."""
    values = {name: [None if cell is None else str(cell) for cell in (value if isinstance(value, list) else [value])]
              for name, value in record.pairs if name in FIELDS}
    return {"integration": record.integration, "business": record.business, "time": None, "values": values,
            "codes": list(dict.fromkeys(effect.code for effect in record.effects if effect.code != "BE1100")),
            "unknown": [text for effect in record.effects if effect.code == "BE1100" for text in effect.values],
            "placed": "placed by status text" in record.features}


def kept_records():
    records = {id(record): record for export in CAPTURED["exports"] for record in export.records}
    return [converted(record) for record in records.values() if record.is_record and CAPTURED["chosen"].passes(record)]


def check(tool, seed, folder):
    """What differs, as lines; and the command that shows it."""
    facts = generate.write(seed, folder)
    rng = random.Random(f"configuration {seed}")
    records = kept_records()
    businesses = sorted({record["business"] for record in records} - {None}) or cases.BUSINESSES[:1]
    config = cases.a_configuration(rng, businesses)
    texts = forms.files(rng, config)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    options = forms.arguments(rng, config, list(texts)) + facts["arguments"] + [file["name"] for file in facts["files"]]
    shown = shlex.join([tool, "explain", "--format", "json", *options])
    truth = model.report(config, records)
    truth["exit"] = max(truth["exit"], 2 if facts["exit"] == 2 else 0)
    try:
        code, report, _ = explain(tool, folder, options)
        return differences(report, truth, code, not (facts["mayGap"] and code == 2)), shown
    except AssertionError as error:
        return [str(error)], shown


def main(arguments):
    if len(arguments) != 3 or not (arguments[1].isdigit() and arguments[2].isdigit()):
        print("usage: exports.py TOOL FIRST LAST", file=sys.stderr)
        return 64
    tool, top, failed, started = os.path.abspath(arguments[0]), tempfile.mkdtemp(prefix="be-diagnose-judging-"), 0, time.monotonic()
    seeds = range(int(arguments[1]), int(arguments[2]) + 1)
    for seed in seeds:
        folder = os.path.join(top, f"seed-{seed}")
        wrong, shown = check(tool, seed, folder)
        if not wrong:
            shutil.rmtree(folder)
            continue
        failed += 1
        print(f"seed {seed}: {len(wrong)} differences; (cd {shlex.quote(folder)} && {shown})")
        print("\n".join("  " + line for line in wrong[:20]))
    if not failed:
        shutil.rmtree(top)
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    print(f"{len(seeds) - failed} exports agree, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

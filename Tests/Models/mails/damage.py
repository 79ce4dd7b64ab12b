#!/usr/bin/env python3
"""Tries every form of mail with one byte changed, inserted or removed at each place around the values.

Usage: damage.py TOOL [--share N] [--every N] [--form NAME]
Each value that the tool gives must be one that the damaged mail visibly says (oracle.py); where it gives none, it must
say so by a finding. `--share N` tries N kinds of damage a place instead of all, `--every N` only one place in N.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

import forms
import oracle

CHANGES = [b"<", b">", b"&", b";", b'"', b"'", b"=", b" ", b"\n", b"\t", b"\x00", b"\xff", b"\xc3", b"^", b":", b"x", b"0", b"-", b"/", b"#"]


def damaged(data, region, share, seed, every=1):
    """Damaged copies, each with a word on what was done."""
    chance = random.Random(seed)
    for place in range(region[0] + chance.randrange(every), min(region[1], len(data)), every):
        picks = CHANGES if share is None else chance.sample(CHANGES, share)
        for byte in picks:
            if data[place : place + 1] != byte:
                yield f"{place} changed to {byte!r}", data[:place] + byte + data[place + 1 :]
        for byte in picks:
            yield f"{place} inserted {byte!r}", data[:place] + byte + data[place:]
        flipped = bytes([data[place] ^ (1 << chance.randrange(7))])
        yield f"{place} one bit", data[:place] + flipped + data[place + 1 :]
        yield f"{place} removed", data[:place] + data[place + 1 :]


def ask(tool, folder, names):
    run = subprocess.run(
        [tool, "message", "--format", "json", "--reveal", "-q", *names], cwd=folder, capture_output=True, text=True
    )
    if run.returncode not in (0, 1, 2):
        sys.exit(f"damage: the tool ended with {run.returncode}: {run.stderr[:500]}")
    if run.stderr:
        sys.exit(f"damage: the tool wrote to stderr: {run.stderr[:500]}")
    return json.loads(run.stdout)["result"]["files"]


def given(row):
    return {"serviceUser": row["serviceUser"], "pmsUserName": row["pmsUserName"], "password": row["passwordValue"]}


def check(tool, cases):
    """Cases are (what, bytes); answers the number of values given, and complaints."""
    answered, complaints = 0, []
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for index, (_, data) in enumerate(cases):
            names.append(f"m{index}")
            with open(os.path.join(folder, names[-1]), "wb") as file:
                file.write(data)
        for (what, data), row in zip(cases, ask(tool, folder, names)):
            said = None
            for role, value in given(row).items():
                if value is None:
                    if not row["codes"]:
                        complaints.append(f"{what}: no {role}, and no finding")
                    continue
                answered += 1
                said = said or oracle.values(data)
                if value not in said[role]:
                    complaints.append(f"{what}: {role} {value!r}, but the mail says {sorted(said[role])}, {row['codes']}")
    return answered, complaints


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tool")
    options.add_argument("--share", type=int)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--form")
    options = options.parse_args()
    tool = os.path.abspath(options.tool)
    total, answers, failed = 0, 0, 0
    for name, data, truth, region in forms.forms():
        if options.form and options.form not in name:
            continue
        said = oracle.values(data)
        for role, value in truth.items():
            if value not in said[role]:
                sys.exit(f"damage: {name}: the oracle itself reads {role} as {said[role]}")
        cases = list(damaged(data, region, options.share, name, options.every))
        for start in range(0, len(cases), 400):
            answered, complaints = check(tool, cases[start : start + 400])
            answers += answered
            failed += len(complaints)
            for complaint in complaints[:5]:
                print(f"{name}: {complaint}", flush=True)
        total += len(cases)
    print(f"{total} damaged mails, {answers} values given, {failed} wrong")
    # A tool that never answers would make no mistake.
    if answers < total * 0.6:
        sys.exit("damage: fewer values were given than most of the damage explains")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

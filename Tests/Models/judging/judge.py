#!/usr/bin/env python3
"""judge.py [--records N] [--sets-only] TOOL FIRST LAST: for every seed, judges N (20) random records by a random configuration
with TOOL explain and with the model, and compares. A failed case is cut down to what still fails, printed and kept.
10,000 pairs: judge.py .build/debug/be-diagnose 0 499. Exit 0: all agree, 1: some differ, 64: usage."""
import sys

sys.dont_write_bytecode = True
import concurrent.futures
import copy
import json
import os
import random
import shlex
import shutil
import subprocess
import tempfile
import time

import cases
import forms
import model
from against import differences

TIMEOUT = 30
PATIENCE = 5                # seconds for cutting a failed case down


def environment(home):
    """Nothing of the user's own configuration takes part."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BE_DIAGNOSE", "XDG_"))}
    return {**kept, "HOME": home, "TZ": "UTC", "NO_COLOR": "1"}


def explain(tool, folder, options):
    """Exit code and report of TOOL explain in a folder."""
    return answered(tool, ["explain"], folder, options)


def answered(tool, command, folder, options):
    """Exit code, report and all output of a command in a folder."""
    done = subprocess.run([tool, *command, "--format", "json", *options], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=TIMEOUT)
    try:
        return done.returncode, json.loads(done.stdout), done.stdout.decode() + done.stderr.decode()
    except ValueError as error:
        raise AssertionError(f"no report, exit {done.returncode}: {error}; {done.stderr.decode()[:600]}") from error


def write(folder, config, records, seed):
    """Writes export and configuration into a folder; gives the options."""
    rng = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    texts = forms.files(rng, config)
    options = forms.arguments(rng, config, list(texts))
    texts["export.ndjson"] = forms.export(rng, records)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return options + ["export.ndjson"]


def judge(tool, folder, config, records, seed):
    """What differs, as lines."""
    options = write(folder, config, records, seed)
    try:
        code, report, output = explain(tool, folder, options)
        wrong = differences(report, model.report(config, records), code)
        return wrong + (["the password is in the output"] if forms.SECRET in output else [])
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return [str(error)]
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        return [f"the report has another shape: {type(error).__name__} {error}"]


def cut(tool, folder, config, records, seed):
    """The smallest part of a case that still differs, as far as leaving out single things goes."""
    def smaller():
        for at in range(len(records)):
            yield config, records[:at] + records[at + 1:]
        for part in ("groups", "mappings"):
            for at in range(len(config[part])):
                yield {**config, part: config[part][:at] + config[part][at + 1:]}, records
        for name in config["sets"]:
            yield {**config, "sets": {key: text for key, text in config["sets"].items() if key != name}}, records
        for at, record in enumerate(records):
            for code in record["codes"]:
                less = copy.deepcopy(record)
                less["codes"].remove(code)
                yield config, records[:at] + [less] + records[at + 1:]
            for name in record["values"]:
                less = copy.deepcopy(record)
                less["values"].pop(name), less["shown"].pop(name, None)
                yield config, records[:at] + [less] + records[at + 1:]
    again, until = True, time.monotonic() + PATIENCE
    while again:
        again = False
        for less, fewer in smaller():
            if time.monotonic() > until:
                break
            if fewer and judge(tool, folder, less, fewer, seed):
                config, records, again = less, fewer, True
                break
    return config, records


def check(tool, seed, folder, count, sets_only):
    config, records = cases.a_case(seed, count)
    if sets_only:
        config = {"sets": config["sets"], "groups": [], "mappings": []}
    wrong = judge(tool, folder, config, records, seed)
    if not wrong:
        shutil.rmtree(folder)
        return None
    config, records = cut(tool, folder, config, records, seed)
    wrong = judge(tool, folder, config, records, seed)
    options = write(folder, config, records, seed)
    shown = shlex.join([tool, "explain", "--format", "json", *options])
    return f"seed {seed}: {len(wrong)} differences; (cd {shlex.quote(folder)} && {shown})\n" + "\n".join("  " + line for line in wrong[:20])


def main(arguments):
    sets_only = "--sets-only" in arguments
    arguments = [argument for argument in arguments if argument != "--sets-only"]
    count = 20
    if arguments[:1] == ["--records"]:
        count, arguments = int(arguments[1]), arguments[2:]
    if len(arguments) != 3 or not (arguments[1].isdigit() and arguments[2].isdigit()):
        print("usage: judge.py [--records N] [--sets-only] TOOL FIRST LAST", file=sys.stderr)
        return 64
    tool, seeds = os.path.abspath(arguments[0]), range(int(arguments[1]), int(arguments[2]) + 1)
    top = tempfile.mkdtemp(prefix="be-diagnose-judging-")
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(lambda seed: check(tool, seed, os.path.join(top, f"seed-{seed}"), count, sets_only), seeds))
    failed = [text for text in texts if text]
    print("\n".join(failed[:20]))
    if not failed:
        shutil.rmtree(top)
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    print(f"{len(seeds) * count} pairs in {len(seeds)} runs: {len(seeds) - len(failed)} runs agree, {len(failed)} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

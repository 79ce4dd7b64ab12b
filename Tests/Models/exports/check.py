#!/usr/bin/env python3
"""check.py [--no-times] TOOL FIRST LAST: for every seed, generates exports, runs TOOL explain on them and compares
the report with the truth. Prints each difference, keeps the files of a failed seed. Exit 0: all passed, 1: some failed, 64: usage."""
import sys

sys.dont_write_bytecode = True
import json
import os
import shlex
import shutil
import subprocess
import tempfile
import time

import generate
from compare import differences, leaks

TEXT_EVERY = 10             # a tenth of the seeds is also asked for text
TIMEOUT = 30


def environment(home):
    """Nothing of the user's own configuration takes part."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BE_DIAGNOSE", "XDG_"))}
    return {**kept, "HOME": home, "TZ": "UTC", "NO_COLOR": "1", "XDG_CONFIG_HOME": home + "/.config", "XDG_STATE_HOME": home + "/.state"}


def run(tool, arguments, folder, home):
    """Exit code, stdout, stderr."""
    done = subprocess.run(tool + arguments, cwd=folder, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def check(tool, seed, folder, home, times):
    """What is wrong with this seed, as lines; and the command that shows it."""
    truth = generate.write(seed, folder)
    names = [file["name"] for file in truth["files"]]
    arguments = ["explain", "--format", "json"] + truth["arguments"] + names
    shown = shlex.join(tool + arguments)
    try:
        code, out, err = run(tool, arguments, folder, home)
        wrong = [f"leaked: {string!r}" for string in leaks(truth["planted"], out, err)]
        try:
            report = json.loads(out)
        except ValueError as error:
            return wrong + [f"no JSON report (exit {code}): {error}; stderr: {err[:400]}"], shown, truth
        try:
            wrong += differences(report, truth, code, times)
        except (AttributeError, KeyError, TypeError) as error:
            wrong.append(f"the report has another shape: {type(error).__name__} {error}")
        if seed % TEXT_EVERY == 0:
            text_code, out, err = run(tool, ["explain", "--format", "text"] + truth["arguments"] + names, folder, home)
            wrong += [f"leaked in text: {string!r}" for string in leaks(truth["planted"], out, err)]
            if text_code != code:
                wrong.append(f"exit code in text format: expected {code}, came {text_code}")
    except subprocess.TimeoutExpired:
        wrong = [f"no answer after {TIMEOUT} s"]
    return wrong, shown, truth


def main(arguments):
    times = "--no-times" not in arguments
    plain = [argument for argument in arguments if not argument.startswith("--")]
    unknown = [argument for argument in arguments if argument.startswith("--") and argument != "--no-times"]
    if unknown or len(plain) != 3 or not (plain[1].isdigit() and plain[2].isdigit()):
        print("usage: check.py [--no-times] TOOL FIRST LAST", file=sys.stderr)
        return 64
    tool = [os.path.abspath(part) if os.path.exists(part) else part for part in shlex.split(plain[0])]
    top = tempfile.mkdtemp(prefix="be-diagnose-generated-")
    home = os.path.join(top, "home")
    os.mkdir(home)
    passed = failed = 0
    started = time.monotonic()
    for seed in range(int(plain[1]), int(plain[2]) + 1):
        folder = os.path.join(top, f"seed-{seed}")
        wrong, shown, truth = check(tool, seed, folder, home, times)
        if not wrong:
            passed += 1
            shutil.rmtree(folder)
            continue
        failed += 1
        print(f"seed {seed}: {len(wrong)} differences; (cd {shlex.quote(folder)} && {shown})")
        print(f"  has: {', '.join(truth['features'])}")
        for line in wrong[:40]:
            print("  " + line)
    if not failed:
        shutil.rmtree(top)
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

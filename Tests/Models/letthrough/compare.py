#!/usr/bin/env python3
"""compare.py TOOL [--pairs N] [--seed S] [--keep FOLDER] [--only KIND]: judges N (200) pairs of a log and a configuration, some with a
planned configuration, with TOOL and with the model, starting at seed S (0), and prints what differs. The kinds are

  log      contacts let through though the configuration refuses them, or though they are not visits (D32, D36)
  plan     the same with `explain --with`
  facts    what a configuration alone shows (D35): with a log and, if TOOL has `check`, without one
  healthy  nothing is wrong: exit 0
  days     logs of several weeks: inactive and silent

--keep FOLDER keeps each pair that differs (the first 20 cut down) with a .why file. TOOL runs once at a time; 2,000 pairs take one to
two minutes: compare.py .build/release/be-diagnose --pairs 2000. Exit 0: all agree, 1: some differ, 64: usage."""
import sys

sys.dont_write_bytecode = True
import argparse
import os
import random
import shlex
import shutil
import subprocess
import tempfile
import time
from collections import Counter

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[1:1] = [os.path.join(TOP, "judging"), os.path.join(TOP, "exports")]

import differing
import expecting
import forms
import judge
import worlds

PATIENCE = 5                                                # seconds for cutting a pair down


def write(folder, world, seed):
    """Writes log, configuration and plan into a folder; gives the arguments of `explain` and of `check`."""
    rng = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    texts = forms.files(rng, world["config"])
    configured = forms.arguments(rng, world["config"], list(texts))
    arguments = configured + (["--business", world["business"]] if world.get("business") else [])
    if world["plan"]:
        texts["plan.json"] = one_file(rng, world["plan"])
        arguments += ["--with", "plan.json"]
    texts["export.ndjson"] = forms.export(rng, world["records"])
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return arguments + ["export.ndjson"], configured


def one_file(rng, plan):
    """A plan as one file of bodies."""
    while True:
        texts = forms.files(rng, plan)
        if len(texts) == 1:
            return next(iter(texts.values()))


def run(tool, command, folder, options):
    """Exit code and report of a command in a folder."""
    if command == "explain":
        return judge.explain(tool, folder, options)[:2]
    return judge.answered(tool, [command, "--offline"], folder, options)[:2]


def without_plan(options):
    """The same arguments without `--with`."""
    at = options.index("--with")
    return options[:at] + options[at + 2:]


def differences(tool, folder, world, seed, checks):
    """What differs, as lines."""
    options, configured = write(folder, world, seed)
    try:
        before = run(tool, "explain", folder, without_plan(options)) if world["plan"] else None
        code, report = run(tool, "explain", folder, options)
        wrong = differing.differences(report, expecting.of_log(world), code, world, before)
        if checks and world["kind"] in ("facts", "healthy"):
            code, report = run(tool, "check", folder, configured)
            wrong += ["check: " + line for line in differing.differences_alone(report, expecting.of_configuration(world), code)]
        return wrong
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return [str(error)]
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        return [f"the report has another shape: {type(error).__name__} {error}"]


def smaller(world):
    """The pair without one of its records or bodies."""
    for at in range(len(world["records"])):
        yield {**world, "records": world["records"][:at] + world["records"][at + 1:]}
    for part in ("config", "plan"):
        for level in ("groups", "mappings"):
            bodies = world[part][level] if world[part] else []
            for at in range(len(bodies)):
                yield {**world, part: {**world[part], level: bodies[:at] + bodies[at + 1:]}}


def cut(tool, folder, world, seed, checks):
    """The smallest part of a pair that still differs in the same thing, as far as leaving out single things goes."""
    def things(lines):
        return {line.split(":")[0] for line in lines}
    first, again, until = things(differences(tool, folder, world, seed, checks)), True, time.monotonic() + PATIENCE
    while again and world["kind"] != "days":
        again = False
        for less in smaller(world):
            if time.monotonic() > until:
                break
            if less["records"] and (less["plan"] is None or less["plan"]["groups"] or less["plan"]["mappings"]) \
                    and first & things(differences(tool, folder, less, seed, checks)):
                world, again = less, True
                break
    return world


def keep(folder, world, seed, wrong, tool):
    """Writes the pair that differs and why into a folder."""
    options, _ = write(os.path.join(folder, f"seed-{seed}"), world, seed)
    with open(os.path.join(folder, f"seed-{seed}.why"), "w", encoding="utf-8") as file:
        file.write(shlex.join([tool, "explain", "--format", "json", *options]) + "\n" + "\n".join(wrong) + "\n")


def has_check(tool):
    """Whether the tool has the command that looks at a configuration without a log."""
    return subprocess.run([tool, "check", "--help"], stdin=subprocess.DEVNULL, capture_output=True, timeout=judge.TIMEOUT).returncode == 0


def main():
    parser = argparse.ArgumentParser(add_help=False, usage="compare.py TOOL [--pairs N] [--seed S] [--keep FOLDER] [--only KIND]")
    parser.add_argument("tool")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep")
    parser.add_argument("--only", choices=list(worlds.KINDS))
    parser.error = lambda message: (print(parser.usage, file=sys.stderr), sys.exit(64))
    given = parser.parse_args()
    tool, started, tried, failed = os.path.abspath(given.tool), time.monotonic(), Counter(), Counter()
    checks, shown, seed = has_check(tool), 0, given.seed
    with tempfile.TemporaryDirectory(prefix="be-diagnose-letthrough-") as top:
        folder = os.path.join(top, "pair")
        while sum(tried.values()) < given.pairs:
            world = worlds.a_world(seed)
            if given.only in (None, world["kind"]):
                tried[world["kind"]] += 1
                wrong = differences(tool, folder, world, seed, checks)
                failed[world["kind"]] += bool(wrong)
                if wrong and (shown < 20 or given.keep):
                    shown += 1
                    world = cut(tool, folder, world, seed, checks) if shown <= 20 else world
                    wrong = differences(tool, folder, world, seed, checks)
                    print(f"seed {seed}, {world['kind']}: {len(wrong)} differences", *wrong[:20], sep="\n  ")
                    if given.keep:
                        keep(given.keep, world, seed, wrong, tool)
            seed += 1
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)
    print(", ".join(f"{kind}: {tried[kind] - failed[kind]} of {tried[kind]} agree" for kind in sorted(tried)))
    print("" if checks else "no command check: configurations without a log were not judged\n", end="")
    print(f"{tried.total()} pairs: {tried.total() - failed.total()} agree, {failed.total()} differ")
    return 1 if failed.total() else 0


if __name__ == "__main__":
    sys.exit(main())

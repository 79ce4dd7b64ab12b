#!/usr/bin/env python3
"""A second opinion on stops, falls and let-through contacts: a simulated year with planted faults, and worlds with one fault each.

    check.py TOOL [--seed S] [--worlds N] [--reduced] [--pairs N] [--keep FOLDER] [-v]

TOOL is a path, or a command line in quotes. A full run sweeps a "now" day by day, at every hour of the day, over N years (default 1) of 400
locations in 60 clients, and plants each single fault 24 times (once an hour), beside the same world without it; about two minutes.
`--reduced`: 160 locations, every third day, 2 of each fault; for `make test`. `--keep` keeps the files of single faults that were answered
wrongly. `-v` shows each kind. Prints a line for each figure that issue 20 asks for; exit 1 where one fails, 64 for wrong usage.

The tool's clock needs no option: `--until` gives most runs their end, and a few use the real now (see year.py).
The truth is written from design.md (D32-D40) and domain.md, without a look at the detector; see truth.py for what may be said either way.
"""
import sys

sys.dont_write_bytecode = True
import argparse
import os
import shlex
import shutil
import tempfile
import time

import forty
import single
import year
from world import World

RHYTHMS = ["daily", "five-day", "six-day", "four-day", "three-day"]


class Table:
    """Lines with a figure, what is asked for, and whether it holds."""

    def __init__(self):
        self.failed = 0

    def line(self, name, figure, wanted, fine):
        """One line; `fine` None is for information only."""
        self.failed += fine is False
        print(f"{name:47} {figure:>17}   {wanted:27} {'' if fine is None else 'ok' if fine else 'FAILED'}", flush=True)


def share(table, name, values, least=1.0):
    """A line for a list of true and false."""
    right, of = sum(values), len(values)
    wanted = "all" if least == 1 else f"at least {least:.0%}"
    table.line(name, f"{right} of {of}", wanted, right >= least * of if of else None)


def show_year(table, tally, world_count, options):
    """The figures of the sweeps."""
    for kind, words in (("stop", "stops named after two days"), ("closure", "own closures reported")):
        for rhythm in RHYTHMS:
            told = [all(times) for times in tally.due[kind, rhythm].values()]
            share(table, f"{words}, {rhythm}", told)
    runs = [named for key, found in tally.due.items() if key[0] != "fall" for times in found.values() for named in times]
    table.line("  each run by itself", f"{sum(runs)} of {len(runs)}", "", None)
    share(table, "closures that most share left alone", tally.closed)
    share(table, "falls named after three days", [all(times) for times in tally.due["fall", "any"].values()])
    share(table, "inactive mappings named as the cause", [all(times) for times in tally.inactive.values()])
    share(table, "shared stops told as one, in each run", [one for times in tally.groups.values() for one in times], 0.95)
    for shares in ("practice", "group", "day", "failure"):
        told = [one for (what, _), times in tally.groups.items() if what == shares for one in times]
        table.line(f"  by {shares}", f"{sum(told)} of {len(told)}", "", None)
    limit = max(1, round(world_count * tally.years / 100))
    for word, name in (("stop", "false stops"), ("fall", "false falls")):
        count = year.false_alarms(tally, word)
        table.line(f"{name}, in {world_count} x {tally.years:.1f} years", str(count), f"at most {limit} (1 per 100 a year)", count <= limit)
    table.line("  of locations without a rhythm", str(year.false_alarms(tally, "irregular")), "(not asked for)", None)
    table.line("runs with a wrong exit code", f"{len(tally.failed)} of {tally.runs}", "none", not tally.failed)
    if options.v:
        for now, arguments, said in tally.failed[:10]:
            print(f"    {now} {shlex.join(arguments)}: {said}")
        for (word, number), days in sorted(tally.false.items())[:40]:
            print(f"    false {word}: {number} on day {', '.join(map(str, days[:6]))}")
    print(f"  {tally.runs} runs, {tally.problems} with something to say; writing {tally.written:.0f} s, the tool {tally.seconds:.0f} s")


def show_single(table, results, options):
    """The figures of the single faults."""
    made = sum(result.made for result in results.values())
    blind, untold, alarms = (sum(getattr(result, name) for result in results.values()) for name in ("blind", "untold", "alarms"))
    table.line("planted faults with exit 0", f"{blind} of {made}", "none", not blind)
    table.line("planted faults not told by code and location", f"{untold} of {made}", "none", not untold)
    table.line("healthy worlds without exit 0", f"{alarms} of {made}", "none", not alarms)
    if not (options.v or blind or untold or alarms):
        return
    print(f"  {'kind':30} {'made':>5} {'exit 0':>7} {'untold':>7} {'false alarm':>12}")
    for kind, result in results.items():
        print(f"  {kind:30} {result.made:5} {result.blind:7} {result.untold:7} {result.alarms:12}")
        if options.v:
            print("".join(f"      {line}\n" for line in result.shown), end="")


def progress(name):
    """Shows on a terminal how far it is."""
    if not sys.stderr.isatty():
        return None
    return lambda at, of: print(f"\r{name} {at}/{of} ", end="\n" if at == of else "", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--worlds", type=int, default=1)
    parser.add_argument("--reduced", action="store_true")
    parser.add_argument("--pairs", type=int, help="how many of each single fault")
    parser.add_argument("--keep")
    parser.add_argument("-v", action="store_true")
    try:
        options = parser.parse_args()
    except SystemExit as error:
        return 64 if error.code else 0
    tool = [os.path.abspath(part) if os.path.exists(part) else part for part in shlex.split(options.tool)]
    started, top, table, tally = time.monotonic(), tempfile.mkdtemp(prefix="be-diagnose-silence-"), Table(), year.Tally()
    count, clients, step, pairs = (160, 24, 3, 2) if options.reduced else (400, 60, 1, 24)
    try:
        for at in range(options.worlds):
            world = World(f"{options.seed}/{at}", count, clients)
            year.sweep(tool, world, top, tally, step, at % 2 == 1, progress(f"year {at + 1}"))
        show_year(table, tally, count, options)
        calm = year.Tally(healthy=True)
        year.sweep(tool, World(f"{options.seed}/healthy", count, clients, healthy=True), top, calm, 13, False, progress("healthy year"))
        table.line(f"healthy runs of {count} locations without exit 0", f"{len(calm.failed)} of {calm.calm}", "none", not calm.failed)
        show_single(table, single.run(tool, options.seed, options.pairs or pairs, top, options.keep, progress("single faults")), options)
        for name, right in zip(("in two lines", "as one finding", "planned by reauthorize"), forty.run(tool, os.path.join(top, "forty"))):
            table.line(f"twelve of forty, practice 30700: {name}", "yes" if right else "no", "yes", right)
    finally:
        shutil.rmtree(top)
    print(f"{time.monotonic() - started:.0f} s; {table.failed} lines failed")
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())

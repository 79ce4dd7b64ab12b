#!/usr/bin/env python3
"""A second opinion on `be-diagnose explain`: the same documents in many forms must give the same report as plain NDJSON.

    generate.py TOOL [--count N] [--seed S] [--kind NAME] [--keep FOLDER] [--healthy] [-v]

For each kind, N undamaged variants (default 20, a full run 500) and half as many damaged ones. Undamaged: agrees with plain
without a gap, or says a gap (exit 2) and adds nothing; anything else is wrong, and at least 90 % must agree. Damaged: never
silently fewer restricted contacts, never a contact that nobody wrote. `--kind` takes a kind, or KIND/FORM; may repeat.
`--keep` writes each wrong input, and a .why beside it. `--healthy`: 200 exports without a restriction in the forms of
Documentation/log-forms.md; at most 5 % may end in exit 2, none in 1. `-v` counts each form of a kind. Exit 1 if a kind fails.
"short" agrees in all restrictions, but did not count let-through contacts in texts of unknown names (D33 does not ask for them).
"""

import argparse
import collections
import importlib
import os
import random
import sys

from damage import LEFT_OUT, damaged
from judging import Tool, judge, judge_damaged

KINDS = {
    "containers": "3",
    "apart": "5",
    "texts": "1",
    "pieces": "2",
    "searches": "4",
    "counted": "6",
    "printed": "10",
    "moments": "12",
    "nothing": "13",
    "others": "14",
    "tables": "7",
    "charsets": "8",
    "console": "9",
    "figures": "11",
    "mixing": "15",
}
LEAST = {"mixing": 0}  # of a hundred that must agree; behind whole documents on lines anything else is malformed, and said (D4)


def keep(folder, label, seed, data, why):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{label}-{seed}".replace("/", "-"))
    with open(path, "wb") as f:
        f.write(data)
    with open(path + ".why", "w", encoding="utf-8") as f:
        f.write("\n".join(why) + "\n")


def run(tool, kind, forms, options):
    """One kind: how often each form came to which end."""
    counts, broken = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    order = list(forms)
    for at in range(options.count):
        form = order[at % len(order)]
        for attempt in range(20):
            seed = f"{options.seed}.{at}.{attempt}"
            variant = forms[form](random.Random(f"{kind}/{form}/{seed}"))
            verdict = judge(tool, variant)
            if verdict.word != "skipped":
                break
        counts[form][verdict.word] += 1
        if verdict.word == "wrong" and options.keep:
            keep(options.keep, f"{kind}-{form}", seed, variant.data, [f"undamaged {variant.note}", f"args {variant.args}", *verdict.why])
        if verdict.word == "gap" and options.gaps:
            keep(options.gaps, f"{kind}-{form}", seed, variant.data, [f"gap {variant.note}", *verdict.why])
        if at // len(order) % 2 or verdict.word in ("skipped", "wrong"):
            continue  # what is wrong whole teaches nothing when damaged
        rng = random.Random(f"damage {kind}/{form}/{seed}")
        done = damaged(rng, variant) if variant.data and variant.expect != "gap" else None
        if not done:
            continue
        verdict = judge_damaged(tool, variant, done[0])
        broken[form][verdict.word] += 1
        if verdict.word == "wrong" and options.keep:
            keep(options.keep, f"damaged-{kind}-{form}", seed, done[0], [done[1], f"args {variant.args} {variant.note}", *verdict.why])
    return counts, broken


def row(label, counts, broken, least=90):
    total, bad = sum(counts.values()) or 1, sum(broken.values())
    share = lambda word: f"{100 * counts[word] / total:6.1f}"
    print(f"{label:32} {total:5} {share('agrees')} {share('short')} {share('gap')} {counts['wrong']:6} {bad:8} {broken['wrong']:6}", flush=True)
    return counts["wrong"] == 0 and broken["wrong"] == 0 and (counts["agrees"] + counts["short"]) / total >= least / 100


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--kind", action="append", default=[])
    parser.add_argument("--keep")
    parser.add_argument("--gaps", help="like --keep, for what says a gap")
    parser.add_argument("--healthy", action="store_true")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    tool = Tool(options.tool)
    if options.healthy:
        from healthy import check

        sys.exit(0 if check(tool, options) else 1)
    wanted = [k.partition("/")[::2] for k in options.kind] or [(k, "") for k in KINDS]
    unknown = [k for k, _ in wanted if k not in KINDS]
    if unknown:
        sys.exit(f"no kind {unknown[0]}; there are {', '.join(KINDS)}")
    print(f"{'kind':32} {'made':>5} {'agree%':>6} {'short%':>6} {'gap%':>6} {'wrong':>6} {'damaged':>8} {'wrong':>6}")
    fine = []
    for kind, form in wanted:
        forms = importlib.import_module(kind).FORMS
        counts, broken = run(tool, kind, {form: forms[form]} if form else forms, options)
        fine.append(
            row(
                f"{KINDS[kind]} {kind}", sum(counts.values(), collections.Counter()), sum(broken.values(), collections.Counter()), LEAST.get(kind, 90)
            )
        )
        if options.v:
            for name in forms:
                if name in counts:
                    row(f"    {name}", counts[name], broken[name])
    for reason, count in LEFT_OUT.most_common():
        print(f"{count:5} cuts left out, since nobody can tell: {reason}")
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()

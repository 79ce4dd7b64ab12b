#!/usr/bin/env python3
"""generate.py SEED OUTDIR: one to three invented log exports, and truth.json: what `explain` must say about them.

Knows domain.md and design.md only; the open readings stand in vocabulary.py.
"""
import sys

sys.dont_write_bytecode = True
import json
import os
import random

from making import Maker
from people import People
from records import Record, clock
from truth import Filter, truth
from vocabulary import ALLSCRIPTS, ATHENA
from writing import Export, style

DAY = 86_400_000
BASE = 20_400 * DAY                       # a day in November 2025


def generate(seed):
    """The exports of a seed and the truth about them."""
    rng = random.Random(seed)
    people = People(rng)
    mood = rng.choices(["clean", "likely", "doubtful"], [8, 37, 55])[0]
    wants = rng.choice([[], [], [], ["business"], ["integration"], ["time"], ["business", "time"], ["integration", "time"],
                        ["business", "integration", "time"]])
    businesses = [f"169990000000{number:03d}" for number in rng.sample(range(1000), rng.randrange(1, 8))]
    integrations = rng.choice([[ATHENA], [ALLSCRIPTS], [ATHENA, ALLSCRIPTS]])
    named_only = "integration" in wants or mood == "clean" or mood == "likely" and rng.random() < 0.7
    untimed = 0.03 if mood == "doubtful" and rng.random() < 0.3 else 0
    maker = Maker(rng, people, businesses, mood == "doubtful", named_only, untimed)
    if mood == "likely" and rng.random() < 0.8:
        maker.kinds = [pair for pair in maker.kinds if pair[0] != "by value"]

    exports = []
    for number in range(rng.choice([1, 1, 2, 3])):
        look = style(rng, integrations, BASE)
        size = rng.choice([2, 3, rng.randrange(4, 30), rng.randrange(30, 120)])
        kind = "unrestricted" if mood == "clean" else None
        extension = "ndjson" if look.container in ("hits", "bare") else "json"
        exports.append(Export(f"export-{number + 1}.{extension}", look, [maker.make(look, kind) for _ in range(size)]))
    identities(rng, exports)

    chosen = Filter.choose(rng, wants, [record for export in exports for record in export.records], businesses, integrations)
    duplicates = repeat(rng, exports, chosen)
    if not wants and mood == "doubtful":
        empties(rng, exports)
    for export in exports:
        export.write(rng, people, mood == "doubtful" and rng.random() < 0.4)
    return exports, truth(seed, exports, chosen, duplicates, people)


def identities(rng, exports):
    """Index and id for every hit; some that only look like duplicates."""
    hits = [record for export in exports for record in export.records if record.body != "bare"]
    serial = rng.randrange(10 ** 6)
    for at, record in enumerate(hits):
        record.index = rng.choice(["bc-json-logs-2025.11.0", "bc-json-logs-2025.11.1"]) + str(at % 3)
        record.id = f"Zk{serial + at:x}-{rng.randrange(16 ** 6):06x}"
    number = 2 ** 53 + 2 * rng.randrange(10 ** 6)
    for _ in range(rng.choice([0, 1, 2])):
        if len(hits) < 6:
            break
        one, other = rng.sample([record for record in hits if "identity" not in record.features], 2)
        way = rng.choice(["other index", "beyond 2^53", "beyond 2^53 as text", "same input"])
        if way == "other index":
            one.index, other.index, other.id = "bc-json-logs-a", "bc-json-logs-b", one.id
        elif way == "same input":
            home = [[r for r in e.records if r.body != "bare" and "identity" not in r.features] for e in exports]
            home = [records for records in home if len(records) > 3]
            if not home:
                continue
            one, other = rng.sample(rng.choice(home), 2)
            other.index, other.id = one.index, one.id
        else:
            one.index = other.index
            one.id, other.id = (number, number + 1) if way == "beyond 2^53" else (str(number), str(number + 1))
            number += 2
        for record in (one, other):
            record.features |= {"identity", "identity: " + way}


def repeat(rng, exports, chosen):
    """Puts documents of one input into others as well (D6). Gives how many documents are duplicates."""
    originals = [(export, record) for export in exports for record in list(export.records)
                 if record.body != "bare" and "identity: same input" not in record.features and chosen.passes(record)]
    count = 0
    if len(exports) > 1 and rng.random() < 0.6:
        for export, record in rng.sample(originals, rng.randrange(len(originals) // 2 + 1)):
            homes = [other for other in exports if other is not export and other.style.container != "bare"]
            for other in rng.sample(homes, rng.randrange(1, len(homes) + 1) if homes else 0):
                other.records.insert(rng.randrange(len(other.records) + 1), record)
                record.features.add("duplicate")
                count += 1
    return count


def empties(rng, exports):
    """`{}` is no record (D5)."""
    for export in exports:
        if export.style.container == "bare" and rng.random() < 0.2:
            export.records.insert(rng.randrange(1, len(export.records) + 1), Record("bare", features={"empty object"}))


def main(arguments):
    if len(arguments) != 2 or not arguments[0].isdigit():
        sys.exit("usage: generate.py SEED OUTDIR")
    write(int(arguments[0]), arguments[1])


def write(seed, folder):
    exports, facts = generate(seed)
    os.makedirs(folder, exist_ok=True)
    for export in exports:
        with open(os.path.join(folder, export.name), "wb") as file:
            file.write(export.data)
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(facts, file, ensure_ascii=False, indent=1)
    return facts


if __name__ == "__main__":
    main(sys.argv[1:])

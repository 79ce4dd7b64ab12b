"""Kind 13: words for nothing as the reason of contacts that were let through (D9). See generate.py."""

import csv
import io

from documents import World
from variant import Variant, encode, per_line, whole

WORDS = ["-", "(empty)", "[]", "{}", "null", "None", "NaN", "nan", "N/A", "\\N", "false", "", " "]
VALUES = WORDS + [None, [], {}, False, [""], ["-"], [None]]


def with_word(d, world, word):
    """The document with a word where a reason would stand."""
    return d.body if d.reason else {**{k: v for k, v in d.body.items() if k != world.reason}, world.reason: word}


def in_documents(rng):
    world, word = World(rng), rng.choice(VALUES)
    documents = world.documents()
    rows = [with_word(d, world, word if rng.random() < 0.9 else rng.choice(VALUES)) for d in documents]
    around = rng.choice([per_line, whole])
    if rng.random() < 0.4:
        rows = [{"_index": "i", "_id": f"f{at}", "_source": row} for at, row in enumerate(rows)]
    return around(rng, rows, documents, note=repr(word))


def in_fields(rng):
    """`fields` of hits: every value is a list."""
    world, word = World(rng, flat=True), rng.choice(WORDS)
    documents = world.documents()
    rows = [
        {"_index": "i", "_id": f"f{at}", "fields": {k: [v] for k, v in with_word(d, world, word).items() if v is not None}}
        for at, d in enumerate(documents)
    ]
    return per_line(rng, rows, documents, note=repr(word))


def in_cells(rng):
    """Every cell without a value holds the word."""
    world, word = World(rng, flat=True), rng.choice(WORDS)
    documents, out = world.documents(), io.StringIO()
    names = list(dict.fromkeys([*world.names, *(k for d in documents for k in d.body)]))
    rng.shuffle(names)
    separator = rng.choice([",", ",", ";", "\t"])
    writer = csv.writer(out, delimiter=separator, quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), lineterminator="\n")
    writer.writerow(names)
    for d in documents:
        writer.writerow([word if d.body.get(n) is None else d.body[n] for n in names])
    return Variant(encode(rng, out.getvalue()), documents, note=repr(word), table=(separator, names))


FORMS = dict(in_documents=in_documents, in_fields=in_fields, in_cells=in_cells)

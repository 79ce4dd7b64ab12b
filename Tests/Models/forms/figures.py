"""Kind 11: business numbers as text for spreadsheets, or grouped as some program shows numbers. See generate.py."""

import csv
import io

from documents import World
from variant import Variant, encode, per_line, whole


def grouped(number, mark):
    text = str(number)
    head = len(text) % 3 or 3
    return mark.join([text[:head]] + [text[i : i + 3] for i in range(head, len(text), 3)])


CELLS = {
    "formula": lambda n: f'="{n}"',
    "apostrophe": lambda n: f"'{n}",
    "commas": lambda n: grouped(n, ","),
    "dots": lambda n: grouped(n, "."),
    "blanks": lambda n: grouped(n, " "),
    "no-break blanks": lambda n: grouped(n, "\u00a0"),
    "narrow blanks": lambda n: grouped(n, "\u202f"),
    "apostrophes": lambda n: grouped(n, "'"),
    "curly apostrophes": lambda n: grouped(n, "’"),
    "decimal": lambda n: f"{n}.0",
    "blank around": lambda n: f" {n} ",
}


def in_cells(rng):
    world, how = World(rng, flat=True), rng.choice(list(CELLS))
    documents, out = world.documents(), io.StringIO()
    names = list(dict.fromkeys([*world.names, *(k for d in documents for k in d.body)]))[:: rng.choice([1, -1])]
    writer = csv.writer(out, delimiter=rng.choice([",", ",", ";", "\t"]), lineterminator="\n")
    writer.writerow(names)
    for d in documents:
        writer.writerow([CELLS[how](d.body[n]) if n == world.business else "-" if d.body.get(n) is None else d.body[n] for n in names])
    return Variant(encode(rng, out.getvalue()), documents, note=how, open_end=True)


def in_documents(rng):
    world, how = World(rng), rng.choice([h for h in CELLS if h != "formula"])
    documents = world.documents()
    rows = [{**d.body, world.business: CELLS[how](d.body[world.business])} for d in documents]
    return rng.choice([per_line, whole])(rng, rows, documents, note=how)


FORMS = dict(in_cells=in_cells, in_documents=in_documents)

"""Kind 6: rows that stand for many (D39): data tables and STATS with a column of counts. See generate.py."""

import collections
import csv
import io

from documents import World, Document, STATUS, TYPE, PLACE
from variant import Variant, encode, per_line, whole

WHAT = ("counts", "codes", "evidence", "businesses")
COUNTS = ["Count", "count", "Count of records", "COUNT(*)", "doc_count", "Count of Records"]


def groups(rng):
    """Rows and their weights, and the documents that they stand for."""
    world = World(rng, simple=True, flat=True, numbers=False, count=rng.randrange(1, 9))
    names, rows = [world.reason, world.business, world.integration, STATUS, TYPE, PLACE], collections.OrderedDict()
    documents = []
    for d in world.documents():
        body = {n: d.body[n] for n in names if d.body.get(n) is not None}
        row = tuple(body.get(n) for n in names)
        if row in rows:
            continue
        rows[row] = rng.choice([1, 2, 7, 12, 38, 412, 1234])
        documents += [Document(body, d.ms, d.code, d.reason)] * rows[row]
    used = [n for at, n in enumerate(names) if any(row[at] is not None for row in rows)]
    rows = [({n: v for n, v in zip(names, row)}, weight) for row, weight in rows.items()]
    rng.shuffle(used)
    return used, rows, documents


def table(rng):
    names, rows, documents = groups(rng)
    column, at = rng.choice(COUNTS), rng.choice([0, len(names), len(names)])
    grouped = rng.random() < 0.3
    header = names[:at] + [column] + names[at:]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=rng.choice([",", ",", ";", "\t"]), quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), lineterminator="\n")
    writer.writerow(header)
    empty = rng.choice(["", "-"])
    for row, weight in rows:
        cells = [empty if row[n] is None else row[n] for n in names]
        writer.writerow(cells[:at] + [f"{weight:,}" if grouped else weight] + cells[at:])
    note = column + (", grouped" if grouped else "")
    if rng.random() < 0.1:
        writer.writerow(
            ["Total"]
            + [""] * (at - 1 if at else 0)
            + ([sum(w for _, w in rows)] if at else [])
            + [""] * (len(header) - at - 1 if at else len(header) - 1)
        )
        note += ", total below"
    return Variant(encode(rng, out.getvalue()), documents, what=WHAT, weighted=True, guard=(column.encode(), b"Total"), note=note)


def json_rows(rng):
    names, rows, documents = groups(rng)
    column = rng.choice(COUNTS)
    objects = [{**{k: v for k, v in row.items() if v is not None}, column: str(weight) if rng.random() < 0.2 else weight} for row, weight in rows]
    return rng.choice([per_line, whole])(rng, objects, documents, what=WHAT, weighted=True, guard=(column.encode(),), note=column)


def stats(rng):
    """ES|QL: STATS c = COUNT(*) BY …"""
    names, rows, documents = groups(rng)
    column = rng.choice(["COUNT(*)"] * 4 + ["count"] * 4 + ["c", "n"])
    header = [{"name": column, "type": "long"}] + [{"name": n, "type": "keyword"} for n in names]
    values = [[weight] + [row[n] for n in names] for row, weight in rows]
    return whole(
        rng,
        {"took": 3, "is_partial": False, "columns": header, "values": values},
        documents,
        what=WHAT,
        weighted=True,
        guard=(column.encode(), b"long"),
        note=column,
    )


def sql(rng):
    names, rows, documents = groups(rng)
    column = rng.choice(["COUNT(*)", "count", "cnt"])
    header = [{"name": n, "type": "keyword"} for n in names] + [{"name": column, "type": "long"}]
    return whole(
        rng,
        {"columns": header, "rows": [[row[n] for n in names] + [weight] for row, weight in rows]},
        documents,
        what=WHAT,
        weighted=True,
        guard=(column.encode(), b"long"),
        note=column,
    )


FORMS = dict(table=table, json_rows=json_rows, stats=stats, sql=sql)

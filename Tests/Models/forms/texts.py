"""Kind 1: JSON documents as text: in a cell, in a field of any name, behind a prefix, escaped once or twice, several in one text.

Let-through documents in texts of names that nobody knows may stay unseen (D5, D33): `short`. See generate.py.
"""

import csv
import io
import json

from documents import World, identifier, iso, name
from variant import Variant, dumps, encode, per_line, whole

KNOWN = ("message", "msg", "log", "MESSAGE")
FIELDS = ["body", "_raw", "event", "message", "payload", "line", "record", "log", "msg"]


def place(rng):
    return rng.choice(FIELDS) if rng.random() < 0.8 else name(rng)


def prefix(rng, d):
    """What loggers and shippers write before a document."""
    clock = iso(d.ms).replace("T", " ")[:-1]
    return rng.choice(
        [
            f"{clock} INFO [main] c.e.Worker - ",
            f"{iso(d.ms)} worker-1 app: ",
            f"{clock.replace('.', ',')} - INFO - ",
            f"[{iso(d.ms)}] production.INFO: ",
            "INFO  c.e.Worker - contact processed ",
            f"{iso(d.ms)} stdout F ",
            "Sent: ",
            "<14>1 " + iso(d.ms) + " host app 17 - - ",
        ]
    )


def text(rng, d, how):
    """A document as text: plain, behind a prefix, twice escaped, over lines."""
    value = dumps(rng, d.body, None)
    if how == "prefix":
        return prefix(rng, d) + value
    if how == "twice":
        return json.dumps(value, ensure_ascii=rng.random() < 0.5)
    if how == "escaped":
        return json.dumps(value, ensure_ascii=False)[1:-1]
    if how == "pretty":
        return json.dumps(d.body, ensure_ascii=False, indent=2)
    if how == "tail":
        return value + rng.choice([" took 12 ms", " (1 of 3)", "\n"])
    return value


HOW = ["plain", "plain", "prefix", "twice", "escaped", "pretty", "tail"]


def beside(rng, world, d):
    """What a shipper puts next to the text: known fields or not."""
    row = {}
    if rng.random() < 0.7:
        row[rng.choice(["host", "pod", "container"])] = "worker-1"
    if world.beside_time:
        row["@timestamp"] = iso(d.ms)
    if world.beside_known:
        for n in (world.business, world.integration)[: world.beside_known]:
            row[n] = d.body[n]
    if world.beside_noise:
        row["level"] = "INFO"
    return row


def shipped(rng):
    world = World(rng)
    world.beside_time, world.beside_known, world.beside_noise = rng.random() < 0.5, rng.choice([0, 0, 1, 2]), rng.random() < 0.5
    return world


def in_field(rng):
    """Lines, an array or hits, each with a document as text in some field."""
    world, member, how = shipped(rng), place(rng), rng.choice(HOW)
    documents, deep = world.documents(), rng.random() < 0.25
    outer = name(rng)
    rows = []
    for d in documents:
        value = text(rng, d, how)
        row = {**beside(rng, world, d), **({outer: {member: value}} if deep else {member: value})}
        items = list(row.items())
        rng.shuffle(items)
        rows.append(dict(items))
    note, short = f"{outer + '.' if deep else ''}{member}, {how}, known beside {world.beside_known}", member not in KNOWN or deep or how not in (
        "plain",
        "prefix",
    )
    around = rng.choice(["lines", "lines", "array", "hits"])
    if around == "lines":
        return per_line(rng, rows, documents, note=note, short=short)
    if around == "array":
        return whole(rng, rows, documents, note=note, short=short)
    hits = [{"_index": "logs", "_id": identifier(rng), "_source": row} for row in rows]
    return per_line(rng, hits, documents, note=note + ", hits", short=short)


def in_cell(rng):
    """A column of documents in CSV."""
    world, member, how = (
        shipped(rng),
        rng.choice([place(rng), "_source", "Line", "@message", "content"]),
        rng.choice(["plain", "plain", "prefix", "pretty", "twice"]),
    )
    documents, out = world.documents(), io.StringIO()
    names = rng.sample(["host", "level", "stream", "Time"], rng.randrange(0, 4))
    if world.beside_known:
        names.append(world.business)
    names.insert(rng.randrange(len(names) + 1), member)
    writer = csv.writer(out, delimiter=rng.choice([",", ",", ";", "\t"]), quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), lineterminator="\n")
    writer.writerow(names)
    for d in documents:
        cells = {
            "host": "worker-1",
            "level": "INFO",
            "stream": "stdout",
            "Time": iso(d.ms),
            world.business: d.body[world.business],
            member: text(rng, d, how),
        }
        writer.writerow([cells[n] for n in names])
    return Variant(encode(rng, out.getvalue()), documents, cut_after=b"{", note=f"{member}, {how}, {names}", short=member not in (*KNOWN, "_source"))


def behind_prefix(rng):
    """Plain lines: a prefix, then the document; at times other lines between."""
    world = World(rng)
    documents, lines, escaped = world.documents(), [], rng.random() < 0.2
    for d in documents:
        if rng.random() < 0.3:
            lines.append(f"{iso(d.ms)} DEBUG c.e.Worker - polling, nothing new")
        value = dumps(rng, d.body, None)
        lines.append(prefix(rng, d) + (json.dumps(value, ensure_ascii=False)[1:-1] if escaped else value))
    return Variant(encode(rng, "\n".join(lines)), documents, cut_after=b"{", note="escaped" if escaped else "")


def list_in_text(rng):
    """Several documents in one text."""
    world, member, documents = World(rng), place(rng), []
    size = rng.randrange(1, 6)
    documents = world.documents()
    rows = [{"batch": at, member: dumps(rng, [d.body for d in documents[at : at + size]], None)} for at in range(0, len(documents), size)]
    return rng.choice([per_line, whole])(rng, rows, documents, note=f"{member}, {size} a text", short=True)


def lines_in_text(rng):
    """Several documents, a line each, in one text."""
    documents, member = World(rng).documents(), place(rng)
    value = "\n".join(dumps(rng, d.body, None) for d in documents)
    return rng.choice([per_line, whole])(rng, [{"id": 1, member: value}], documents, note=member, short=True)


def object_in_cell(rng):
    """The nested objects of a document as cells of JSON, in columns of any name."""
    world, member = World(rng), name(rng)
    documents, out = world.documents(), io.StringIO()
    first = [world.time, world.business]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(first + [member])
    for d in documents:
        writer.writerow([d.body[n] for n in first] + [json.dumps({k: v for k, v in d.body.items() if k not in first}, ensure_ascii=False)])
    return Variant(encode(rng, out.getvalue()), documents, note=member, short=True)


def content_text(rng):
    """Records with the text one level down, as APIs return it."""
    documents, outer, inner = (
        World(rng).documents(),
        rng.choice(["content", "event", "message", name(rng)]),
        rng.choice(["text", "original", "body", "raw"]),
    )
    rows = [{"id": identifier(rng), outer: {inner: dumps(rng, d.body, None), "kind": "log"}} for d in documents]
    return rng.choice([per_line, whole])(rng, rows, documents, note=f"{outer}.{inner}", short=True)


FORMS = dict(
    in_field=in_field,
    in_cell=in_cell,
    behind_prefix=behind_prefix,
    list_in_text=list_in_text,
    lines_in_text=lines_in_text,
    object_in_cell=object_in_cell,
    content_text=content_text,
)

"""Kind 15: two forms in one input, and a form that changes far down. See generate.py."""

import json

from documents import World, iso, hits
from tables import Table
from texts import prefix
from variant import Variant, dumps, encode


def writing(rng):
    """Some form's name, its text and its documents."""
    form = rng.choice(["ndjson", "pretty", "array", "answer", "csv", "prefix", "hits"])
    if form == "csv":
        table = Table(rng)
        return form, table.text([table.names] + table.rows), table.documents
    documents = World(rng).documents()
    bodies = [d.body for d in documents]
    if form == "ndjson":
        text = "\n".join(dumps(rng, b, None) for b in bodies)
    if form == "pretty":
        text = "\n".join(json.dumps(b, indent=2, ensure_ascii=False) for b in bodies)
    if form == "array":
        text = dumps(rng, bodies)
    if form == "answer":
        text = dumps(rng, hits(documents))
    if form == "prefix":
        text = "\n".join(prefix(rng, d) + dumps(rng, d.body, None) for d in documents)
    if form == "hits":
        text = "\n".join(dumps(rng, h, None) for h in hits(documents)["hits"]["hits"])
    return form, text + "\n", documents


def two(rng):
    first, second = writing(rng), writing(rng)
    between = rng.choice(["", "", "\n", "\n\n", "---\n"])
    return Variant(
        encode(rng, first[1] + between + second[1], 0), first[2] + second[2], note=f"{first[0]}, {second[0]}, between {between!r}", cut_after=b"{"
    )


def far_down(rng):
    """More than 300 KB of one form, then the other."""
    first, second = writing(rng), writing(rng)
    filler, at = [], 0
    while sum(map(len, filler)) < 320_000:
        at += 1
        if first[0] in ("csv", "array", "answer", "pretty"):
            filler.append("\n" * 1000)
        else:
            filler.append(
                (
                    f"{iso(1794895441000 + at)} DEBUG polling, nothing new"
                    if first[0] == "prefix"
                    else json.dumps({"@timestamp": iso(1794895441000 + at), "level": "INFO", "message": "heartbeat", "uptime": at})
                )
                + "\n"
            )
    return Variant((first[1] + "".join(filler) + second[1]).encode(), first[2] + second[2], note=f"{first[0]}, far down {second[0]}", cut_after=b"{")


def far_down_rows(rng):
    """More than 300 KB of contacts in one form, then the other."""
    world = World(rng, count=1200)
    world.step = 1000
    documents = world.documents()
    first = "\n".join(json.dumps(d.body, ensure_ascii=False) for d in documents) + "\n"
    second = writing(rng)
    return Variant((first + second[1]).encode(), documents + second[2], note=f"ndjson, far down {second[0]}", cut_after=b"{")


FORMS = dict(two=two, far_down=far_down, far_down_rows=far_down_rows)

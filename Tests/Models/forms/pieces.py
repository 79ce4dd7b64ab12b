"""Kind 2: a piece, null or bytes in place of a document. What can be joined is joined, or a gap says so. See generate.py."""

import json

from documents import World, iso, identifier
from variant import Variant, encode


def long_document(rng, d):
    """The document with a member that makes it longer than 16 KiB."""
    items = list(d.body.items())
    items.insert(
        rng.randrange(len(items) + 1),
        ("requestDump", "".join(rng.choice("abcdefgh ijklmnop, qrstuv") for _ in range(rng.choice([15_000, 17_000, 34_000, 50_000])))),
    )
    return dict(items)


def lines(rng, world):
    """Each document as one line, some of them long."""
    for d in world.documents():
        body = long_document(rng, d) if rng.random() < 0.3 else d.body
        yield d, json.dumps(body, ensure_ascii=rng.random() < 0.3)


def chunks(data, size):
    """Bytes in pieces of a size, cut where UTF-8 allows it."""
    while len(data) > size:
        at = size
        while data[at] & 0xC0 == 0x80:
            at -= 1
        yield data[:at]
        data = data[at:]
    yield data


def docker(rng):
    world, out, documents = World(rng, count=rng.randrange(1, 7)), [], []
    for d, line in lines(rng, world):
        documents.append(d)
        for piece in chunks((line + "\n").encode(), 16384):
            out.append(json.dumps({"log": piece.decode(), "stream": "stdout", "time": iso(d.ms)[:-1] + "123456Z"}, ensure_ascii=rng.random() < 0.3))
    return Variant(encode(rng, "\n".join(out), 0, 0), documents)


def fluentd(rng):
    """As docker, with the pieces told."""
    world, out, documents = World(rng, count=rng.randrange(1, 7)), [], []
    for d, line in lines(rng, world):
        documents.append(d)
        pieces, mark = [p.decode() for p in chunks(line.encode(), 16384)], identifier(rng, 32)
        for at, piece in enumerate(pieces):
            told = (
                {"partial_message": "true", "partial_id": mark, "partial_ordinal": str(at + 1), "partial_last": str(at == len(pieces) - 1).lower()}
                if len(pieces) > 1
                else {}
            )
            out.append(json.dumps({"container_name": "/worker", "source": "stdout", "log": piece, **told}, ensure_ascii=False))
    return Variant(encode(rng, "\n".join(out), 0, 0), documents)


def cri(rng):
    world, out, documents = World(rng, count=rng.randrange(1, 9)), [], []
    for d, line in lines(rng, world):
        documents.append(d)
        size = 16384 if rng.random() < 0.5 else rng.randrange(60, 900)
        pieces = [p.decode() for p in chunks(line.encode(), size)]
        for at, piece in enumerate(pieces):
            out.append(f"{iso(d.ms)[:-1]}123456Z stdout {'F' if at == len(pieces) - 1 else 'P'} {piece}")
    return Variant(encode(rng, "\n".join(out), 0, 0), documents)


def truncated(rng):
    """Some texts are cut by their writer: what they held is lost, and must be said."""
    world, rows, member = World(rng, count=rng.randrange(2, 12)), [], rng.choice(["message", "log", "body", "event"])
    documents = world.documents()
    lost = rng.randrange(len(documents))
    for at, d in enumerate(documents):
        line = json.dumps(d.body, ensure_ascii=False)
        if at == lost:
            line = line[: rng.randrange(len(line) // 3, len(line) - 2)] + rng.choice(["[Truncated...]", "...", "… (truncated)", "", " [truncated]"])
        row = {"@timestamp": iso(d.ms), member: line}
        rows.append(json.dumps(rng.choice([row, {"_index": "i", "_id": f"f{at}", "_source": row}]), ensure_ascii=False))
    return Variant(encode(rng, "\n".join(rows), 0, 0), documents, expect="gap", note=f"{member}, document {lost + 1} cut")


def journald_bytes(rng):
    world, signed = World(rng), rng.random() < 0.2
    documents, rows = world.documents(), []
    for d in documents:
        data = json.dumps(d.body, ensure_ascii=False).encode()
        as_bytes = rng.random() < 0.7
        value = [b - 256 if signed and b > 127 else b for b in data] if as_bytes else data.decode()
        rows.append(
            json.dumps(
                {"__REALTIME_TIMESTAMP": str(d.ms * 1000), "MESSAGE": value, "_PID": "17", "PRIORITY": "6", "SYSLOG_IDENTIFIER": "worker"},
                ensure_ascii=False,
            )
        )
    return Variant(encode(rng, "\n".join(rows), 0, 0), documents, note="signed" if signed else "")


def journald_null(rng):
    """journalctl writes null in place of what is too long: something was there, and is lost."""
    world = World(rng, count=rng.randrange(2, 12))
    documents, rows = world.documents(), []
    lost = rng.randrange(len(documents))
    for at, d in enumerate(documents):
        rows.append(
            json.dumps(
                {"__REALTIME_TIMESTAMP": str(d.ms * 1000), "MESSAGE": None if at == lost else json.dumps(d.body, ensure_ascii=False), "_PID": "17"},
                ensure_ascii=False,
            )
        )
    return Variant(encode(rng, "\n".join(rows), 0, 0), documents, expect="gap", note=f"document {lost + 1} null")


def line_by_line(rng):
    """A pretty-printed document, each of its lines a record of its own: joined, or a gap, but never contacts of pieces."""
    world = World(rng, count=rng.randrange(1, 5))
    documents, rows, member = world.documents(), [], rng.choice(["log", "message", "line"])
    for d in documents:
        for line in json.dumps(d.body, ensure_ascii=False, indent=2).split("\n"):
            rows.append(json.dumps({member: line + "\n" if member == "log" else line, "stream": "stdout", "time": iso(d.ms)}, ensure_ascii=False))
    return Variant(encode(rng, "\n".join(rows), 0, 0), documents, note=member)


FORMS = dict(
    docker=docker,
    fluentd=fluentd,
    cri=cri,
    truncated=truncated,
    journald_bytes=journald_bytes,
    journald_null=journald_null,
    line_by_line=line_by_line,
)

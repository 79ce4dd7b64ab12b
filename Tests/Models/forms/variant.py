"""One input to be judged, and how JSON is written in as many ways as there are programs.

A kind is a module with FORMS: name -> function(rng) that returns a Variant.
"""

import json
from dataclasses import dataclass, field

from documents import identifier

ALL = ("counts", "codes", "evidence", "businesses", "times")


@dataclass
class Variant:
    data: bytes
    documents: list  # the same, plainly (documents.Document)
    what: tuple = ALL  # in what the two reports must agree
    args: list = field(default_factory=list)
    expect: str = "agree"  # agree | gap (something is lost, and must be said) | more (the same; a hint of more may be said)
    short: bool = False  # let-through contacts may stay unseen (D5, D33: documents in texts of any name)
    others: int | None = None  # coverage.others, where it is asked for
    weighted: bool = False  # records are weights (D39)
    lines: bool = False  # a line is less than a record, so that lines may be damaged
    open_end: bool = False  # the end of a record does not show, so that a cut does not either
    table: tuple = ()  # the separator and the names of a table, by which damage.py tells which cuts nobody can see
    cut_after: bytes = b""  # a cut shows only where the last line has this, as behind a prefix
    guard: tuple = ()  # texts that damage must leave alone, since nobody could tell
    name: str = "export"
    note: str = ""


def dumps(rng, value, indent=0):
    """JSON in some program's layout; `indent` None: one line. 0: whatever."""
    if indent == 0:
        indent = rng.choice([None, None, None, 1, 2, 4, "\t"])
    separators = rng.choice([None, (",", ":"), (", ", ": ")]) if indent is None else None
    return json.dumps(value, ensure_ascii=rng.random() < 0.3, indent=indent, separators=separators)


def encode(rng, text, mark=0.05, carriage=0.1):
    """UTF-8, at times with a mark and CRLF."""
    if rng.random() < carriage:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    if rng.random() < 0.8 and not text.endswith("\n"):
        text += "\n"
    return (b"\xef\xbb\xbf" if rng.random() < mark else b"") + text.encode("utf-8", "surrogateescape")


def whole(rng, value, documents, **rest):
    """One JSON value as an input."""
    text = dumps(rng, value)
    return Variant(encode(rng, text), documents, lines="\n" in text, **rest)


def per_line(rng, values, documents, **rest):
    """A JSON value a line."""
    return Variant(encode(rng, "\n".join(dumps(rng, v, None) for v in values)), documents, **rest)


def either(rng, make, documents, **rest):
    """`make(part)`: one container of all, or one a line for some of the documents each."""
    if rng.random() < 0.7 or len(documents) < 2:
        return whole(rng, make(documents), documents, **rest)
    size = rng.randrange(1, max(2, len(documents) // 2 + 1))
    return per_line(rng, [make(documents[i : i + size]) for i in range(0, len(documents), size)], documents, **rest)


def text(rng, body):
    return dumps(rng, body, None)


def hint(rng, page, names):
    """Some say that there is more."""
    if rng.random() < 0.3:
        page[rng.choice(names)] = identifier(rng)
        return True
    if rng.random() < 0.3:
        page[rng.choice(names)] = None
    return False


def paged(rng, make, documents, names, **rest):
    """A container that may hold a hint of more pages."""
    hinted = []

    def one(part):
        page = make(part)
        hinted.append(hint(rng, page, names))
        return page

    variant = either(rng, one, documents, **rest)
    if any(hinted):
        variant.expect = "more"
    return variant

"""Kind 8: other encodings: UTF-16, UTF-8 read as Windows-1252, HTML entities, terminal colors. See generate.py."""

import html
import json
import re

from documents import World, hits
from tables import Table
from variant import Variant, dumps

COLORS = ["\x1b[1;39m", "\x1b[0;32m", "\x1b[34;1m", "\x1b[0m", "\x1b[01;31m\x1b[K", "\x1b[m\x1b[K", "\x1b[38;5;208m"]


def base(rng, separators=",;\t"):
    """NDJSON, a search answer or CSV as text, with its documents and name."""
    kind = rng.choice(["ndjson", "hits", "csv"])
    if kind == "csv":
        table = Table(rng)
        table.separator = rng.choice(separators)
        return table.text([table.names] + table.rows), table.documents, kind
    documents = World(rng).documents()
    if kind == "ndjson":
        return "\n".join(json.dumps(d.body, ensure_ascii=False) for d in documents) + "\n", documents, kind
    return json.dumps(hits(documents), ensure_ascii=False, indent=rng.choice([None, 2])) + "\n", documents, kind


def made(data, documents, kind, note="", **rest):
    return Variant(data, documents, note=f"{kind} {note}", open_end=kind == "csv", **rest)


def utf16(rng):
    text, documents, kind = base(rng)
    order, mark = rng.choice(["le", "be"]), rng.random() < 0.7
    if rng.random() < 0.4:
        text = text.replace("\n", "\r\n")
    return made(
        (b"" if not mark else b"\xff\xfe" if order == "le" else b"\xfe\xff") + text.encode("utf-16-" + order),
        documents,
        kind,
        f"{order}, mark {mark}",
    )


def misread(text):
    """UTF-8 that was read as Windows-1252, and kept."""
    return "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in text.encode())


def mojibake(rng):
    text, documents, kind = base(rng)
    return made(misread(text).encode(), documents, kind)


def windows(rng):
    """Windows-1252 as such: read, and said."""
    text, documents, kind = base(rng)
    return made(text.encode("cp1252"), documents, kind, expect="more")


def entities(rng):
    """A page's source, or a mail: everything escaped, or only what stands in values."""
    text, documents, kind = base(rng, ",\t")  # an entity ends with a semicolon
    number = rng.choice([lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):X};", lambda c: {"‘": "&lsquo;", "’": "&rsquo;"}.get(c, f"&#{ord(c)};")])
    whole = rng.random() < 0.5 and kind != "csv"
    if whole:
        text = html.escape(text)
    text = "".join(c if ord(c) < 128 else number(c) for c in text)
    return made(text.encode(), documents, kind, "all" if whole else "values")


def colored(rng):
    """Between tokens (jq -C), or within values (grep --color)."""
    text, documents, kind = base(rng)
    inside = kind == "csv" or rng.random() < 0.4
    if inside:
        word = rng.choice(["allowed", "status", "16999", "businessNumber", "list", "Appointment"])
        text = text.replace(word, f"\x1b[01;31m\x1b[K{word}\x1b[m\x1b[K")
    else:
        text = re.sub(r'("(?:[^"\\]|\\.)*"|[{}\[\]:,])', lambda m: rng.choice(COLORS) + m[0] + "\x1b[0m", text)
    return made(text.encode(), documents, kind, f"inside, {word}" if inside else "between")


def jq(rng):
    """jq -C, one document a line or over lines."""
    documents = World(rng).documents()
    indent = rng.choice([None, 2])
    lines = [dumps(rng, d.body, indent) for d in documents]
    text = re.sub(
        r'("(?:[^"\\]|\\.)*")(\s*:)?', lambda m: f"\x1b[34;1m{m[1]}\x1b[0m\x1b[1;39m{m[2]}" if m[2] else f"\x1b[0;32m{m[1]}\x1b[0m", "\n".join(lines)
    )
    return made(("\x1b[1;39m" + text + "\x1b[0m\n").encode(), documents, "jq")


FORMS = dict(utf16=utf16, mojibake=mojibake, windows=windows, entities=entities, colored=colored, jq=jq)

"""Kind 10: objects as programs print them: Python, Ruby, Java maps, logfmt; and reasons within a sentence. See generate.py."""

import json

from documents import World, iso, flattened, name
from texts import prefix
from variant import Variant, encode, per_line


def python2(value):
    """repr of Python 2: u'…' with everything beyond ASCII escaped."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{python2(k)}: {python2(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(python2, value)) + "]"
    if isinstance(value, str):
        return "u" + ascii(value)
    return repr(value)


def ruby(value, arrow="=>"):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{ruby(k)}{arrow}{ruby(v, arrow)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(ruby(v, arrow) for v in value) + "]"
    if value is None:
        return "nil"
    return json.dumps(value, ensure_ascii=False)


def java(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}={java(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(java, value)) + "]"
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    return str(value)


def logfmt(body):
    cells = []
    for key, value in flattened(body).items():
        if value is None:
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        cells.append(f"{key}={json.dumps(text, ensure_ascii=False) if ' ' in text or '=' in text or not text else text}")
    return " ".join(cells)


def lines(rng, world, show, **rest):
    """Alone on lines, behind prefixes, or in a field of JSON lines."""
    documents, where = world.documents(), rng.choice(["alone", "alone", "prefix", "prefix", "field", "field of any name"])
    if where.startswith("field"):
        member = rng.choice(["message", "log", "msg"]) if where == "field" else name(rng)
        rows = [{"@timestamp": iso(d.ms), "level": "INFO", member: (prefix(rng, d) if rng.random() < 0.3 else "") + show(d.body)} for d in documents]
        return per_line(rng, rows, documents, note=f"{where} {member}", short=True, **rest)
    texts = [(prefix(rng, d) if where == "prefix" else "") + show(d.body) for d in documents]
    return Variant(encode(rng, "\n".join(texts)), documents, note=where, cut_after=b"{", **rest)


def python3_repr(rng):
    return lines(rng, World(rng), repr)


def python2_repr(rng):
    return lines(rng, World(rng), python2)


def python_list(rng):
    """All documents in one printed list, or a printed search answer."""
    documents, show = World(rng).documents(), rng.choice([repr, python2, ruby])
    rows = [{"_index": "i", "_id": f"f{at}", "_score": None, "_source": d.body} for at, d in enumerate(documents)]
    value = rng.choice(
        [[d.body for d in documents], rows, {"took": 4, "timed_out": False, "hits": {"total": {"value": len(rows), "relation": "eq"}, "hits": rows}}]
    )
    return Variant(encode(rng, show(value)), documents, note=getattr(show, "__name__", "repr"))


def ruby_hash(rng):
    arrow = rng.choice(["=>", " => "])
    return lines(rng, World(rng), lambda body: ruby(body, arrow))


def java_map(rng):
    word = rng.choice(["", "", "Contact", "ContactEvent"])
    if word and rng.random() < 0.5:
        return lines(rng, World(rng, simple=True), lambda body: word + java(body))
    return lines(rng, World(rng, simple=True), java)


def key_value(rng):
    """logfmt; nothing shows where a record ends."""
    variant = lines(rng, World(rng, simple=True), logfmt)
    variant.open_end = True
    return variant


def sentence(rng):
    """The reason only within the sentence of a line: `likely` with its place, or a gap (D11, D33)."""
    world = World(rng)
    documents, texts = world.documents(), []
    for d in documents:
        if d.reason:
            texts.append(
                f"{iso(d.ms)} WARN c.e.Worker - "
                + rng.choice(
                    [
                        f"contact held back for {d.body[world.business]}: {d.reason}",
                        f"{d.reason}, business {d.body[world.business]}",
                        f"Skipping contact ({d.reason})",
                    ]
                )
            )
        else:
            texts.append(f"{iso(d.ms)} INFO c.e.Worker - contact processed")
    return Variant(encode(rng, "\n".join(texts)), documents, expect="gap")


FORMS = dict(
    python3_repr=python3_repr,
    python2_repr=python2_repr,
    python_list=python_list,
    ruby_hash=ruby_hash,
    java_map=java_map,
    key_value=key_value,
    sentence=sentence,
)

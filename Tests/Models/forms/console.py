"""Kind 9: what Dev Tools' Console shows: triple quotes, a line above each of several answers. See generate.py."""

import json
import re

from documents import World
from searches import answer
from variant import Variant, encode


def tripled(text):
    """Strings that hold a quote or a line's end in triple quotes, as Console shows them."""

    def show(match):
        value = json.loads(match[0])
        return f'"""{value}"""' if ('"' in value or "\n" in value) and '"""' not in value and not value.endswith('"') else match[0]

    return re.sub(r'"(?:[^"\\]|\\.)*"', show, text)


def shown(rng, value, quotes):
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return tripled(text) if quotes else text


def header(rng, at):
    return (
        f"# {at}: GET bc-json-logs*/_search [200 OK]\n"
        if rng.random() < 0.15
        else rng.choice(["# GET bc-json-logs-2026.11/_search 200 OK\n", "# POST logs/_search?size=100 200 OK\n", "# GET logs/_search\n"])
    )


def one(rng):
    world = World(rng)
    documents = world.documents()
    for d in documents:
        if rng.random() < 0.6:
            d.body["detail"] = rng.choice(['a "b" c', '{"inner": "x"}', 'first\nsecond "third" line', "plain"])
    text = (header(rng, 1) if rng.random() < 0.5 else "") + shown(rng, answer(rng, world, documents, inner=False), True)
    return Variant(encode(rng, text, 0), documents, lines=True)


def several(rng):
    world = World(rng)
    documents, parts = world.documents(), []
    size = rng.randrange(1, len(documents) + 1)
    for i in range(0, len(documents), size):
        parts.append(header(rng, i) + shown(rng, answer(rng, world, documents[i : i + size], i, inner=False), rng.random() < 0.5))
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts) + 1), "# GET _cat/indices 200 OK\ngreen open bc-json-logs-2026.11 abc 1 1 120 0 1mb 1mb")
    if rng.random() < 0.3:
        parts.insert(
            rng.randrange(len(parts) + 1), header(rng, 9) + shown(rng, {"cluster_name": "logs", "status": "green", "number_of_nodes": 3}, False)
        )
    return Variant(encode(rng, rng.choice(["\n", "\n\n"]).join(parts), 0), documents, lines=True, note=f"{len(parts)} answers")


def text_in_triples(rng):
    """The document as text in `message`, in triple quotes."""
    world = World(rng)
    documents = world.documents()
    found = [
        {"_index": "i", "_id": f"f{at}", "_source": {"@timestamp": d.body[world.time], "message": json.dumps(d.body, ensure_ascii=False)}}
        for at, d in enumerate(documents)
    ]
    text = shown(rng, {"took": 1, "timed_out": False, "hits": {"total": {"value": len(found), "relation": "eq"}, "hits": found}}, True)
    return Variant(encode(rng, text, 0), documents, lines=True)


FORMS = dict(one=one, several=several, text_in_triples=text_in_triples)

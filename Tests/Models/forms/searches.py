"""Kind 4: search answers whose hits carry inner hits, highlights, sort values; aggregations beside them. See generate.py.

What stands in these is never a document of its own, and never replaces the hit's.
"""

from documents import World, STATUS, flattened, identifier
from variant import per_line, whole


def inner_hits(rng, world):
    """What a nested field, a parent or a collapse finds inside of a hit."""
    other = World(rng, healthy=True, count=rng.randrange(1, 4)).documents()
    nested = [
        lambda: {"kind": "visit", "room": str(rng.randrange(99))},
        lambda: {STATUS: rng.choice(["x", "f", "No Show"])},
        lambda: {"firstName": "Inner", "email": "i@example.com"},
        lambda: other[0].body,
        lambda: {world.business: "169990000099999", STATUS: "x", "firstName": "Inner"},
    ]
    count = rng.randrange(0, 4)
    found = [
        {
            "_index": "bc-json-logs-2026.11",
            "_id": identifier(rng),
            "_nested": {"field": "visits", "offset": at},
            "_score": 1.0,
            "_source": rng.choice(nested)(),
        }
        for at in range(count)
    ]
    return {
        rng.choice(["visits", "latest", "appointments"]): {"hits": {"total": {"value": count, "relation": "eq"}, "max_score": None, "hits": found}}
    }


def hit(rng, world, at, d, dress):
    made = {"_index": "bc-json-logs-2026.11", "_id": f"fld-{at:05d}", "_score": None}
    fields = {k: v if isinstance(v, list) else [v] for k, v in flattened(d.body).items() if v is not None}
    if dress["body"] == "fields":
        made["fields"] = fields
    else:
        made["_source"] = d.body
    if dress["body"] == "both":
        made["fields"] = fields if rng.random() < 0.5 else {world.time: [d.body[world.time]]}
    if "inner" in dress:
        made["inner_hits"] = inner_hits(rng, world)
    if "highlight" in dress:
        text = d.reason or "contact processed"
        made["highlight"] = {
            world.reason if d.reason else "message": [
                text.replace("is", "@kibana-highlighted-field@is@/kibana-highlighted-field@", 1) if rng.random() < 0.5 else f"<em>{text}</em>"
            ]
        }
    if "sort" in dress:
        made["sort"] = [d.ms, rng.randrange(999)]
    items = list(made.items())
    if rng.random() < 0.4:
        rng.shuffle(items)
    return dict(items)


def dress(rng, inner=True):
    chosen = {"body": rng.choice(["source", "source", "fields", "both"])}
    for what in ("inner", "highlight", "sort") if inner else ("highlight", "sort"):
        if rng.random() < 0.6:
            chosen[what] = True
    return chosen


def answer(rng, world, documents, start=0, inner=True):
    style = dress(rng, inner)
    made = {
        "took": 4,
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {
            "total": rng.choice([len(documents), {"value": len(documents), "relation": "eq"}]),
            "max_score": None,
            "hits": [hit(rng, world, start + at, d, style) for at, d in enumerate(documents)],
        },
    }
    if inner and rng.random() < 0.4:
        counts = {}
        for d in documents:
            counts[d.reason] = counts.get(d.reason, 0) + 1
        made["aggregations"] = {
            "byReason": {
                "doc_count_error_upper_bound": 0,
                "sum_other_doc_count": 0,
                "buckets": [{"key": k, "doc_count": v} for k, v in counts.items() if k],
            },
            "byBusiness": {"buckets": [{"key": world.businesses[0], "doc_count": len(documents), "status": {"value": 3}}]},
        }
    items = list(made.items())
    if rng.random() < 0.3:
        rng.shuffle(items)
    return dict(items)


def bare(rng):
    world = World(rng)
    documents = world.documents()
    return whole(rng, answer(rng, world, documents), documents)


def raw_response(rng):
    world = World(rng)
    documents = world.documents()
    return whole(rng, {"isPartial": False, "isRunning": False, "rawResponse": answer(rng, world, documents), "total": 1, "loaded": 1}, documents)


def several(rng):
    """_msearch: several answers in one."""
    world = World(rng)
    documents = world.documents()
    size = rng.randrange(1, len(documents) + 1)
    return whole(
        rng,
        {"took": 9, "responses": [{**answer(rng, world, documents[i : i + size], i), "status": 200} for i in range(0, len(documents), size)]},
        documents,
    )


def one_a_line(rng):
    world, style = World(rng), dress(rng)
    documents = world.documents()
    return per_line(rng, [hit(rng, world, at, d, style) for at, d in enumerate(documents)], documents)


def pages(rng):
    """A page a line, the last one empty at times."""
    world = World(rng)
    documents = world.documents()
    size = rng.randrange(1, len(documents) + 1)
    rows = [answer(rng, world, documents[i : i + size], i) for i in range(0, len(documents), size)]
    total = {"value": len(documents), "relation": "eq"}
    for row in rows:
        row["hits"]["total"] = total
    if rng.random() < 0.4:
        rows.append({"took": 1, "timed_out": False, "hits": {"total": total, "max_score": None, "hits": []}})
    return per_line(rng, rows, documents, expect="more")


def top_hits(rng):
    """size 0 and top_hits: all documents below aggregations. To read none of them without a word would be silence."""
    world = World(rng)
    documents = world.documents()
    buckets = [
        {"key": b, "doc_count": len(rows), "latest": {"hits": {"total": {"value": len(rows), "relation": "eq"}, "hits": rows}}}
        for b in world.businesses
        if (rows := [hit(rng, world, at, d, {"body": "source"}) for at, d in enumerate(documents) if str(d.body[world.business]) == b])
    ]
    return whole(
        rng,
        {
            "took": 4,
            "timed_out": False,
            "hits": {"total": {"value": len(documents), "relation": "eq"}, "max_score": None, "hits": []},
            "aggregations": {"byBusiness": {"buckets": buckets}},
        },
        documents,
        expect="gap",
    )


FORMS = dict(bare=bare, raw_response=raw_response, several=several, one_a_line=one_a_line, pages=pages, top_hits=top_hits)

"""Exports without any restriction, in the forms of Documentation/log-forms.md: `generate.py TOOL --healthy`.

At most one in twenty may end in exit 2, and none in 1 (D33): only visits that took place, only contacts let through.
"""

import base64
import collections
import csv
import gzip
import io
import json

from documents import World, flattened, iso, hits
from generate import keep
from texts import prefix
from variant import dumps, encode

import random


def search(rng, world, documents):
    answer = hits(documents)
    if rng.random() < 0.4:
        answer = {"isPartial": False, "isRunning": False, "rawResponse": answer}
    if rng.random() < 0.2:
        answer = {"took": 1, "responses": [{**hits(documents), "status": 200}]}
    return dumps(rng, answer)


def lines(rng, world, documents):
    rows = hits(documents)["hits"]["hits"] if rng.random() < 0.5 else [d.body for d in documents]
    return "\n".join(dumps(rng, row, None) for row in rows)


def bulk(rng, world, documents):
    return "\n".join(json.dumps(row) for at, d in enumerate(documents) for row in ({"index": {"_index": "logs", "_id": str(at)}}, d.body))


def in_one(rng, world, documents):
    bodies = [d.body for d in documents]
    return dumps(
        rng, rng.choice([lambda: {f"id{at:06d}a": b for at, b in enumerate(bodies)}, lambda: {"data": bodies}, lambda: {"data": hits(documents)}])()
    )


def rows(rng, world, documents):
    names = list(dict.fromkeys(k for d in documents for k in flattened(d.body)))
    values = [[flattened(d.body).get(n) for n in names] for d in documents]
    columns = [{"name": n, "type": "keyword"} for n in names]
    return dumps(
        rng,
        rng.choice(
            [
                {"columns": columns, "rows": values},
                {"columns": columns, "values": values},
                {"schema": columns, "datarows": values, "total": len(values), "size": len(values), "status": 200},
            ]
        ),
    )


def array(rng, world, documents):
    return dumps(rng, hits(documents)["hits"]["hits"] if rng.random() < 0.6 else [d.body for d in documents])


def over_lines(rng, world, documents):
    return "\n".join(json.dumps(row, indent=2, ensure_ascii=False) for row in hits(documents)["hits"]["hits"])


def fields(rng, world, documents):
    found = [
        {"_index": "i", "_id": str(at), "_score": None, "fields": {k: [v] for k, v in flattened(d.body).items() if v is not None}}
        for at, d in enumerate(documents)
    ]
    return dumps(rng, {"took": 1, "timed_out": False, "hits": {"total": {"value": len(found), "relation": "eq"}, "max_score": None, "hits": found}})


def table(rng, world, documents):
    """A CSV report, or a copy as text; at times without the column of reasons."""
    names = list(
        dict.fromkeys([*(n for n in world.names if rng.random() < 0.9 or n == world.business), *(k for d in documents for k in flattened(d.body))])
    )
    empty, out = rng.choice(["-", "", "(empty)", "[]", "null"]), io.StringIO()
    writer = csv.writer(out, delimiter=rng.choice([",", ",", ";", "\t"]), quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), lineterminator="\n")
    writer.writerow(names)
    for d in documents:
        writer.writerow([empty if (v := flattened(d.body).get(n)) is None else v for n in names])
    return out.getvalue()


def in_message(rng, world, documents):
    member = rng.choice(["message", "log", "msg", "MESSAGE"])
    return "\n".join(
        json.dumps({"@timestamp": iso(d.ms), "host": {"name": "worker-1"}, member: json.dumps(d.body, ensure_ascii=False)}) for d in documents
    )


def behind_prefix(rng, world, documents):
    return "\n".join(prefix(rng, d) + dumps(rng, d.body, None) for d in documents)


def cloudwatch(rng, world, documents):
    events = [{"id": str(at), "timestamp": d.ms, "message": json.dumps(d.body, ensure_ascii=False)} for at, d in enumerate(documents)]
    batch = {"messageType": "DATA_MESSAGE", "owner": "1", "logGroup": "g", "logStream": "s", "subscriptionFilters": ["f"], "logEvents": events}
    if rng.random() < 0.4:
        return json.dumps({"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(batch).encode())).decode()}})
    return dumps(rng, batch if rng.random() < 0.5 else {"events": events, "searchedLogStreams": []})


def console(rng, world, documents):
    return "# GET logs/_search 200 OK\n" + json.dumps(hits(documents), indent=2, ensure_ascii=False)


def unread_names(rng, world, documents):
    """With heartbeats and states between (D5)."""
    mixed = [
        row
        for at, d in enumerate(documents)
        for row in ([{"@timestamp": iso(d.ms), "level": "INFO", "message": "heartbeat"}] * rng.randrange(3) + [d.body])
    ]
    return "\n".join(dumps(rng, row, None) for row in mixed)


FORMS = dict(
    search=search,
    lines=lines,
    bulk=bulk,
    in_one=in_one,
    rows=rows,
    array=array,
    over_lines=over_lines,
    fields=fields,
    table=table,
    in_message=in_message,
    behind_prefix=behind_prefix,
    cloudwatch=cloudwatch,
    console=console,
    unread_names=unread_names,
)


def packed(rng, text):
    """Encoded as people's programs do; gzip at times."""
    if rng.random() < 0.1:
        return b"\xff\xfe" + text.encode("utf-16-le")
    data = encode(rng, text)
    return gzip.compress(data) if rng.random() < 0.1 else data


def check(tool, options):
    ends, total = collections.defaultdict(collections.Counter), max(options.count, 200)
    for at in range(total):
        form = list(FORMS)[at % len(FORMS)]
        rng = random.Random(f"healthy/{form}/{options.seed}/{at}")
        world = World(rng, healthy=True)
        documents = world.documents()
        data = packed(rng, FORMS[form](rng, world, documents))
        code, f, errors = tool.explain(data)
        ends[form][code] += 1
        wrong = code not in (0, 2) or code == 0 and f["counts"]["records"] != len(documents)
        if wrong:
            ends[form]["wrong"] += 1
        if (wrong or code) and options.keep:
            said = (
                [f"gap {c} {d}" for c, d in f["gaps"]]
                + [f"undecided {c}" for c in f["undecided"]]
                + [f"{k} {v['count']}" for k, v in f["findings"].items()]
                if f
                else [errors]
            )
            keep(
                options.keep,
                f"healthy-{form}",
                at,
                data,
                [f"exit {code}", f"records {f['counts']['records'] if f else None}, made {len(documents)}", *said],
            )
    for form, counts in ends.items():
        print(f"{form:20} exit 0: {counts[0]:4}   exit 2: {counts[2]:4}   wrong: {counts['wrong']:4}")
    said, wrong = sum(c[2] for c in ends.values()), sum(c["wrong"] for c in ends.values())
    print(
        f"{total} healthy exports: {100 * said / total:.1f} % end in exit 2 (5 % are allowed), {wrong} wrong (other exits, or another number of contacts)"
    )
    return said <= 0.05 * total and not wrong

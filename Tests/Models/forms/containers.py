"""Kind 3: containers of documents: search answers in something else, HAR, OTLP, lists of like objects at any depth and under any
name, documents keyed by id; and the answers of vendors (vendors.py). See generate.py."""

import base64

import vendors
from documents import World, flattened, hits, identifier, name
from variant import dumps, either, per_line, text, whole


def bsearch(rng):
    documents = World(rng).documents()
    answer = lambda at: {
        "id": at,
        "result": {"id": identifier(rng), "rawResponse": hits(documents), "isPartial": False, "isRunning": False, "total": 1, "loaded": 1},
    }
    if rng.random() < 0.5:
        return whole(rng, answer(0)["result"], documents)
    empty = {"id": 1, "result": {"rawResponse": hits([]), "isPartial": False, "isRunning": False}}
    return per_line(rng, rng.choice([[answer(0)], [answer(0), empty], [empty, answer(0)]]), documents)


def har(rng):
    documents = World(rng).documents()
    body = dumps(rng, rng.choice([hits(documents), {"rawResponse": hits(documents), "isRunning": False}]))
    content = {"size": len(body), "mimeType": "application/json", "text": body}
    note = "text"
    if rng.random() < 0.4:
        content["text"], content["encoding"], note = base64.b64encode(body.encode()).decode(), "base64", "base64"

    def entry(url, content, method="GET"):
        return {
            "startedDateTime": "2026-11-20T01:02:03.004Z",
            "time": 120,
            "request": {
                "method": method,
                "url": url,
                "headers": [{"name": "Cookie", "value": "sid=abc"}],
                **({"postData": {"mimeType": "application/json", "text": '{"query":{"match_all":{}}}'}} if method == "POST" else {}),
            },
            "response": {"status": 200, "statusText": "OK", "headers": [{"name": "content-type", "value": content["mimeType"]}], "content": content},
        }

    entries = [entry("https://kibana.example.com/internal/bsearch", content, "POST")]
    for _ in range(rng.randrange(3)):
        entries.insert(
            rng.randrange(len(entries) + 1),
            entry("https://kibana.example.com/app.js", {"size": 9, "mimeType": "text/javascript", "text": "let a=1; // {x}"}),
        )
    return whole(
        rng,
        {"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [], "entries": entries}},
        documents,
        note=note,
    )


def otlp_value(value, rng):
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value) if rng.random() < 0.7 else value}
    if isinstance(value, dict):
        return {"kvlistValue": {"values": [{"key": k, "value": otlp_value(v, rng)} for k, v in value.items()]}}
    if isinstance(value, list):
        return {"arrayValue": {"values": [otlp_value(v, rng) for v in value]}}
    return {"stringValue": value} if value is not None else {}


def otlp(rng):
    world = World(rng)
    how = rng.choice(["attributes", "attributes", "body text", "body values"])

    def record(d):
        record = {"timeUnixNano": str(d.ms * 1_000_000), "severityText": "INFO"}
        if how == "attributes":
            record.update(
                body={"stringValue": "contact processed"}, attributes=[{"key": k, "value": otlp_value(v, rng)} for k, v in flattened(d.body).items()]
            )
        if how == "body text":
            record.update(body={"stringValue": text(rng, d.body)}, attributes=[{"key": "log.file.name", "value": {"stringValue": "app.log"}}])
        if how == "body values":
            record.update(body=otlp_value(d.body, rng), attributes=[])
        return record

    def page(part):
        return {
            "resourceLogs": [
                {
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "worker"}}]},
                    "scopeLogs": [{"scope": {"name": "x"}, "logRecords": [record(d) for d in part]}],
                }
            ]
        }

    return either(rng, page, world.documents(), note=how, short=how == "body text")


def random_names(rng):
    documents = World(rng).documents()
    wrapped = rng.choice(["bare", "object", "text", "deep"])
    inner = [name(rng) for _ in range(3)]

    def row(d):
        beside = {"id": identifier(rng)} if rng.random() < 0.5 else {}
        if wrapped == "bare":
            return d.body
        if wrapped == "object":
            return {**beside, inner[0]: d.body}
        if wrapped == "text":
            return {**beside, inner[0]: text(rng, d.body)}
        return {**beside, inner[0]: {inner[1]: d.body, "n": 1}}

    steps = [name(rng) for _ in range(rng.randrange(1, 5))]

    def page(part):
        value = [row(d) for d in part]
        for step in steps:
            value = {step: value} if rng.random() < 0.6 else {name(rng) + "1": "x", step: value, name(rng) + "2": rng.randrange(9)}
        return value

    return either(rng, page, documents, note=f"{wrapped}, depth {len(steps)}", short=wrapped == "text")


def by_id(rng):
    documents = World(rng).documents()
    length, wrap = rng.choice([8, 20, 24]), [name(rng) for _ in range(rng.randrange(0, 3))]

    def page(part):
        value = {identifier(rng, length - 1) + str(rng.randrange(10)): d.body for d in part}
        for step in wrap:
            value = {step: value}
        return value

    return either(rng, page, documents, note=f"depth {len(wrap)}")


FORMS = dict(vendors.FORMS, bsearch=bsearch, har=har, otlp=otlp, random_names=random_names, by_id=by_id)

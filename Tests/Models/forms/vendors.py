"""Kind 3, vendors: the answers and exports of log services. Part of containers.py, which lists them."""

from documents import World, flattened, identifier, iso
from variant import either, paged, per_line, text, whole


def datadog_one(rng):
    def page(part):
        return {
            "logs": [
                {
                    "id": identifier(rng),
                    "content": {
                        "timestamp": iso(d.ms),
                        "tags": ["env:prod", "service:worker"],
                        "host": "worker-1",
                        "service": "worker",
                        "message": text(rng, d.body),
                    },
                }
                for d in part
            ],
            "status": "done",
            "requestId": identifier(rng),
        }

    return paged(rng, page, World(rng).documents(), ["nextLogId"])


def datadog_two(rng):
    inner = rng.choice(["attributes", "message"])

    def row(d):
        attributes = {
            "timestamp": iso(d.ms),
            "host": "worker-1",
            "service": "worker",
            "status": "info",
            "tags": ["env:prod"],
            "message": "contact processed",
            "attributes": {},
        }
        attributes.update({"attributes": d.body} if inner == "attributes" else {"message": text(rng, d.body)})
        return {"id": identifier(rng), "type": "log", "attributes": attributes}

    def page(part):
        page = {"data": [row(d) for d in part], "meta": {"elapsed": 132, "status": "done", "request_id": identifier(rng)}}
        return page

    variant = either(rng, page, documents := World(rng).documents())
    if rng.random() < 0.3:
        answer = page(documents)
        answer["meta"]["page"], answer["links"] = {"after": identifier(rng)}, {"next": "https://api.example.com/x?page%5Bcursor%5D=abc"}
        variant = whole(rng, answer, documents, expect="more")
    return variant


def graylog(rng):
    def page(part):
        rows = [
            {
                "highlight_ranges": {},
                "message": {
                    **flattened(d.body),
                    "_id": identifier(rng),
                    "gl2_source_input": "5a0c",
                    "source": "worker-1",
                    **({} if "message" in d.body else {"message": "contact processed"}),
                },
                "index": "graylog_1",
                "decoration_stats": None,
            }
            for d in part
        ]
        if rng.random() < 0.3:
            return {
                "execution": {"done": True},
                "results": {
                    identifier(rng, 24): {
                        "query": {"id": "q"},
                        "errors": [],
                        "search_types": {identifier(rng, 24): {"id": "s", "messages": rows, "total_results": len(part), "type": "messages"}},
                    }
                },
            }
        return {
            "query": "restricted",
            "built_query": '{"query":{"match_all":{}}}',
            "used_indices": [{"index_name": "graylog_1", "took_ms": 0}],
            "messages": rows,
            "fields": sorted({k for d in part for k in flattened(d.body)}),
            "time": 12,
            "total_results": len(part),
            "from": iso(part[0].ms),
            "to": iso(part[-1].ms + 1),
        }

    return either(rng, page, World(rng).documents())


def splunk(rng):
    extra = lambda d: {
        "_time": iso(d.ms),
        "host": "worker-1",
        "index": "main",
        "linecount": "1",
        "source": "/var/log/app.json",
        "sourcetype": "_json",
    }
    documents = World(rng).documents()
    if rng.random() < 0.5:
        return per_line(
            rng,
            [
                {
                    "preview": False,
                    "offset": at,
                    **({"lastrow": True} if at == len(documents) - 1 else {}),
                    "result": {**extra(d), "_raw": text(rng, d.body)},
                }
                for at, d in enumerate(documents)
            ],
            documents,
            short=True,
        )
    return whole(
        rng,
        {
            "preview": False,
            "init_offset": 0,
            "messages": [],
            "fields": [{"name": "_raw"}],
            "results": [{**extra(d), "_raw": text(rng, d.body)} for d in documents],
            "highlighted": {},
        },
        documents,
        short=True,
    )


def grafana(rng):
    world = World(rng, flat=True)
    documents = world.documents()
    if rng.random() < 0.5:
        names = list(dict.fromkeys(k for d in documents for k in d.body))
        frame = {
            "schema": {"refId": "A", "fields": [{"name": n, "type": "string"} for n in names]},
            "data": {"values": [[d.body.get(n) for d in documents] for n in names]},
        }
        note = "columns"
    else:
        frame = {
            "schema": {
                "refId": "A",
                "fields": [{"name": "Time", "type": "time"}, {"name": "Line", "type": "string"}, {"name": "id", "type": "string"}],
            },
            "data": {"values": [[d.ms for d in documents], [text(rng, d.body) for d in documents], [identifier(rng) for _ in documents]]},
        }
        note = "lines"
    return whole(rng, {"results": {"A": {"status": 200, "frames": [frame]}}}, documents, note=note)


def loki(rng):
    def page(part):
        groups = [part[i::2] for i in range(2)] if rng.random() < 0.4 and len(part) > 1 else [part]
        return {
            "status": "success",
            "data": {
                "resultType": "streams",
                "result": [
                    {"stream": {"app": "worker", "pod": f"w-{at}"}, "values": [[str(d.ms * 1_000_000), text(rng, d.body)] for d in g]}
                    for at, g in enumerate(groups)
                ],
                "stats": {"summary": {"bytesProcessedPerSecond": 1}},
            },
        }

    return either(rng, page, World(rng).documents(), short=True)


def insights(rng):
    documents = World(rng, flat=True).documents()
    rows = [
        [{"field": k, "value": str(v) if not isinstance(v, bool) else str(v).lower()} for k, v in d.body.items() if v is not None]
        + [{"field": "@ptr", "value": identifier(rng)}]
        for d in documents
    ]
    if rng.random() < 0.3:
        rows = [
            [
                {"field": "@timestamp", "value": iso(d.ms)[:-1].replace("T", " ")},
                {"field": "@message", "value": text(rng, d.body)},
                {"field": "@ptr", "value": identifier(rng)},
            ]
            for d in documents
        ]
    return whole(rng, {"results": rows, "statistics": {"recordsMatched": float(len(rows)), "recordsScanned": 99.0}, "status": "Complete"}, documents)


def cloudwatch(rng):
    def page(part):
        page = {
            "events": [
                {
                    "logStreamName": "s",
                    "timestamp": d.ms,
                    "message": text(rng, d.body),
                    "ingestionTime": d.ms + 9,
                    "eventId": str(rng.randrange(10**30)),
                }
                for d in part
            ]
        }
        if rng.random() < 0.3:
            page["searchedLogStreams"] = []
        return page

    return paged(rng, page, World(rng).documents(), ["nextToken"])


def google(rng):
    make = lambda part: [
        {
            "insertId": identifier(rng),
            "jsonPayload": d.body,
            "resource": {"type": "k8s_container", "labels": {"pod_name": "w-1"}},
            "timestamp": iso(d.ms),
            "severity": "INFO",
            "logName": "projects/x/logs/stdout",
        }
        for d in part
    ]
    documents = World(rng).documents()
    return rng.choice(
        [
            lambda: whole(rng, make(documents), documents),
            lambda: per_line(rng, make(documents), documents),
            lambda: whole(rng, {"entries": make(documents)}, documents),
        ]
    )()


def vendor(rng):
    """Some more answers that wrap rows in objects of their own."""
    documents = World(rng).documents()
    bodies = [d.body for d in documents]
    answer = rng.choice(
        [
            lambda: {"responseHeader": {"status": 0, "QTime": 2}, "response": {"numFound": len(bodies), "start": 0, "docs": bodies}},
            lambda: {"data": {"actor": {"account": {"nrql": {"results": bodies}}}}},
            lambda: {
                "fields": [{"name": "_raw", "fieldType": "string"}],
                "messages": [{"map": {"_messageid": str(at), "_raw": text(rng, b)}} for at, b in enumerate(bodies)],
            },
            lambda: {"logs": bodies, "total": len(bodies)},
            lambda: {"value": bodies, "@odata.count": len(bodies)},
            lambda: {"cursor": {"firstBatch": bodies, "id": 0, "ns": "x.y"}, "ok": 1},
        ]
    )()
    return whole(rng, answer, documents, short="messages" in answer)


FORMS = dict(
    datadog_one=datadog_one,
    datadog_two=datadog_two,
    graylog=graylog,
    splunk=splunk,
    grafana=grafana,
    loki=loki,
    insights=insights,
    cloudwatch=cloudwatch,
    google=google,
    vendor=vendor,
)

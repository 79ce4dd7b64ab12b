"""Kind 14: documents that are no records (D5) between the records: counted as `others`, never as contacts. See generate.py."""

import json

from documents import World, REASONS, iso
from variant import Variant, dumps, encode, per_line, whole


def stranger(rng, world, at):
    """Something a log holds beside contacts."""
    number = rng.choice(world.businesses)
    clock = iso(world.start + at)
    return rng.choice(
        [
            lambda: {"@timestamp": clock, "level": "INFO", "message": "heartbeat", "uptimeSeconds": at},
            lambda: {"@timestamp": clock, "state": "RUNNING", "job": "fetch", "durationMs": 12},
            lambda: {"@timestamp": clock, world.business: number, "state": "AUTHORIZED"},
            lambda: {
                "@timestamp": clock,
                world.business: number,
                world.integration: "AthenaHealth",
                "level": "INFO",
                "message": "run finished",
                "fetched": at,
            },
            lambda: {
                "groupId": 4100,
                "integrationSourceType": {"id": 27, "integrationSource": "AthenaHealth", "sourceCategory": "Healthcare", "oauthEnabled": False},
                "integrationGroupTriggers": [{"triggerId": 42, "triggerTypeId": 1}],
            },
            lambda: {
                "businessNumber": number,
                "integrationGroupId": 4100,
                "active": True,
                "frequency": "1 DAYS",
                "integrationProperties": [{"propertyKey": "practiceid", "propertyValue": "195900"}],
            },
            lambda: {"total": at, "held": 3, "sent": at - 3},
            lambda: {"query": {"match_phrase": {world.reason: rng.choice(REASONS["AthenaHealth"])[1]}}, "size": 10},
            lambda: {"query": {"bool": {"filter": [{"term": {world.business: number}}, {"exists": {"field": world.reason}}]}}},
            lambda: {"http_status": 200, "path": "/health", "durationMs": 3},
            lambda: {"monitoring": {"metrics": {"beat": {"cpu": {"total": {"value": at}}}}}},
            lambda: {},
            lambda: {"counts": [1, 2, 3]},
        ]
    )()


def mixed(rng, world):
    """Records with strangers between; and how many of them."""
    documents, rows, count = world.documents(), [], 0
    for at, d in enumerate(documents):
        for _ in range(rng.choice([0, 0, 1, 3])):
            rows.append(stranger(rng, world, at))
            count += 1
        rows.append(d.body)
    return documents, rows, count


def lines(rng):
    documents, rows, count = mixed(rng, World(rng))
    return per_line(rng, rows, documents, others=count)


def array(rng):
    documents, rows, count = mixed(rng, World(rng))
    return whole(rng, rows, documents, others=count)


def hits(rng):
    documents, rows, count = mixed(rng, World(rng))
    found = [{"_index": "i", "_id": f"f{at}", "_source": row} for at, row in enumerate(rows)]
    if rng.random() < 0.5:
        return per_line(rng, found, documents, others=count)
    return whole(
        rng, {"took": 1, "timed_out": False, "hits": {"total": {"value": len(rows), "relation": "eq"}, "hits": found}}, documents, others=count
    )


def over_lines(rng):
    documents, rows, count = mixed(rng, World(rng))
    return Variant(encode(rng, "\n".join(json.dumps(row, indent=2, ensure_ascii=False) for row in rows)), documents, others=count, lines=True)


def in_log(rng):
    """Behind prefixes; other lines have none."""
    documents, rows, count = mixed(rng, World(rng))
    return Variant(
        encode(rng, "\n".join(f"{iso(1794895441000 + at)} worker-1 app: {dumps(rng, row, None)}" for at, row in enumerate(rows))),
        documents,
        others=count,
        cut_after=b"{",
    )


def alone(rng):
    """Nothing but strangers: undetermined, and no contact."""
    world = World(rng)
    rows = [stranger(rng, world, at) for at in range(rng.randrange(1, 12))]
    return per_line(rng, rows, [], expect="gap")


FORMS = dict(lines=lines, array=array, hits=hits, over_lines=over_lines, in_log=in_log, alone=alone)

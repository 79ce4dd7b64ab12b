"""Random contact documents with their truth, and how they are written plainly.

Used by every kind: `world = World(rng)`, `world.documents()` gives a list of Document, `plain(documents)` the NDJSON that
everything is compared with. The names of fields are chosen once a world, as they are one system's. A world is
`simple` where the form to be written has no escapes: then no value holds a quote, a comma, a brace or a line's end.
"""

import datetime
import json
from dataclasses import dataclass

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
STATUS, TYPE, PLACE = "pms_appointment_status", "pms_appointment_type", "pms_appointment_practice_name"
BETA = "Integration is beta"
REASONS = {
    "AthenaHealth": [("BE2101", "‘Appointment status’ is not on the allowed list", STATUS), ("BE2102", BETA, None)],
    "ALLSCRIPTS": [
        ("BE3101", "‘Appointment status’ is not in the allowed list", STATUS),
        ("BE3102", "‘Appointment type’ is not in the allowed list", TYPE),
        ("BE3103", "‘Location name’ is not in the allowed list", PLACE),
        ("BE3104", BETA, None),
    ],
}
CODES = [code for reasons in REASONS.values() for code, _, _ in reasons]
VALUES = {
    ("AthenaHealth", STATUS): ["2", "3", "4", "f", "x", "o"],
    ("ALLSCRIPTS", STATUS): ["Arrived", "Pending", "No Show", "Bumped", "Checked Out"],
    ("ALLSCRIPTS", TYPE): ["New Visit", "Follow Up", "Annual Physical", "Telehealth"],
    ("ALLSCRIPTS", PLACE): ["Harbor Office", "North Clinic", "Elm Street East", "Main & Third"],
}
FIRST = ["Quillan", "Ottoline", "Perdita", "Zebediah", "Isaura", "Fenwick", "Marisol", "Thaddeus", "José", "Björn"]
LAST = ["Farnsworthy", "Brackwater", "Umberland", "Nightpath", "Quenby", "Ollerton", "Peña", "O’Dell"]
WORDS = [
    "alpha",
    "bucket",
    "carrier",
    "delta",
    "envoy",
    "fabric",
    "gamma",
    "harvest",
    "ingest",
    "jigsaw",
    "kernel",
    "lumen",
    "matrix",
    "nimbus",
    "orbit",
    "parcel",
    "quartz",
    "ribbon",
    "shard",
    "tundra",
    "umbra",
    "vector",
    "widget",
    "xenon",
    "yonder",
    "zephyr",
]


@dataclass
class Document:
    body: dict  # as nested as the world says
    ms: int  # its time
    code: str | None  # what holds the contact back
    reason: str | None


def iso(ms, digits=3):
    moment = EPOCH + datetime.timedelta(milliseconds=ms)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{ms % 1000:03d}" if digits else "") + "Z"


def identifier(rng, length=20):
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(length))


def name(rng):
    """A name that carries nothing."""
    return rng.choice(
        [lambda: rng.choice(WORDS), lambda: rng.choice(WORDS) + rng.choice(WORDS).title(), lambda: rng.choice(WORDS) + "_" + rng.choice(WORDS)]
    )()


class World:
    def __init__(self, rng, simple=False, flat=False, healthy=False, count=None, numbers=True, beta=True):
        self.rng, self.simple, self.flat, self.healthy = rng, simple, flat, healthy
        self.count = count or rng.choice([1, 2, 3, 3, 4, 5, 6, 8, 12, 20, 40])
        self.reason = rng.choice(["restrictionReason"] * 4 + ["restriction_reason", "restrictedReason", "restricted_reason", "optOutReason"])
        self.business = rng.choice(["businessNumber"] * 3 + ["business_number", "businessId", "business_id"])
        self.integration = rng.choice(["integrationSource"] * 3 + ["integration_source", "integrationSourceName", "integrationSourceId"])
        self.time = rng.choice(["@timestamp"] * 4 + ["timestamp"])
        self.message = rng.random() < 0.3
        self.numeric = numbers and rng.random() < 0.15
        self.words = rng.sample(WORDS, rng.randrange(0, 4))  # members that carry nothing
        self.absent = rng.choice(["absent", "absent", "null"])
        self.shuffled = rng.random() < 0.5
        self.beta = beta
        self.businesses = [str(169990000000000 + rng.randrange(100, 99999)) for _ in range(rng.choice([1, 2, 3, 5]))]
        self.homes = {b: rng.choice(list(REASONS)) for b in self.businesses}
        self.start = 1794895441000 + rng.randrange(0, 86_400_000)
        self.step = rng.choice([1000, 61_000, 3_600_000])

    @property
    def names(self):
        return [self.time, self.business, self.integration, self.reason, STATUS, TYPE, PLACE]

    def noise(self):
        rng = self.rng
        texts = ["worker-7", "eu-west-1", "ok", "took 12 ms", "blue"]
        if not self.simple:
            texts += ['he said "go"', "a, b; c", "{done}", "C:\\logs\\x", "[1] first", "two\nlines", "50 % ‘off’", "tab\there"]
        values = [lambda: rng.choice(texts), lambda: rng.randrange(0, 100), lambda: rng.random() < 0.5]
        if not self.flat and not self.simple:
            values += [
                lambda: {"name": rng.choice(texts), "n": rng.randrange(9)},
                lambda: [rng.choice(texts), rng.choice(texts)],
                lambda: {},
                lambda: [],
            ]
        return rng.choice(values)()

    def person(self):
        rng = self.rng
        first, last = rng.choice(FIRST), rng.choice(LAST)
        if self.simple:
            first, last = first.replace("’", ""), last.replace("’", "")
        person = {
            "firstName": first,
            "lastName": last,
            "email": f"{first[0].lower()}{rng.randrange(99)}@example.com",
            "phone": f"555-013-{rng.randrange(1000, 9999)}",
        }
        person = dict(list(person.items())[: rng.randrange(1, 5)])
        return {f"contact.{k}": v for k, v in person.items()} if self.flat else {"contact": person}

    def document(self, at):
        rng = self.rng
        business = rng.choice(self.businesses)
        integration = self.homes[business]
        held = not self.healthy and (at == 0 or rng.random() < 0.6)
        code = reason = None
        body = {self.time: iso(self.start + at * self.step), self.business: int(business) if self.numeric else business}
        body[self.integration] = integration if "Id" not in self.integration else {"AthenaHealth": 27, "ALLSCRIPTS": 32}[integration]
        if held:
            code, reason, field = rng.choice(
                [r for r in REASONS[integration] if r[2] or self.beta and rng.random() < 0.3] or REASONS[integration][:1]
            )
            body[self.reason] = reason
            if field:
                body[field] = rng.choice(VALUES[integration, field])
            elif rng.random() < 0.5:
                body[STATUS] = rng.choice(VALUES[integration, STATUS][:3])
        else:
            body[STATUS] = rng.choice(VALUES[integration, STATUS][1 : 3 if self.healthy else None])
            if integration == "ALLSCRIPTS" and rng.random() < 0.5:
                body[TYPE] = rng.choice(VALUES[integration, TYPE])
            if self.absent == "null" and rng.random() < 0.5:
                body[self.reason] = None
        if self.message:
            body["message"] = f"Contact held back: {reason}" if reason and rng.random() < 0.7 else "contact processed"
        if rng.random() < 0.8 or not held:
            body.update(self.person())
        for word in self.words:
            body[word] = self.noise()
        items = list(body.items())
        if self.shuffled:
            rng.shuffle(items)
        return Document(dict(items), self.start + at * self.step, code, reason)

    def documents(self):
        return [self.document(at) for at in range(self.count)]


def plain(documents):
    lines = [
        json.dumps({"_index": "bc-json-logs-2026.11", "_id": f"fld-{at:05d}", "_source": d.body}, ensure_ascii=False)
        for at, d in enumerate(documents)
    ]
    return ("\n".join(lines) + "\n").encode()


def hits(documents):
    """A plain search answer."""
    return {
        "took": 4,
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {
            "total": {"value": len(documents), "relation": "eq"},
            "max_score": None,
            "hits": [{"_index": "bc-json-logs-2026.11", "_id": f"fld-{at:05d}", "_score": None, "_source": d.body} for at, d in enumerate(documents)],
        },
    }


def flattened(body, prefix=""):
    """Dotted names; a list of texts is one text, an empty object nothing."""
    flat = {}
    for key, value in body.items():
        if isinstance(value, dict):
            flat.update(flattened(value, prefix + key + "."))
        elif isinstance(value, list):
            flat[prefix + key] = ", ".join(map(str, value))
        else:
            flat[prefix + key] = value
    return flat

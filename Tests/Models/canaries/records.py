"""A log's records: what must stay in them, and canaries under every kind of name."""

import datetime
import json

from snippets import IDENTITY, MISLEADING, UNKNOWN, pairs, snippet

START = datetime.datetime(2026, 11, 17, 6, 4, 1, tzinfo=datetime.timezone.utc)
REASONS = {
    "AthenaHealth": ["‘Appointment status’ is not on the allowed list", "Integration is beta"],
    "ALLSCRIPTS": [
        "‘Appointment status’ is not in the allowed list", "‘Appointment type’ is not in the allowed list", "‘Location name’ is not in the allowed list",
    ],
}  # fmt: skip
STATUSES = {"AthenaHealth": list("234fxo"), "ALLSCRIPTS": ["Arrived", "Pending", "No Show", "Checked Out"]}
TYPES = ["New Visit", "Follow Up", "Annual Physical", "Telehealth"]
LOCATIONS = ["Harbor Office", "Northside Clinic", "Elm Avenue", "Main & Third"]


class Facts:
    """What must stay of one record. Business numbers and times are of one record alone, so that they can be counted."""

    def __init__(self, bed):
        self.replaced = set()
        at = bed.businesses
        self.business = bed.business()
        moment = START + datetime.timedelta(milliseconds=at * 61_003)
        self.time = moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
        self.integration = bed.pick("AthenaHealth", "AthenaHealth", "ALLSCRIPTS")
        self.reason = bed.rng.choice(REASONS[self.integration])
        self.status = bed.rng.choice(STATUSES[self.integration])
        self.type, self.location = (bed.rng.choice(TYPES), bed.rng.choice(LOCATIONS)) if self.integration == "ALLSCRIPTS" else (None, None)
        self.practice, self.department = str(bed.rng.randrange(395000, 399999)), str(bed.rng.randrange(1, 400))

    KINDS = {
        "@timestamp": "log time", "businessNumber": "business number", "restrictionReason": "reason", "pms_appointment_status": "status",
        "pms_appointment_type": "type name", "pms_appointment_practice_name": "location name", "practiceid": "practice id", "departmentid": "department id",
    }  # fmt: skip

    def members(self):
        found = {
            "@timestamp": self.time, "businessNumber": self.business, "integrationSource": self.integration, "restrictionReason": self.reason,
            "pms_appointment_status": self.status,
        }  # fmt: skip
        if self.type:
            found |= {"pms_appointment_type": self.type, "pms_appointment_practice_name": self.location}
        if self.integration == "AthenaHealth":
            found |= {"practiceid": self.practice, "departmentid": self.department}
        return found


def nested(bed, value):
    for key in bed.rng.sample(["data", "inner", "detail", "body", "content", "node"], bed.rng.randint(1, 4)):
        value = bed.pick({key: value}, {key: value}, {key: [value]}, {key: [{}, value]})
    return value


def wrong_type(bed):
    """A field that is kept, with a value that is none of its kind."""
    name, kinds = bed.pick(
        ("practiceid", ("name", "mail")), ("departmentid", ("name", "mail")), ("httpStatus", ("name", "mail", "phone")), ("integration_source", ("mail", "name")),
        ("business_id", ("name", "mail")), ("statusCode", ("mail", "name")), ("timestamp", ("name", "mail")),
        ("npi", ("name", "mail")),
    )  # fmt: skip
    return name, getattr(bed, bed.rng.choice(kinds))()


def number(bed):
    """An identity as a JSON number."""
    digits = "".join(c for c in bed.either(bed.mrn, bed.card, bed.phone, bed.ssn) if c.isdigit())
    name = bed.rng.choice(bed.rng.choice((UNKNOWN, IDENTITY["mrn"], MISLEADING)))
    return name, int(digits)


def member(bed, flat=False):
    """One or more members of a document with canaries in them, as {name: value}."""
    kind = bed.rng.choices(range(14), (5, 5, 3, 2, 2, 3, 2, 2, 2, 2, 1, 2, 12, 2))[0]
    if flat and kind in (3, 5, 6, 7, 8):
        kind = bed.pick(0, 1, 12)
    sort = bed.rng.choice(list(IDENTITY))
    if kind == 0:
        bed.where = "known name"
        return {bed.rng.choice(IDENTITY[sort]): getattr(bed, sort)()}
    if kind == 1:
        bed.where = "unknown name"
        return {bed.rng.choice(UNKNOWN): bed.anything()[1]}
    if kind == 2:
        bed.where = "misleading name"
        return {bed.rng.choice(MISLEADING): bed.anything()[1]}
    if kind == 3:
        bed.where = "nested"
        return nested(bed, {bed.rng.choice(UNKNOWN): bed.anything()[1], "n": 3})
    if kind == 4:
        bed.where = "dotted name"
        outer, inner = bed.pick("contact.", "patient.", "user.0.", "labels.", "data.inner.", "json."), bed.pick(
            "name", "email", "first.keyword", "value", "phone.0"
        )
        # Only of a person is an id an identity: elsewhere it could be a document's.
        return {outer + ("id" if outer in ("contact.", "patient.") and bed.odds(0.3) else inner): bed.anything()[1]}
    if kind == 5:
        bed.where = "object of a person"
        return {
            bed.pick("contact", "patient", "customer", "subject", "person", "owner"): {
                "name": {"text": bed.name()},
                "id": bed.mrn(),
                **pairs(bed, 2, taken=("name", "id")),
            }
        }
    if kind == 6:
        bed.where = "key"
        return {
            bed.pick("byContact", "errors", "counts", "results"): {
                bed.rng.choice((bed.mail, bed.name, bed.phone, bed.first))(): bed.pick(1, "ok", None, {"n": 1})
            }
        }
    if kind == 7:
        bed.where = "list"
        return {bed.rng.choice(UNKNOWN): [bed.anything()[1] for _ in range(bed.rng.randint(1, 4))]}
    if kind == 8:
        bed.where = "name and value apart"
        name, value = bed.pick(("name", "value"), ("key", "value"), ("field", "text"), ("k", "v"))
        show = bed.pick(str, lambda v: {"stringValue": v})
        return {
            bed.pick("attributes", "headers", "extension", "params"): [
                {name: bed.rng.choice(IDENTITY[k]), value: show(getattr(bed, k)())} for k in ("name", "mail", sort)
            ]
        }
    if kind == 9:
        bed.where = "wrong type"
        return dict([wrong_type(bed)])
    if kind == 10:
        bed.where = "number"
        return dict([number(bed)])
    if kind == 11:
        bed.where = "key at the top"
        return {bed.rng.choice((bed.mail, bed.name))(): bed.pick(1, "ok", True)}
    if kind == 13:
        bed.where = "multi-line value"
        return {bed.pick("note", "message", "text"): f"{bed.name()}\n{bed.address()}\r\n{bed.phone()}\n\n{bed.password()}"}
    name = bed.pick("message", "message", "log", "error", "msg", "event", "response", "body", bed.rng.choice(UNKNOWN))
    return {name: snippet(bed)}


def canary_members(bed, flat=False):
    found = {}
    for _ in range(bed.rng.randint(2, 6)):
        made = member(bed, flat)
        for name, value in made.items():
            while name in found:
                name += "2"
            found[name] = value
    return found


def unknown_reason(bed):
    bed.where = "unknown reason"
    return bed.either(
        lambda: f"{bed.name()} asked to be left out", lambda: f"Contact {bed.mail()} is blocked", lambda: f"opted out by phone {bed.phone()}",
        lambda: f"blocked since {bed.born()}", lambda: bed.name(), lambda: f"no consent ({bed.first()}, SSN {bed.ssn()})",
    )  # fmt: skip


def document(bed, flat=False):
    """A record with canaries, what must stay of it, and whether its reason is a canary."""
    facts = Facts(bed)
    body = facts.members()
    strange = bed.odds(0.12)
    if strange:
        body["restrictionReason"] = unknown_reason(bed)
    more = canary_members(bed, flat)
    facts.replaced = set(more)  # a canary of the wrong type stands there
    items = list({**body, **more}.items())
    if bed.odds(0.5):
        bed.rng.shuffle(items)
    return dict(items), facts, strange


def stay(bed, facts, write, strange=False):
    """Remembers what must stay; `write(name, value)` is how a member is written."""
    for name, value in facts.members().items():
        if name in facts.KINDS and name not in facts.replaced and not (strange and name == "restrictionReason"):
            bed.keep(facts.KINDS[name], write(name, value))


def odd_id(bed):
    """An `_id` that is none."""
    bed.where = "_id"
    return bed.either(bed.mail, bed.mail, lambda: f"{bed.first()} {bed.last()}", lambda: bed.mail() + "/1")


def plain_id(bed):
    return "".join(bed.rng.choice("abcdefghkmnpqrstuvwxyzABCDEFGHKMNP23456789") for _ in range(20))


def dumps(value, ascii=False, **rest):
    return json.dumps(value, ensure_ascii=ascii, **rest)

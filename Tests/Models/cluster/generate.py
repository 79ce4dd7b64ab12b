"""One seeded set of records, as documents for a cluster and as lines of an export of it."""
import json
import random

REASONS = {
    "AthenaHealth": [("‘Appointment status’ is not on the allowed list", "pms_appointment_status"), ("Integration is beta", None)],
    "Allscripts": [
        ("‘Appointment status’ is not in the allowed list", "pms_appointment_status"),
        ("‘Appointment type’ is not in the allowed list", "pms_appointment_type"),
        ("‘Location name’ is not in the allowed list", "pms_location_name"),
        ("Integration is beta", None),
    ],
}
WORDS = "run contact fetched queued sent stored page cursor retry batch window delay trace worker shard".split()
DAY = 86_400_000


def text(random, count):
    return " ".join(random.choice(WORDS) for _ in range(count))


class Records:
    """`records(seed)` are documents; `style` says how the index maps them (see `mappings`)."""

    def __init__(self, seed, now, businesses=6, days=20, a_day=6, filler=0):
        self.random = random.Random(seed)
        self.now = now
        self.filler = filler
        self.businesses = [str(169990000000101 + n) for n in range(businesses)]
        self.integration = {b: self.random.choice(list(REASONS)) for b in self.businesses}
        self.stopped = {b: self.random.choice([0, 0, 0, 4, 9]) for b in self.businesses}
        self.days, self.a_day = days, a_day
        self.reason_field = self.random.choice(["restrictionReason", "restriction_reason"])
        self.business_field = self.random.choice(["businessNumber", "business_number", "labels.businessNumber"])
        self.odd = self.random.random() < 0.5

    def all(self):
        number = 0
        for business in self.businesses:
            for day in range(self.days, self.stopped[business], -1):
                for _ in range(self.random.randint(1, self.a_day)):
                    number += 1
                    yield f"d{number}", self.one(business, self.now - day * DAY + self.random.randint(0, DAY - 1))

    def one(self, business, time):
        r = self.random
        integration = self.integration[business]
        record = {"@timestamp": stamp(time), "integrationSource": integration, "level": r.choice(["INFO", "WARN"])}
        self.put(record, self.business_field, business)
        record["contact"] = {"firstName": r.choice(["Ben", "Cleo"]), "email": f"c{r.randint(1, 10 ** 6)}@example.com"}
        record["pms_appointment_status"] = r.choice(["2", "3", "4", "Checked Out"])
        record["pms_appointment_type"] = r.choice(["Office Visit", "Telehealth", "Lab"])
        record["pms_location_name"] = r.choice(["Main Street", "Harbor", "North"])
        record["note"] = text(r, 6 + self.filler)
        dice = r.random()
        if dice < 0.6:
            reason, _ = r.choice(REASONS[integration])
            record[self.reason_field] = reason
        elif dice < 0.65:
            record[self.reason_field] = "A reason that no playbook knows " + r.choice("abc")
        elif dice < 0.7:
            record[self.reason_field] = None
        if self.odd:
            if r.random() < 0.02:
                record["message"] = "HTTP 401 Unauthorized while reading appointments"
            if r.random() < 0.02:
                record["note"] = "seen: ‘Appointment status’ is not on the allowed list, twice"
            if r.random() < 0.02:
                record["blob"] = "x" * 400
            if r.random() < 0.02:
                del record["contact"]
            if r.random() < 0.02:
                del record["@timestamp"]
            if r.random() < 0.01:
                # Only in a text: a search of the field does not find it.
                inner = {k: record.pop(k) for k in list(record) if k not in ("@timestamp", "level")}
                record["message"] = json.dumps(inner, ensure_ascii=False)
        return record

    def put(self, record, path, value):
        *above, last = path.split(".")
        for name in above:
            record = record.setdefault(name, {})
        record[last] = value


def stamp(ms):
    import datetime

    moment = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"


def mappings(style, business_field):
    """`default`: as the server guesses; `keyword`; `long` business numbers; `short`: a twin that keeps 8 characters only; `words`:
    business numbers as analyzed text alone."""
    if style == "default":
        return {}
    kinds = {
        "keyword": {"type": "keyword"},
        "long": {"type": "long"},
        "short": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 8}}},
        "words": {"type": "text"},
    }
    mapping = kinds[style]
    for name in reversed(business_field.split(".")):
        mapping = {"properties": {name: mapping}} if "properties" not in mapping else {"properties": {name: mapping}}
    return mapping


def holds(record, business):
    """Whether an export of this business would have the record."""
    return business in json.dumps(record)

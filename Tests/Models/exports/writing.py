"""How a file looks: its style, its wrapper, and the lines in it that are no documents."""
from dataclasses import dataclass

from records import *

CONTAINERS = ["hits", "hits", "bare", "array", "response"]
FORMATS = {"hits": "ndjson", "bare": "ndjson", "array": "array", "response": "response"}


@dataclass
class Style:
    rng: object
    container: str
    body: str
    aliases: dict
    mixed: bool
    integrations: list
    clock: str
    base_time: int
    ascii_only: bool
    tight: bool
    numeric_business: bool
    sort_key: bool

    def alias(self, role):
        if self.mixed:
            self.aliases[role] = self.rng.choice(ALIASES[role])
        return self.aliases[role]


ALIASES = {"reason": REASON_ALIASES, "business": BUSINESS_ALIASES, "integration": INTEGRATION_ALIASES, "time": TIME_ALIASES}


def style(rng, integrations, base_time):
    container = rng.choice(CONTAINERS)
    body = "bare" if container == "bare" else rng.choice(["_source", "_source", "_source", "fields"])
    return Style(rng, container, body, {role: rng.choice(names) for role, names in ALIASES.items()}, rng.random() < 0.15,
                 integrations, rng.choice(["Z", "Z", "+0000", "+05:30", "epoch"]), base_time, rng.random() < 0.5,
                 rng.random() < 0.6, rng.random() < 0.4, rng.random() < 0.2)


def broken_lines(rng, people, some_text):
    """Lines of an NDJSON export that are no documents; patients stand in them too."""
    mail = people.mail()
    return rng.sample([
        f'{{"patientName":"{mail}",,"x":1}}', f'{{"email" "{mail}"}}', f"{{'email': '{mail}'}}", f'{{"email":"{mail}","score":NaN}}',
        f'{{"email":"{mail}","_source":{{"restrictionReason":"Integration is beta"}}', f'{{"email":"{mail}"', f'"{mail}"', "42", "true", "null",
        f'{{"email":"{mail}","n":01}}', f'{{"email":"{mail}",}}', "--- page 2 ---", some_text[:rng.randrange(5, len(some_text) - 1)],
    ], rng.choice([1, 1, 2, 3]))


@dataclass
class Export:
    """One file: records in order, then its bytes."""
    name: str
    style: Style
    records: list
    malformed: int = 0
    data: bytes = b""

    @property
    def format(self):
        return FORMATS[self.style.container]

    def write(self, rng, people, damage):
        score = rng.choice([None, 1.0, 0.5])
        texts = [rendered(record, self.style, score) for record in self.records]
        comma = "," if self.style.tight else ", "
        end = rng.choice(["\n", "\n", ""])
        if self.style.container == "array":
            text = "[" + comma.join(texts) + "]" + end
        elif self.style.container == "response":
            text = self.response(rng, comma.join(texts)) + end
        else:
            cut = ""
            if damage:
                for line in broken_lines(rng, people, texts[0]):
                    texts.insert(rng.randrange(1, len(texts) + 1), line)
                    self.malformed += 1
                if rng.random() < 0.3:
                    last = max(texts[0], rendered(self.records[-1], self.style, score), key=len)
                    cut = last[:rng.randrange(2, len(last))]
                    self.malformed += 1
            newline = rng.choice(["\n", "\n", "\r\n"])
            blank = rng.choice(["", "", newline])
            text = newline.join(texts[:2]) + newline + blank + newline.join(texts[2:])
            text += newline + cut if cut else (newline if end and len(texts) > 2 else "")
        self.data = (b"\xef\xbb\xbf" if rng.random() < 0.1 else b"") + text.encode()

    def response(self, rng, hits):
        count, json_args = len(self.records), (self.style.ascii_only, self.style.tight)
        relation = "gte" if rng.random() < 0.1 else "eq"
        total = rng.choice([count, {"value": count, "relation": relation}])
        if total != count and relation == "gte":
            self.records[0].may_gap = True
            self.records[0].features.add("total is a lower bound")
        inner = rendered_object([("total", total), ("max_score", None), ("hits", Raw("[" + hits + "]"))], *json_args)
        shards = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
        text = rendered_object([("took", 7), ("timed_out", False), ("_shards", shards), ("hits", Raw(inner))], *json_args)
        if rng.random() < 0.25:
            self.records[0].features.add("rawResponse")
            text = rendered_object([("isPartial", False), ("isRunning", False), ("rawResponse", Raw(text)), ("total", 1), ("loaded", 1)], *json_args)
        return text

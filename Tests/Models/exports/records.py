"""One log document together with what the tool must say about it. The truth comes from how it was made, never from reading it."""
import datetime
import json
from dataclasses import dataclass, field

from vocabulary import *

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


@dataclass
class Effect:
    integration: str
    code: str
    verdict: str
    name: str = None
    values: tuple = ()


@dataclass
class Record:
    body: str                                   # "_source", "fields" or "bare"
    pairs: list = field(default_factory=list)
    lower: dict = field(default_factory=dict)   # level -> pairs that a higher level hides (D7)
    index: str = None
    id: object = None
    business: str = None
    integration: str = None
    time: int = None
    effects: list = field(default_factory=list)
    may_gap: bool = False
    must_gap: bool = False
    escaped: set = field(default_factory=set)
    features: set = field(default_factory=set)

    @property
    def unread(self):
        """Whether it mentions a known reason that is none of its own: told wherever it stands (D33)."""
        return any(key == "comment" for key, _ in self.pairs) and not any(
            effect.code in ("BE1101", "BE2102", "BE3104") for effect in self.effects)

    @property
    def is_record(self):
        """D5: a reason or an evidence field, a known reason by its value, or a business with something of a contact."""
        names = set(parts(self.pairs)) | {name for pairs in self.lower.values() for name in parts(pairs)}
        if self.effects or names & set(REASON_ALIASES) or names & {STATUS, TYPE, PLACE, PROCEDURE}:
            return True
        return bool(names & set(BUSINESS_ALIASES)) and (bool(names & CONTACT_NAMES) or any(name.startswith("pms_") for name in names))

    @property
    def let_through(self):
        """D36: the status of a contact that was let through, where it says that there was no visit."""
        if self.effects or "flag without reason" in self.features:
            return None
        for key, value in self.pairs:
            if key == STATUS and value in NO_VISIT.get((self.integration, STATUS), ()):
                return Effect(self.integration, "BE1104", "likely", STATUS, (value,))
        return None

    @property
    def explained(self):
        return all(effect.code != "BE1100" for effect in self.effects)


def clock(ms, how):
    """A time as text (or number): Z, +0000, +05:30 or epoch milliseconds."""
    if how == "epoch":
        return ms
    zone = datetime.timedelta(minutes=330 if how == "+05:30" else 0)
    text = (EPOCH + datetime.timedelta(milliseconds=ms) + zone).strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}"
    return text + how


def known(rng, reasons, doubtful):
    """Effects and evidence pairs of known reasons. `doubtful`: evidence may be missing, null or redacted."""
    effects, pairs = [], []
    for reason in reasons:
        if reason.field is None:
            effects.append(Effect(reason.integration, reason.code, "likely"))
            continue
        pool = VALUES[reason.integration, reason.field]
        way = rng.choice(["one", "one", "one", "many", "missing", "null", "***"] if doubtful else ["one", "one", "many"])
        if way == "one":
            values = [rng.choice(pool)]
            shown = int(values[0]) if values[0].isdigit() and rng.random() < 0.3 else values[0]
        elif way == "many":
            values = rng.sample(pool, rng.randrange(1, 4))
            shown = list(values)
        else:
            values = ["***"] if way == "***" else [None]
            shown = values[0]
        sure = values[0] not in (None, "***")
        effects.append(Effect(reason.integration, reason.code, "likely" if sure else "undetermined", reason.field, tuple(values)))
        if way != "missing":
            pairs.append((reason.field, shown))
    return effects, pairs


def unknown(integration, texts):
    return Effect(integration, "BE1100", "undetermined", None, tuple(texts))


def composed(rng, items, record):
    """Several reasons on a contact: an array, one joined text (D10), or a key that stands twice (D7).
    `items` are (text, known). Gives the values of the key, one for each time it stands there, and the unknown texts:
    a joined text is cut only beside a known reason, so neighbouring unknown ones stay one text."""
    texts = [text for text, _ in items]
    strange = [text for text, is_known in items if not is_known]
    if len(items) == 1:
        return [rng.choice([texts[0], texts[0], texts[0], texts])], strange
    how = rng.choice(["array", "array", ", ", "; ", "\n", "keys"])
    if how == "keys" and record.body != "fields" and len(set(texts)) == len(texts):
        record.features.add("duplicate key")
        return texts, strange
    if how in ("array", "keys"):
        record.features.add("array of reasons")
        return [texts], strange
    record.features.add("joined reasons")
    runs, open_run = [], False
    for text, is_known in items:
        if is_known:
            open_run = False
        elif open_run:
            how = "; " if how == "\n" else how             # a newline inside an evidence value: avoided
            runs[-1] += how + text
        else:
            runs.append(text)
            open_run = True
    return [how.join(texts)], runs


def rendered_value(value, ascii_only, tight):
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":") if tight else (", ", ": "))


def rendered_object(pairs, ascii_only, tight, escaped=()):
    """Like json.dumps, but keys may stand twice, and some are written with an escape."""
    parts = []
    for key, value in pairs:
        shown = f'"{key[:2]}\\u{ord(key[2]):04x}{key[3:]}"' if key in escaped else json.dumps(key)
        parts.append(shown + (":" if tight else ": ") + (value if isinstance(value, Raw) else rendered_value(value, ascii_only, tight)))
    return "{" + ("," if tight else ", ").join(parts) + "}"


class Raw(str):
    """JSON text already written."""


def arrays(pairs):
    """The body of `fields`: every value an array; multi-fields doubled now and then is the maker's business."""
    return [(key, value if isinstance(value, list) else [value]) for key, value in pairs if value is not None]


def rendered(record, style, score):
    args = (style.ascii_only, style.tight)
    if record.body == "bare":
        return rendered_object(record.pairs, *args, record.escaped)
    inner = arrays(record.pairs) if record.body == "fields" else record.pairs
    hit = [("_index", record.index), ("_id", record.id), ("_score", score)]
    hit.append((record.body, Raw(rendered_object(inner, *args, record.escaped))))
    if "fields" in record.lower:
        hit.append(("fields", Raw(rendered_object(arrays(record.lower["fields"]), *args))))
    hit += record.lower.get("top", [])
    if style.sort_key:
        hit.append(("sort", [record.time]))
    return rendered_object(hit, *args)


def parts(pairs):
    """Every name in some pairs, down to the last; a dotted one is several."""
    for key, value in pairs:
        yield from key.split(".")
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from parts(inner.items())

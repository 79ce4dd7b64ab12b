"""Kind 12: times in every spelling; firstSeen and lastSeen must be plain's. See generate.py."""

import csv
import datetime
import io

from documents import EPOCH, World
from variant import ALL, Variant, encode, per_line, whole

NO_TIMES = tuple(w for w in ALL if w != "times")


def moment(ms, minutes=0):
    return EPOCH + datetime.timedelta(milliseconds=ms, minutes=minutes)


def zoned(rng, ms):
    minutes = rng.choice([0, 60, -300, 330])
    sign, rest = "-" if minutes < 0 else "+", abs(minutes)
    text = moment(ms, minutes).strftime("%Y-%m-%dT%H:%M:%S") + rng.choice(["", ".000", ".000000", ".000000000"])
    return text + sign + f"{rest // 60:02d}" + rng.choice([":", ""]) + f"{rest % 60:02d}"


def hour(at):
    return str((at.hour + 11) % 12 + 1)


ZONED = {
    "iso": zoned,
    "iso blank": lambda rng, ms: zoned(rng, ms).replace("T", " "),
    "iso Z": lambda rng, ms: moment(ms).strftime("%Y-%m-%dT%H:%M:%S") + rng.choice(["Z", ".000Z", ".000000Z", ".000000000Z"]),
    "UTC behind": lambda rng, ms: moment(ms).strftime("%Y-%m-%d %H:%M:%S UTC"),
    "RFC 1123": lambda rng, ms: moment(ms).strftime("%a, %d %b %Y %H:%M:%S ") + rng.choice(["GMT", "+0000"]),
    "Apache": lambda rng, ms: moment(ms).strftime("%d/%b/%Y:%H:%M:%S +0000"),
    "epoch s": lambda rng, ms: ms // 1000,
    "epoch ms": lambda rng, ms: ms,
    "epoch us": lambda rng, ms: ms * 1000,
    "epoch ns": lambda rng, ms: ms * 1_000_000,
    "epoch s text": lambda rng, ms: str(ms // 1000),
    "epoch ms text": lambda rng, ms: str(ms),
    "epoch us text": lambda rng, ms: str(ms * 1000),
    "epoch ns text": lambda rng, ms: str(ms * 1_000_000),
    "epoch s fraction": lambda rng, ms: f"{ms // 1000}.{ms % 1000:03d}",
}
UNZONED = {
    "Kibana": lambda rng, ms: moment(ms).strftime("%b %d, %Y @ %H:%M:%S.000").replace(" 0", " "),
    "Kibana 0": lambda rng, ms: moment(ms).strftime("%b %d, %Y @ %H:%M:%S.000"),
    "German": lambda rng, ms: moment(ms).strftime("%d.%m.%Y %H:%M:%S"),
    "American": lambda rng, ms: (at := moment(ms))
    and f"{at.month}/{at.day}/{at.year} {hour(at)}:{at.minute:02d}:{at.second:02d} {'AM' if at.hour < 12 else 'PM'}",
    "OpenSearch": lambda rng, ms: (at := moment(ms))
    and f"{at.month}/{at.day}/{at.year} {hour(at)}:{at.minute:02d}:{at.second:02d}.000 {'am' if at.hour < 12 else 'pm'}",
    "slashes": lambda rng, ms: moment(ms).strftime("%m/%d/%Y %H:%M:%S"),
    "no zone": lambda rng, ms: moment(ms).strftime("%Y-%m-%dT%H:%M:%S"),
    "no zone blank": lambda rng, ms: moment(ms).strftime("%Y-%m-%d %H:%M:%S") + rng.choice(["", ".000", ",000"]),
}
OBJECTS = {
    "$date": lambda rng, ms: {"$date": moment(ms).strftime("%Y-%m-%dT%H:%M:%S.000Z")},
    "$date number": lambda rng, ms: {"$date": rng.choice([ms, {"$numberLong": str(ms)}])},
}
ARRAYS = {"Java array": lambda rng, ms: [*moment(ms).timetuple()[:6]] + rng.choice([[], [0], [7_000_000][:0]])}


def world(rng, first_day=17, **rest):
    """Whole seconds, as some spellings have no more; from a day that is no month."""
    made = World(rng, **rest)
    made.start = 1794895441000 + rng.randrange(0, 80_000) * 1000 + (first_day - 17) * 86_400_000
    made.step = rng.choice([1000, 61_000, 3_600_000])
    return made


def write(rng, world, show, note, table=None, **rest):
    """The documents with their time spelled so: NDJSON, an array, or CSV."""
    documents = world.documents()
    bodies = [{k: show(rng, d.ms) if k == world.time else v for k, v in d.body.items()} for d in documents]
    if table if table is not None else world.flat:
        names, out = list(dict.fromkeys(k for b in bodies for k in b)), io.StringIO()
        writer = csv.writer(out, delimiter=rng.choice([",", ";", "\t"]), lineterminator="\n")
        writer.writerow(names)
        for b in bodies:
            writer.writerow(["-" if b.get(n) is None else b[n] for n in names])
        return Variant(encode(rng, out.getvalue()), documents, note=note + ", CSV", **rest)
    return rng.choice([per_line, per_line, whole])(rng, bodies, documents, note=note, **rest)


def zone_known(rng):
    note = rng.choice(list(ZONED))
    return write(rng, world(rng, flat=rng.random() < 0.5), ZONED[note], note)


def zone_given(rng):
    note = rng.choice(list(UNZONED))
    return write(rng, world(rng, flat=rng.random() < 0.6), UNZONED[note], note, args=["--timezone", "UTC"])


def objects(rng):
    note = rng.choice(list(OBJECTS))
    return write(rng, world(rng), OBJECTS[note], note)


def arrays(rng):
    return write(rng, world(rng), ARRAYS["Java array"], "Java array", args=["--timezone", "UTC"])


def filtered(rng):
    """A filter between the first and the last: what is left must be the same."""
    made = world(rng, flat=rng.random() < 0.5, count=rng.choice([5, 12, 20]))
    spelled = {**ZONED, **UNZONED, **({} if made.flat else {**OBJECTS, **ARRAYS})}
    note = rng.choice(list(spelled))
    since = moment(made.start + made.step * rng.randrange(1, made.count - 1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return write(rng, made, spelled[note], note, args=["--timezone", "UTC", "--since", since])


def ambiguous(rng):
    """A date that may be two days: no time is read, or it is said; with a filter it must be said."""
    made = world(rng, first_day=rng.choice([3, 5, 9]), flat=rng.random() < 0.6, count=rng.randrange(1, 6))
    made.step = 1000
    show = lambda rng, ms: moment(ms).strftime("%m/%d/%Y %H:%M:%S")
    if rng.random() < 0.5:
        return write(rng, made, show, "no filter", what=NO_TIMES, expect="more", args=["--timezone", "UTC"])
    return write(rng, made, show, "filter", expect="gap", args=["--timezone", "UTC", "--since", "2026-01-01"])


FORMS = dict(zone_known=zone_known, zone_given=zone_given, objects=objects, arrays=arrays, filtered=filtered, ambiguous=ambiguous)

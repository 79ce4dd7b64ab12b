"""Filters, and the adding up of what each record was made to mean."""
import datetime

from records import clock, EPOCH
from vocabulary import REASON_ALIASES

WINDOW_SLACK = 36 * 3_600_000


class Filter:
    def __init__(self, business=None, integration=None, since=None, until=None):
        self.business, self.integration, self.since, self.until = business, integration, since, until
        self.arguments = []

    @classmethod
    def choose(cls, rng, wants, records, businesses, integrations):
        it = cls()
        if "business" in wants:
            it.business = "169990000007777" if rng.random() < 0.05 else rng.choice(businesses)
            it.add(rng, "--business", it.business)
        if "integration" in wants:
            it.integration = rng.choice(integrations) if rng.random() < 0.9 else rng.choice(["AthenaHealth", "Allscripts"])
            it.add(rng, "--integration", it.integration)
        if "time" in wants:
            it.window(rng, sorted(record.time for record in records if record.time is not None))
        return it

    def window(self, rng, times):
        """Half-open, and often exactly at a record's time (D16)."""
        first = rng.choice(times[:len(times) // 2 + 1])
        last = rng.choice(times[len(times) // 2:]) + rng.choice([0, 0, 1])
        which = rng.choice(["since", "until", "both", "date"])
        if which in ("since", "both"):
            self.since = first + rng.choice([0, 0, 1])
            self.add(rng, "--since", clock(self.since, rng.choice(["Z", "+05:30"])))
        if which in ("until", "both"):
            self.until = max(last, first + 2)
            self.add(rng, "--until", clock(self.until, rng.choice(["Z", "+05:30"])))
        if which == "date":
            self.since = first - first % 86_400_000
            day = EPOCH + datetime.timedelta(milliseconds=self.since)
            self.add(rng, "--since", day.strftime("%Y-%m-%d"))

    def add(self, rng, option, value):
        self.arguments += [option + "=" + value] if rng.random() < 0.3 else [option, value]

    @property
    def timed(self):
        return self.since is not None or self.until is not None

    def is_not_filled(self, records):
        """Whether for more than a day and a half at an end of the window there is no record."""
        times = [record.time for record in records if record.time is not None]
        return bool(times) and (
            self.since is not None and min(times) - self.since > WINDOW_SLACK or self.until is not None and self.until - max(times) > WINDOW_SLACK)

    def passes(self, record):
        if self.business and record.business != self.business or self.integration and record.integration != self.integration:
            return False
        if record.time is None:
            return True
        return (self.since is None or record.time >= self.since) and (self.until is None or record.time < self.until)


class Tally:
    """One finding: (integration, code, verdict)."""

    def __init__(self):
        self.count, self.evidence, self.businesses, self.times = 0, {}, {}, []

    def add(self, record, effect):
        self.count += 1
        self.businesses[record.business] = self.businesses.get(record.business, 0) + 1
        for value in dict.fromkeys(effect.values):
            self.evidence[effect.name, value] = self.evidence.get((effect.name, value), 0) + 1
        if record.time is not None:
            self.times.append(record.time)

    def report(self, key):
        integration, code, verdict = key
        return {"integration": integration, "code": code, "verdict": verdict, "count": self.count,
                "evidence": [{"name": name, "value": value, "count": count} for (name, value), count in self.evidence.items()],
                "businesses": [{"businessNumber": number, "count": count} for number, count in sorted(self.businesses.items())],
                "firstSeen": clock(min(self.times), "Z") if self.times else None,
                "lastSeen": clock(max(self.times), "Z") if self.times else None}


def truth(seed, exports, chosen, duplicates, people):
    seen, kept, filtered, others = set(), [], 0, 0
    for export in exports:
        for record in export.records:
            if not record.is_record:
                others += 1
                continue
            if id(record) in seen:
                continue                                    # the same document again: a duplicate
            seen.add(id(record))
            if chosen.passes(record):
                kept.append(record)
            else:
                filtered += 1
    findings = {}
    for record in kept:
        for effect in record.effects + ([record.let_through] if record.let_through else []):
            findings.setdefault((effect.integration, effect.code, effect.verdict), Tally()).add(record, effect)
    restricted = [record for record in kept if record.effects]
    explained = sum(record.explained for record in restricted)
    malformed = sum(export.malformed for export in exports)
    absent = chosen.business and all(record.business != chosen.business for export in exports for record in export.records)
    must_gap = any(record.must_gap or record.time is None and chosen.timed for record in kept) or any(
        record.unread for export in exports for record in export.records)
    silent = not any(key in REASON_ALIASES for record in kept for key, _ in record.pairs)      # no reason field anywhere
    may_gap = silent and not restricted or any(record.may_gap or record.must_gap or record.unread for export in exports for record in export.records)
    undecided = malformed or must_gap or absent or any(verdict == "undetermined" for _, _, verdict in findings)
    may_gap = may_gap or chosen.is_not_filled(kept)
    everything = [record for export in exports for record in export.records]
    return {
        "seed": seed, "arguments": chosen.arguments,
        "files": [{"name": e.name, "format": e.format, "records": sum(r.is_record for r in e.records), "bytes": len(e.data)} for e in exports],
        "coverage": {"records": len(kept), "restricted": len(restricted), "unrestricted": len(kept) - len(restricted),
                     "explained": explained, "unexplained": len(restricted) - explained, "failures": 0, "malformed": malformed,
                     "duplicates": duplicates, "others": others, "filtered": filtered, "ignoredLines": 0},
        "findings": [tally.report(key) for key, tally in sorted(findings.items(), key=lambda item: str(item[0]))],
        "exit": 2 if undecided else 1 if findings else 0, "mayGap": bool(may_gap),
        "features": sorted({feature for record in everything for feature in record.features} - {"named", "identity"}),
        "planted": sorted(people.planted),
    }

#!/usr/bin/env python3
"""letter.py [--letter] explain OPTIONS FILE: rules D34 and D35 in short, as a stand-in for the tool. It holds the checker itself to account:

    check.py "python3 -B letter.py" --reduced

It reads only what logs.py writes, and writes only the parts of a report that verdicts.py reads. `--letter` takes D34 at its word; without it,
two words are read more narrowly: of the sisters count those that expect contacts on the day, and the day of the end counts for a location only
after the hour at which it usually has its first contact. The difference between the two is what these readings are worth.
"""
import sys

sys.dont_write_bytecode = True
import datetime
import json
import re
import statistics
from collections import Counter, defaultdict

LINE = re.compile(rb'"@timestamp":"([\d-]{10})T(\d\d):(\d\d):\d\dZ","integrationSource":"(\w+)","businessNumber":"(\d+)"(,"contactId")?([^\n]*)')
NON_VISIT = re.compile(rb'status":"[xfo]"')  # athenahealth's: Allscripts' words are longer
EPOCH = datetime.date(2025, 1, 6)  # a Monday


class Export:
    """Days of each location, and failures."""

    def __init__(self, data):
        self.counts, self.firsts, self.integration, self.failures = defaultdict(Counter), defaultdict(dict), {}, {}
        self.values, numbers, self.newest = defaultdict(set), {}, 0
        for date, hour, minute, integration, business, contact, rest in LINE.findall(data):
            if date not in numbers:
                numbers[date] = (datetime.date.fromisoformat(date.decode()) - EPOCH).days
            day, at = numbers[date], int(hour) * 60 + int(minute)
            self.integration[business] = integration
            if not contact:
                self.failures[business] = numbers[date], rest
                continue
            self.counts[business][day] += 1
            self.values[business].add(rest)
            self.firsts[business][day] = min(at, self.firsts[business].get(day, 1440))
            self.newest = max(self.newest, day * 1440 + at)


class Rule:
    """D34 on an export, for an end in minutes."""

    def __init__(self, export, end, groups, literal):
        self.export, self.end, self.literal, self.today = export, end, literal, end // 1440
        self.days = {b: set(days) for b, days in export.counts.items()}
        self.judged = [b for b, days in self.days.items() if len(days) >= 8 and max(days) - min(days) >= 11]
        integrations, sisters = defaultdict(list), defaultdict(list)
        for b in self.judged:
            integrations[export.integration[b]].append(b)
            sisters[groups.get(b)].append(b)
        self.sisters = {}
        for b in self.judged:
            group = sisters[groups[b]] if b in groups else []
            group = group if len(group) > 1 else integrations[export.integration[b]]
            self.sisters[b] = id(group), group
        self.holidays, self.usually = {}, {}
        self.expected = {b: self.weekdays(b, lambda day: self.holiday(b, day)) for b in self.judged}
        self.missed = {b: self.trailing(b) for b in self.judged}

    def weekdays(self, b, aside):
        """The weekdays on which a location is expected to have contacts."""
        days, found = self.days[b], set()
        for weekday in range(7):
            seen = [day for day in range(min(days), max(days) + 1) if day % 7 == weekday and (day in days or not aside(day))][-8:]
            if seen and sum(day in days for day in seen) >= 0.8 * len(seen):
                found.add(weekday)
        return found

    def among(self, b, day):
        """The sisters that count on a day."""
        return [s for s in self.sisters[b][1] if self.literal or self.usual(s, day)]

    def usual(self, b, day):
        """Whether a location had contacts on half of the other days of this weekday: asked without its expected days, which rest on holidays."""
        if (b, day) not in self.usually:
            others = [other for other in range(min(self.days[b]), max(self.days[b]) + 1) if other % 7 == day % 7 and other != day]
            self.usually[b, day] = sum(other in self.days[b] for other in others) * 2 >= max(1, len(others))
        return self.usually[b, day]

    def holiday(self, b, day):
        """Most sisters silent, and most of these ran again."""
        key = self.sisters[b][0], day
        if key not in self.holidays:
            sisters = self.among(b, day)
            silent = [s for s in sisters if day not in self.days[s]]
            self.holidays[key] = len(silent) * 2 > len(sisters) and sum(max(self.days[s]) > day for s in silent) * 2 > len(silent)
        return self.holidays[key]

    def counts_today(self, b):
        """Whether the day of the end counts."""
        sisters = self.among(b, self.today)
        most = sum(self.today in self.days[s] for s in sisters) * 2 > len(sisters)
        return most and (self.literal or self.end % 1440 > max(self.export.firsts[b].values()) + 30)

    def trailing(self, b):
        """The missed days that reach the end."""
        last = self.today + 1 if self.counts_today(b) else self.today
        days = [day for day in range(max(self.days[b]) + 1, last) if day % 7 in self.expected[b]]
        return [day for day in days if not self.holiday(b, day)]

    def stopped(self):
        return [b for b in self.judged if len(self.missed[b]) >= 2]

    def fallen(self):
        """The last three expected days, each below a fifth of that weekday's median."""
        found = []
        for b in self.judged:
            counts = self.export.counts[b]
            days = [day for day in range(self.today - 1, min(counts), -1) if day % 7 in self.expected[b] and not self.holiday(b, day)][:3]
            if any(day not in counts for day in days):
                continue  # silence that has ended is no fall
            medians = [[n for d, n in counts.items() if d % 7 == day % 7 and d not in days] for day in days]
            if len(days) == 3 and all(m and counts[day] * 5 < statistics.median(m) for day, m in zip(days, medians)) and len(self.missed[b]) < 2:
                found.append(b)
        return found


def finding(code, businesses, verdict="likely", severity="error"):
    rows = [{"businessNumber": b.decode() if isinstance(b, bytes) else str(b)} for b in businesses]
    told = {"code": code, "severity": severity, "verdict": verdict, "businesses": rows}
    return {**told, "subject": {"businessNumber": None}, "detail": "", "evidence": []}


def stops(rule):
    """Stops as findings: those that share most first."""
    stopped = rule.stopped()
    if stopped and rule.export.newest // 1440 < min(min(rule.missed[b]) for b in stopped):
        return [finding("BE1041", [], "undetermined")]
    keys = {b: cause(rule, b) for b in stopped}
    told = []
    while keys:
        widest = Counter(key for some in keys.values() for key in some).most_common(1)[0][0]
        told.append([b for b, some in keys.items() if widest in some])
        keys = {b: some for b, some in keys.items() if widest not in some}
    return [finding("BE1042", members) for members in told]


def cause(rule, b):
    """What a stop may share with others: its last failure, else the first day missed and the last day with contacts."""
    day, failure = rule.export.failures.get(b, (0, None))
    return {failure} if failure and day >= max(rule.days[b]) else {("first", min(rule.missed[b])), ("last", max(rule.days[b]))}


def configured(bodies, export, rule, business):
    """D35, as far as the planted faults need it."""
    found, claims = [], defaultdict(list)
    for body in [body for body in bodies if "businessNumber" in body]:
        number, own = str(body["businessNumber"]).encode(), {p["propertyKey"]: p["propertyValue"] for p in body["integrationProperties"]}
        if not body["active"] and (number not in rule.days or len(rule.missed.get(number, [])) >= 2):
            found.append(finding("BE1316", [number], "confirmed"))
        if set("xfo") & set(own.get("appointmentstatus", "")):
            found.append(finding("BE1315", [number], "likely", "warning"))
        if "Cancellation Reason ID" in own:
            found.append(finding("BE1319", [number], "undetermined", "warning"))
        where = own.get("athenaProviderNpi") or own.get("allscripts.location.name") or (own.get("practiceid"), own.get("departmentid"))
        claims[body["integrationGroupId"], where].append(number)
        strange = [v for v in export.values[number] if NON_VISIT.search(v)]
        place = own.get("allscripts.location.name", "").encode()
        strange += [v for v in export.values[number] if place and (b'type":"Office Visit' not in v or b'practice_name":"' + place not in v)]
        if any(b"restrictionReason" not in v for v in strange):
            found.append(finding("BE1103", [number], "undetermined", "warning"))
    found += [finding("BE1317", members, "likely", "warning") for members in claims.values() if len(members) > 1]
    mapped = {str(body.get("businessNumber")).encode() for body in bodies}
    return found + ([] if mapped & set(export.counts) else [finding("BE1318", [], "undetermined", "warning")])


def main(arguments):
    literal = "--letter" in arguments
    options = dict(zip(arguments, arguments[1:]))
    export = Export(open(arguments[arguments.index("--format") - 1], "rb").read())
    bodies = json.load(open(options["--config"], encoding="utf-8")) if "--config" in options else []
    if "--until" in options:
        moment = datetime.datetime.fromisoformat(options["--until"].replace("Z", "+00:00"))
    else:
        moment = datetime.datetime.now(datetime.timezone.utc)
    end = (moment.date() - EPOCH).days * 1440 + moment.hour * 60 + moment.minute
    end = end if "--until" in options or "--since" in options else export.newest + 1
    rule = Rule(export, end, {str(b["businessNumber"]).encode(): b["integrationGroupId"] for b in bodies if "businessNumber" in b}, literal)
    found = stops(rule) + [finding("BE1048", [b], "likely", "warning") for b in rule.fallen()]
    found += configured(bodies, export, rule, options.get("--business")) if bodies else []
    if not bodies:
        bare = [b for b, values in export.values.items() if any(NON_VISIT.search(v) and b"restrictionReason" not in v for v in values)]
        found += [finding("BE1104", bare, "likely", "warning")] if bare else []
    if options.get("--set") == "Status=Inactive" and options["--business"].encode() in rule.stopped():
        found.append(finding("BE1316", [options["--business"]], "confirmed"))
    code = 2 if any(f["verdict"] == "undetermined" for f in found) else 1 if found else 0
    print(json.dumps({"findings": found, "coverage": {"gaps": []}}))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

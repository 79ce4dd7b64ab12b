"""What happens to locations in the course of the year: stops, falls, closures, days off. The plan, before any contact is drawn.

An episode's days go from `first` to `last`, both included. Only stops and falls are faults; a closure looks the same from outside,
and is to be reported as a question ("was the practice closed?") while it lasts.
"""
from dataclasses import dataclass

import calendars
from businesses import ATHENA


@dataclass(eq=False)
class Episode:
    """One thing that happens to one or more locations."""

    kind: str  # stop, fall, closure, client closure, day off
    businesses: list
    first: int
    last: int
    shares: str | None = None  # what a stop of several has in common: practice, group, day, failure
    failure: str | None = None  # text of the failure that the first silent day's run logs
    inactive: bool = False  # the mapping is switched off as long as it lasts


def bad_auth(practice):
    """athenahealth's own 401, in a line of the run."""
    return f"GET /v1/{practice}/departments HTTP 401 {{'error':'Incorrect permissions.','detailedmessage':'Bad auth.'}}"


def a_start(rng, low=30, weekdays=range(7)):
    """A day on which something may begin: there is history before it and room after it."""
    while True:
        day = rng.randrange(low, calendars.DAYS - 6)
        if calendars.weekday(day) in weekdays:
            return day


def next_work(business, day):
    """The first day from this one on that the location means to work on."""
    while not (business.works(day) and day not in business.client.holidays):
        day += 1
    return day


def regular(businesses, day=None, room=40):
    """Regular locations that have been there for a while, and work on the day if there is one."""
    chosen = [b for b in businesses if b.kind == "regular" and (day is None or b.opened < day - room)]
    return [b for b in chosen if day is None or b.works(day) and day not in b.client.holidays]


def single_stops(rng, everyone, count):
    """Stops of one location each, some after a failure, some by an inactive mapping."""
    made = []
    for _ in range(count):
        day = a_start(rng)
        business = rng.choice(regular(everyone, day) or regular(everyone))
        first = next_work(business, day)
        way = rng.choice(["plain", "failure", "inactive"])
        failure = None
        if way == "failure":
            failure = bad_auth(business.practice) if business.client.integration == ATHENA else "GetSchedule failed: HTTP 401"
        made.append(Episode("stop", [business], first, first + rng.randrange(6, 21), None, failure, way == "inactive"))
    return made


def shared_stops(rng, clients, everyone, count):
    """Stops of several at once, by one cause each. All members work on the first silent day, a Tuesday to Thursday: they share that day."""
    made = []
    while len(made) < count:
        shares = ["practice", "group", "day", "failure"][len(made) % 4]
        day = a_start(rng, weekdays=(1, 2, 3))
        able = regular(everyone, day)
        if shares in ("practice", "group"):
            client = rng.choice([c for c in clients if len(c.businesses) >= 4])
            practice = rng.choice(client.practices)
            members = [b for b in able if b.client is client and (shares == "group" or b.practice == practice and client.integration == ATHENA)]
        else:
            members = rng.sample(able, min(len(able), rng.randrange(4, 13)))
        if len(members) < 3:
            continue
        failure = {"practice": bad_auth(members[0].practice), "failure": "upstream answered HTTP 503 Service Unavailable"}.get(shares)
        made.append(Episode("stop", members, day, day + rng.randrange(6, 15), shares, failure))
    return made


def falls(rng, everyone, count):
    """Locations that keep sending, but hardly anything. Only where there is enough to fall from."""
    made = []
    for _ in range(count):
        day = a_start(rng, 60)
        able = [b for b in regular(everyone, day) if b.rate >= 15]
        if able:
            made.append(Episode("fall", [rng.choice(able)], day, day + rng.randrange(7, 15)))
    return made


def closures(rng, clients, everyone):
    """A day off now and then, vacations of two working days or more, and whole clients that close for some days."""
    made = []
    for business in regular(everyone):
        for kind, chance in (("day off", 1.0), ("closure", 0.4)):
            if rng.random() >= chance:
                continue
            first = last = next_work(business, a_start(rng))
            for _ in range(0 if kind == "day off" else rng.randrange(1, 8)):
                last = next_work(business, last + 1)
            made.append(Episode(kind, [business], first, last))
    for client in rng.sample(clients[1:], max(1, len(clients) // 10)):
        first = a_start(rng)
        made.append(Episode("client closure", list(client.businesses), first, first + rng.randrange(2, 6)))
    return made


def plan(rng, clients, everyone):
    """Everything that happens in a year, in proportion to the number of locations."""
    share = len(everyone) / 400
    made = single_stops(rng, everyone, round(50 * share)) + shared_stops(rng, clients, everyone, max(4, round(20 * share)))
    return made + falls(rng, everyone, round(20 * share)) + closures(rng, clients, everyone)

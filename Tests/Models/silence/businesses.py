"""Clients and their locations: who they are, on which weekdays they work, how many contacts a day brings, and when a run takes place.

Everything is invented. A location is *regular* (contacts on every day on which it works), *sparse* (now and then a contact) or *irregular* (one
or two contacts on most days: no rhythm that anyone could rely on, see year.py).
"""
from dataclasses import dataclass, field

import calendars

ATHENA, ALLSCRIPTS = "AthenaHealth", "ALLSCRIPTS"
PLACES = ["Harbor", "Lakeside", "Riverbend", "Elm Street", "North", "Orchard", "Mill Pond", "Summit", "Garden", "Station"]
KINDS = ["Office", "Clinic", "Center", "Annex", "Suite"]


@dataclass(eq=False)
class Client:
    """A client: the enterprise above its locations, with one integration group."""

    number: str
    integration: str
    group: int
    practices: list
    rhythm: str
    holidays: frozenset
    nightly: bool  # one run at night, or one run every hour of the day
    run: int  # minute of the day on which the locations' runs begin
    businesses: list = field(default_factory=list)


@dataclass(eq=False)
class Business:
    """One location."""

    at: int
    number: str
    client: Client
    practice: str
    department: str
    place: str
    rhythm: str
    kind: str  # regular, sparse, irregular
    rate: float  # contacts on a day on which it works, in the middle of the year
    growth: float  # how much the rate grows over the year
    opened: int  # first day; before 0: it was always there
    run: int

    @property
    def weekdays(self):
        return calendars.RHYTHMS[self.rhythm][0]

    def works(self, day):
        """Whether it works on a day by its own plan, holidays and closures aside."""
        return day >= self.opened and calendars.weekday(day) in self.weekdays

    def first_minute(self):
        """When the first contact of a day arrives."""
        return self.run

    def last_minute(self):
        """When the last contact of a day with several has arrived."""
        return self.run + (20 if self.client.nightly else 480)


def sizes(rng, count, clients):
    """How many locations each client has: one large, many small."""
    large = min(40, count // 4)
    weights = [min(4.0, rng.paretovariate(1.3) - 0.7) for _ in range(clients - 1)]
    rest = count - large
    shares = [max(1, int(rest * weight / sum(weights))) for weight in weights]
    while sum(shares) > rest:
        shares[shares.index(max(shares))] -= 1
    while sum(shares) < rest:
        shares[rng.randrange(len(shares))] += 1
    return [large] + shares


def a_client(rng, at):
    """A client without locations. The first one, the largest, has athenahealth."""
    integration = ATHENA if at == 0 or rng.random() < 0.7 else ALLSCRIPTS
    nightly = rng.random() < 0.6
    rhythms = list(calendars.RHYTHMS)
    return Client(
        number=str(169990009000000 + at),
        integration=integration,
        group=4000 + at,
        practices=[str(30000 + 10 * at + number) for number in range(rng.choice([1, 1, 2, 3]))],
        rhythm=rng.choices(rhythms, [calendars.RHYTHMS[name][1] for name in rhythms])[0],
        holidays=calendars.shared_holidays(rng),
        nightly=nightly,
        run=rng.randrange(90, 330) if nightly else rng.randrange(720, 900),
    )


def a_business(rng, client, at, place, kind=None):
    """A location of a client."""
    rhythms = list(calendars.RHYTHMS)
    rhythm = client.rhythm
    if rng.random() < 0.25:
        rhythm = rng.choices(rhythms, [calendars.RHYTHMS[name][1] for name in rhythms])[0]
    kind = kind or rng.choices(["regular", "sparse", "irregular"], [91, 7, 2])[0]
    rate = {"regular": min(45.0, 8 + rng.expovariate(1 / 6)), "sparse": rng.uniform(0.03, 0.2), "irregular": rng.uniform(0.9, 2)}[kind]
    return Business(
        at=at,
        number=str(169990000000000 + 1000 + at),
        client=client,
        practice=rng.choice(client.practices),
        department=str(len(client.businesses) + 1),
        place=place,
        rhythm=rhythm,
        kind=kind,
        rate=rate,
        growth=rng.uniform(-0.1, 0.5),
        opened=rng.randrange(1, calendars.DAYS - 30) if kind == "regular" and rng.random() < 0.08 else -1,
        run=client.run + rng.randrange(40),
    )


def make(rng, count, clients):
    """All clients, and all locations in the order of their numbers."""
    made, everyone = [], []
    for at, size in enumerate(sizes(rng, count, clients)):
        client = a_client(rng, at)
        for number in range(size):
            place = f"{PLACES[number % 10]} {KINDS[number // 10 % 5]}"
            client.businesses.append(a_business(rng, client, len(everyone), place))
            everyone.append(client.businesses[-1])
        made.append(client)
    return made, everyone

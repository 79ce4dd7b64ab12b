"""A small healthy world with one "now", into which exactly one fault is planted, or none: then the answer has to be exit 0.

A case is built twice from one seed, with the fault and without; everything else (locations, hours, options) is the same.
"""
import datetime
import os
import random
from dataclasses import dataclass, field

import calendars
import configurations
from calendars import MINUTES
from episodes import Episode
from logs import Log
from truth import Window
from verdicts import Answer
from world import World


@dataclass
class Expected:
    """How a planted fault is told: by one of these codes, naming all of these locations (none: the code alone)."""

    codes: set
    businesses: list = field(default_factory=list)


class Unfit(Exception):
    """This world has no place for the fault; another seed has."""


class Case:
    """One world, one now, and what is given to the tool."""

    def __init__(self, kind, seed, hour):
        self.rng = random.Random(f"{kind}/{seed}")
        self.world = World(f"{kind}/{seed}", self.rng.choice([16, 24, 40]), self.rng.choice([3, 5]), healthy=True)
        self.shift, self.length = 0, self.rng.choice([28, 35, 42])
        self.lines, self.bodies, self.only, self.options = [], None, None, []
        self.way = "until"
        self.place(self.rng.randrange(60, calendars.DAYS - 2), hour * 60 + self.rng.randrange(60))

    def place(self, day, minute):
        """Sets the now; only one at which a healthy world says nothing."""
        self.day, self.now = day, day * MINUTES + minute
        window = Window(self.world, self.start, self.now)
        if any(state.word != "quiet" for b, state in zip(self.world.businesses, window.states) if b.kind == "regular" and b.opened < 0):
            raise Unfit("a holiday is not over")

    def today(self):
        """Makes the end the real now: all dates are moved by whole weeks."""
        real = datetime.datetime.now(datetime.timezone.utc)
        self.place(self.day - (calendars.weekday(self.day) - real.weekday()) % 7, real.hour * 60 + real.minute)
        self.shift, self.way = (real.date() - calendars.date(self.day)).days, "since"

    @property
    def start(self):
        return (self.day - self.length) * MINUTES

    def regulars(self, integration=None, rate=0):
        """Locations that have always been there, in a random order."""
        chosen = [b for b in self.world.businesses if b.kind == "regular" and b.opened < 0 and b.rate >= rate]
        chosen = [b for b in chosen if integration in (None, b.client.integration) and b.rhythm != "three-day"]
        if not chosen:
            raise Unfit("no such location")
        return self.rng.sample(chosen, len(chosen))

    def expected_before(self, business, count):
        """The first of the last `count` days before the end on which a location has contacts."""
        days = [day for day in range(self.day - 1, self.day - self.length, -1) if self.world.counts[business.at][day]]
        if len(days) < count + 8:
            raise Unfit("too little history")
        return days[count - 1]

    def stop(self, businesses, days, failure=None):
        """Silences some locations for that many expected days or more, up to the end."""
        first = min(self.expected_before(b, days) for b in businesses)
        shares = "practice" if failure and len(businesses) > 1 else None
        self.strike(Episode("stop", businesses, first, calendars.DAYS, shares, failure))
        return first

    def strike(self, episode):
        """Lets an episode pass over the world."""
        self.world.episodes.append(episode)
        for business in episode.businesses:
            self.world.pass_over(episode, business)

    def surely_silent(self, businesses):
        """The planted silence has to be beyond doubt."""
        states = Window(self.world, self.start, self.now).states
        if any(states[b.at].word != "must" for b in businesses):
            raise Unfit("the window does not show it")

    def surely_fallen(self, business):
        """The same for a fall."""
        if Window(self.world, self.start, self.now).states[business.at].fall != "must":
            raise Unfit("the window does not show it")

    def contacts(self, business, members, count=6):
        """Further contacts of a location on days before the end, with these members besides the usual ones."""
        days = [day for day in range(self.day - 12, self.day) if self.world.counts[business.at][day]] or [self.day - 1]
        head = f'"integrationSource":"{business.client.integration}","businessNumber":"{business.number}"'
        for at in range(count):
            minute = self.rng.choice(days) * MINUTES + business.run
            self.lines.append((minute, f'{head},"contactId":"n{at}",{members}'))

    def run(self, tool, folder):
        """Writes the files and asks the tool."""
        os.makedirs(folder, exist_ok=True)
        log = Log(self.world)
        log.extra += self.lines
        data = log.window(self.start, self.now, self.shift, self.rng.random() < 0.5)
        if self.only:
            data = b"".join(line for line in data.splitlines(keepends=True) if self.only.number.encode() in line)
        with open(os.path.join(folder, "export.ndjson"), "wb") as file:
            file.write(data)
        options = {"until": ["--until", calendars.moment(self.now, self.shift)], "since": ["--since", f"{self.length + 1}d"], "plain": []}[self.way]
        if self.bodies is not None:
            configurations.write(os.path.join(folder, "configuration.json"), self.bodies)
            options = [*options, "--config", "configuration.json"]
        return Answer(tool, folder, [*options, *self.options, "export.ndjson"])

"""A simulated year: for each location and day, how many contacts there are. The one source of what is true.

`World(seed)` makes 400 locations of 60 clients with what happens to them; `healthy=True` leaves out every episode and what cannot be told
from one. Times of contacts follow from the location and the day, so that nothing but counts has to be kept.
"""
import random

import businesses as people
import calendars
import episodes as happenings

SLOW_WEEKS = 4  # a year and client, with 65 to 80 % of the usual contacts


class World:
    """Clients, locations, episodes and `counts[location][day]`."""

    def __init__(self, seed, count=400, clients=60, healthy=False):
        self.rng = random.Random(f"silence/{seed}")
        self.clients, self.businesses = people.make(self.rng, count, clients)
        self.episodes = [] if healthy else happenings.plan(self.rng, self.clients, self.businesses)
        self.counts = [bytearray(calendars.DAYS) for _ in self.businesses]
        self.falling = [set() for _ in self.businesses]
        for business in self.businesses if healthy else []:
            if business.kind != "regular":
                business.kind, business.rate = "sparse", min(business.rate, 0.08)  # so rare that no chance makes a rhythm of it
        self.draw()

    def draw(self):
        """Draws every count, then lets the episodes pass over them."""
        for client in self.clients:
            slow = {week: self.rng.uniform(0.65, 0.8) for week in self.rng.sample(range(calendars.DAYS // 7), SLOW_WEEKS)}
            for business in client.businesses:
                row = self.counts[business.at]
                for day in range(calendars.DAYS):
                    if business.works(day) and day not in client.holidays:
                        row[day] = self.a_count(business, day, slow.get(day // 7, 1))
        for episode in self.episodes:
            for business in episode.businesses:
                self.pass_over(episode, business)

    def a_count(self, business, day, factor):
        """The contacts of one working day; a regular location has at least one."""
        mean = business.rate * (1 + business.growth * (day / calendars.DAYS - 0.5)) * factor
        if business.kind == "regular":
            return min(250, max(1, round(self.rng.gauss(mean, mean**0.5))))
        chances = 8
        return sum(self.rng.random() < mean / chances for _ in range(chances))

    def pass_over(self, episode, business):
        """One episode's mark on one location's counts."""
        row = self.counts[business.at]
        for day in range(episode.first, min(episode.last + 1, calendars.DAYS)):
            if episode.kind != "fall":
                row[day] = 0
            elif row[day]:
                row[day] = max(1, round(row[day] * 0.06))
                self.falling[business.at].add(day)

    def means_to_work(self, business, day):
        """Whether a regular location would have had contacts on the day, episodes and public holidays aside."""
        return business.kind == "regular" and business.works(day)

    def span(self, business, day):
        """Minutes of the year of the first and the last contact of a day, None for a day without."""
        count = self.counts[business.at][day]
        if not count:
            return None
        base = day * calendars.MINUTES
        return base + business.first_minute(), base + (business.last_minute() if count > 1 else business.first_minute())

    def sent(self, business, day, start, end):
        """Whether a contact of the day lies in [start, end), both minutes of the year."""
        span = self.span(business, day)
        return span is not None and span[0] < end and span[1] >= start

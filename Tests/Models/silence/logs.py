"""The log of a world as a support engineer exports it: NDJSON, a window of days that ends now. Bare documents, to keep it small.

Contacts of a day are written location by location, days in either direction: nothing may rely on order. A contact that is let through has
no reason; its status is that of a visit that took place.
"""
import calendars
from businesses import ATHENA

CLOCK = [f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}" for second in range(86400)]
REASONS = {ATHENA: "‘Appointment status’ is not on the allowed list", "ALLSCRIPTS": "‘Appointment status’ is not in the allowed list"}


def visit(business, status):
    """The members of a contact that depend on its location and status."""
    end = f'"pms_appointment_status":"{status}"'
    if business.client.integration == ATHENA:
        return end
    return f'{end},"pms_appointment_type":"Office Visit","pms_appointment_practice_name":"{business.place}"'


def tails(business, held_back):
    """What contacts of a location end in, to be taken in turn."""
    athena = business.client.integration == ATHENA
    visits = [visit(business, status) for status in (["3", "4", "3", "2", "4", "3"] if athena else ["Arrived", "Arrived", "Checked Out"])]
    if not held_back:
        return visits
    reason = f'"restrictionReason":"{REASONS[business.client.integration]}"'
    return visits + [f"{visit(business, 'x' if athena else 'Canceled')},{reason}"]


class Log:
    """Writes windows of one world's log. `extra` holds further lines, as (minute of the year, text of the document's rest)."""

    def __init__(self, world, held_back=False):
        self.world, self.kept = world, {}
        self.middles = [f'"integrationSource":"{b.client.integration}","businessNumber":"{b.number}"' for b in world.businesses]
        self.tails = [tails(b, held_back) for b in world.businesses]
        self.extra = []
        for episode in world.episodes:
            if episode.failure:
                self.extra += [(self.failure_minute(episode, b), self.failure_line(episode, b)) for b in episode.businesses]

    def failure_minute(self, episode, business):
        """The run in which a stop began. All runs of one shared failure lie within 38 minutes."""
        start = 122 if episode.shares == "practice" else 200 if episode.shares == "failure" else business.run
        return episode.first * calendars.MINUTES + start + (business.at % 38 if episode.shares else 0)

    def failure_line(self, episode, business):
        return f'{self.middles[business.at]},"level":"ERROR","message":"{episode.failure}"'

    def day(self, day, start, end, shift):
        """The lines of a day's contacts in [start, end), minutes of the year. Whole days are kept for the next window."""
        base = day * calendars.MINUTES
        whole = start <= base and end >= base + calendars.MINUTES
        if whole and (day, shift) in self.kept:
            return self.kept[day, shift]
        lines, name = [], calendars.date(day + shift).isoformat()
        low, high = (start - base) * 60, (end - base) * 60
        for business in self.world.businesses:
            count = self.world.counts[business.at][day]
            if not count:
                continue
            middle, ends, first = self.middles[business.at], self.tails[business.at], business.first_minute() * 60
            step = (business.last_minute() * 60 - first) // max(1, count - 1)
            for at in range(count):
                second = first + at * step if at < count - 1 or count == 1 else business.last_minute() * 60
                if whole or low <= second < high:
                    lines.append(
                        f'{{"@timestamp":"{name}T{CLOCK[second]}Z",{middle},"contactId":"c{day}x{at}",{ends[(at + day) % len(ends)]}}}\n'
                    )
        text = "".join(lines).encode()
        if whole:
            self.kept[day, shift] = text
        return text

    def window(self, start, end, shift=0, newest_first=False):
        """The log of [start, end), minutes of the year, with all dates moved by a number of days."""
        days = range(max(0, start // calendars.MINUTES), min(calendars.DAYS, (end - 1) // calendars.MINUTES + 1))
        for day, moved in [key for key in self.kept if key[0] < days[0] or key[1] != shift]:
            del self.kept[day, moved]
        parts = [self.day(day, start, end, shift) for day in days]
        rest = [f'{{"@timestamp":"{calendars.moment(minute, shift)}",{line}}}\n' for minute, line in self.extra if start <= minute < end]
        return b"".join((parts[::-1] if newest_first else parts) + ["".join(rest).encode()])

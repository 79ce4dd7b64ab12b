"""What a tool must say of a window of a world's log, and what it may say. Knows the plan and the future, which no detector does.

`must`: the location was silent on at least two days in a row on which it means to work, up to the end, and the window shows enough of it.
`quiet`: it may not be called silent. `may`: in between, where either answer is right: silent on one day of several so far, too
little history in the window, a closure that most share and that has not ended, a day on which its sisters were half there.
"""
from dataclasses import dataclass

import calendars
from calendars import MINUTES


@dataclass
class State:
    """One location at the end of a window."""

    word: str  # must, may, quiet
    silent: tuple = ()  # the days that were missed, as far as beyond doubt
    fall: str = "quiet"
    shared: bool = False  # quiet although days are missing: they are days on which most of its sisters closed


class Window:
    """A window [start, end) of a world, in minutes of the year; `states` has one State for each location."""

    def __init__(self, world, start, end):
        self.world, self.start, self.end = world, start, end
        self.first, self.last = start // MINUTES, end // MINUTES
        self.days = range(self.first, min(self.last + 1, calendars.DAYS))
        self.present = [{day for day in self.days if world.sent(b, day, start, end)} for b in world.businesses]
        self.shared = {day: self.sharing(day) for day in self.days if day < self.last}
        self.states = [self.state(b) for b in world.businesses]

    def sharing(self, day):
        """Of those that meant to work on a day, by integration and by group: the share that was silent, and the share of these that ran again."""
        counted = {}
        for b in self.world.businesses:
            if not self.world.means_to_work(b, day):
                continue
            silent = not self.world.counts[b.at][day]
            again = silent and any(later > day for later in self.present[b.at])
            for key in (b.client.integration, b.client.group):
                total = counted.setdefault(key, [0, 0, 0])
                total[0] += 1
                total[1] += silent
                total[2] += again
        return {key: (silent / of, again / max(1, silent)) for key, (of, silent, again) in counted.items()}

    def holiday(self, business, day):
        """Whether most sisters were silent on a day.

        `no`; `yes`, and most of them ran again; `open`, they did not yet; `doubt`, by one measure only, or nearly.
        """
        by_integration, again = self.shared[day].get(business.client.integration, (0, 0))
        by_group, group_again = self.shared[day].get(business.client.group, (0, 0))
        if by_integration > 0.6 and not 0.4 <= again <= 0.6:
            return "yes" if again > 0.6 else "open"
        alone = len(business.client.businesses) < 2
        if by_integration < 0.4 and (alone or by_group < 0.4 or group_again < 0.4):
            return "no"
        return "doubt"

    def state(self, business):
        """The state of one location."""
        fall = self.fall(business)
        if business.kind != "regular":
            return State("quiet", (), fall)
        present, row = self.present[business.at], self.world.counts[business.at]
        if not present:
            return State("may" if any(business.works(day) for day in self.days if day < self.last) else "quiet", (), fall)
        newest, oldest = max(present), min(present)
        missed = [day for day in range(newest + 1, self.last) if self.world.means_to_work(business, day)]
        holidays = {day: self.holiday(business, day) for day in missed}
        if "open" in holidays.values():
            return State("may", (), fall)
        sure = [day for day in missed if holidays[day] == "no"]
        possible = [day for day in missed if holidays[day] != "yes"]
        if len(sure) >= 2:
            visible = [day for day in sure if self.visible(business, calendars.weekday(day), oldest, newest)]
            judged = len(present) >= 8 and newest - oldest >= 12
            today = self.last < calendars.DAYS and row[self.last] > 0  # it comes back later today; with its group it is a closure that is over
            if len(visible) >= 2 and judged and not (today and self.all_silent(business, sure[-1])):
                return State("must", tuple(sure), fall)
            return State("may", tuple(sure), fall)
        if len(possible) >= 2 or possible and self.silent_next(business):
            return State("may", tuple(sure), fall)
        return State("quiet", (), fall, "yes" in holidays.values())

    def visible(self, business, weekday, oldest, newest):
        """Whether the window itself shows that the location works on a weekday: contacts in four of five weeks, holidays aside (D34)."""
        days = [day for day in range(oldest, newest + 1) if calendars.weekday(day) == weekday]
        days = [day for day in days if day in self.present[business.at] or self.holiday(business, day) != "yes"]
        there = sum(day in self.present[business.at] for day in days)
        return bool(days) and there >= 0.8 * len(days)

    def all_silent(self, business, day):
        """Whether most of a location's group was silent on a day."""
        return self.shared[day].get(business.client.group, (0, False))[0] >= 0.45 and len(business.client.businesses) > 1

    def silent_next(self, business):
        """Whether it is silent on the next day on which it means to work, too: the second day of something, not a day off."""
        for day in range(self.last, calendars.DAYS):
            if self.world.means_to_work(business, day):
                return not self.world.counts[business.at][day]
        return True

    def fall(self, business):
        """The same three words for a fall."""
        falling = self.world.falling[business.at]
        days = [day for day in range(self.last - 1, self.first - 1, -1) if self.world.means_to_work(business, day)]
        days = [day for day in days if day in self.present[business.at]][:3]
        if not falling & set(range(self.last - 12, self.last + 1)):
            return "quiet"
        if len(days) < 3 or not falling >= set(days) or self.shared_lately(business):
            return "may"
        before = [day for day in self.present[business.at] if day not in falling]
        low = [day for day in self.present[business.at] if day in falling]
        enough = all(
            sum(calendars.weekday(d) == calendars.weekday(day) for d in before) > sum(calendars.weekday(d) == calendars.weekday(day) for d in low) + 1
            for day in days
        )
        return "must" if enough and len(before) >= 8 and max(before) - min(before) >= 12 else "may"

    def shared_lately(self, business):
        """Whether days are missing, or a holiday lies, among the last ones: then which days are the last three is open to views."""
        recent = [day for day in range(max(self.first, self.last - 7), self.last) if self.world.means_to_work(business, day)]
        return any(day not in self.present[business.at] for day in recent)

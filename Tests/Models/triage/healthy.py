"""Healthy clients: weekends, holidays, contacts that are rightly held back, and a fetch delay. All from files alone; each must end in exit 0."""
from datetime import date, timedelta

import causes
import days
from world import ALLSCRIPTS, ATHENA, REMINDERS


def make(maker):
    """All healthy clients."""
    return [causes.Case(name, build(maker), [], healthy=True) for name, build in KINDS.items()]


def five_days(maker):
    return causes.athena(maker)


def veterans_day(maker):
    return causes.athena(maker, setup="npi", holidays=(days.VETERANS_DAY, days.THANKSGIVING))


def saturdays(maker):
    return causes.athena(maker, weekdays=days.WITH_SATURDAY, locations=3, practices=1)


def every_day(maker):
    """A hospital that is closed on no weekday, but on Thanksgiving."""
    client = causes.athena(maker, weekdays=days.EVERY_DAY, holidays=(days.THANKSGIVING,))
    client.locations[1].properties["departmentid"] += ",77"
    return client


def four_days(maker):
    """Closed on Wednesdays; one sister works otherwise than the others."""
    client = causes.athena(maker, weekdays=days.FOUR_DAYS)
    client.locations[2].weekdays = days.WITH_SATURDAY
    return client


def closed_once(maker):
    """The own location was closed for three days, four weeks ago, and runs again."""
    client = causes.athena(maker)
    client.own.closed = tuple(date(2026, 11, 3) + timedelta(days=at) for at in range(3))
    return client


def reminders(maker):
    """Reminders with all that they need; the list of triggers is among the files."""
    client = causes.athena(maker)
    client.triggers, client.lists_triggers = [42] + REMINDERS, True
    for location in client.locations:
        location.properties["Cancellation Reason ID"] = "7"
    return client


def allscripts(maker):
    return maker.client(ALLSCRIPTS)


def fresh_mail(maker):
    """An email whose password is good for a long time yet."""
    client = maker.client(ALLSCRIPTS, locations=3)
    client.mail = causes.mail(client, 20)
    return client


def sparse_sister(maker):
    """One of the sisters has a contact now and then: no rhythm that could be missed."""
    client = causes.athena(maker, setup="npi")
    client.locations[3].weekdays, client.locations[3].rate = (2,), 2
    client.locations[3].closed = tuple(day for day in days.span(days.FIRST, days.LAST) if day.day > 12)
    return client


def failed_once(maker):
    """A run that the vendor refused one night; the next night it ran."""
    client = causes.athena(maker)
    client.own.failed_once = (date(2026, 11, 12),)
    return client


def sister_switched_off(maker):
    """A sister was closed for good a month ago, and is switched off. That is nothing of the own location's."""
    client = causes.athena(maker)
    client.locations[2].active, client.locations[2].stopped = False, date(2026, 11, 2)
    return client


KINDS = {
    "five days a week": five_days,
    "Veterans Day and Thanksgiving": veterans_day,
    "Saturdays": saturdays,
    "every day, several departments": every_day,
    "closed on Wednesdays": four_days,
    "closed for three days, runs again": closed_once,
    "reminders, complete": reminders,
    "Allscripts": allscripts,
    "Allscripts with a fresh email": fresh_mail,
    "a sparse sister": sparse_sister,
    "one failed run": failed_once,
    "a sister is switched off": sister_switched_off,
}

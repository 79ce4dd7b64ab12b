"""Days of the simulated year: numbers for days, public holidays, and the weekdays on which a location works.

A day is a number: 0 is Monday, 24 November 2025 (UTC). The year has 53 full weeks, so that it holds both Thanksgivings' weeks and
all of the holidays between them. Nothing here knows a business.
"""
import datetime

START = datetime.date(2025, 11, 24)
DAYS = 371
MINUTES = 1440

# Share of the clients that close on the day. No share lies near one half: whether "most" closed is then beyond doubt.
# Two pairs (Thanksgiving and the Friday, Christmas Eve and Christmas) are closures of two days that most share.
HOLIDAYS = [
    (datetime.date(2025, 11, 27), 0.97),
    (datetime.date(2025, 11, 28), 0.7),
    (datetime.date(2025, 12, 24), 0.7),
    (datetime.date(2025, 12, 25), 0.98),
    (datetime.date(2026, 1, 1), 0.97),
    (datetime.date(2026, 1, 19), 0.25),
    (datetime.date(2026, 2, 16), 0.25),
    (datetime.date(2026, 5, 25), 0.95),
    (datetime.date(2026, 6, 19), 0.25),
    (datetime.date(2026, 7, 3), 0.85),
    (datetime.date(2026, 9, 7), 0.95),
    (datetime.date(2026, 10, 12), 0.2),
    (datetime.date(2026, 11, 11), 0.2),
    (datetime.date(2026, 11, 26), 0.97),
    (datetime.date(2026, 11, 27), 0.7),
]

# Weekdays (Monday is 0) on which contacts arrive, and how many of a hundred clients mainly work so.
RHYTHMS = {
    "daily": (frozenset(range(7)), 25),
    "six-day": (frozenset(range(6)), 8),
    "five-day": (frozenset(range(5)), 50),
    "four-day": (frozenset(range(4)), 11),
    "three-day": (frozenset([0, 2, 4]), 6),
}


def number(date):
    """The number of a day."""
    return (date - START).days


def date(day):
    """The day of a number."""
    return START + datetime.timedelta(days=day)


def weekday(day):
    """Monday is 0; day 0 is a Monday."""
    return day % 7


def moment(minute, shift_days=0):
    """RFC 3339 of a minute of the year, moved by a number of days."""
    day, rest = divmod(minute, MINUTES)
    return f"{date(day + shift_days).isoformat()}T{rest // 60:02d}:{rest % 60:02d}:00Z"


def shared_holidays(rng):
    """The holidays that one client keeps, as numbers of days."""
    return frozenset(number(day) for day, share in HOLIDAYS if rng.random() < share)

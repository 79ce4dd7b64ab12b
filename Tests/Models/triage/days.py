"""The calendar of the invented clients: when logs begin and end, which days are holidays, how a moment is written."""
from datetime import date, timedelta

FIRST = date(2026, 10, 19)
# A Monday four days after Thanksgiving, so that a long weekend lies just before the end, where it is most easily taken for a stop.
LAST = date(2026, 11, 30)
# The remedy is carried out on the day after; three weeks later the records are exported again.
REPAIRED = date(2026, 12, 1)
LAST_AGAIN = date(2026, 12, 21)

THANKSGIVING = date(2026, 11, 26)
DAY_AFTER = date(2026, 11, 27)
VETERANS_DAY = date(2026, 11, 11)

WEEK = (0, 1, 2, 3, 4)
WITH_SATURDAY = (0, 1, 2, 3, 4, 5)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
FOUR_DAYS = (0, 1, 3, 4)


def span(first, last):
    """All days from the first to the last."""
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def moment(day, second):
    """A time of a day as the log writes it."""
    return f"{day.isoformat()}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.000Z"

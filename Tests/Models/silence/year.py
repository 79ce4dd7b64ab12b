"""Sweeps a "now" over a simulated year, at every hour of the day, and counts what a tool says of 400 locations each time.

There is no option that fixes the tool's clock, and none is needed: `--until T` makes T the end (design.md D34). So the sweep has three ways:
`until`; `plain`, without a time, where the last contact of the export is the end; and `since`, where the end is the real now: then all
dates are moved by whole weeks, so that the day of the sweep with today's weekday becomes today.
"""
import datetime
import os
import time
from collections import defaultdict

import calendars
import configurations
from businesses import ALLSCRIPTS, ATHENA
from calendars import MINUTES
from logs import Log
from truth import Window
from verdicts import FALLS, STOPS, Answer, names

WARM_UP = 56  # days before the first "now"
LENGTHS = [42, 28, 35, 21, 14]  # days that the export covers


class Tally:
    """What a sweep counted."""

    def __init__(self, healthy=False):
        self.healthy = healthy  # a year in which every run has to end in exit 0
        self.due = defaultdict(dict)  # (kind, rhythm) -> {(episode or silence): named each time}
        self.groups = {}  # shared stop -> whether it was one finding, each time
        self.false = {}  # (word, location) -> days on which it was called silent
        self.inactive = {}
        self.closed = []  # each time a location is quiet because most sisters closed as well: whether it was left alone
        self.failed = []  # (now, options, what the tool said), where the exit code was wrong
        self.runs = self.problems = self.calm = 0
        self.years = 0.0
        self.seconds = self.written = 0.0


def a_now(rng, day, at):
    """A minute of a day; the hours of the day come in turn, in steps that are prime to 24."""
    return day * MINUTES + (at * 7 % 24) * 60 + rng.randrange(60)


def last_contact(world, start, end):
    """The minute after the last contact in [start, end)."""
    newest = start
    for day in range((end - 1) // MINUTES, start // MINUTES - 1, -1):
        for business in world.businesses:
            if not world.sent(business, day, start, end):
                continue
            span = world.span(business, day)
            if span[1] < end:
                newest = max(newest, span[1])
            else:
                count = world.counts[business.at][day]
                step = ((span[1] - span[0]) * 60) // max(1, count - 1)
                newest = max(newest, (span[0] * 60 + ((end * 60 - 1 - span[0] * 60) // step) * step) // 60)
        if newest > start:
            return newest + 1
    return end


def sweep(tool, world, folder, tally, step=1, held_back=False, progress=None):
    """Every `step` days one run of the tool; adds to the tally."""
    log, rng, path = Log(world, held_back), world.rng, os.path.join(folder, "export.ndjson")
    days = list(range(WARM_UP, calendars.DAYS - 1, step))
    tally.years += (days[-1] - days[0] + 1) / 365
    for at, day in enumerate(days):
        started = time.monotonic()
        now, shift = a_now(rng, day, at), 0
        way = "since" if at % 40 == 7 else ["until", "until", "plain"][at % 3]
        if way == "since":
            real = datetime.datetime.now(datetime.timezone.utc)
            if (real.hour, real.minute) in ((23, 59), (0, 0)):
                continue  # the day could turn between this and the tool's own look
            day += (real.weekday() - calendars.weekday(day)) % 7
            if day >= calendars.DAYS:
                continue
            now = day * MINUTES + real.hour * 60 + real.minute
            shift = (real.date() - calendars.date(day)).days
        length = LENGTHS[at % len(LENGTHS)]
        start = now - length * MINUTES if at % 2 else (day - length) * MINUTES
        with open(path, "wb") as file:
            file.write(log.window(start, now, shift, newest_first=rng.random() < 0.5))
        end = last_contact(world, start, now) if way == "plain" else now
        options = {"until": ["--until", calendars.moment(now)], "since": ["--since", f"{length + 1}d"], "plain": []}[way]
        configured = at % 4 == 2
        off = switched_off(world, day)
        if configured:
            configurations.write(os.path.join(folder, "configuration.json"), configurations.bodies(world.clients, off))
            options = [*options, "--config", "configuration.json"]
        tally.written += time.monotonic() - started
        started = time.monotonic()
        answer = Answer(tool, folder, [*options, "export.ndjson"])
        tally.seconds += time.monotonic() - started
        judge(world, Window(world, start, end), answer, tally, off if configured else (), now, held_back)
        if progress:
            progress(at + 1, len(days))


def switched_off(world, day):
    """The locations whose mapping is inactive on a day."""
    return [b for e in world.episodes if e.inactive and e.first <= day <= e.last for b in e.businesses]


def cause(world, business, silent):
    """The episode that a silence belongs to: the one that covers most of its days."""
    mine = [e for e in world.episodes if business in e.businesses and e.kind != "fall"]
    return max(mine, key=lambda e: sum(e.first <= day <= e.last for day in silent), default=None)


def is_alone(world, business, episode, silent):
    """Whether a silence has this one cause: it did not begin with another."""
    others = [e for e in world.episodes if business in e.businesses and e is not episode and e.kind != "fall"]
    return silent[0] >= episode.first and not any(e.first <= silent[-1] and e.last >= silent[0] - 1 for e in others)


def judge(world, window, answer, tally, off, now, held_back):
    """Compares one answer with the truth."""
    tally.runs += 1
    stopped, fallen = answer.named(STOPS), answer.named(FALLS)
    explained = answer.named({"BE1316"})
    members = defaultdict(list)
    wrong = False
    for business, state in zip(world.businesses, window.states):
        named = business.number in stopped
        if state.word == "must":
            wrong = True
            episode = cause(world, business, state.silent)
            kind = "stop" if episode and episode.kind == "stop" else "closure"
            tally.due[kind, business.rhythm].setdefault((business.number, max(window.present[business.at])), []).append(named)
            if episode and is_alone(world, business, episode, state.silent):
                members[id(episode)].append((business, episode))
            if business in off:
                tally.inactive.setdefault((business.number, episode.first), []).append(business.number in explained)
        elif state.shared:
            tally.closed.append(not named)
        elif state.word == "quiet" and named:
            word = "irregular" if business.kind == "irregular" else "stop"
            tally.false.setdefault((word, business.number), []).append(window.last)
        if state.fall == "must":
            wrong = True
            tally.due["fall", "any"].setdefault((business.number, min(world.falling[business.at])), []).append(business.number in fallen)
        elif state.fall == "quiet" and state.word == "quiet" and business.number in fallen:
            word = "irregular" if business.kind == "irregular" else "fall"
            tally.false.setdefault((word, business.number), []).append(window.last)
    for pairs in members.values():
        episode = pairs[0][1]
        if episode.shares and len(pairs) >= 3:
            sides = [{b.number for b, _ in pairs if b.client.integration == one} for one in (ATHENA, ALLSCRIPTS)]
            whole = all(is_one(world, window, answer, side, episode) for side in sides if side)
            tally.groups.setdefault((episode.shares, id(episode)), []).append(whole)
    counted = not tally.healthy and any(days[-1] == window.last for days in tally.false.values())  # a false alarm has its own line
    # A failed run in the log is an error by itself (D1), whatever ran afterwards.
    failed = any(e.failure and window.first <= e.first <= window.last for e in world.episodes)
    calm = all_quiet(window) and not held_back and not counted and not failed
    expected = (1, 2) if wrong else (0,) if calm else (0, 1, 2)
    tally.calm += calm
    tally.problems += wrong
    if answer.code not in expected:
        tally.failed.append((calendars.moment(now), answer.options, answer.said()))


def all_quiet(window):
    """Whether nothing at all may be said."""
    return all(state.word == state.fall == "quiet" for state in window.states)


def is_one(world, window, answer, members, episode):
    """Whether one finding tells all members of a shared stop, and nobody who has nothing to do with it.

    A finding is about one integration (design.md §4): a cause that two integrations share may be two findings, each of them whole. Strangers
    may be told with the members where they share the last day of contacts, the group or the practice (D34).
    """
    by_number = {b.number: b for b in world.businesses}
    newest = {n: max(window.present[by_number[n].at], default=None) for n in by_number}
    days = {newest[n] for n in members}
    firsts = {episode.first}
    for finding in answer.of({"BE1042", "BE1316"}):
        told = names(finding)
        if not members <= told:
            continue
        strangers = [by_number[n] for n in told - members if n in by_number and by_number[n] not in episode.businesses]
        related = [
            b
            for b in strangers
            if newest[b.number] in days
            or (window.states[b.at].silent[:1] or (None,))[0] in firsts
            or b.client in {by_number[n].client for n in members}
        ]
        return len(strangers) == len(related)
    return False


def false_alarms(tally, word):
    """How many separate times a location was called silent wrongly: days that lie within a week are one."""
    count = 0
    for (kind, _), days in tally.false.items():
        if kind == word:
            count += 1 + sum(later - day > 7 for day, later in zip(days, days[1:]))
    return count

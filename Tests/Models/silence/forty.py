"""The scene of the issue: twelve of forty locations stop on 25 Nov between 02:02 and 02:39, all of practice 30700, after "Incorrect permissions."

`explain` names practice and time in the first two lines of its text, tells the twelve as one, and `reauthorize plan --from-logs` plans them.
"""
import json
import os
import subprocess

import calendars
from businesses import ATHENA, Business, Client
from episodes import Episode, bad_auth
from logs import Log
from verdicts import Answer, ask, environment, names
from world import World

PRACTICE = "30700"
STOPPED = calendars.number(calendars.date(0).replace(2026, 11, 25))


def scene():
    """Forty daily locations of one client, and the twelve that stop."""
    client = Client("169990009000900", ATHENA, 4900, [PRACTICE, "30800", "30900"], "daily", frozenset(), True, 122)
    for at in range(40):
        practice = PRACTICE if at % 10 < 3 else client.practices[1 + at % 2]
        number = str(169990000005000 + at)
        client.businesses.append(Business(at, number, client, practice, str(at + 1), f"Office {at}", "daily", "regular", 9, 0, -1, 122 + at % 38))
    world = World("forty", 4, 2, healthy=True)
    world.clients, world.businesses = [client], client.businesses
    world.counts, world.falling = [bytearray(calendars.DAYS) for _ in range(40)], [set() for _ in range(40)]
    world.draw()
    twelve = [b for b in client.businesses if b.practice == PRACTICE]
    episode = Episode("stop", twelve, STOPPED, calendars.DAYS, "practice", bad_auth(PRACTICE))
    world.episodes.append(episode)
    for business in twelve:
        world.pass_over(episode, business)
    return world, twelve


class Minutes(Log):
    """The failures of the scene, at minutes 02:02 to 02:39."""

    def failure_minute(self, episode, business):
        place = episode.businesses.index(business)
        return episode.first * calendars.MINUTES + 122 + round(place * 37 / (len(episode.businesses) - 1))


def run(tool, folder):
    """Three answers, each true or false: named in two lines, told as one, planned."""
    os.makedirs(folder, exist_ok=True)
    world, twelve = scene()
    now = (STOPPED + 2) * calendars.MINUTES + 90
    with open(os.path.join(folder, "export.ndjson"), "wb") as file:
        file.write(Minutes(world).window(now - 28 * calendars.MINUTES, now))
    options = ["--until", calendars.moment(now), "export.ndjson"]
    _, text, _ = ask(tool, folder, options, "text")
    head = " ".join(text.splitlines()[:2])
    answer, wanted = Answer(tool, folder, options), {b.number for b in twelve}
    told = any(names(finding) == wanted for finding in answer.of({"BE1042"}))
    return PRACTICE in head and "02:02" in head and "02:39" in head, told, planned(tool, folder) == wanted


def planned(tool, folder):
    """The locations that `reauthorize plan --from-logs` works on, without a service."""
    done = subprocess.run(
        [*tool, "reauthorize", "plan", "--from-logs", "export.ndjson", "--offline", "--format", "json"],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    try:
        return {row["businessNumber"] for row in json.loads(done.stdout)["result"]["businesses"]}
    except (ValueError, KeyError, TypeError):
        return set()

"""Runs every kind of single fault, and the same world without it, at every hour of the day in turn."""
import os
import shutil
from collections import defaultdict

from cases import Case, Unfit
from kinds import KINDS

ATTEMPTS = 60


class Result:
    """What came of one kind."""

    def __init__(self):
        self.made = self.blind = self.untold = self.alarms = 0
        self.shown = []  # of each kind of mistake the first: what was expected, and what the tool said


def a_pair(kind, seed, hour):
    """The faulty and the healthy case of one seed, and how the fault is told. Seeds are tried until the world has a place for the fault."""
    for attempt in range(ATTEMPTS):
        built = []
        try:
            for faulty in (True, False):
                case = Case(kind, f"{seed}/{attempt}", hour)
                built.append((case, KINDS[kind](case, faulty)))
        except Unfit:
            continue
        return built
    raise RuntimeError(f"no world for {kind}, seed {seed}")


def judge(result, label, case, expected, faulty, tool, folder):
    """Runs one case; gives whether it was answered rightly."""
    answer = case.run(tool, folder)
    if not faulty:
        wrong = answer.code != 0
        result.alarms += wrong
    else:
        wanted = {b.number for b in expected.businesses}
        told = wanted <= answer.named(expected.codes) if wanted else answer.tells(expected.codes)
        blind = answer.code not in (1, 2)
        result.blind += blind
        result.untold += not told
        wrong = blind or not told
    if wrong and not any(line.startswith(label) for line in result.shown):
        numbers = ", ".join(b.number for b in expected.businesses[:3])
        result.shown.append(f"{label}: expected {'/'.join(sorted(expected.codes)) + ' ' + numbers if faulty else 'exit 0'}; {answer.said()}")
    return not wrong


def run(tool, seed, count, folder, keep=None, progress=None):
    """Every kind `count` times; gives kind -> Result. `keep` is a folder for the files of what went wrong."""
    results = defaultdict(Result)
    for number, kind in enumerate(KINDS):
        for at in range(count):
            pair = a_pair(kind, f"{seed}/{at}", (number * 5 + at * 7) % 24)
            results[kind].made += 1
            for faulty, (case, expected) in zip((True, False), pair):
                label = "planted" if faulty else "healthy"
                place = os.path.join(folder, f"{kind}-{at}-{label}".replace(" ", "-").replace(",", ""))
                right = judge(results[kind], label, case, expected, faulty, tool, place)
                if keep and not right:
                    shutil.copytree(place, os.path.join(keep, os.path.basename(place)), dirs_exist_ok=True)
                shutil.rmtree(place)
        if progress:
            progress(number + 1, len(KINDS))
    return results

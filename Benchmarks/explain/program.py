"""A command to measure."""
import os
import statistics
import subprocess
import tempfile
import time

from settings import BINARY, RUNS, say, stop


class Program:
    """A command to measure. `fed`: the file comes through a pipe. `part`: it reads only this share of the data."""

    def __init__(self, name, command, against="floor", fed=None, part=1.0, note="", accepts=(0,)):
        self.name, self.command, self.against, self.fed = name, [str(word) for word in command], against, fed
        self.part, self.note, self.accepts = part, note, accepts
        self.times, self.memory, self.answer, self.missing = [], None, None, None

    def run(self, wrapper=()):
        """Wall time in seconds and what it printed."""
        with tempfile.TemporaryFile() as out:
            feeder = subprocess.Popen(["cat", self.fed], stdout=subprocess.PIPE) if self.fed else None
            start = time.perf_counter()
            process = subprocess.Popen(
                [*wrapper, *self.command], stdin=feeder.stdout if feeder else subprocess.DEVNULL, stdout=out
            )
            if feeder:
                feeder.stdout.close()
            code = process.wait()
            seconds = time.perf_counter() - start
            if feeder:
                feeder.wait()
            if code not in self.accepts:
                stop(f"{self.name} ended with {code}: {' '.join(self.command)[:200]}")
            out.seek(0)
            return seconds, out.read().decode()

    def warm_up(self):
        # Through time(1), since a child of Python inherits Python's own high-water mark.
        if not os.path.exists("/usr/bin/time"):
            _, self.answer = self.run()
            return
        with tempfile.NamedTemporaryFile("r") as report:
            _, self.answer = self.run(["/usr/bin/time", "-q", "-f", "%M", "-o", report.name])
            self.memory = int(report.read().split()[-1]) / 1024


def missing(name, what="not installed"):
    program = Program(name, [])
    program.missing = what
    return program


def python_with_duckdb():
    for python in (HERE / ".venv/bin/python", sys.executable):
        if os.path.exists(python) and subprocess.run([python, "-c", "import duckdb"], capture_output=True).returncode == 0:
            return python
    return None


def explain(name, *arguments, **more):
    """The tool with a report as JSON; 0, 1 and 2 are its answers."""
    if not BINARY.exists():
        return missing(name, f"{BINARY.name} is not built")
    return Program(name, [BINARY, "explain", "--format", "json", *arguments], accepts=(0, 1, 2), **more)


def warm_up(programs):
    for program in programs:
        if not program.missing:
            say(f"warming up {program.name}")
            program.warm_up()


def take_turns(programs, runs=RUNS):
    for turn in range(runs):
        say(f"turn {turn + 1} of {runs}")
        for program in programs:
            if not program.missing:
                program.times.append(program.run()[0] / program.part)


def ratio(program, *others):
    """The median, over turns, of a program's time by that of the slowest of the others in the same turn."""
    slowest = [max(times) for times in zip(*(other.times for other in others))]
    return statistics.median(a / b for a, b in zip(program.times, slowest))


def mebibytes(program):
    return f"{program.memory:.0f} MiB" if program.memory else "?"

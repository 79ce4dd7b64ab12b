"""Twice the data, and four times: the time and the memory that they take."""
import statistics
import subprocess
import sys

import answers
from program import Program, explain, mebibytes, ratio, take_turns, warm_up
from settings import DATA, FLOOR, HERE, SIZE, say, size


def measure(data):
    small = explain("the data", data)
    if small.missing:
        return
    print("\nMore data, other records; counts equal to the floor's on the same file.\n")
    print("| data | median | times | wanted | most memory | most memory, stdin |")
    print("|---|--:|--:|--:|--:|--:|")
    for factor, wanted in ((2, "2 ± 10 %"), (4, "below 100 MiB")):
        file = DATA / f"hits-{factor}-times-{SIZE}.ndjson"
        say(f"generating {file.name}")
        try:
            subprocess.run([sys.executable, HERE / "generate.py", str(factor * size(SIZE)), file], check=True)
            row(small, file, factor, wanted)
        finally:
            file.unlink(missing_ok=True)


def row(small, file, factor, wanted):
    floor = Program("floor", [FLOOR, file])
    large = explain(f"{factor} times", file)
    piped = explain(f"{factor} times, stdin", "-", fed=file)
    small.times = []
    warm_up([floor, small, large, piped])
    answers.check([large, piped], answers.of_floor(floor.answer))
    take_turns([small, large])
    median = f"{statistics.median(large.times):.2f} s"
    gigabytes = f"{file.stat().st_size / 2**30:.2f} GiB"
    print(f"| {gigabytes} | {median} | {ratio(large, small):.2f} | {wanted} | {mebibytes(large)} | {mebibytes(piped)} |")

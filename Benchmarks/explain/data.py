"""What is measured, built and generated where it is missing."""
import subprocess
import sys

from settings import CONFIGURATION, DATA, FLOOR, HERE, INFLATE, SIZE, say

SLICE = 64 << 20  # jq reads about 30 MB/s: the whole file would take minutes and say nothing more


def built(program, source, *command):
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run([*command[:2], "-o", program, source, *command[2:]], check=True)


def prepare():
    """The data, a part of it, one record of it, and the part's share."""
    DATA.mkdir(exist_ok=True)
    built(FLOOR, HERE / "floor/floor.cpp", "g++", "-O3", "-std=c++17", "-pthread", "-lsimdjson")
    built(INFLATE, HERE / "floor/inflate.c", "cc", "-O2", "-lz")
    data = DATA / f"hits-{SIZE}.ndjson"
    generator = HERE / "generate.py"
    if not data.exists() or data.stat().st_mtime < generator.stat().st_mtime:
        say(f"generating {data}")
        subprocess.run([sys.executable, generator, SIZE, data], check=True)
    subprocess.run([sys.executable, HERE / "configuration.py", CONFIGURATION], check=True)
    part_of_data, one = DATA / f"slice-{SIZE}.ndjson", DATA / "one.ndjson"
    with open(data, "rb") as whole:
        head = whole.read(SLICE)
    head = head[: head.rindex(b"\n") + 1]
    part_of_data.write_bytes(head)
    one.write_bytes(next(line for line in head.splitlines(True) if b'"restrictionReason":"' in line))
    return data, part_of_data, one, len(head) / data.stat().st_size

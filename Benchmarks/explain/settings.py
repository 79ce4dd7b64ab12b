"""Where things stand, and what the environment asks for."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
ROOT = HERE.parent
DATA = HERE / "data"
CONFIGURATION = DATA / "configuration.json"
SIZE = os.environ.get("SIZE", "1G")
RUNS = int(os.environ.get("RUNS", "7"))
BINARY = pathlib.Path(os.environ.get("BINARY", ROOT / ".build/release/be-diagnose")).absolute()
FLOOR = DATA / "floor"
INFLATE = DATA / "inflate"


def stop(message):
    sys.exit(f"bench: {message}")


def say(message):
    print(f"bench: {message}", file=sys.stderr)


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def first_line(*command):
    return (output(*command).splitlines() or ["?"])[0]


def size(text):
    """Bytes of 1G, 64M, …"""
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    text = text.upper().removesuffix("B")
    return int(float(text[:-1]) * units[text[-1]]) if text[-1:] in units else int(text)

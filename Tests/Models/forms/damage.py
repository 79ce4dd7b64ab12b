"""One damage to an input: cut, a byte or a quote gone, a line gone or doubled.

`damaged(rng, variant)` returns (data, what was done), or None where the variant offers no place. Left alone is what nobody
could notice: digits, the ends of lines that are whole records, whatever the variant guards, and lines that hold a reason.
A cut of a table that leaves a row as wide as the header, with a last cell as whole rows have it, is such a thing too: whole
exports often lack their last line end. `LEFT_OUT` counts these, by the reason why nobody can tell.
"""

import collections
import csv
import io
import re

from documents import PLACE, STATUS, TYPE, WORDS

LEFT_OUT = collections.Counter()

SENTENCE = re.compile("allowed list|Integration is beta", re.I)


def guarded(variant):
    """The places of the texts that must stay."""
    places = []
    for text in variant.guard:
        places += [(m.start(), m.end()) for m in re.finditer(re.escape(text), variant.data)]
    return places


def seems_whole(data, variant):
    """Why the last row of a table that was cut off there may be a whole one; None where it shows that it is not."""
    separator, names = variant.table
    text = data.decode("utf-8-sig", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    if text.replace('\\"', "").count('"') % 2:
        return None  # inside of quotes
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True) if row]
    heads = [at for at, row in enumerate(rows) if sorted(row) == sorted(n.strip() for n in names)]
    if not heads or len(rows[-1]) < len(names) or heads[-1] == len(rows) - 1:
        return None
    if text.splitlines()[heads[0]].count('"') == 2 * len(names):
        return None  # every cell stands in quotes, and this one does not end
    name, last, others = rows[heads[-1]][-1], rows[-1][-1], [row[-1] for row in rows[heads[-1] + 1 : -1] if len(row) == len(names)]
    if not last:
        return "the last cell is empty: one may be"
    if last in others:
        return "the last cell is a value that other rows have"
    if name in (STATUS, TYPE, PLACE) and not any(other.startswith(last) for other in others):
        return "the last cell is a word of no closed list, of which no other row has more"
    if "name" in name.lower() or "email" in name or name in WORDS or name in ("message", "remark", "stack"):
        return "the last cell is free text: any may be"
    shapes = {re.sub(r"\d", "0", other) for other in others}
    if len(shapes) != 1 or len(others) < 2:
        return "too few rows to compare the last cell with"
    return None


def cut(rng, variant):
    data = variant.data
    if variant.open_end:
        return None
    for _ in range(50):
        at = rng.randrange(max(1, len(data) // 20), len(data))
        around = data[at - 2 : at + 2]
        if b"\n" in around or b"\r" in around or not data[at:].strip() or variant.cut_after not in data[:at].rpartition(b"\n")[2]:
            continue
        reason = seems_whole(data[:at], variant) if variant.table else None
        if reason:
            LEFT_OUT[reason] += 1
            continue
        return data[:at], f"cut at byte {at} of {len(data)}"


def without(rng, variant, allowed, word):
    data, places = variant.data, guarded(variant)
    for _ in range(200):
        at = rng.randrange(len(data))
        if not allowed(data[at]) or data[at] in b"\n\r\0" or any(a <= at < b for a, b in places):
            continue
        return data[:at] + data[at + 1 :], f"{word} {data[at:at + 1]!r} gone at {at}: {data[max(0, at - 20):at + 20]!r}"


def byte(rng, variant):
    letters = rng.random() < 0.3
    return without(rng, variant, lambda b: not chr(b).isdigit() and (letters or not chr(b).isalpha() and b != 32), "byte")


def quote(rng, variant):
    return without(rng, variant, lambda b: b in b"\"'", "quote")


def line(rng, variant):
    """A line that is less than a record."""
    if not variant.lines:
        return None
    lines = variant.data.decode("utf-8", "replace").splitlines(keepends=True)
    if len(lines) < 4:
        return None
    for _ in range(50):
        at = rng.randrange(1, len(lines) - 1)
        if SENTENCE.search(lines[at]) or '{\\"' in lines[at] or '{"' in lines[at] or not lines[at].strip():
            continue
        if any(text.decode("utf-8", "replace") in lines[at] for text in variant.guard):
            continue
        if rng.random() < 0.5:
            return "".join(lines[:at] + lines[at + 1 :]).encode(), f"line {at + 1} gone: {lines[at].strip()[:60]}"
        return "".join(lines[: at + 1] + lines[at:]).encode(), f"line {at + 1} doubled: {lines[at].strip()[:60]}"


def damaged(rng, variant):
    if "--since" in variant.args:
        return None  # what has no time stays in (D16)
    ways = [cut, byte, quote, line, line] if variant.lines else [cut, byte, quote]
    for way in rng.sample(ways, len(ways)):
        done = way(rng, variant)
        if done:
            return done

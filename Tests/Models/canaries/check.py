#!/usr/bin/env python3
"""Plants identities and secrets in generated logs and mails, runs `redact` and `explain` on them, and asks that none comes out.

    check.py TOOL [--count N] [--seed S] [--form NAME]… [--reduced] [--keep DIR] [--vocabulary FILE] [-v]

A canary came out if what was printed shows it whole or in a piece that cannot be there by chance (bed.py says which), as it is or
after escapes, base64, percent signs, entities, quoted-printable or lists of bytes are undone. Each input has a twin, the same text
with other canaries: what the tool shows of the twin too was not the canary's. Of what must stay, 99.9 % must be in the output of
`redact`. Prints how many were planted and came out by kind, place and form, with an example of each; `-v`: every pair of kind and
place. `--keep`: the inputs and outputs of the first failures of each form. Exit 1 if one came out, too little stayed, or the tool
crashed. `--reduced`: some 7,000 in at most 20 seconds.
"""

import argparse
import collections
import gzip
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import damaged_forms  # noqa: E402
import json_forms  # noqa: E402
import mail_forms  # noqa: E402
import table_forms  # noqa: E402
import text_forms  # noqa: E402
from bed import Bed, folded  # noqa: E402
from inventing import WORD, in_vocabulary, vocabulary  # noqa: E402
from looking import UNICODE, line_of, shown  # noqa: E402

ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
FORMS = {**json_forms.FORMS, **table_forms.FORMS, **text_forms.FORMS, **mail_forms.FORMS, **damaged_forms.FORMS}
ENDS = (0, 1, 2, 65)
LEAST = 99.9  # per cent of what must stay
# In what ways `explain` is asked; each input gets two of them in turn. Those with options that the tool does not have are left out.
WAYS = [
    ["--format", "json"], [], ["--format", "markdown"], ["--each"], ["--format", "html"], ["-v"], ["--each", "--format", "json"], ["--contact"], ["--full"],
    ["--format", "json", "-v"], ["--tags"], ["--each", "-v"], ["--contact", "--format", "json"],
]  # fmt: skip
NAMES_SHOWN = re.compile(r"names? of (the )?(inputs?|files?)[^.]{0,60} (are|is) shown|file names? [^.]{0,40}shown", re.IGNORECASE)


class Tool:
    def __init__(self, path):
        self.path, self.slowest = os.path.abspath(path), (0, "")
        self.folder = tempfile.TemporaryDirectory(prefix="canaries-")
        kept = {k: os.environ[k] for k in ("PATH", "LD_LIBRARY_PATH") if k in os.environ}
        self.environment = {**kept, "HOME": self.folder.name, "LANG": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC"}

    def run(self, words):
        """Exit code, stdout, stderr; -1 where it did not end."""
        started = time.monotonic()
        try:
            p = subprocess.run(
                [self.path, *words], cwd=self.folder.name, env=self.environment, capture_output=True, timeout=120, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            return -1, "", "no answer within 120 seconds"
        finally:
            self.slowest = max(self.slowest, (time.monotonic() - started, " ".join(words)))
        read = lambda raw: raw.decode("utf-8", "replace").replace(self.folder.name, "FOLDER")
        return p.returncode, read(p.stdout), read(p.stderr)

    def has(self, command, words):
        options = [w for w in words if w.startswith("-")]
        help_text = self.run([command, "--help"])[1]
        known = all(re.search(rf"(?<![\w-]){re.escape(o)}(?![\w-])", help_text) for o in options)
        return known and ("html" not in words or "html" in help_text)

    def own_words(self):
        """Words that it prints whatever it reads."""
        texts = [p.read_text(encoding="utf-8") for p in pathlib.Path(ROOT, "playbooks").rglob("*.yaml")]
        texts += [self.run([command, "--help"])[1] for command in ("explain", "redact")]
        return {folded(w) for text in texts for w in WORD.findall(text)}


class Input:
    """A form written with a seed, and its twin."""

    def __init__(self, form, seed, size, known):
        self.form, self.seed, self.size, self.known = form, seed, size, known
        self.bed, self.data, self.name = self.written(False)
        self.visible = shown(self.bed.pieces, self.text())  # what is not even to be seen in the input was not planted
        self.planted = {self.bed.pieces[p] for p in self.visible} | self.in_name

    def written(self, twin):
        bed = Bed(self.seed, twin, self.known)
        data = FORMS[self.form](bed, self.size)
        before = len(bed.canaries)
        name = "export.log"
        if bed.odds(0.15):
            bed.where = "name of the file"
            name = bed.either(bed.name, bed.mail).replace("/", "-") + bed.pick(".ndjson", ".csv", ".log", "")
        if not twin:
            self.in_name = set(range(before, len(bed.canaries)))
        return bed, data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"), name

    def text(self):
        if self.data[:2] == b"\x1f\x8b":
            return gzip.decompress(self.data).decode()
        return self.data.decode("utf-16" if self.data[:2] == b"\xff\xfe" else "utf-8", "replace")

    def put(self, folder, twin=False):
        _, data, name = self.written(True) if twin else (None, self.data, self.name)
        pathlib.Path(folder, name).write_bytes(data)
        return name


def prepared(way, given, bed):
    """The words of a way; `--contact` gets somebody who is in the input."""
    if "--contact" not in way:
        return way
    contacts = [c.face for c in bed.canaries if c.kind in ("mail address", "phone")]
    return ["--contact", contacts[given % len(contacts)] if contacts else "555-0100", *[w for w in way if w != "--contact"]]


class Check:
    def __init__(self, tool, options, known):
        self.tool, self.options, self.known = tool, options, known
        self.own = tool.own_words()
        self.ways = [w for w in WAYS if tool.has("explain", w)]
        self.redact_ways = [w for w in (["--format", "json"], ["-v"]) if tool.has("redact", w)]
        self.planted, self.redact, self.explain = (collections.Counter() for _ in range(3))
        self.stays, self.stayed, self.lost = collections.Counter(), collections.Counter(), {}
        self.examples, self.crashes, self.unseen, self.inputs, self.kept = {}, [], 0, 0, collections.Counter()

    def labels(self, form, canary):
        return [("kind", canary.kind), ("place", canary.where), ("form", form), ("pair", f"{canary.kind} in {canary.where}"), ("all", "all")]

    def came_out(self, given, words, strict_output=True):
        """[(number of the canary, piece, reading)], the exit code and what was printed."""
        code, out, errors = self.tool.run([*words, given.name])
        found = {**shown(given.bed.pieces, errors, False, self.own), **shown(given.bed.pieces, out, strict_output, self.own)}
        if found:
            twin = given.put(self.tool.folder.name, twin=True)
            twin_bed = given.written(True)[0]
            again = [w if i == 0 or words[i - 1] != "--contact" else prepared(["--contact"], self.inputs, twin_bed)[1] for i, w in enumerate(words)]
            _, other, other_errors = self.tool.run([*again, twin])
            chance = shown(given.bed.pieces, other) | shown(given.bed.pieces, other_errors)
            found = {p: reading for p, reading in found.items() if p not in chance}
            given.put(self.tool.folder.name)
        found = {p: reading for p, reading in found.items() if not self.is_kept(p[1], given, line_of(p, reading))}
        numbers = {}
        for piece, reading in found.items():
            # The whole word says more to a reader than letters of it.
            number = given.bed.pieces[piece]
            if number not in numbers or len(piece[1]) > len(numbers[number][0][1]):
                numbers[number] = piece, reading
        if NAMES_SHOWN.search(errors) or NAMES_SHOWN.search(out):
            numbers = {n: v for n, v in numbers.items() if n not in given.in_name}
        if code not in ENDS:
            self.crashes.append(f"exit {code}: {' '.join(words)} ({given.form}, seed {given.seed}): {errors.strip()[:200]}")
        return {n: v for n, v in numbers.items() if n in given.planted}, code, out

    @staticmethod
    def is_kept(piece, given, line):
        """Whether a few digits are those of a value that must stay, or of the number of a line."""
        digits = piece.strip(":")
        if not digits.isdigit() or len(digits) > 5:
            return False
        return any(digits in literal and literal in line for _, literal in given.bed.stays) or f'"line":{digits},' in line

    def count(self, given, found, counter, command):
        for number, (piece, reading) in found.items():
            canary = given.bed.canaries[number]
            for label in self.labels(given.form, canary):
                counter[label] += 1
            for label in (("kind", canary.kind), ("place", canary.where), ("form", given.form)):
                key = (*label, command.split()[0])
                if len(self.examples.setdefault(key, [])) < self.options.most:
                    source = next((line_of(p, given.visible[p]) for p in canary.pieces if p in given.visible), given.name)
                    self.examples[key].append((given.form, canary, piece, source, line_of(piece, reading), command))

    def keep(self, given, words, out):
        if self.options.keep and self.kept[given.form] < 2:
            self.kept[given.form] += 1
            base = self.options.keep / f"{given.form} {self.kept[given.form]}".replace(" ", "-").replace(",", "")
            base.with_suffix(".input").write_bytes(given.data)
            base.with_suffix(".output").write_text(out, encoding="utf-8")
            base.with_suffix(".why").write_text(f"{' '.join(words)}\nseed {given.seed}, file {given.name}\n", encoding="utf-8")

    def one(self, form, number, size):
        given = Input(form, f"{self.options.seed}.{form}.{number}", size, self.known)
        given.put(self.tool.folder.name)
        self.inputs += 1
        self.unseen += len(given.bed.canaries) - len(given.planted)
        for at in given.planted:
            for label in self.labels(form, given.bed.canaries[at]):
                self.planted[label] += 1
        found, code, out = self.came_out(given, ["redact"])
        if code not in (65, -1):
            self.staying(given, out)
        if found:
            self.keep(given, ["redact"], out)
        for way in self.redact_ways if self.inputs % 4 == 0 else []:
            found = {**self.came_out(given, ["redact", *way], "json" not in way)[0], **found}
        self.count(given, found, self.redact, "redact")
        found, ways = {}, []
        for turn in range(2):
            way = prepared(self.ways[(self.inputs * 2 + turn) % len(self.ways)], self.inputs, given.bed)
            more, code, out = self.came_out(given, ["explain", *way], False)
            found, ways = {**more, **found}, [*ways, *way]
            if more:
                self.keep(given, ["explain", *way], out)
            if form in ("NDJSON of hits", "array", "search answer") and "json" in way and "--contact" not in way and code in ENDS:
                self.stays["verdict word"] += 1
                self.stayed["verdict word"] += '"verdict":' in out
        self.count(given, found, self.explain, "explain " + " ".join("CONTACT" if "@" in w else w for w in ways))
        for path in pathlib.Path(self.tool.folder.name).iterdir():
            path.unlink()

    def staying(self, given, out):
        """Counts what must stay, by how often it is written."""
        plain = re.sub(r'": +', '":', UNICODE.sub(lambda m: chr(int(m[1], 16)), out))
        for (kind, literal), wanted in collections.Counter(given.bed.stays).items():
            there = min(wanted, plain.count(literal))
            self.stays[kind] += wanted
            self.stayed[kind] += there
            if there < wanted:
                self.lost.setdefault(kind, []).append((given.form, literal))

    # The report.

    def table(self, sort, title):
        rows = [(name, self.planted[k, name], self.redact[k, name], self.explain[k, name]) for k, name in self.planted if k == sort]
        if not rows:
            return
        print(f"\n{title:36} {'planted':>9} {'redact':>9} {'%':>6} {'explain':>8} {'%':>6}")
        for name, planted, redact, explain in sorted(rows, key=lambda r: (-r[2] - r[3], r[0])):
            print(f"{name:36} {planted:9,} {redact:9,} {100 * redact / planted:6.2f} {explain:8,} {100 * explain / planted:6.2f}")

    def report(self, seconds):
        for sort, title in (
            ("kind", "kind"),
            ("place", "place"),
            ("form", "form"),
            *([("pair", "kind and place")] if self.options.v else []),
            ("all", ""),
        ):
            self.table(sort, title)
        print(f"\n{'must stay':36} {'written':>9} {'stayed':>9} {'%':>6}")
        for kind in sorted(self.stays):
            print(f"{kind:36} {self.stays[kind]:9,} {self.stayed[kind]:9,} {100 * self.stayed[kind] / self.stays[kind]:6.2f}")
            for form, literal in [x for at, x in enumerate(self.lost.get(kind, [])) if at < self.options.most]:
                print(f"    gone in {form}: {literal[:100]}")
        total, stayed = sum(self.stays.values()), sum(self.stayed.values())
        print(f"{'all':36} {total:9,} {stayed:9,} {100 * stayed / max(1, total):6.2f}")
        self.show_examples()
        for line in self.crashes[:10]:
            print(line)
        print(f"\n{self.planted['all', 'all']:,} planted in {self.inputs} inputs ({self.unseen:,} more that no reader could see), {seconds:.0f} s")
        print(f"the slowest run took {self.tool.slowest[0]:.1f} s: {self.tool.slowest[1]}")
        fine = not self.redact and not self.explain and not self.crashes and stayed >= total * LEAST / 100
        return 0 if fine else 1

    def show_examples(self):
        seen = set()
        for (sort, name, command), rows in sorted(self.examples.items(), key=str):
            rows = [row for row in rows if row[1].face not in seen]
            if rows:
                print(f"\n{command}, {sort} {name}")
            for form, canary, piece, source, line, words in rows:
                seen.add(canary.face)
                print(
                    f"    {canary.kind} {canary.face[:80]!r} in {canary.where}, {form}; shows {piece[1]!r}\n      in:  {source[:300]!r}\n      out: {line[:300]!r}  ({words})"
                )


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("tool")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--form", action="append", choices=FORMS)
    parser.add_argument("--reduced", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--vocabulary", default=os.path.join(ROOT, "playbooks", "vocabulary.txt"))
    parser.add_argument("--most", type=int, default=1, help="examples of each kind, place and form")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    known = vocabulary(options.vocabulary)
    both = in_vocabulary(known)
    if both:
        print(f"names that the vocabulary lets through, and that are not planted ({len(both)}): {' '.join(both)}")
    check, started, number = Check(Tool(options.tool), options, known), time.monotonic(), 0
    forms = options.form or list(FORMS)
    wanted = options.count
    while number < len(forms) if options.reduced else check.planted["all", "all"] < wanted:
        form = forms[number % len(forms)]
        size = 100 if options.reduced else min((1200, 2400, 4000)[number // len(forms) % 3], 200 + wanted // len(forms))
        check.one(form, number // len(forms), size)
        number += 1
    sys.exit(check.report(time.monotonic() - started))


if __name__ == "__main__":
    main()

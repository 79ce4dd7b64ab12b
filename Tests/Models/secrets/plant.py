#!/usr/bin/env python3
"""Plants secrets in everything that the tool reads, and looks for them in everything that it prints.

Usage: plant.py TOOL [--count N] [--seed S] [--door NAME]… [--keep FOLDER] [--most N]

Doors: request (`request --check`), message, profile, playbook, environment, server (a server on loopback that answers with errors).
A leak is a whole secret, or five characters of it in a row with a digit among them, in stdout or stderr, as text, JSON or Markdown (in
turn); also after HTML escapes, quoted-printable, base64, percent-encoding, backslashes and line breaks are undone. A piece that is still
shown when the same text is written with other secrets was there by chance and does not count. What leaks is tried alone, and kept in
FOLDER with a .why file, at most N (default 5) of a kind. Prints a line a door, and the kinds that leak. Exits 1 where anything leaked,
or the tool ended by a signal, with an internal error, or with an exit code that the documentation does not name. The same seed plants
the same secrets.
"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lines  # noqa: E402
import mails  # noqa: E402
import profiles  # noqa: E402
import programs  # noqa: E402
import server  # noqa: E402
import surroundings  # noqa: E402
from words import Bed, line_of, shown, twin  # noqa: E402

FORMATS = ("text", "json", "markdown")
NAMED = (0, 1, 2, 64, 65, 73, 77, 78)  # 70, an internal error, is named as well, but nothing that is read may cause one.


class Unit:
    """One thing with secrets in it; `sown` writes it, with other secrets where `words` is another number."""

    def __init__(self, make, seed):
        self.make, self.seed = make, seed

    def sown(self, words=0):
        bed = Bed(self.seed, words)
        return self.make(bed), bed.secrets


def request(bed):
    """Up to 50 calls in a file: the tool takes 100 curl lines, and some of ours are two."""
    several = 1 if bed.odds(0.1) else bed.rng.randint(20, 50)
    units = [Unit(programs.other if bed.odds(0.25) else lines.curl, f"{bed.rng.random()}") for _ in range(several)]
    between = bed.pick("\n", "\n", "\n\n", "\n\n", "\n---\n", "\r\n", "\nThen:\n")

    def dressed(texts):
        return {"args": ["request", "--check", "calls.txt"], "files": {"calls.txt": between.join(texts) + "\n"}}

    return units, dressed


DOORS = {
    "request": (70, request), "message": (10, mails.message(Unit)), "profile": (8, profiles.profile(Unit)), "playbook": (5, surroundings.playbook(Unit)),
    "environment": (2, surroundings.environment(Unit)), "server": (5, server.answers(Unit)),
}  # fmt: skip


class Tool:
    def __init__(self, path):
        self.path = os.path.abspath(shutil.which(path) or path)

    def run(self, what, form):
        """Exit code and everything that was printed, or left in a file beside the inputs."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in what.get("files", {}).items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))
                path.chmod(what.get("modes", {}).get(name, 0o600))
            home = {k: os.environ[k] for k in ("PATH", "LD_LIBRARY_PATH") if k in os.environ}
            home |= {"HOME": folder, "LANG": "C.UTF-8", "NO_COLOR": "1"}
            with server.serving(what.get("answers")) as port:
                words = [self.path, *what["args"], "--format", form]
                words = [w.replace("{port}", str(port)) for w in words]
                home |= {k: v.replace("{port}", str(port)) for k, v in what.get("environment", {}).items()}
                for name in what.get("ports", []):
                    path = pathlib.Path(folder, name)
                    path.write_text(path.read_text().replace("{port}", str(port)))
                try:
                    p = subprocess.run(words, cwd=folder, env=home, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
                except subprocess.TimeoutExpired:
                    return 124, "no answer within 60 seconds"
            # A temporary folder's name is chance, and its letters and digits could look like a piece of a secret.
            text = (p.stdout + b"\n" + p.stderr).decode(errors="replace").replace(folder, "FOLDER")
            return p.returncode, text.replace(str(port), "PORT") if port else text


def wording(line, piece):
    """By which words of its own the tool shows it."""
    before = line.partition(piece)[0]
    words = re.search(r"([A-Za-z][A-Za-z ]{4,60}:? ?)‘[^’]*$", before) or re.search(r'"(\w+)": "[^"]*(?:\\\\.[^"]*)*$', before)
    return words[1].strip() if words else "a line of the input"


def without(what, secrets):
    """What was given to the tool, the secrets left out."""
    files = [c.decode(errors="replace") if isinstance(c, bytes) else c for c in what.get("files", {}).values()]
    text = "\n".join([*map(str, what["args"]), *files])
    for face in sorted((f for s in secrets for f in s.faces), key=len, reverse=True):
        text = text.replace(face, "\0")
    return text


class Judge:
    def __init__(self, tool, keep, most):
        self.tool, self.keep, self.most = tool, keep, most
        self.planted, self.leaked, self.crashed = (collections.Counter() for _ in range(3))
        self.kinds, self.told, self.samples = collections.Counter(), collections.Counter(), {}

    def leaks(self, units, dressed, form):
        """[(unit, secret, piece, exit code, output)] of what is shown and is not there by chance, the inputs, and the exit code."""
        sown = [u.sown() for u in units]
        what = dressed([text for text, _ in sown])
        code, text = self.tool.run(what, form)
        secrets = [(u, s) for u, (_, found) in zip(units, sown) for s in found]
        found = shown([s for _, s in secrets], text)
        if found:
            again = dressed([u.sown(1)[0] for u in units])
            other = shown([s for _, s in secrets], self.tool.run(again, form)[1])
            # What stands beside the secrets as well, an id for instance, shows none of them.
            around = without(what, [s for _, s in secrets])
            found = {n: sorted(piece for piece in shows - other.get(n, set()) if piece not in around) for n, shows in found.items()}
        return [(*secrets[n], shows[0], text) for n, shows in found.items() if shows], what, code

    def case(self, door, units, dressed, form):
        found, what, code = self.leaks(units, dressed, form)
        self.planted[door] += sum(len(u.sown()[1]) for u in units)
        if code not in NAMED:
            self.crashed[door] += 1
            self.save(door, f"exit {code}", form, what, code, "", "")
        for _, secret, piece, text in found:
            self.leaked[door] += 1
            kind = f"{door}: {secret.kind}"
            self.kinds[kind] += 1
            line = line_of(piece, text)
            self.samples.setdefault(kind, (line, piece))
            self.told[f"{door}: {wording(line, piece)}"] += 1
            if self.kinds[kind] > self.most or not self.keep:
                continue
            single, exit_code, secret, piece, text = self.smallest(units, dressed, form, secret) or (what, code, secret, piece, text)
            self.save(door, secret.kind, form, single, exit_code, secret.faces, line_of(piece, text), piece)

    def smallest(self, units, dressed, form, secret):
        """The same texts without what the leak does not need. The words before the secret stay, since they say what it is."""
        texts = [u.sown()[0] for u in units]
        if not all(isinstance(t, str) for t in texts):
            return None
        face = next((f for f in secret.faces if any(f in t for t in texts)), None)
        if not face:
            return None

        def leaking(texts):
            what = dressed(texts)
            code, printed = self.tool.run(what, form)
            shows = shown([secret], printed).get(0)
            if shows:
                other = dressed([t.replace(face, twin(face)) for t in texts])
                shows -= shown([secret], self.tool.run(other, form)[1]).get(0, set())
            if shows:
                return what, code, secret, min(shows), printed

        def reduced(parts, wanted, whole):
            size = len(parts) // 2
            while size:
                at = 0
                while at < len(parts):
                    rest = parts[:at] + parts[at + size :]
                    if wanted & set(parts[at : at + size]) or not leaking(whole(rest)):
                        at += size
                    else:
                        parts = rest
                size //= 2
            return parts

        if not leaking(texts):
            return None
        texts = reduced(texts, {t for t in texts if face in t}, list)
        if len(texts) == 1 and len(texts[0]) < 5000:
            words, kept = re.findall(r"\s*\S+|\s+$", texts[0]), set()
            for n, w in enumerate(words):
                if face in w or any(c in w for c in (face[:8], face[-8:])):
                    kept |= {words[0], *words[max(0, n - 2) : n + 1]}
            texts = ["".join(reduced(words, kept, lambda rest: ["".join(rest)]))]
        return leaking(texts)

    def save(self, door, kind, form, what, code, faces, line, piece=""):
        if not self.keep or (not faces and self.crashed[door] > self.most):
            return
        name = re.sub(r"[^A-Za-z0-9]+", "-", f"{door} {kind}").strip("-")
        number = 1 + sum(1 for _ in self.keep.glob(f"{name}.[0-9]*.why"))
        for path, content in what.get("files", {}).items():
            target = self.keep / f"{name}.{number}.{path.replace('/', '_')}"
            target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))
        more = "".join(f"{k}: {what[k]!r}\n" for k in ("environment", "answers", "modes") if what.get(k))
        command = " ".join(["TOOL", *what["args"], "--format", form])
        (self.keep / f"{name}.{number}.why").write_text(
            f"door: {door}\nkind: {kind}\ncommand: {command}\n{more}exit: {code}\nsecret: {faces}\nshown: {piece}\nline: {line}\n"
        )


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("tool")
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", default="1")
    options.add_argument("--door", action="append", choices=DOORS)
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--most", type=int, default=5)
    options = options.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    judge, doors = Judge(Tool(options.tool), options.keep, options.most), options.door or list(DOORS)
    total = sum(DOORS[d][0] for d in doors)
    for door in doors:
        share, number = options.count * DOORS[door][0] / total, 0
        while judge.planted[door] < share:
            units, dressed = DOORS[door][1](Bed(f"{options.seed} {door} {number}"))
            judge.case(door, units, dressed, FORMATS[number % len(FORMATS)])
            number += 1
        crashed = f", {judge.crashed[door]} crashed" if judge.crashed[door] else ""
        print(f"{door}: {judge.planted[door]} planted in {number} runs, {judge.leaked[door]} leaked{crashed}", flush=True)
    for words, count in judge.told.most_common():
        print(f"  {count}  by {words}")
    for kind, count in judge.kinds.most_common():
        line, piece = judge.samples[kind]
        print(f"  {count}  {kind}: shows {piece!r} in {line.strip()[:300]!r}")
    sys.exit(1 if judge.leaked or judge.crashed else 0)


if __name__ == "__main__":
    main()

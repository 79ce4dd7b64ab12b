#!/usr/bin/env python3
"""Asks that `explain` says the same of a redacted log as of the log (rules.md D41), and that `redact` keeps what it reads in shape.

    same.py TOOL [FILE…] [--exports N] [--seed S] [--sample N] [--keep DIR] [-v]

For each file (default: every log and mail among the repository's fixtures, and the cases of ../shared/cases where they are) and
N generated exports (Tests/Models/forms and Tests/Models/exports): the outcome, the counters, the codes with verdict, integration and
count, the businesses with theirs, and the values of evidence that is a status are equal; `redact` of its own output changes nothing;
JSON stays JSON, NDJSON stays so line by line, CSV keeps its rows and cells, the number of lines stays. Nothing is asked of a copy that
`redact` itself says to be incomplete (exit 2). Of mails only the second is asked, since `redact` writes what they show. Prints what differs by form; exit 1 if anything does. `--sample`: so many of the fixtures;
default all, and four for each export where N is below 100, which is the reduced run.
"""

import argparse
import base64
import collections
import csv
import gzip
import hashlib
import importlib
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = pathlib.Path(HERE, "..", "..", "..").resolve()
MODELS = ROOT / "Tests" / "Models"
COUNTERS = ("records", "restricted", "unrestricted", "explained", "unexplained", "failures")
MAILS = {"eml", "html", "htm", "mbox", "mht", "mhtml", "emlx", "msg", "rpmsg"}
# Sections of a case that say how it is run, or are read by something else than `explain` and `redact`.
SETTINGS = {"stdout", "stderr", "exit", "expect.txt", "profiles.yaml", "sandbox", "servers", "repair", "environment", "setup", "note.txt", "line.txt"}
MOST = 16 << 20  # of a packed input's text
LOGS = {"ndjson", "json", "jsonl", "csv", "tsv", "log", "txt", "gz", "zst", "har", "md", "xml", "utf16le", "utf16be", ""} | MAILS


class Item:
    """One input: its form, its bytes, the arguments of `explain`."""

    def __init__(self, form, label, data, args=()):
        self.form, self.label, self.data, self.args = form, label, data, list(args)


class Tool:
    def __init__(self, path):
        self.path, self.folder = os.path.abspath(path), tempfile.TemporaryDirectory(prefix="same-")
        kept = {k: os.environ[k] for k in ("PATH", "LD_LIBRARY_PATH") if k in os.environ}
        self.environment = {**kept, "HOME": self.folder.name, "LANG": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC"}

    def run(self, words, data):
        path = pathlib.Path(self.folder.name, "export")
        path.write_bytes(data)
        try:
            p = subprocess.run(
                [self.path, *words, "export"], cwd=self.folder.name, env=self.environment, capture_output=True, timeout=120, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            return -1, b""
        return p.returncode, p.stdout

    def explain(self, data, args):
        code, out = self.run(["explain", "--format", "json", *args], data)
        try:
            return code, facts(json.loads(out))
        except ValueError:
            return code, None


def facts(report):
    found = {"outcome": report["outcome"], **{c: report["coverage"].get(c) for c in COUNTERS}}
    for f in report["findings"]:
        if f["severity"] == "info":
            continue
        key = f"{f['code']} {f['verdict']} {f['subject']['integration']}"
        found[f"{key}: count"] = f["count"]
        found[f"{key}: businesses"] = sorted((str(b["businessNumber"]), b["count"]) for b in f["businesses"])
        found[f"{key}: statuses"] = sorted((str(e["value"]), e["count"]) for e in f["evidence"] if "status" in e["name"])
    return found


# The inputs.


def sections(path):
    """The inputs inside of a case, which is one file (Tests/EndToEnd/Golden/Cases/README.md)."""
    head = re.compile(rb"^-- ([^ \n]+)(?: \(([^)]*)\))? --\n", re.MULTILINE)
    data = path.read_bytes()
    starts = list(head.finditer(data))
    for at, match in enumerate(starts):
        name, how = match[1].decode(), (match[2] or b"").decode()
        content = data[match.end() : starts[at + 1].start() if at + 1 < len(starts) else len(data)]
        extension = name.rpartition(".")[2].lower() if "." in name else ""
        if name in SETTINGS or extension not in LOGS or "escaped" in how or extension == "yaml":
            continue
        try:
            content = base64.b64decode(content) if "base64" in how else content
        except ValueError:
            continue
        yield Item(f"case {extension or name}", f"{path.relative_to(ROOT)} {name}", content.removesuffix(b"\n") if "no newline" in how else content)


def fixtures():
    """Every log and mail of the repository, each content once."""
    seen = set()
    files = [
        p
        for top in ("Tests/EndToEnd", "Tests/Support/Forms", "Samples", "Fuzzing/Seeds", "Fuzzing/corpus")
        for p in sorted((ROOT / top).rglob("*"))
        if p.is_file()
    ]
    shared = pathlib.Path(ROOT.parent, "shared", "cases")
    for cases in (shared, pathlib.Path("/work/shared/cases")):
        if cases.is_dir():
            files += [p for p in sorted([*cases.glob("logs/*/*"), *cases.glob("mails/*/*")]) if p.name != "expect.txt"]
            break
    for path in files:
        extension = path.suffix[1:].lower()
        if "Golden/Cases" in str(path) or extension == "case":
            items = list(sections(path)) if extension in ("txt", "case") else []
        elif extension in LOGS and "service-user" not in str(path) and path.name != "README.md":
            where = "cases" if "shared/cases" in str(path) else path.relative_to(ROOT).parts[-2]
            data = path.read_bytes()
            if "Seeds/reading" in str(path):
                data = data[1:]  # the first byte tells the fuzzer how to read it
            items = [Item(f"{where} {extension}".strip(), str(path), data)]
        else:
            items = []
        for item in items:
            digest = hashlib.sha256(item.data).digest()
            if digest not in seen and item.data.strip():
                seen.add(digest)
                yield item


KINDS = "containers apart texts pieces searches counted printed moments nothing others tables charsets console figures mixing".split()


def generated(count, seed):
    """Four of five by Tests/Models/forms, the others by Tests/Models/exports; the forms in turn."""
    if not count:
        return
    sys.path.insert(0, str(MODELS / "forms"))
    forms = [(f"{kind}/{name}", make) for kind in KINDS for name, make in importlib.import_module(kind).FORMS.items()]
    random.Random(f"{seed}").shuffle(forms)
    for at in range(count - count // 5):
        name, make = forms[at % len(forms)]
        variant = make(random.Random(f"{seed}.{at}.{name}"))
        yield Item(name, f"{name} seed {seed}.{at}", variant.data, variant.args)
    # The two generators have modules of the same name.
    for name in [n for n, m in sys.modules.items() if str(MODELS / "forms") in str(getattr(m, "__file__", ""))]:
        del sys.modules[name]
    sys.path[0] = str(MODELS / "exports")
    exports = importlib.import_module("generate")
    made, number = 0, 0
    while made < count // 5:
        written, truth = exports.generate(random.Random(f"{seed}.{number}").randrange(10**6))
        number += 1
        for export in written[: count // 5 - made]:
            made += 1
            yield Item("exports", f"exports seed {seed}.{number} {export.name}", export.data, truth["arguments"])


# What is asked.


def text_of(data):
    """The text of an input, or None where it is packed."""
    # Packed twice as well.
    while data[:2] == b"\x1f\x8b":
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MOST)
        except (OSError, EOFError, ValueError):
            return None
        if len(data) == MOST:
            return None
    if data[:4] == b"\x28\xb5\x2f\xfd" or data[:4] == b"PK\x03\x04":
        return None
    head = data[:400]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if head[1::2].count(0) > len(head) // 4:
        return data.decode("utf-16-le", "replace")
    if head[::2].count(0) > len(head) // 4:
        return data.decode("utf-16-be", "replace")
    return data.decode("utf-8-sig", "replace")


def parses(text):
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def cells(text):
    """Cells a row, where the input is a table of at least two columns and rows."""
    rows = [line for line in lines(text) if line]
    if len(rows) < 2:
        return None
    between = max(",;\t|", key=rows[0].count)
    if not rows[0].count(between) or rows[0].lstrip()[:1] in "{[<|-+":
        return None
    try:
        found = [len(row) for row in csv.reader(io.StringIO(text), delimiter=between) if row]
    except csv.Error:
        return None
    return found if len(set(found)) == 1 and found[0] > 2 else None


def shape(before, after):
    """How the form of the text changed."""
    found = []
    if parses(before):
        if not parses(after):
            found.append("JSON is no JSON any more")
    else:
        rows, others = lines(before), lines(after)
        if len(rows) > 1 and all(parses(row) for row in rows if row.strip()):
            broken = sum(not parses(row) for row in others if row.strip())
            if broken:
                found.append(f"{broken} of {len(rows)} lines are no JSON any more")
    table = cells(re.sub(r"\x1b\[[0-9;]*m", "", before))  # the colors of a terminal hold semicolons
    if table and not re.sub(r"\x1b\[[0-9;]*m", "", before).lstrip()[:1] in "{[":
        other = [len(row) for row in csv.reader(io.StringIO(after), delimiter=max(",;\t|", key=lines(before)[0].count)) if row]
        if other != table:
            found.append(f"cells a row: {table[:3]} in {len(table)} rows became {sorted(set(other))[:4]} in {len(other)}")
    # A text in `"""…"""` is a text of JSON in the copy, and documents that NUL separates are a line each.
    if len(lines(before.replace("\0", "\n"))) != len(lines(after)) and '"""' not in before:
        found.append(f"{len(lines(before))} lines became {len(lines(after))}")
    return found


def is_mail(item):
    extension = item.label.rpartition(".")[2].lower()
    start = item.data[:3000].lstrip()
    is_head = re.match(rb"(From|Received|Return-Path|MIME-Version|Delivered-To|Date|Subject|To|Message-ID)[: ][^\n]*\n", start) is not None
    # The codes BE33 are those of mails.
    return (
        extension in MAILS
        or re.search(r"/mails/|/BE33", item.label) is not None
        or "mail" in item.form
        or is_head
        or re.match(rb"(?i)<(!doctype )?html", start) is not None
    )


def judged(tool, item):
    """What is not the same, and the redacted text."""
    code, out = tool.run(["redact"], item.data)
    if code not in (0, 1, 2, 65):
        return [f"redact ends in {code}"], out
    before = tool.explain(item.data, item.args)
    if code == 65:
        # Damage that leaves nothing to copy is said by both.
        return ([] if before[0] in (2, 65) or is_mail(item) else ["redact copies nothing"]), out
    if code == 2:
        return [], out  # it says what the copy lacks
    found = []
    again_code, again = tool.run(["redact"], out)
    if again != out and not (again_code == 65 and not out.strip()):
        found.append("redact changes its own output")
    if is_mail(item):
        return found, out
    after = tool.explain(out, item.args)
    if before[1] is None or after[1] is None:
        if (before[1] is None) != (after[1] is None):
            found.append(f"explain: exit {before[0]} became {after[0]}")
    else:
        for key in {**before[1], **after[1]}:  # in the order of the report
            one, other = before[1].get(key), after[1].get(key)
            if one != other:
                found.append(f"{key}: {short(one)} became {short(other)}")
    text = text_of(item.data)
    if text is not None:
        found += shape(text, out.decode("utf-8", "replace"))
    return found, out


def short(value):
    return repr(value) if len(repr(value)) < 120 else repr(value)[:117] + "…"


def kind_of(line):
    """A difference without its figures, for counting."""
    return re.sub(r"\d+", "N", re.sub(r"^(BE\d{4}) \S+ .*?: ", r"\1 ", line.split(" became ")[0].split(": ")[0] if " became " in line else line))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("tool")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--exports", type=int, default=0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("-v", action="store_true", help="every input that differs, with all that does")
    options = parser.parse_args()
    tool = Tool(options.tool)
    given = [Item(pathlib.Path(f).suffix[1:] or "file", f, pathlib.Path(f).read_bytes()) for f in options.files] or list(fixtures())
    sample = options.sample if options.sample is not None else 4 * options.exports if 0 < options.exports < 100 else len(given)
    if not options.files:
        given = random.Random(options.seed).sample(given, min(sample, len(given)))
    counts, wrong, why, told = collections.Counter(), collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for item in [*given, *generated(options.exports, options.seed)]:
        found, out = judged(tool, item)
        counts[item.form] += 1
        if not found:
            continue
        wrong[item.form] += 1
        why.update({kind_of(line) for line in found})
        told[item.form].append((item, found))
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^\w.-]+", "-", item.label)[-80:]
            (options.keep / f"{name}.input").write_bytes(item.data)
            (options.keep / f"{name}.output").write_bytes(out)
            (options.keep / f"{name}.why").write_text("\n".join([item.label, f"arguments {item.args}", *found]) + "\n", encoding="utf-8")
    for form in sorted(told):
        print(f"{form}: {wrong[form]} of {counts[form]} differ")
        for item, found in told[form] if options.v else told[form][:1]:
            print(f"    {item.label} {' '.join(item.args)}")
            for line in found if options.v else found[:4]:
                print(f"      {line}")
    for line, count in why.most_common(20):
        print(f"{count:6}  {line}")
    print(f"{sum(counts.values())} inputs of {len(counts)} forms, {sum(wrong.values())} differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""Runs the tool on a variant and on its plain documents, and says whether the two reports agree.

`judge(tool, variant)` and `judge_damaged(tool, variant, data)` return a Verdict: agrees, short (agrees but for let-through
contacts in texts, where the variant allows that), gap (says that something is missing and adds nothing), or wrong with why.
"""

import collections
import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field

from documents import CODES, plain

COUNTERS = ("records", "restricted", "unrestricted", "explained", "unexplained", "failures")
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "TZ": "UTC",
    **({"LD_LIBRARY_PATH": os.environ["LD_LIBRARY_PATH"]} if "LD_LIBRARY_PATH" in os.environ else {}),
}


@dataclass
class Verdict:
    word: str  # agrees | short | gap | wrong | skipped
    why: list = field(default_factory=list)


class Tool:
    """The binary under test, with an empty home and one folder for its inputs."""

    def __init__(self, path):
        self.path, self.folder = os.path.abspath(path), tempfile.TemporaryDirectory()

    def explain(self, data, args=(), name="export"):
        file = os.path.join(self.folder.name, name)
        with open(file, "wb") as f:
            f.write(data)
        try:
            p = subprocess.run(
                [self.path, "explain", file, "--format", "json", *args],
                env={**ENVIRONMENT, "HOME": self.folder.name},
                capture_output=True,
                timeout=60,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return 124, None, "no answer within 60 seconds"
        return p.returncode, facts(p.stdout), p.stderr.decode("utf-8", "replace")


def facts(output):
    try:
        report = json.loads(output)
    except ValueError:
        return None
    findings = {}
    for f in report["findings"]:
        if f["severity"] == "info":
            continue
        findings[f["code"], f["verdict"], f["subject"]["integration"]] = {
            "count": f["count"],
            "times": (f["firstSeen"], f["lastSeen"]),
            "evidence": sorted((e["name"], str(e["value"]), e["count"]) for e in f["evidence"]),
            "businesses": sorted((str(b["businessNumber"]), b["count"]) for b in f["businesses"]),
        }
    coverage = report["coverage"]
    return {
        "counts": {k: v for k, v in coverage.items() if isinstance(v, int)},
        "findings": findings,
        "gaps": [(g["code"], g["detail"] or "") for g in coverage["gaps"]],
        "inputs": coverage["inputs"],
        "undecided": [f["code"] for f in report["findings"] if f["verdict"] in ("undetermined", "broken")],
    }


def per_code(facts, what):
    """The count of each code, or the set of its values or businesses, whatever verdict and integration."""
    result = {}
    for (code, _, _), finding in facts["findings"].items():
        if what == "count":
            result[code] = result.get(code, 0) + finding["count"]
        else:
            result.setdefault(code, set()).update(entry[:-1] for entry in finding[what])
    return result


def sums(f, weighted):
    """What must add up in any report."""
    c, wrong = f["counts"], []
    if c["records"] != c["restricted"] + c["unrestricted"]:
        wrong.append("records are not restricted and unrestricted")
    if c["restricted"] != c["explained"] + c["unexplained"]:
        wrong.append("restricted are not explained and unexplained")
    read = sum(i["records"] for i in f["inputs"])
    if not weighted and c["records"] != read - c["filtered"] - c["duplicates"]:
        wrong.append(f"{c['records']} records, but {read} read from the inputs")
    return wrong


def differences(f, p, what):
    wrong, a, b = [], f["findings"], p["findings"]
    if "counts" in what:
        wrong += [f"{k} {f['counts'][k]}, plain {p['counts'][k]}" for k in (*COUNTERS, "malformed") if f["counts"][k] != p["counts"][k]]
    for key in sorted(set(a) | set(b), key=str):
        if key not in a or key not in b:
            wrong.append(f"{key} {'only here' if key in a else 'only in plain'} ({(a.get(key) or b[key])['count']})")
        else:
            if a[key]["count"] != b[key]["count"]:
                wrong.append(f"{key} {a[key]['count']}, plain {b[key]['count']}")
            wrong += [
                f"{key[0]} {w} {a[key][w]}, plain {b[key][w]}" for w in ("evidence", "businesses", "times") if w in what and a[key][w] != b[key][w]
            ]
    return wrong


def near(value, known):
    """One of the known values, cut or less one character."""
    for other in known:
        if other.startswith(value) or len(other) == len(value) + 1 and any(other[:i] + other[i + 1 :] == value for i in range(len(other))):
            return True
    return False


def beyond(f, p, damaged=False):
    """What is here and not in the plain documents."""
    wrong = []
    for k in COUNTERS:
        if f["counts"][k] > p["counts"][k] and not (damaged and k in ("unrestricted", "unexplained")):
            wrong.append(f"{k} {f['counts'][k]}, plain {p['counts'][k]}")
    most, have = per_code(p, "count"), per_code(f, "count")
    beta = lambda codes: sum(codes.get(c, 0) for c in ("BE1101", "BE2102", "BE3104"))
    if beta(have) <= beta(most):
        most["BE1101"] = have.get("BE1101", 0)  # known, but whose is open (D12)
    open_codes = "BE10|BE9|BE1100|BE1101" if damaged else "BE10|BE9"
    for code, count in sorted(have.items()):
        if not re.match(open_codes, code) and count > most.get(code, 0):
            wrong.append(f"{code} {count}, plain {most.get(code, 0)}")
    for what in ("evidence", "businesses"):
        known = per_code(p, what)
        for code, entries in per_code(f, what).items():
            extra = {e for e in entries if e[-1] != "None"} - known.get(code, set())
            if damaged:
                extra = {e for e in extra if not near(e[-1], {k[-1] for k in known.get(code, ())})}
            if extra and code in known:
                wrong.append(f"{code} {what} {sorted(extra)} of no document")
    return wrong


def says(code, f):
    """Whether a reader learns that something is missing."""
    return code == 65 or code == 2 and f is not None and bool(f["gaps"] or f["undecided"] or f["counts"]["malformed"])


def misjudged(f, documents):
    """Where plain NDJSON itself is not what the documents were made to be."""
    want = collections.Counter(d.code for d in documents if d.code)
    have = per_code(f, "count")
    wrong = [f"plain: {code} {have.get(code, 0)}, made {want[code]}" for code in CODES if have.get(code, 0) != want[code]]
    if f["counts"]["records"] != len(documents):
        wrong.append(f"plain: records {f['counts']['records']}, made {len(documents)}")
    return wrong


def yardstick(tool, variant):
    if not variant.documents:
        return 2, {"counts": collections.Counter(), "findings": {}, "gaps": [], "undecided": []}, None
    code, p, _ = tool.explain(plain(variant.documents), variant.args, "plain.ndjson")
    if p is None:
        return code, None, Verdict("wrong", [f"plain: no report, exit {code}"])
    wrong = misjudged(p, variant.documents) if "--since" not in variant.args else []
    if wrong:
        return code, p, Verdict("wrong", wrong)
    if code not in (0, 1):
        return code, p, Verdict("skipped", [f"plain ends in {code}: {p['gaps']} {p['undecided']}"])
    return code, p, None


def judge(tool, variant):
    plain_code, p, early = yardstick(tool, variant)
    if early:
        return early
    code, f, errors = tool.explain(variant.data, variant.args, variant.name)
    if f is None:
        return Verdict("gap", [errors.strip()]) if code == 65 else Verdict("wrong", [f"no report, exit {code}: {errors.strip()[:200]}"])
    wrong = sums(f, variant.weighted)
    if wrong:
        return Verdict("wrong", wrong)
    different = differences(f, p, variant.what)
    if variant.others is not None and f["counts"].get("others") != variant.others:
        different.append(f"others {f['counts'].get('others')}, made {variant.others}")
    gaps = [f"exit {code}, plain {plain_code}"] + [f"gap {c} {d}" for c, d in f["gaps"]] + [f"undecided {c}" for c in f["undecided"]]
    same_exit = code == plain_code and len(f["gaps"]) <= len(p["gaps"])
    if variant.expect == "gap":
        over = beyond(f, p)
        return (
            Verdict("agrees")
            if not over and (says(code, f) or not different and same_exit)
            else Verdict("wrong", over or [f"something is lost, and nobody says so: exit {code}"])
        )
    if not different and (same_exit or variant.expect == "more" and says(code, f)):
        return Verdict("agrees")
    over = beyond(f, p) if "--since" not in variant.args else []  # without a time a record stays in, with a gap (D16)
    if says(code, f):
        return Verdict("wrong", over + gaps) if over else Verdict("gap", different + gaps)
    lost = [d for d in different if not re.match(r"(records|unrestricted) |\('BE1104'", d)]
    if variant.short and code in (0, 1) and not over and not lost:
        return Verdict("short", different)
    return Verdict("wrong", different + ([] if same_exit else gaps))


def judge_damaged(tool, variant, data):
    plain_code, p, early = yardstick(tool, variant)
    if early:
        return early
    code, f, errors = tool.explain(data, variant.args, variant.name)
    if code not in (0, 1, 2, 65):
        return Verdict("wrong", [f"exit {code}: {errors.strip()[:200]}"])
    if f is None:
        return Verdict("gap") if code == 65 else Verdict("wrong", [f"exit {code} without a report"])
    wrong = sums(f, variant.weighted)
    if code in (0, 1):
        wrong += beyond(f, p, damaged=True)
        if f["counts"]["restricted"] < p["counts"]["restricted"]:
            wrong.append(f"silently {f['counts']['restricted']} restricted, plain {p['counts']['restricted']}: exit {code}")
    else:  # said: but no contact is made up
        halves = any(c == "BE1037" for c, _ in f["gaps"])  # a row broken in two: both are short, and said
        if f["counts"]["records"] > p["counts"]["records"] + halves:
            wrong.append(f"records {f['counts']['records']}, plain {p['counts']['records']}")
        have, most = per_code(f, "count"), per_code(p, "count")
        wrong += [f"{c} {have[c]}, plain {most.get(c, 0)}" for c in CODES if have.get(c, 0) > most.get(c, 0)]
    return (
        Verdict("wrong", wrong + [f"exit {code}"] + [f"gap {c} {d}" for c, d in f["gaps"]])
        if wrong
        else Verdict("agrees" if code == plain_code else "gap")
    )

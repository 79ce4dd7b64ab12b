"""Runs a tool on a window, and what its JSON report says of each location.

Codes are those that design.md D32-D35 fixes. A stop may be told as BE1042, as BE1316 (its mapping is inactive) or, where everything is
silent, as BE1041. Findings of severity `info` name nobody: that is how a stop that has ended, or an open question, is told.
"""
import json
import os
import re
import subprocess

TIMEOUT = 60
STOPS = {"BE1042", "BE1316", "BE1041"}
FALLS = {"BE1048"}
NUMBER = re.compile(r"\b16999\d{10}\b")


def environment(home):
    """Nothing of the user's own configuration takes part."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BE_DIAGNOSE", "XDG_"))}
    return {**kept, "HOME": home, "TZ": "UTC", "NO_COLOR": "1", "XDG_CONFIG_HOME": home + "/.config", "XDG_STATE_HOME": home + "/.state"}


def ask(tool, folder, options, form="json"):
    """Exit code and stdout of TOOL explain in a folder."""
    done = subprocess.run(
        [*tool, "explain", *options, "--format", form],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def names(finding):
    """The locations that a finding is about: its businesses and its subject; only where both are empty, numbers in its text."""
    found = {row["businessNumber"] for row in finding.get("businesses") or []}
    found.add((finding.get("subject") or {}).get("businessNumber"))
    texts = [finding.get("detail") or ""] + [str(row.get("value")) for row in finding.get("evidence") or []]
    return found - {None} or {number for text in texts for number in NUMBER.findall(text)}


class Answer:
    """What a tool said: exit code, findings, and which locations they name."""

    def __init__(self, tool, folder, options):
        self.options = options
        self.code, out, self.errors = ask(tool, folder, options)
        try:
            report = json.loads(out)
        except ValueError:
            report = {"findings": [], "coverage": {"gaps": []}}
            if self.code in (0, 1, 2):
                self.code = -1  # a report was promised
        self.report = report
        self.findings = [f for f in report["findings"] if f["severity"] != "info" and f["verdict"] != "ruledOut"]

    def of(self, codes):
        """The findings with one of these codes."""
        return [finding for finding in self.findings if finding["code"] in codes]

    def tells(self, codes):
        """Whether a finding or a gap has one of these codes: BE1041 may be either."""
        return bool(self.of(codes)) or any(gap["code"] in codes for gap in self.report["coverage"]["gaps"])

    def named(self, codes):
        """The locations that findings with one of these codes name."""
        return set().union(*(names(finding) for finding in self.of(codes)))

    def said(self):
        """Codes, verdicts and gaps in one line."""
        words = [f"{f['code']} {f['verdict']} ({len(names(f))})" for f in self.report["findings"]]
        words += [f"gap {gap['code']}" for gap in self.report["coverage"]["gaps"]]
        return f"exit {self.code}: " + (", ".join(words) or "no finding")

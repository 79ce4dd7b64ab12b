#!/usr/bin/env python3
"""Asks `check --format html` about clients whose every value tries to become markup, and holds the page against what it may be.

Usage: hostile.py TOOL [SANDBOX] [--page FILE]
500 locations have hostile departments and practices; their logs hostile statuses; files, options and (with SANDBOX) the
vendor's practices and departments hostile names. Of each value a mark must be on the page, as text and nowhere else.
--page keeps the page. Prints a line for each fault and exits 1 where there is one.
"""
import argparse
import base64
import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

COUNT = 500
FORMS = [
    "<script>alert('{}')</script>", "</script><script>{}()</script>", "</style><img src=x onerror={}>", "<!--{}", "-->{}<b>",
    "]]>{}<![CDATA[", "\"onmouseover={} x=\"", "'onfocus={} autofocus='", "javascript:{}()", "&lt;script&gt;{}", "&#60;{}&#62;",
    "&{{{}}};", "<svg/onload={}>", "<a href=javascript:{}>x</a>", "</td></table>{}", "</title><title>{}", "<base href=//{}>",
    "<iframe srcdoc='&lt;{}'>", "<meta http-equiv=refresh content='0;url={}'>", "`{}`", "``{}", "`<b>{}</b>`", "{}\u202egnp.exe",
    "\u200b{}\u2066", "\ufeff{}\u0007", "{}\u001b[31m", "{}\u0085\u2028", "{}" + "W" * 4000, "{} " + "\u0301" * 40, "\ud7ff{}\ufffd",
    "{{{{{}}}}}", "${{{}}}", "<%={}%>", "<?php {} ?>", "<{}", "{}>", "<plaintext>{}", "<textarea>{}", "<noscript>{}", "<xmp>{}",
    "<style>*{{x:{}}}</style>", "<link rel=stylesheet href=//{}>", "<object data={}>", "<form action={}><button>", "\\u003c{}\\u003e",
    "&quot;{}&apos;", "&amp;{}&", "<math><mi//xlink:href='data:,{}'>", "<template>{}", "<br>{}<br>", "診療所{}🙂",
]  # fmt: skip

ELEMENTS = set(
    "html head meta title style body a header p h1 h2 h3 h4 strong nav ul ol li main section div span dl dt dd code pre button "
    "table caption colgroup col thead tbody tr th td article details summary br footer script".split())  # fmt: skip
ATTRIBUTES = {
    "lang": "en", "http-equiv": "Content-Type|Content-Security-Policy", "name": "viewport|referrer",
    "content": r"text/html; charset=UTF-8|width=device-width, initial-scale=1|no-referrer|default-src 'none'; [\w' ;+/=-]+",
    "class": "[a-z -]+", "id": r"[a-z-]+|(cause|copy)-\d+", "href": r"#([a-z]+|cause-\d+)", "tabindex": "0|-1", "hidden": "",
    "type": "button", "data-copy": r"copy-\d+", "scope": "col|row|colgroup", "span": r"\d+", "colspan": r"\d+", "rowspan": r"\d",
    "role": "region|status", "aria-label": "[A-Za-z ,]+", "aria-describedby": "days-about", "aria-hidden": "true",
}  # fmt: skip
EMPTY = {"meta", "col", "br"}


def mark(number):
    return f"zq{number:03}q"


def value(number):
    return FORMS[number % len(FORMS)].format(mark(number))


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.open, self.texts, self.own = [], [], [], {"script": [], "style": []}
        self.policy = ""
        self.headings = []
        self.tables = 0

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}> is none of ours")
        for name, text in attributes:
            if not re.fullmatch(ATTRIBUTES.get(name, r"(?!)"), text or ""):
                self.faults.append(f"<{tag}> has {name}={text!r}")
        if ("http-equiv", "Content-Security-Policy") in attributes:
            self.policy = dict(attributes)["content"]
        if tag == "table":
            self.tables += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_comment(self, data):
        self.faults.append(f"a comment: {data[:40]!r}")

    def unknown_decl(self, data):
        self.faults.append(f"a declaration: {data[:40]!r}")

    handle_pi = unknown_decl

    def handle_data(self, data):
        where = self.open[-1] if self.open else ""
        if where in self.own:
            self.own[where].append(data)
        else:
            self.texts.append(data)


def check(text, name, wanted):
    """The faults of one page; `wanted`: the values whose marks must be there as text."""
    page = Page()
    page.feed(text)
    page.close()
    faults = list(page.faults)
    if not text.startswith("<!DOCTYPE html>"):
        faults.append("no doctype")
    for tag, texts in page.own.items():
        if text.count(f"<{tag}") - sum(part.count(f"<{tag}") for part in texts) != 1:
            faults.append(f"not one <{tag}>")
        own = "".join(texts)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        if f"{tag}-src 'sha256-{digest}'" not in page.policy:
            faults.append(f"the policy does not name the digest of <{tag}>: {page.policy}")
        if "zq" in own:
            faults.append(f"a value is in <{tag}>")
    if any(after > before + 1 for before, after in zip([0] + page.headings, page.headings)):
        faults.append(f"a heading skips a level: {page.headings}")
    shown = "".join(page.texts)
    if lost := [number for number in wanted if mark(number) not in shown]:
        faults.append(f"{len(lost)} values are not shown, such as {value(lost[0])[:60]!r}")
    for sign in "\u202e\u200b\u2066\ufeff\u0007\u001b\u0085\u2028":
        if sign in text:
            faults.append(f"U+{ord(sign):04X} came through")
    for fault in dict.fromkeys(faults):
        print(f"{name}: {fault}")
    return not faults


def client(folder):
    """Files of 500 locations; returns the options that name them."""
    group = [{"groupId": 4300, "integrationSourceType": {"id": 27}, "integrationGroupTriggers": [{"triggerId": 42, "triggerTypeId": 1}]}]
    (folder / "group.json").write_text(json.dumps(group))
    with open(folder / "mappings.json", "w", encoding="utf-8") as file:
        for number in range(COUNT):
            keys = {"practiceid": value((number + 7) % COUNT), "departmentid": value(number), "appointmentstatus": "3,4"}
            keys[value((number + 11) % COUNT)] = value((number + 13) % COUNT)
            properties = [{"propertyKey": key, "propertyValue": text} for key, text in keys.items()]
            mapping = {"businessNumber": 169990000010000 + number, "integrationGroupId": 4300, "active": number % 3 != 0}
            file.write(json.dumps(mapping | {"integrationProperties": properties}) + "\n")
    logs = []
    for place in range(10):
        # A name holds neither of these, and no more than 255 bytes.
        name = re.sub("[/\0]", "_", value(place * 7))[:60] + ".ndjson"
        logs += ["--logs", name]
        with open(folder / name, "w", encoding="utf-8") as file:
            for number in range(place, COUNT, 10):
                for day in range(1, 25):
                    record = {
                        "@timestamp": f"2026-11-{day:02}T15:00:00.000Z", "integrationSource": "AthenaHealth",
                        "businessNumber": str(169990000010000 + number), "contact": {"id": f"c{number}-{day}"},
                        "pms_appointment_status": value(number) if day % 5 == 0 else "3",
                    }  # fmt: skip
                    if day % 5 == 0:
                        record["reason"] = "'Appointment status' is not on the allowed list"
                    if day == 7:
                        record["reason"] = value(number)
                    file.write(json.dumps(record, ensure_ascii=number % 2 == 0) + "\n")
    given = ["--practice", value(3), "--department", value(5), "--npi", value(6), "--set", f"Practice ID={value(9)}"]
    return ["--config", "group.json", "--config", "mappings.json", *logs, *given]


def run(tool, folder, words):
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([tool, "check", *words, "--format", "html"], cwd=folder, env=environment, capture_output=True)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"check {' '.join(words)[:200]}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def vendor(sandbox, folder):
    """A stand-in vendor with hostile names; returns its process and the options that lead to it."""
    def quoted(number):
        # YAML has no surrogates, and few signs as they are.
        return '"' + "".join(f"\\U{ord(sign):08x}" for sign in value(number)) + '"'

    departments = "".join(f"      - {{ id: \"{number}\", name: {quoted(number)}, patientName: {quoted(number)} }}\n" for number in range(1, 60))
    (folder / "scenario.yaml").write_text(
        f'scenario: "hostile names"\ntokens: {{ required: false, perMinute: 5000 }}\npractices:\n  - id: "10021"\n'
        f"    name: {quoted(0)}\n    publicNames: [{quoted(1)}]\n    departments:\n{departments}", encoding="utf-8")
    process = subprocess.Popen([sandbox, "--port", "0", "scenario.yaml"], cwd=folder, stdout=subprocess.PIPE, text=True)
    port = None
    while port is None:
        line = process.stdout.readline()
        if not line:
            sys.exit("the sandbox did not start")
        port = re.search(r"127\.0\.0\.1:(\d+)", line)
    (folder / "profiles.yaml").write_text(
        f'profiles:\n  here:\n    athenahealth: {{ url: "http://127.0.0.1:{port[1]}" }}\n')
    return process, ["--profiles", "profiles.yaml", "--profile", "here"]


def main():
    reading = argparse.ArgumentParser()
    reading.add_argument("tool")
    reading.add_argument("sandbox", nargs="?")
    reading.add_argument("--page")
    given = reading.parse_args()
    tool = str(pathlib.Path(given.tool).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        words = client(folder)
        everyone = range(COUNT)
        text = run(tool, folder, [*words, "--offline"])
        fine = check(text, "as it is", everyone)
        if given.page:
            pathlib.Path(given.page).write_text(text, encoding="utf-8")
        fine &= check(run(tool, folder, [*words, "--offline", "--reveal", "--for", "engineering"]), "--reveal", everyone)
        if given.sandbox:
            process, there = vendor(str(pathlib.Path(given.sandbox).resolve()), folder)
            try:
                one = ["169990000000101", "--set", "practiceid=10021", "--set", f"departmentid=1,{value(70)}", "--department", value(2)]
                fine &= check(run(tool, folder, [*one, *there]), "vendor", [0, 70])
            finally:
                process.kill()
                process.wait()
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()

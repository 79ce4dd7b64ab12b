#!/usr/bin/env python3
"""check.py TOOL SANDBOX [--seed S] [--again] [--only NAME] [-v]: runs `check` on every client of clients.py, the platform's ones against
SANDBOX (the be-sandbox binary), and says which answers are wrong:

  faulty   the headline names the planted cause, the planted causes are the roots and no other is, none ends in exit 0, and
           nothing wrong is `confirmed` that is neither planted nor caused by something
  healthy  exit 0 from files alone
  --again  after the remedy, with newer files, the saved case is resolved

Exit 0: all right, 1: some wrong, 64: usage."""
import argparse
import copy
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import clients

PRACTICES = """practices:
  - id: "10021"
    name: Riverbend Family Health
    departments:
      - { id: "1", name: MAIN }
      - { id: "2", name: NORTH }
      - { id: "3", name: SOUTH }
      - { id: "4", name: WEST }
      - { id: "9", name: TELE, hidden: true }
    cancelReasons:
      - { id: 7, name: PATIENT RESCHEDULED }
  - { id: "30700", name: Elmwood Eye Center, access: notGranted }
"""
PROFILE = """defaultProfile: lab
profiles:
  lab:
    environment: preview
    athenahealth: { url: "http://127.0.0.1:%(port)d" }
    platform:
      url: "http://127.0.0.1:%(port)d"
      requests:
        readMapping: { method: GET, path: "/mappings/{businessNumber}", state: "data.0.status", authorized: ["AUTHORIZED"], unauthorized: ["UNAUTHORIZED"], properties: "data.0.integrationProperties", group: "data.0.integrationGroupId" }
    network: { requestsPerSecond: 100000 }
"""


class Sandbox:
    """A stand-in for the services that serves what all clients have on the platform."""

    def __init__(self, binary, folder, name, all_clients):
        groups, mappings = [], []
        for client in all_clients:
            if client.on_platform:
                own, mapped = client.scenario()
                groups += own
                mappings += mapped
        path = os.path.join(folder, name + ".yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write('scenario: "Clients of a test"\ntokens: { required: false, perMinute: 5000 }\n' + PRACTICES + "platform:\n  groups:\n")
            file.writelines("    - " + json.dumps(row, ensure_ascii=False) + "\n" for row in groups)
            file.write("  mappings:\n")
            file.writelines("    - " + json.dumps(row, ensure_ascii=False) + "\n" for row in mappings)
        self.process = subprocess.Popen([binary, "--port", "0", path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.port = None
        for line in self.process.stdout:
            found = re.search(r"127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            sys.exit("be-sandbox did not start")
        self.profiles = os.path.join(folder, name + "-profiles.yaml")
        with open(self.profiles, "w", encoding="utf-8") as file:
            file.write(PROFILE % {"port": self.port})

    def stop(self):
        self.process.terminate()
        self.process.wait()


def run(tool, folder, words):
    """The exit code and the report."""
    environment = {**os.environ, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_CONFIG_HOME": os.path.join(folder, "config")}
    done = subprocess.run([tool, "check"] + words + ["--format", "json"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env=environment)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, {"error": done.stderr.decode(errors="replace")[:400]}


def write(folder, files):
    os.makedirs(folder, exist_ok=True)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def faults(client, code, report):
    """What is wrong with the answer."""
    if "error" in report:
        return [f"exit {code}: {report['error']}"]
    headline = report["result"]["headline"]
    if client.healthy:
        return [] if code == 0 else [f"exit {code}: {headline}"]
    wrong = []
    by_id = {finding["id"]: finding for finding in report["findings"]}
    roots = [by_id[i]["code"] for i in report["result"]["rootCauses"]]
    if code == 0:
        wrong.append("exit 0")
    if not re.search(client.words, headline):
        wrong.append(f"headline: {headline}")
    if roots[:1] and roots[0] not in client.codes[0]:
        wrong.append(f"first root {roots[0]}, planted {client.codes[0]}")
    for codes in client.codes:
        if not set(codes) & set(roots):
            wrong.append(f"{codes} not among the roots {roots}")
    planted = {code for codes in client.codes for code in codes}
    for code in roots:
        if code not in planted:
            wrong.append(f"a root that is not planted: {code}")
    for finding in report["findings"]:
        if finding["severity"] != "info" and finding["verdict"] == "confirmed" and finding["causedBy"] is None and finding["code"] not in planted:
            wrong.append(f"confirmed and not planted: {finding['code']}")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("sandbox")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("-v", action="store_true")
    given = parser.parse_args()
    tool, sandbox = os.path.abspath(given.tool), os.path.abspath(given.sandbox)
    all_clients = clients.planted() + clients.healthy()
    if given.only:
        all_clients = [client for client in all_clients if given.only in client.name]
    mended = clients.planted() + clients.healthy()
    mended = [client for client in mended if client.name in {c.name for c in all_clients}]
    for client in mended:
        client.fixed(client)
        client.record = clients.Client(0, "", "AthenaHealth").record
    bad = 0
    with tempfile.TemporaryDirectory(prefix="be-diagnose-clients-") as top:
        before = Sandbox(sandbox, top, "before", all_clients)
        after = Sandbox(sandbox, top, "after", mended)
        try:
            for position, (client, fixed) in enumerate(zip(all_clients, mended)):
                folder = os.path.join(top, str(position))
                write(folder, client.files(given.seed * 1000 + position))
                profile = ["--profiles", before.profiles] if client.on_platform else []
                code, report = run(tool, folder, client.arguments() + profile + ["--save", "case.json"])
                wrong = faults(client, code, report)
                if given.again and not client.healthy and not wrong:
                    wrong += again(tool, folder, client, fixed, given.seed * 1000 + position + 500, after.profiles)
                bad += bool(wrong)
                headline = report.get("result", {}).get("headline", "")
                if wrong or given.v:
                    print(f"{'WRONG' if wrong else 'right'}  {client.name} (exit {code}): {headline}")
                    for line in wrong:
                        print(f"       {line}")
        finally:
            before.stop()
            after.stop()
    print(f"{len(all_clients)} clients, {bad} wrong")
    sys.exit(1 if bad else 0)


def again(tool, folder, client, fixed, seed, profiles):
    """The saved case after the remedy: every finding is resolved, and nothing is new."""
    new = os.path.join(folder, "new")
    write(new, fixed.files(seed, after=True))
    words = ["--again", "../case.json", "--logs", "log.ndjson"]
    if client.on_platform:
        words += ["--profiles", profiles]
    else:
        words += ["--offline", "--config", "group.json", "--config", "mappings.json"]
        if client.vendor == "AthenaHealth":
            words += ["--config", "triggers.json"]
    if client.mail:
        words += ["--message", "mail.eml"]
    code, report = run(tool, new, words)
    if "error" in report:
        return [f"again: exit {code}: {report['error']}"]
    states = [row["state"] for row in report["result"]["compared"]]
    if code != 0 or not states or set(states) != {"resolved"}:
        return [f"again: exit {code}, {states}: {report['result']['headline']}"]
    return []


main()

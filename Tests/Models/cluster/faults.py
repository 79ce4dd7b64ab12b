#!/usr/bin/env python3
"""Breaks real servers in turn and reads what `explain --live` says: each row is a fault, the exit code and codes that must show.

usage: faults.py TOOL [--port P] [--folder DIR] [--running] [--show]
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import generate
import server

INDEX = "bc-fault"


class Faults:
    def __init__(self, tool, folder, show):
        self.tool, self.folder, self.show, self.wrong, self.count = tool, folder, show, 0, 0

    def expect(self, name, running, exit_code, codes, index=INDEX, arguments=("--business", "169990000000101"), change=None, **more):
        profile, environment = running.profile(index, **more)
        if change:
            profile, environment = change(profile, environment)
        place = pathlib.Path(self.folder, "fault-profiles.json")
        place.write_text(profile)
        command = [self.tool, "explain", "--live", *arguments, "--profiles", str(place), "--format"]
        started = time.monotonic()
        done = subprocess.run([*command, "json"], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
        seconds = time.monotonic() - started
        self.count += 1
        try:
            report = json.loads(done.stdout)
            seen = {gap["code"] for gap in report["coverage"]["gaps"]} | {f["code"] for f in report["findings"]}
            details = [g["detail"] for g in report["coverage"]["gaps"]] + [f["detail"] for f in report["findings"] if f["verdict"] == "broken"]
        except ValueError:
            seen, details = set(), [done.stderr]
        right = done.returncode == exit_code and set(codes) <= seen
        if not right:
            self.wrong += 1
        if self.show or not right:
            print(f"{'ok   ' if right else 'WRONG'} {name}: exit {done.returncode}, {sorted(seen)}, {seconds:.1f} s", *details, sep="\n        ")


def scrolls(running):
    nodes = running.ask("GET", "/_nodes/stats/indices/search")["nodes"].values()
    return sum(n["indices"]["search"]["scroll_current"] for n in nodes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--port", type=int, default=19610)
    parser.add_argument("--folder")
    parser.add_argument("--running", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if server.missing():
        print(f"skipped: {server.missing()}")
        sys.exit(75)
    folder = options.folder or tempfile.mkdtemp(prefix="cluster-faults-")
    faults = Faults(str(pathlib.Path(options.tool).resolve()), folder, options.show)
    now = int(time.time() * 1000)
    records = generate.Records(7, now)
    records.odd, records.business_field = False, "businessNumber"
    records.integration = {b: "AthenaHealth" for b in records.businesses}
    documents = [(n, d) for n, d in records.all() if "no playbook" not in str(d.get(records.reason_field))]
    running = server.Server("elasticsearch", options.port + 300, folder, secure=True)
    try:
        secured(faults, running, documents)
    finally:
        if not options.running:
            running.stop()
    running = server.Server("opensearch", options.port, folder, nodes=3)
    try:
        opened(faults, running, records, documents)
        interrupted(faults, running, now)
    finally:
        if not options.running:
            running.stop()
    print(f"{faults.count} faults, {faults.wrong} wrong")
    sys.exit(1 if faults.wrong else 0)


def secured(faults, running, documents):
    running.load(INDEX, documents, settings={"number_of_shards": 1})
    running.load("secret-fault", documents[:5], settings={"number_of_shards": 1})

    def password(profile, environment):
        return profile, environment | {"TEST_LOGS": json.dumps({"username": "reader", "password": "wrong-word-1"})}

    def no_authority(profile, environment):
        return json.dumps({**json.loads(profile), "profiles": {"test": {k: v for k, v in json.loads(profile)["profiles"]["test"].items() if k != "network"}}}), environment

    faults.expect("a reading user", running, 1, [])
    faults.expect("a wrong password", running, 2, ["BE4201"], change=password)
    faults.expect("an index that the user may not read", running, 2, ["BE1060"], index="secret-fault")
    faults.expect("a pattern of which one index may be read", running, 1, [], index="*-fault")
    faults.expect("a pattern of indices that the user may not read", running, 2, ["BE1060"], index="secret-*")
    faults.expect("an index that is not there", running, 2, [], index="bc-nothing")
    faults.expect("an unknown authority", running, 2, ["BE9110"], change=no_authority)


def opened(faults, running, records, documents):
    running.load(INDEX, documents, settings={"number_of_shards": 2, "number_of_replicas": 1})
    running.ask("GET", f"/_cluster/health/{INDEX}?wait_for_status=green&timeout=30s")
    faults.expect("nothing wrong", running, 1, [])
    old = [(n, d | {"@timestamp": "2025-01-01T00:00:00Z"}) for n, d in documents if d["businessNumber"] == records.businesses[1]]
    running.load("bc-old", old)
    faults.expect("nothing in the time, but something before", running, 2, ["BE1041", "BE1010"], index="bc-old", arguments=("--business", records.businesses[1]))
    faults.expect("an index that begins later", running, 2, ["BE1041"], arguments=("--business", records.businesses[0], "--since", "90d"))
    running.break_("kill", 1)
    faults.expect("a node killed, replicas present", running, 1, [])
    running.break_("revive", 1)
    wait(running)
    running.load("bc-single", documents, settings={"number_of_shards": 4, "number_of_replicas": 0})
    running.break_("kill", 2)
    time.sleep(1)
    faults.expect("a node killed, no replicas", running, 2, ["BE1034"], index="bc-single")
    for node in (1, 3):
        running.break_("pause", node)
    faults.expect("all nodes hang", running, 2, ["BE9103"], arguments=("--business", records.businesses[0], "--deadline", "3"))
    for node in (1, 3):
        running.break_("resume", node)
    running.break_("revive", 2)
    wait(running)


def wait(running):
    for _ in range(120):
        try:
            if running.ask("GET", "/_cluster/health").get("number_of_nodes") == 3:
                break
        except OSError:
            pass
        time.sleep(0.5)
    running.ask("GET", f"/_cluster/health/{INDEX}?wait_for_status=green&timeout=30s")


def interrupted(faults, running, now):
    """Ctrl-C in the midst of a search leaves no snapshot behind."""
    records = generate.Records(9, now, businesses=40, days=25, a_day=60)
    records.odd, records.business_field = False, "businessNumber"
    running.load("bc-large", list(records.all()), settings={"number_of_shards": 2})
    profile, environment = running.profile("bc-large")
    pathlib.Path(faults.folder, "fault-profiles.json").write_text(profile)
    command = [faults.tool, "explain", "--live", "-v", "--profiles", f"{faults.folder}/fault-profiles.json"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)
    for line in child.stderr:
        if "scroll" in line:
            break
    child.send_signal(signal.SIGINT)
    child.stderr.read()
    code = child.wait()
    time.sleep(0.5)
    left = scrolls(running)
    faults.count += 1
    if code != 130 or left:
        faults.wrong += 1
        print(f"WRONG Ctrl-C: exit {code}, {left} snapshots left")


main()

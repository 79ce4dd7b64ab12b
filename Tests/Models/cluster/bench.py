#!/usr/bin/env python3
"""`explain --live` beside `curl` scrolling the same slices, on a real cluster: time, bytes, memory.

usage: bench.py TOOL [--records N] [--port P] [--folder DIR] [--running] [--runs R]
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import generate
import server

INDEX = "bc-bench"


def documents(count, now):
    """400 businesses; the first has 5,000 records of them."""
    records = generate.Records(1, now, businesses=400, filler=130)
    records.reason_field, records.business_field, records.odd = "restrictionReason", "businessNumber", False
    for number in range(count):
        business = records.businesses[0] if number < 5_000 else records.businesses[number % 399 + 1]
        yield f"d{number}", records.one(business, now - records.random.randint(1, 25 * generate.DAY))


def timed(command, **more):
    """Seconds, output, and the largest resident size in MB of all children so far."""
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, **more)
    return time.monotonic() - started, done, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


SCROLL = r"""
import json, subprocess, sys, threading
url, query, source, size = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]), int(sys.argv[4])
def curl(path, body):
    return subprocess.run(["curl", "-s", "-H", "Content-Type: application/json", url + path, "-d", json.dumps(body)], capture_output=True).stdout
def slice(number):
    answer = curl("/bc-bench/_search?scroll=1m", {"slice": {"id": number, "max": 2}, "size": size, "sort": ["_doc"], "query": query, "_source": source})
    while True:
        head = answer[:2000]
        name = head.split(b'"_scroll_id":"')[1].split(b'"')[0].decode()
        if b'"hits":[]' in answer[-200:]:
            break
        answer = curl("/_search/scroll", {"scroll": "1m", "scroll_id": name})
threads = [threading.Thread(target=slice, args=(n,)) for n in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--port", type=int, default=19610)
    parser.add_argument("--folder")
    parser.add_argument("--running", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if server.missing():
        print(f"skipped: {server.missing()}")
        sys.exit(75)
    folder = options.folder or tempfile.mkdtemp(prefix="cluster-bench-")
    running = server.Server("opensearch", options.port, folder, nodes=3)
    try:
        if running.ask("GET", f"/{INDEX}/_count").get("count") != options.records:
            running.load(INDEX, documents(options.records, int(time.time() * 1000)), settings={"number_of_shards": 3})
        profile, environment = running.profile(INDEX)
        pathlib.Path(folder, "bench-profiles.json").write_text(profile)
        tool = [str(pathlib.Path(options.tool).resolve()), "explain", "--live", "--yes", "-q", "--profiles", f"{folder}/bench-profiles.json", "--format", "json"]
        source = ["@timestamp", "integrationSource", "businessNumber", "contact.*", "pms_*", "restrictionReason", "level"]
        business = {"term": {"businessNumber.keyword": "169990000000101"}}
        for name, arguments, query in [("one business", ["--business", "169990000000101"], business), ("all records", [], {"match_all": {}})]:
            ours, theirs, memory, records = [], [], 0, 0
            for _ in range(options.runs):
                seconds, done, memory = timed(tool + arguments, env=environment)
                records = json.loads(done.stdout)["coverage"]["records"]
                ours.append(seconds)
                theirs.append(timed([sys.executable, "-c", SCROLL, running.urls[0], json.dumps(query), json.dumps(source), "5000"])[0])
            print(f"{name}: {records} records, explain --live {min(ours):.2f} s, curl {min(theirs):.2f} s, ratio {min(ours) / min(theirs):.2f}, largest child {memory:.0f} MB")
    finally:
        if not options.running:
            running.stop()


main()

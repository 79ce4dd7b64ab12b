#!/usr/bin/env python3
"""Asks `explain --live` and `explain FILE` about the same records: do they say the same?

usage: compare.py TOOL [--seeds N] [--first N] [--kinds opensearch,elasticsearch] [--port P] [--folder DIR] [--keep DIR] [--running]

Each seed is one index, mapped in one of several ways, on real servers, which are started and stopped here (--running: they run
already at these ports and stay). The file holds what a search without a filter would export, cut to the records that belong to
the filter. Exit 1 and a line for each difference; 75 where no server can be started.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import generate
import server

COUNTERS = ["records", "restricted", "unrestricted", "explained", "unexplained", "failures", "malformed"]


def report(tool, arguments, folder, environment=None):
    done = subprocess.run(
        [tool, "explain", *arguments, "--format", "json"], capture_output=True, text=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"no report ({done.returncode}): {arguments}\n{done.stderr}")


def facts(report):
    """What must be the same, whatever way the records came."""
    facts = {name: report["coverage"][name] for name in COUNTERS}
    for finding in report["findings"]:
        facts[finding["code"], finding["subject"]["integration"], finding["verdict"]] = {
            name: finding[name] for name in ["count", "firstSeen", "lastSeen", "evidence", "businesses", "businessesTotal", "severity"]
        }
    return facts


def difference(live, file):
    keys = [key for key in {**live, **file} if live.get(key) != file.get(key)]
    return [f"{key}: live {json.dumps(live.get(key))[:300]} file {json.dumps(file.get(key))[:300]}" for key in keys]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kinds", default="opensearch,elasticsearch")
    parser.add_argument("--port", type=int, default=19610)
    parser.add_argument("--folder", default=None)
    parser.add_argument("--keep")
    parser.add_argument("--running", action="store_true")
    options = parser.parse_args()
    why = server.missing()
    if why:
        print(f"skipped: {why}")
        sys.exit(75)
    tool = str(pathlib.Path(options.tool).resolve())
    wrong = asked = 0
    for place, kind in enumerate(options.kinds.split(",")):
        folder = str(pathlib.Path(options.folder or tempfile.mkdtemp(prefix="cluster-test-")).resolve())
        # The ports between nodes are the HTTP ports and 100.
        running = server.Server(kind, options.port + 300 * place, folder, nodes=2, secure=kind == "elasticsearch")
        try:
            for seed in range(options.first, options.first + options.seeds):
                more, bad = check(tool, running, kind, seed, options.keep)
                asked, wrong = asked + more, wrong + bad
        finally:
            if not options.running:
                running.stop()
    print(f"{asked} questions to {options.kinds}, {wrong} answered differently than the file")
    sys.exit(1 if wrong else 0)


def check(tool, running, kind, seed, keep):
    now = int(time.time() * 1000)
    records = generate.Records(seed, now - now % 1000)
    documents = list(records.all())
    style = ["default", "keyword", "long", "short", "words"][seed % 5]
    index = f"bc-oracle-{seed}"
    running.load(index, documents, generate.mappings(style, records.business_field))
    asked = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        profile, environment = running.profile(index)
        pathlib.Path(folder, "profiles.json").write_text(profile)
        since = generate.stamp(now - 30 * generate.DAY)
        for businesses, window in [
            ([], []), *[([b], []) for b in records.businesses[:3]], (records.businesses[:2], []),
            ([records.businesses[0]], ["--since", generate.stamp(now - 6 * generate.DAY)]),
            ([records.businesses[1]], ["--since", since, "--until", generate.stamp(now - 3 * generate.DAY)]),
            (["169990000000999"], []),
        ]:
            # Where the mapping cannot select a business, all are read, and the sisters tell more.
            chosen = [(n, d) for n, d in documents if not businesses or style in ("short", "words") or any(generate.holds(d, b) for b in businesses)]
            bounds = dict(zip(window[::2], window[1::2]))
            begin, end = bounds.get("--since", since), bounds.get("--until", "9")
            chosen = [(n, d) for n, d in chosen if begin <= d.get("@timestamp", begin) < end]
            lines = [json.dumps({"_index": index, "_id": n, "_source": d}, ensure_ascii=False) for n, d in chosen]
            pathlib.Path(folder, "export.ndjson").write_text("".join(line + "\n" for line in lines))
            filters = [word for b in businesses for word in ["--business", b]]
            live = report(tool, ["--live", "--profiles", "profiles.json", *filters, *window], folder, environment)
            file = report(tool, ["export.ndjson", *filters, *(window or ["--since", since])], folder)
            found = difference(facts(live), facts(file))
            asked += 1
            if found:
                wrong += 1
                print(f"{kind} seed {seed} {style} {filters} {window}:", *found, sep="\n  ")
                if keep:
                    place = pathlib.Path(keep, f"{kind}-{seed}-{asked}")
                    place.mkdir(parents=True, exist_ok=True)
                    (place / "export.ndjson").write_text("".join(line + "\n" for line in lines))
                    (place / "live.json").write_text(json.dumps(live, indent=1))
                    (place / "file.json").write_text(json.dumps(file, indent=1))
    running.ask("DELETE", f"/{index}")
    return asked, wrong


main()

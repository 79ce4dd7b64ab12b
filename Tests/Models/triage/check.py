#!/usr/bin/env python3
"""A second opinion on `check`: thirty-four clients with planted causes, twelve healthy ones, and awkward evidence.

    check.py TOOL [--seed N] [--sandbox PATH] [--only WORD] [--keep FOLDER] [-v]

TOOL is a path. The sandbox is looked for beside it unless it is given. Half of the faulty clients are asked about from files alone, under a
profile without `requests` or with --offline; the others against the sandbox. Prints a line for each client; exit 1 where one is wrong, 64 for
wrong usage. What is held against the answer:

- the root cause is the planted one, and the headline says so in words; of two, the first is named, the other is counted or named, and both
  are among the root causes;
- no planted cause ends in exit 0, no healthy client in anything else;
- nothing of severity error or warning is `confirmed` that is neither planted nor follows from another finding;
- the headline says since when, how many contacts are wrongly held back, and which sisters run or stopped as well;
- a check of all locations names the cause in the own one's row, and a check of a sister that has nothing of it exits 0;
- the text for a client holds nothing internal, and no text has more than eight lines;
- after the remedy, `--again` says of the planted causes that they are resolved, names nothing new, and exits 0: with an export of the days
  since, and with one that reaches back behind the remedy.
"""
import sys

sys.dont_write_bytecode = True
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
from datetime import date

import awkward
import causes
import days
import files
import healthy
from lab import Sandbox, profiles, write
from verdicts import judge, judge_again, roots, severe
from world import ALLSCRIPTS, Maker


class Run:
    """One client in a folder of its own."""

    def __init__(self, tool, sandbox, case, seed, folder):
        self.tool, self.sandbox, self.case, self.seed, self.folder = tool, sandbox, case, seed, folder

    def log_of(self, world, name, first, last):
        return write(self.folder, name, files.log(world, f"{self.seed} {name} {self.case.name}", first, last))

    def bodies_of(self, world, prefix):
        """The options that give the configuration of a world."""
        other = getattr(self.case, "other_bodies", None)
        given = other if prefix == "before" and other else world
        made = ["--config", write(self.folder, f"{prefix}-group.json", json.dumps(files.group_answer(given), indent=1))]
        made += ["--config", write(self.folder, f"{prefix}-mappings.json", json.dumps(files.mappings(given), indent=1, ensure_ascii=False))]
        if world.lists_triggers:
            made += ["--config", write(self.folder, f"{prefix}-triggers.json", json.dumps(files.trigger_list(world), indent=1))]
        return made

    def mail_of(self, world, prefix):
        return ["--message", write(self.folder, f"{prefix}-mail.eml", files.mail(world))] if world.mail else []

    def tell(self, arguments, form="json"):
        """Runs the tool; its exit code, and its report or what a person reads."""
        environment = {"HOME": self.folder, "PATH": "/usr/bin:/bin", "XDG_STATE_HOME": os.path.join(self.folder, "state"), "TZ": "UTC"}
        environment["BE_DIAGNOSE_PROFILES"] = os.path.join(self.folder, "profiles.yaml")
        run = subprocess.run(
            [self.tool, "check"] + arguments + ["--format", form], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        with open(os.path.join(self.folder, "commands.txt"), "a", encoding="utf-8") as file:
            file.write("be-diagnose check " + " ".join(arguments) + "\n")
        if form == "text":
            return run.returncode, run.stdout
        try:
            return run.returncode, json.loads(run.stdout)
        except ValueError:
            return run.returncode, {"result": {"headline": run.stderr.strip()[:200]}, "findings": [], "broken": True}

    def all(self):
        """What is wrong before and after the remedy, and the headline and exit code for the table."""
        case, world = self.case, self.case.before
        truth = {"client": world.own.number, "mode": case.mode, "healthy": case.healthy, "causes": [vars(cause) for cause in case.causes]}
        write(self.folder, "truth.json", json.dumps(truth, indent=1))
        if case.mode == causes.FILES:
            # Half of them have a profile that knows no service, the others are told to stay offline.
            offline = int(world.own.number) // 1000 % 2 == 0
            write(self.folder, "profiles.yaml", profiles())
            where = ["--offline"] if offline else ["--profile", "plain"]
            return self.both(where, self.bodies_of(world, "before"), self.bodies_of(case.after, "after") if case.after else [])
        with Sandbox(self.sandbox, self.folder, "other.yaml", files.scenario(world, world.counterpart)) as other:
            counterpart = other.port if world.counterpart else None
            where = ["--enterprise", world.enterprise, "--profile", "lab"]
            with Sandbox(self.sandbox, self.folder, "before.yaml", files.scenario(world)) as server:
                write(self.folder, "profiles.yaml", profiles(server.port, counterpart))
                first = self.first(where)
            # A saved case knows its profile by name, so the server may be another one.
            with Sandbox(self.sandbox, self.folder, "after.yaml", files.scenario(case.after)) as server:
                write(self.folder, "profiles.yaml", profiles(server.port, counterpart))
                return self.second(first, [])

    def both(self, where, before, after):
        return self.second(self.first(where + before), after)

    def first(self, options):
        case, world = self.case, self.case.before
        arguments = [world.own.number] + case.options + ["--logs", self.log_of(world, "before.ndjson", days.FIRST, days.LAST)] + options
        arguments += self.mail_of(world, "before") + (["--symptom", case.symptom] if case.symptom else [])
        self.given = arguments
        return self.tell(arguments + ["--save", "case.json"])

    def records(self):
        """The documents of the client's own location, as they were exported."""
        with open(os.path.join(self.folder, "before.ndjson"), encoding="utf-8") as file:
            made = [json.loads(line)["_source"] for line in file]
        return [document for document in made if document["businessNumber"] == self.case.before.own.number and "contact" in document]

    def facts(self, report):
        """What the headline says of days, numbers and sisters, held against what was planted."""
        world, headline, wrong = self.case.before, report["result"].get("headline") or "", []
        own, records = world.own, self.records()
        if self.case.healthy:
            return []
        days_seen = sorted({document["@timestamp"][:10] for document in records})
        if own.stopped:
            last = date.fromisoformat(days_seen[-1])
            if f"after {last.day} {last:%b}" not in headline:
                wrong.append(f"the headline does not say that it stopped after {last.day} {last:%b}")
            running = sum(not location.stopped for location in world.locations[1:])
            said = re.search(r"(\d+) (?:sisters? )?runs?\b", headline)
            # Which locations of an export are sisters is known where the mappings are.
            if (self.case.mode == causes.FILES or not world.bystanders) and (int(said.group(1)) if said else 0) != running:
                wrong.append(f"the headline does not say that {running} sisters run")
            stopped = sum(bool(location.stopped) for location in world.locations[1:])
            if stopped and not re.search(rf"so did (its )?({stopped} sisters?|its sister)" if stopped > 1 else "so did (1|its) sister", headline, re.IGNORECASE):
                wrong.append(f"the headline does not say that {stopped} sisters stopped as well")
        if own.fallen:
            low = next(day for day in days_seen if date.fromisoformat(day) >= own.fallen)
            if f"since {date.fromisoformat(low).day} {date.fromisoformat(low):%b}" not in headline:
                wrong.append(f"the headline does not say that it fell on {low}")
        held = self.case.causes[0].held
        if held is not None:
            count = sum("restrictionReason" in document and held.items() <= document.items() for document in records)
            if f"{count} of {len(records)} contacts" not in headline.replace(",", ""):
                wrong.append(f"the headline does not say that {count} of {len(records)} contacts were held back")
        if not report["result"].get("next"):
            wrong.append("no next step")
        return wrong

    def texts(self):
        """The texts for others: eight lines at most, and nothing internal in the client's. The report itself names no other client."""
        wrong = []
        if self.case.mode == causes.FILES:
            shown = self.tell(self.given, form="text")[1]
            if any(location.number in shown for location in self.case.before.bystanders):
                wrong.append("the report names another client's locations")
        for reader in ("ticket", "client", "vendor", "engineering") if not self.case.healthy else ():
            _, report = self.tell(self.given + ["--for", reader])
            text = (report["result"].get("texts") or {}).get(reader) or ""
            lines = text.strip().splitlines()
            if not 1 <= len(lines) <= 8:
                wrong.append(f"--for {reader} has {len(lines)} lines")
            if re.search(r"@example\.com|Inv3nted", text):
                wrong.append(f"--for {reader} shows a patient or a password")
            others = [location.number for location in self.case.before.bystanders if location.number in text]
            if others:
                wrong.append(f"--for {reader} names another client's locations")
            if reader == "vendor" and self.case.before.vendor == ALLSCRIPTS and re.search("practice|Request ID|Locations stopped", text):
                wrong.append(f"--for vendor is not about Allscripts: {text!r}")
            if reader == "client" and re.search(r"BE\d{4}|be-diagnose|appointmentstatus|practiceid|propert|Kibana|athenaProviderNpi|departmentid|\[support", text):
                wrong.append(f"--for client is internal: {text!r}")
        return wrong

    def drawer(self):
        """The same with what the dashboard shows in place of the mappings."""
        world, symptom = self.case.before, ["--symptom", self.case.symptom] if self.case.symptom else []
        group = write(self.folder, "drawer-group.json", json.dumps(files.group_answer(world)))
        arguments = [world.own.number, "--logs", "before.ndjson", "--config", group, "--offline"] + symptom + files.drawer(world.own)
        return judge(self.case, *self.tell(arguments))

    def unfounded(self):
        """Complaints about a healthy client that nothing bears out."""
        wrong = []
        for symptom in ("silence", "few", "wrong-patients", "wrong-location"):
            if symptom == "wrong-patients" and self.case.before.vendor == ALLSCRIPTS:
                # Which of Allscripts' words are visits is unknown, so nobody can say that only visits are let through.
                continue
            code, report = self.tell(self.given + ["--until", "2026-12-01", "--symptom", symptom])
            if code != 0:
                wrong.append(f"--symptom {symptom}: exit {code}: {report['result']['headline']}")
        world = self.case.before
        with Sandbox(self.sandbox, self.folder, "healthy.yaml", files.scenario(world)) as server:
            write(self.folder, "profiles.yaml", profiles(server.port))
            arguments = [world.own.number, "--logs", "before.ndjson", "--enterprise", world.enterprise, "--profile", "lab"]
            code, report = self.tell(arguments + self.mail_of(world, "before"))
            if code != 0:
                wrong.append(f"against the sandbox: exit {code}: {report['result']['headline']}")
        return wrong

    def sister(self):
        """A sister in another practice has nothing of it."""
        arguments = [self.case.before.locations[-1].number] + self.given[1 + len(self.case.options) :]
        code, report = self.tell(arguments + ["--until", "2026-12-01"])
        return [f"a sister: exit {code}: {report['result']['headline']}"] if code != 0 else []

    def wide(self, options):
        """All locations of the files at once: the own one's row names the same cause."""
        code, report = self.tell(options)
        if self.case.healthy:
            # A sister that is switched off is worth a word where all are asked about.
            return [f"wide: exit {code}"] if code and all(location.active for location in self.case.before.locations) else []
        rows = {row["businessNumber"]: row for row in report["result"].get("locations") or []}
        by_id = {finding["id"]: finding["code"] for finding in report["findings"]}
        named = by_id.get(rows.get(self.case.before.own.number, {}).get("rootCause"))
        # What is wrong with the group is about no location in particular.
        shared = [finding["code"] for finding in roots(report) if not finding["businesses"]]
        codes = self.case.causes[0].codes
        return [] if named in codes or set(shared) & set(codes) else [f"wide: the row of the location names {named}"]

    def second(self, first, options):
        code, report = first
        wrong = judge(self.case, code, report) + self.facts(report) + self.texts()
        if self.case.mode == causes.FILES and self.case.wide:
            wrong += self.wide(options_of(self.given))
        if self.case.in_drawer:
            wrong += ["drawer: " + line for line in self.drawer()]
        if self.case.healthy:
            wrong += self.unfounded()
        elif self.case.own_only:
            wrong += self.sister()
        after = self.case.after
        if after:
            # With its end given, the answer does not depend on the day on which this is run.
            arguments = ["--again", "case.json", "--until", "2026-12-22", "--logs", self.log_of(after, "after.ndjson", days.REPAIRED, days.LAST_AGAIN)]
            wrong += judge_again(report, *self.tell(arguments + options + self.mail_of(after, "after")))
            # As most people export it: the last five weeks, of which the first two are from before the remedy.
            with open(os.path.join(self.folder, "both.ndjson"), "w", encoding="utf-8") as file:
                with open(os.path.join(self.folder, "before.ndjson"), encoding="utf-8") as old:
                    file.writelines(line for line in old if json.loads(line)["_source"]["@timestamp"] >= "2026-11-16")
                with open(os.path.join(self.folder, "after.ndjson"), encoding="utf-8") as new:
                    file.write(new.read())
            arguments[arguments.index("--logs") + 1] = "both.ndjson"
            told = self.tell(arguments + options + self.mail_of(after, "after"))
            wrong += ["overlapping export: " + line for line in judge_again(report, *told)]
        write(self.folder, "report.json", json.dumps(report, indent=1, ensure_ascii=False))
        return code, report["result"].get("headline") or "", wrong


class AwkwardRun(Run):
    """One awkward question in a folder of its own."""

    def all(self):
        case, client = self.case, self.case.client
        arguments = [case.operand or client.own.number]
        if case.files:
            arguments += ["--logs", self.log_of(case.log_of or client, "before.ndjson", days.FIRST, days.LAST)] + self.mail_of(client, "before")
        if case.faults is None:
            write(self.folder, "profiles.yaml", profiles())
            return self.judged(arguments + (self.bodies_of(client, "before") if case.files else []) + ["--offline"])
        if case.operand is None:
            arguments += ["--enterprise", client.enterprise]
        scenario = files.scenario(client) + ("faults:\n" + "".join(f"  - {fault}\n" for fault in case.faults) if case.faults else "")
        with Sandbox(self.sandbox, self.folder, "scenario.yaml", scenario) as server:
            write(self.folder, "profiles.yaml", profiles(server.port))
            return self.judged(arguments + ["--profile", "lab"])

    def judged(self, arguments):
        code, report = self.tell(arguments)
        write(self.folder, "report.json", json.dumps(report, indent=1, ensure_ascii=False))
        wrong = [] if code == self.case.exit else [f"exit {code}, not {self.case.exit}"]
        if self.case.code and self.case.code not in [finding["code"] for finding in report["findings"]]:
            wrong.append(f"{self.case.code} is not said")
        sure = [finding["code"] for finding in report["findings"] if severe(finding) and finding["verdict"] == "confirmed"]
        return code, report["result"].get("headline") or "", wrong + ([f"confirmed: {sure}"] if sure else [])


def options_of(arguments):
    """A command line without its operands."""
    return arguments[next(at for at, word in enumerate(arguments) if word.startswith("--")) :]


def main():
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("tool")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sandbox")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep")
    parser.add_argument("-v", action="store_true")
    try:
        options = parser.parse_args()
    except argparse.ArgumentError as error:
        print(error, file=sys.stderr)
        return 64
    tool = os.path.abspath(options.tool)
    sandbox = os.path.abspath(options.sandbox or os.path.join(os.path.dirname(tool), "be-sandbox"))
    maker = Maker(random.Random(options.seed))
    cases = causes.make(maker) + healthy.make(maker) + awkward.make(maker)
    place = options.keep or tempfile.mkdtemp(prefix="be-triage-")
    tally = {"faulty": [0, 0], "healthy": [0, 0], "awkward": [0, 0]}
    for at, case in enumerate(cases):
        if options.only not in case.name:
            continue
        folder = os.path.join(place, f"{at + 1:02d}-" + re.sub(r"[^a-z]+", "-", case.name.lower()))
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        if isinstance(case, awkward.Awkward):
            kind, number, run = "awkward", case.client.own.number, AwkwardRun
        else:
            kind, number, run = "healthy" if case.healthy else "faulty", case.before.own.number, Run
        code, headline, wrong = run(tool, sandbox, case, options.seed, folder).all()
        tally[kind][0] += not wrong
        tally[kind][1] += 1
        where = case.mode if kind == "faulty" else kind
        print(f"{number} {case.name:38.38} {where:11} {code:2} {'WRONG' if wrong else 'right'}  {headline}", flush=True)
        for line in wrong:
            print(f"        {line}")
    for kind, (right, total) in tally.items():
        if total:
            print(f"{right} of {total} {kind} clients are answered right")
    if not options.keep:
        shutil.rmtree(place)
    return 0 if all(right == total for right, total in tally.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

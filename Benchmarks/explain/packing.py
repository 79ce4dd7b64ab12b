"""The same records in other forms, made from the NDJSON once."""
import csv
import json
import os
import subprocess

from settings import DATA, SIZE, say

COLUMNS = [
    "@timestamp", "_id", "_index", "level", "traceId", "businessNumber", "enterpriseNumber", "integrationSource",
    "integrationGroupId", "contact.city", "pms_appointment_id", "pms_appointment_status", "pms_appointment_type",
    "pms_appointment_practice_name", "pms_appointment_procedure_code", "restrictionReason", "message",
]  # fmt: skip


def made(name, data, make):
    """The file of that name, which `make` writes; under another name until it is whole."""
    file = DATA / f"hits-{SIZE}.{name}"
    if not file.exists() or file.stat().st_mtime < data.stat().st_mtime:
        say(f"writing {file.name}")
        unfinished = file.with_name(file.name + ".part")
        make(data, unfinished)
        os.rename(unfinished, file)
    return file


def answer(data, file):
    """A search answer on one line, as the cluster gives it."""
    with open(data, "rb") as hits, open(file, "wb") as out:
        count = sum(block.count(b"\n") for block in iter(lambda: hits.read(1 << 20), b""))
        hits.seek(0)
        head = f'{{"took":9,"timed_out":false,"hits":{{"total":{{"value":{count},"relation":"eq"}},"hits":['
        out.write(head.encode())
        before = b""
        for line in hits:
            out.write(before + line[:-1])
            before = b","
        out.write(b"]}}")


def gzip(data, file):
    with open(file, "wb") as out:
        subprocess.run(["gzip", "-c", data], stdout=out, check=True)


def zstd(data, file):
    subprocess.run(["zstd", "-q", "-f", data, "-o", file], check=True)


def table(data, file):
    """A CSV report: `-` for what is missing, quotes only where a cell needs them."""
    with open(data, encoding="utf-8") as hits, open(file, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        for line in hits:
            hit = json.loads(line)
            source = hit["_source"]
            values = {**source, **hit, "contact.city": source["contact"]["address"]["city"]}
            rows.writerow("-" if values.get(name) is None else values[name] for name in COLUMNS)

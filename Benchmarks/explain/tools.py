"""The tools that one would reach for otherwise, doing the same work."""
import os
import shutil
import subprocess
import sys

from program import Program, missing
from settings import HERE

JQ = (
    'reduce (inputs | ._source) as $s ({}; .[($s.integrationSource + " " + ($s.restrictionReason // ""))] += 1)'
)

FIELDS = [
    "restrictionReason", "businessNumber", "integrationSource", "@timestamp", "pms_appointment_status",
    "pms_appointment_type", "pms_appointment_practice_name",
]  # fmt: skip

# The same fields of the same records, and the same groups. Out of a VARCHAR reason, DuckDB makes '' of nothing.
DUCKDB_JSON = """
import duckdb, json, sys
fields = sys.argv[2:]
duckdb.sql("SET enable_progress_bar = false")  # it goes to stdout
source = "STRUCT(" + ", ".join(f'"{field}" VARCHAR' for field in fields) + ")"
lengths = ", ".join(f'max(length(_source."{f}"))' for f in fields)
rows = duckdb.sql(f'''
    SELECT _source.integrationSource, _source.restrictionReason, count(*), {lengths}
    FROM read_json('{sys.argv[1]}', format='newline_delimited', columns={{_source: '{source}'}}) GROUP BY ALL''').fetchall()
print(json.dumps([row[:3] for row in rows]))
"""

# Kibana writes `-` where a document has no value.
DUCKDB_CSV = """
import duckdb, json, sys
duckdb.sql("SET enable_progress_bar = false")
lengths = ", ".join(f'max(length("{f}"))' for f in sys.argv[2:])
rows = duckdb.sql(f'''
    SELECT integrationSource, nullif(restrictionReason, '-'), count(*), {lengths}
    FROM read_csv('{sys.argv[1]}', all_varchar=true, header=true) GROUP BY ALL''').fetchall()
print(json.dumps([row[:3] for row in rows]))
"""


def installed(name, command, **more):
    return Program(name, command, **more) if shutil.which(command[0]) else missing(name)


def python_with_duckdb():
    for python in (HERE / ".venv/bin/python", sys.executable):
        if os.path.exists(python) and subprocess.run([python, "-c", "import duckdb"], capture_output=True).returncode == 0:
            return python
    return None


def duckdb(name, query, data, **more):
    if python := python_with_duckdb():
        return Program(name, [python, "-c", query, data, *FIELDS], note="same fields and groups, through Python", **more)
    return missing(name)

"""NDJSON: the tool beside the floor, ripgrep, jq and DuckDB, all on the same file."""
import os
import statistics

import answers
from program import Program, explain, mebibytes, ratio, take_turns, warm_up
from settings import CONFIGURATION, FLOOR, RUNS
from tools import DUCKDB_JSON, JQ, duckdb, installed


def programs(data, part_of_data, part):
    through = "through a pipe"
    yield Program("floor", [FLOOR, data], note="C++, simdjson on demand, counts only")
    yield explain("be-diagnose", data)
    yield Program("floor, stdin", [FLOOR, "-"], fed=data, against="floor, stdin", note=through)
    yield explain("be-diagnose, stdin", "-", fed=data, against="floor, stdin", note=through)
    note = "with the configuration of 400 businesses: masked reasons, changes"
    yield explain("be-diagnose --config", "--config", CONFIGURATION, data, against="be-diagnose", note=note)
    each = ["--each", "--output", os.devnull, data]
    yield explain("be-diagnose --each", *each, against="be-diagnose", note="a line a record to /dev/null")
    yield installed("wc -l", ["wc", "-l", data], note="counts newlines, on one thread")
    yield installed("rg -c", ["rg", "-c", '"restrictionReason":"', data], note="counts lines, reads no JSON")
    yield duckdb("DuckDB", DUCKDB_JSON, data)
    note = f"; measured on {part_of_data.stat().st_size >> 20} MiB, scaled" if part < 1 else ""
    yield installed("jq", ["jq", "-n", JQ, part_of_data], part=part, note=f"same groups{note}")


def check(table):
    """Asks whether all counted alike, and answers what they counted."""
    expected = answers.of_floor(table["floor"].answer)
    for name, read in {
        "floor, stdin": answers.of_floor, "be-diagnose": answers.of_be_diagnose,
        "be-diagnose, stdin": answers.of_be_diagnose,
        # The configuration contradicts some of the reasons, which then have another code.
        "be-diagnose --config": lambda answer: (*answers.of_be_diagnose(answer)[:2], expected[2]),
        "DuckDB": answers.of_duckdb, "rg -c": lambda answer: (expected[0], int(answer), expected[2]),
        "wc -l": lambda answer: (int(answer.split()[0]), *expected[1:]),
    }.items():  # fmt: skip
        answers.check([table[name]], expected, read)
    return expected


def measure(data, part_of_data, part):
    """Prints the table; answers what was counted."""
    table = {program.name: program for program in programs(data, part_of_data, part)}
    warm_up(table.values())
    expected = check(table)
    take_turns(table.values())
    size = data.stat().st_size
    print(f"{size / 2**30:.2f} GiB, {expected[0]} records, {expected[1]} restricted; {RUNS} runs each, in turn, file in the page cache.")
    compared = [name for name in ("be-diagnose", "DuckDB", "rg -c", "wc -l") if not table[name].missing]
    print(f"Counts equal to the floor's: {', '.join(compared)}.\n")
    print("| program | median | GB/s | times the floor¹ | most memory | |")
    print("|---|--:|--:|--:|--:|---|")
    for program in table.values():
        if program.missing:
            print(f"| {program.name} | {program.missing} | | | | |")
            continue
        median = statistics.median(program.times)
        times = f"{ratio(program, table[program.against]):.2f}"
        print(f"| {program.name} | {median:.2f} s | {size / median / 1e9:.2f} | {times} | {mebibytes(program)} | {program.note} |")
    print("\n¹ `--config` and `--each`: times `be-diagnose` on the same file; `stdin`: times the floor on stdin.")
    return expected

"""The same records in other forms, each beside what it may cost."""
import statistics

import answers
import packing
from program import Program, explain, mebibytes, ratio, take_turns, warm_up
from settings import INFLATE
from tools import DUCKDB_CSV, duckdb, installed


def measure(data, expected):
    plain = explain("NDJSON", data)
    inflate = packing.made("ndjson.gz", data, packing.gzip)
    frames = packing.made("ndjson.zst", data, packing.zstd)
    cells = packing.made("csv", data, packing.table)
    zlib = Program("zlib, only inflating", [INFLATE, inflate])
    zstd = installed("`zstd -dc` to /dev/null", ["sh", "-c", 'zstd -dc "$0" >/dev/null', frames])
    duck = duckdb("DuckDB `read_csv`", DUCKDB_CSV, cells)
    rows = [
        (explain("one `hits.hits` answer", packing.made("json", data, packing.answer)), [plain], 1.5),
        (explain("gzip", inflate), [zlib, plain], 1.2),
        (explain("zstd", frames), [zstd, plain], 1.3),
        (explain("CSV report", cells), [duck], 1.0),
    ]
    programs = [plain, zlib, zstd, duck, *(row[0] for row in rows)]
    warm_up(programs)
    answers.check([plain, *(row[0] for row in rows)], expected)
    answers.check([duck], expected, answers.of_duckdb)
    if not zlib.missing and int(zlib.answer) != data.stat().st_size:
        answers.stop(f"inflating gave {zlib.answer} bytes")
    take_turns(programs)

    print("\nThe same records in other forms, in the same way; counts equal to the floor's.\n")
    print("| form | stored | median | beside | median | times the slower | wanted | most memory |")
    print("|---|--:|--:|---|--:|--:|--:|--:|")
    print(f"| NDJSON | {stored(plain)} | {median(plain)} | | | | | {mebibytes(plain)} |")
    for program, others, wanted in rows:
        if program.missing or any(other.missing for other in others):
            print(f"| {program.name} | | {program.missing or ''} | {others[0].name} | {others[0].missing or ''} | | {wanted} | |")
            continue
        names, times = " and ".join(other.name for other in others), " and ".join(map(median, others))
        print(f"| {program.name} | {stored(program)} | {median(program)} | {names} | {times} | {ratio(program, *others):.2f} | {wanted} | {mebibytes(program)} |")


def stored(program):
    return "" if program.missing else f"{answers.stored_bytes(program.answer) / 1e6:.0f} MB"


def median(program):
    return program.missing or f"{statistics.median(program.times):.2f} s"

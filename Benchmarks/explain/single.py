"""One record: the whole process, start to end."""
import shutil
import statistics

from program import Program
from settings import BINARY

RUNS = 100


def measure(one):
    rows = [Program("/bin/true", ["/bin/true"], note="starting any process")]
    if BINARY.exists():
        rows.append(Program("be-diagnose explain", [BINARY, "explain", one], accepts=(0, 1, 2)))
    if shutil.which("jq"):
        rows.append(Program("jq .", ["jq", ".", one]))
    for turn in range(RUNS + 1):
        for program in rows:
            seconds, _ = program.run()
            if turn > 0:
                program.times.append(seconds)
    print(f"\nOne record, whole process, {RUNS} runs each, in turn.\n")
    print("| program | median | 90th percentile | times jq | |")
    print("|---|--:|--:|--:|---|")
    for program in rows:
        times = [seconds * 1000 for seconds in program.times]
        ratio = f"{statistics.median(a / b for a, b in zip(program.times, rows[-1].times)):.2f}" if rows[-1].name == "jq ." else ""
        ninth = statistics.quantiles(times, n=10)[8]
        print(f"| {program.name} | {statistics.median(times):.1f} ms | {ninth:.1f} ms | {ratio} | {program.note} |")
    for name, present in {"be-diagnose explain": BINARY.exists(), "jq .": shutil.which("jq")}.items():
        if not present:
            print(f"| {name} | {'not installed' if name[0] == 'j' else 'not built'} | | | |")

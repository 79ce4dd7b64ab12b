"""What this was measured on, and with which versions."""
import os
import shutil

from settings import first_line, output
from tools import python_with_duckdb


def describe():
    def value(path, key):
        return next((line.split(":")[1].strip() for line in open(path) if line.startswith(key)), "?")

    memory = int(value("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    load = os.getloadavg()[0]
    print(f"{value('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {os.uname().release}; load before the run {load:.2f}.")
    versions = [first_line("swift", "--version"), first_line("g++", "--version")]
    versions.append("simdjson " + (output("dpkg-query", "-W", "-f", "${Version}", "libsimdjson-dev") or "?"))
    versions += [first_line(tool, "--version") for tool in ("jq", "rg", "zstd") if shutil.which(tool)]
    versions.append("zlib " + (output("dpkg-query", "-W", "-f", "${Version}", "zlib1g-dev") or "?"))
    if python := python_with_duckdb():
        versions.append("DuckDB " + output(python, "-c", "import duckdb; print(duckdb.__version__)").strip())
    print("; ".join(versions) + ".\n")

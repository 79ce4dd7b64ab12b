#!/usr/bin/env python3
"""Gives the tool files that are no mail, or hostile ones: each must get a clear answer within a second, and within 64 MB
over the input's size.

Usage: bad.py TOOL [--slack N]   N: times the second that a debug build may take
"""
import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
import time

HEAD = "From: a@example.com\nTo: b@example.com\nSubject: x\nMIME-Version: 1.0\n"
CREDENTIALS = "ServiceUser: EXAMPLEUBQ:EXAMPLECLIENT^1^\nUser Name: example.pm\nPassword: Inv3nted-pw!9\n"
PAGE = "<html><body>%s<p>" + CREDENTIALS.replace("\n", "<br>") + "</p></body></html>"


def inputs():
    """Name, bytes (or a size, for a sparse file), the code that must be among those given; nothing for an answer."""
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + os.urandom(1000), "BE3313"
    yield "scan.pdf", b"%PDF-1.7\n" + os.urandom(1000), "BE3313"
    yield "mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "BE3313"
    yield "empty.eml", b"", "BE3313"
    yield "blank.html", b" \n\t", "BE3313"
    yield "huge.eml", 500 << 20, "BE3313"
    yield "large.html", (PAGE % ("<p>text</p>" * 2_500_000)).encode(), "BE3302"
    nested = "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(1500))
    yield "nested.eml", (HEAD + "Content-Type: multipart/mixed; boundary=b0\n\n" + nested + CREDENTIALS).encode(), "BE3313"
    flat = "--b\n\nx\n" * 100_000
    yield "flat.eml", (HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + flat).encode(), "BE3313"
    part = "--b\nContent-Type: text/plain\n\n" + CREDENTIALS
    yield "unclosed.eml", (HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + part).encode(), "BE3302"
    code = base64.encodebytes((CREDENTIALS * 3).encode()).decode().replace("\n", "\n*~ ")
    yield "rubbish.eml", (HEAD + "Content-Transfer-Encoding: base64\n\n" + code).encode(), "BE3302"
    yield "utf16.html", (PAGE % "").encode("utf-16-le"), None
    picture = '<img src="cid:credentials"><p>See the picture.</p>'
    only = "--b\nContent-Type: text/html\n\n" + picture + "\n--b\nContent-Type: image/png; name=credentials.png\n\nx\n--b--\n"
    yield "only-a-picture.eml", (HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + only).encode(), "BE3303"
    sealed = '<form action="https://login.example.net/"><input name=rpmsg type=hidden value="%s"></form>' % ("QUJD" * 1000)
    yield "message.html", f"<html>{sealed}<p>Sign in to read it</p></html>".encode(), "BE3316"
    yield "attributes.html", (PAGE % f"<p {' '.join(f'a{i}={i}' for i in range(100_000))}>x</p>").encode(), None
    yield "deep.html", (PAGE % ("<div>" * 200_000)).encode(), "BE3302"
    yield "tags.html", (PAGE % ("</b>" * 1_000_000)).encode(), None
    yield "pairs.html", (PAGE % ("<b>" * 900 + "<i></i>" * 500_000)).encode(), None
    yield "references.html", (PAGE % ("&Hat;&nosuch;&#94" * 200_000)).encode(), None
    yield "unclosed-comments.html", (PAGE % ("<!-" * 500_000)).encode(), None
    yield "less.html", (PAGE % ("<" * 2_000_000)).encode(), None
    yield "styles.html", (PAGE % ("<style>a{display:none}</style>" * 50_000)).encode(), None
    yield "style.html", (PAGE % ("<style>" + "{" * 1_000_000 + "display:none</style>")).encode(), None
    yield "cells.html", (PAGE % ("<table><tr>" + "<td>x" * 300_000 + "</table>")).encode(), None
    yield "lines.txt", ("Password:\n" * 200_000).encode(), "BE3302"
    yield "carets.txt", ("a^b:c " * 300_000).encode(), "BE3303"
    yield "nul.txt", bytes(1_000_000), "BE3313"


def run(tool, folder, name):
    start = time.perf_counter()
    with open(os.path.join(folder, "out"), "w+") as out:
        # Through time(1), since a child of Python inherits Python's own high-water mark.
        timed = ["/usr/bin/time", "-q", "-f", "%M %U %S", "-o", "usage"] if os.path.exists("/usr/bin/time") else []
        command = [*timed, tool, "message", "--format", "json", "--reveal", "-q", name]
        code = subprocess.run(command, cwd=folder, stdout=out).returncode
        seconds, memory = time.perf_counter() - start, 0
        if timed:
            # The machine may be busy with something else: what counts is the time that the tool itself took.
            words = open(os.path.join(folder, "usage")).read().split()[-3:]
            memory, seconds = int(words[0]) / 1024, float(words[1]) + float(words[2])
        out.seek(0)
        return seconds, memory, code, out.read()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tool")
    options.add_argument("--slack", type=float, default=1)
    options = options.parse_args()
    tool, failed = os.path.abspath(options.tool), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data, code in inputs():
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.truncate(data) if isinstance(data, int) else file.write(data)
            seconds, memory, exit_code, out = run(tool, folder, name)
            size = os.path.getsize(path) / (1 << 20)
            trouble = []
            if exit_code not in (0, 1, 2):
                trouble.append(f"exit {exit_code}")
                row = {"codes": [], "serviceUser": None}
            else:
                row = json.loads(out)["result"]["files"][0]
            if seconds > options.slack:
                trouble.append("too slow")
            if memory > size + 64 and options.slack == 1:
                trouble.append("too much memory")
            if code and code not in row["codes"]:
                trouble.append(f"expected {code}")
            if row["serviceUser"] not in (None, "EXAMPLEUBQ:EXAMPLECLIENT^1^"):
                trouble.append("a ServiceUser that is not there")
            failed += bool(trouble)
            print(f"{name}: {size:.1f} MB, {seconds:.2f} s, {memory:.0f} MB, exit {exit_code}, {row['codes']} {', '.join(trouble)}")
            os.remove(path)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

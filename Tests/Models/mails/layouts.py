"""Ways in which a mail sets labels and values: each takes rows of (label, value as shown) and gives a piece of a page or of a text.

`place` says where the password stands: "cell" (alone in a cell), "entry" (alone in a list's entry), "line" (behind its label),
"alone" (in a line of its own), "prose" (among other words). A layout that only a person can unravel with care is EITHER.
"""
import csv
import io
from dataclasses import dataclass
from typing import Callable

from values import EITHER, EXACT


@dataclass
class Layout:
    place: str
    truth: str
    render: Callable


def lines(before, sign, after, join=""):
    return lambda rows, chance: join.join(f"{before}{label}{sign}{value}{after}" for label, value in rows)


def word_table(rows, chance):
    cells = "".join(
        f"<tr><td width=120><p class=MsoNormal><b>{label}</b><o:p></o:p></p></td>"
        f"<td><p class=MsoNormal>{value}<o:p></o:p></p></td></tr>\n"
        for label, value in rows
    )
    return f"<table class=MsoTableGrid border=1>\n{cells}</table>\n"


def columns(rows, chance):
    return (
        "<table><thead><tr>" + "".join(f"<th>{label}</th>" for label, _ in rows) + "</tr></thead><tbody><tr>"
        + "".join(f"<td>{value}</td>" for _, value in rows) + "</tr></tbody></table>\n"
    )


def cells_of_all(rows, chance):
    return (
        "<table><tr><td>" + "<br>".join(f"{label}:" for label, _ in rows) + "</td><td>"
        + "<br>".join(value for _, value in rows) + "</td></tr></table>\n"
    )


PAGES = {
    "table": Layout("cell", EXACT, lambda rows,
        chance: "<table>" + "".join(f"<tr><td>{l}</td><td>{v}</td></tr>\n" for l, v in rows) + "</table>"),
    "table-colon": Layout("cell", EXACT, lambda rows,
        chance: "<table>" + "".join(f"<tr><td>{l}:</td><td>{v}</td></tr>" for l, v in rows) + "</table>"),
    "table-th": Layout("cell", EXACT, lambda rows,
        chance: "<table><tbody>" + "".join(f"<tr><th scope=row>{l}</th><td>{v}</td></tr>" for l, v in rows) + "</tbody></table>"),
    "table-word": Layout("cell", EXACT, word_table),
    "table-headed": Layout("cell", EXACT, lambda rows,
        chance: "<table><tr><th>Field</th><th>Value</th></tr>" + "".join(f"<tr><td>{l}</td><td>{v}</td></tr>" for l,
            v in rows) + "</table>"),
    "table-remarks": Layout("cell", EITHER, lambda rows,
        chance: "<table>" + "".join(f"<tr><td>{l}</td><td>{v}</td><td>{chance.choice(['required', 'new', 'Unity', ''])}</td></tr>" for l,
            v in rows) + "</table>"),
    "table-spacers": Layout("cell", EITHER, lambda rows,
        chance: "<table>" + "".join(f"<tr><td>{l}</td><td>:</td><td>{v}</td></tr>" for l, v in rows) + "</table>"),
    "table-nested": Layout("cell", EXACT, lambda rows,
        chance: "<table><tr><td><div>Example Vendor</div>" + word_table(rows, chance) + "</td></tr></table>"),
    "columns": Layout("cell", EXACT, columns),
    "definitions": Layout("entry", EXACT, lambda rows, chance: "<dl>" + "".join(f"<dt>{l}</dt><dd>{v}</dd>\n" for l, v in rows) + "</dl>"),
    "paragraphs": Layout("line", EXACT, lines("<p class=MsoNormal>", ": ", "<o:p></o:p></p>\n")),
    "paragraphs-nbsp": Layout("line", EXACT, lines("<p>", ":&nbsp;", "</p>\n")),
    "paragraphs-equals": Layout("line", EXACT, lines("<p>", " = ", "</p>\n")),
    "breaks": Layout("line", EXACT, lambda rows, chance: "<p>" + "<br>\n".join(f"{l}: {v}" for l, v in rows) + "</p>\n"),
    "bold-labels": Layout("line", EXACT, lambda rows, chance: "<div>" + "<br>".join(f"<b>{l}:</b> {v}" for l, v in rows) + "</div>\n"),
    "bold-both": Layout("line", EXACT, lambda rows,
        chance: "".join(f"<div><strong>{l}</strong>: <strong>{v}</strong></div>\n" for l, v in rows)),
    "divisions": Layout("line", EXACT, lines("<div class=row><span class=k>", ":</span> <span class=v>", "</span></div>\n")),
    "bullets": Layout("line", EXACT, lambda rows, chance: "<ul>" + "".join(f"<li>{l}: {v}</li>\n" for l, v in rows) + "</ul>"),
    "numbers": Layout("line", EXACT, lambda rows, chance: "<ol>" + "".join(f"<li><b>{l}:</b> {v}</li>\n" for l, v in rows) + "</ol>"),
    "above": Layout("alone", EXACT, lines("<p>", "</p>\n<p>", "</p>\n")),
    "above-divisions": Layout("alone", EXACT, lines("<div class=item><div class=label>", "</div><div class=value>", "</div></div>\n")),
    "pre": Layout("line", EXACT, lambda rows, chance: "<pre>\n" + "".join(f"{l + ':':<22}{v}\n" for l, v in rows) + "</pre>"),
    "code": Layout("line", EXACT, lines("<p>", ": <code>", "</code></p>\n")),
    "spans": Layout("line", EITHER, lines("<div><span class=k>", "</span><span class=v>", "</span></div>\n")),
    "dotted": Layout("line", EITHER, lines("<p>", " ........ ", "</p>\n")),
    "cells-of-all": Layout("alone", EITHER, cells_of_all),
    "one-line": Layout("prose", EITHER, lambda rows, chance: "<p>" + ", ".join(f"{l}: {v}" for l, v in rows) + "</p>\n"),
    "one-line-blanks": Layout("prose", EITHER, lambda rows, chance: "<p>" + " &nbsp; ".join(f"{l}: {v}" for l, v in rows) + "</p>\n"),
    "four-cells": Layout("cell", EITHER, lambda rows,
        chance: "<table><tr>" + "".join(f"<td>{l}</td><td>{v}</td>" for l, v in rows) + "</tr></table>"),
    "sentence": Layout("prose", EITHER, lambda rows, chance: "<p>" + " and ".join(f"your {l} is {v}" for l, v in rows) + "</p>\n"),
}


def sheet(separator, sideways=False):
    def render(rows, chance):
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        if sideways:
            writer.writerows(rows)
        else:
            writer.writerows([[label for label, _ in rows], [value for _, value in rows]])
        return out.getvalue()

    return render


def box(rows, chance):
    wide = [max(len(row[at]) for row in rows) for at in (0, 1)]
    edge = f"+-{'-' * wide[0]}-+-{'-' * wide[1]}-+\n"
    return edge + "".join(f"| {label:<{wide[0]}} | {value:<{wide[1]}} |\n" for label, value in rows) + edge


def markdown(rows, chance):
    return "| Field | Value |\n|---|---|\n" + "".join(f"| {label} | {value} |\n" for label, value in rows)


TEXTS = {
    "lines": Layout("line", EXACT, lines("", ": ", "\n")),
    "lines-apart": Layout("line", EXACT, lines("", ": ", "\n", "\n")),
    "lines-no-blank": Layout("line", EXACT, lines("", ":", "\n")),
    "lines-blank-before": Layout("line", EXACT, lines("", " : ", "\n")),
    "equals": Layout("line", EXACT, lines("", " = ", "\n")),
    "tabs": Layout("alone", EXACT, lines("", "\t", "\n")),
    "colon-tabs": Layout("alone", EXACT, lines("", ":\t", "\n")),
    "aligned": Layout("line", EXACT, lambda rows, chance: "".join(f"{l + ':':<22}{v}\n" for l, v in rows)),
    "indented": Layout("line", EXACT, lines("    ", ": ", "\n")),
    "bullets": Layout("line", EXACT, lines("- ", ": ", "\n")),
    "stars": Layout("line", EXACT, lines("  * ", ": ", "\n")),
    "dots": Layout("line", EXACT, lines("\u2022 ", ": ", "\n")),
    "numbers": Layout("line", EXACT, lambda rows, chance: "".join(f"{at}. {l}: {v}\n" for at, (l, v) in enumerate(rows, 1))),
    "above": Layout("alone", EXACT, lines("", ":\n", "\n", "\n")),
    "above-tight": Layout("alone", EXACT, lines("", ":\n", "\n")),
    "above-bare": Layout("alone", EXACT, lines("", "\n", "\n", "\n")),
    "hyphen": Layout("line", EITHER, lines("", " - ", "\n")),
    "arrow": Layout("line", EITHER, lines("", " -> ", "\n")),
    "two-blanks": Layout("line", EITHER, lambda rows, chance: "".join(f"{l:<20}  {v}\n" for l, v in rows)),
    "dotted": Layout("line", EITHER, lines("", " ........ ", "\n")),
    "dotted-close": Layout("line", EITHER, lambda rows, chance: "".join(f"{l:.<24}: {v}\n" for l, v in rows)),
    "bold-labels": Layout("line", EITHER, lines("*", ":* ", "\n")),
    "bold-labels-markdown": Layout("line", EITHER, lines("**", ":** ", "\n")),
    "bold-labels-outside": Layout("line", EITHER, lines("**", "**: ", "\n")),
    "markdown": Layout("cell", EITHER, markdown),
    "box": Layout("cell", EITHER, box),
    "csv": Layout("cell", EITHER, sheet(",")),
    "csv-semicolons": Layout("cell", EITHER, sheet(";")),
    "csv-sideways": Layout("cell", EITHER, sheet(",", True)),
    "tab-columns": Layout("cell", EITHER, sheet("\t")),
    "pdf-columns": Layout("alone", EITHER, lambda rows, chance: "\n".join([l for l, _ in rows] + [v for _, v in rows]) + "\n"),
    "one-line": Layout("prose", EITHER, lambda rows, chance: ", ".join(f"{l}: {v}" for l, v in rows) + "\n"),
    "one-line-bars": Layout("prose", EITHER, lambda rows, chance: " | ".join(f"{l}: {v}" for l, v in rows) + "\n"),
    "one-line-slashes": Layout("prose", EITHER, lambda rows,
        chance: " / ".join(v for _, v in rows).join([" / ".join(l for l, _ in rows) + ": ", "\n"])),
    "user-and-password": Layout("prose", EITHER, lambda rows, chance: "{}: {}\n{}: {} {}: {}\n".format(*rows[0], *rows[1], *rows[2])),
    "sentence": Layout("prose", EITHER, lambda rows, chance: " and ".join(f"your {l} is {v}" for l, v in rows) + "\n"),
}

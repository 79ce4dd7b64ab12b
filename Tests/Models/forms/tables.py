"""Kind 7: tables that are not quite as expected: separators, headers, titles, drawn borders. See generate.py."""

import csv
import io

from documents import World, STATUS, TYPE, PLACE
from variant import Variant, encode


class Table:
    """A world's documents as a header and rows of texts."""

    def __init__(self, rng, simple=False, world=None, empty=None):
        self.rng, self.world = rng, world or World(rng, flat=True, simple=simple)
        self.documents = self.world.documents()
        self.names = list(dict.fromkeys(k for d in self.documents for k in d.body))
        rng.shuffle(self.names)
        self.empty = rng.choice(["", "-"]) if empty is None else empty
        self.rows = [self.cells(d) for d in self.documents]
        self.separator = rng.choice([",", ",", ";", "\t", "|"])
        self.quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])

    def cells(self, d):
        return [self.empty if d.body.get(n) is None else str(d.body[n]) for n in self.names]

    def text(self, rows, ends="\n", **rest):
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, quoting=self.quoting, lineterminator=ends, **rest).writerows(rows)
        return out.getvalue()

    def variant(self, text, is_drawn=False, **rest):
        """Of drawn rows, one may be cut where its last cells look empty: nobody could tell."""
        rest.setdefault("note", f"separator {self.separator!r}, quoting {self.quoting}, empty {self.empty!r}")
        return Variant(
            encode(self.rng, text, carriage=0.1 if "\r" not in text else 0),
            self.documents,
            open_end=is_drawn and self.names[-1] in (self.world.reason, STATUS, TYPE, PLACE),
            table=() if is_drawn else (self.separator, self.names),
            **rest,
        )


def separators(rng):
    table = Table(rng)
    mark = f"sep={table.separator}\n" if rng.random() < 0.2 else ""
    return table.variant(mark + table.text([table.names] + table.rows))


def unnamed_first(rng):
    """pandas: a column of numbers without a name."""
    table = Table(rng)
    return table.variant(table.text([[""] + table.names] + [[str(at)] + row for at, row in enumerate(table.rows)]))


def blanks_in_names(rng):
    """Blanks around the names, quoted or not."""
    table = Table(rng)
    return table.variant(table.text([[rng.choice([f" {n}", f"{n} ", f" {n} "]) for n in table.names]] + table.rows))


def blanks_after(rng):
    """A blank after each separator, cells in quotes or not."""
    table = Table(rng, simple=True)
    table.separator = rng.choice([",", ";"])
    quoted = rng.random() < 0.5
    show = lambda c: f'"{c}"' if quoted or table.separator in c else c
    return table.variant(
        "\n".join((table.separator + " ").join(show(c) for c in row) for row in [table.names] + table.rows),
        note=f"quoted {quoted}, {table.separator}",
    )


def carriage_returns(rng):
    """CR alone at the ends of lines."""
    table = Table(rng, simple=True)
    return table.variant(table.text([table.names] + table.rows, ends="\r"))


def titles(rng):
    """What reports write above a table."""
    table = Table(rng)
    above = rng.choice(
        ["Contacts held back\n", "Report: contacts\nCreated: 2026-11-20 10:00\n\n", "Contacts, last 7 days\n\n", "# exported by worker-1\n"]
    )
    return table.variant(above + table.text([table.names] + table.rows), note=repr(above))


def totals(rng):
    """A row of totals below."""
    table = Table(rng)
    below = rng.choice(
        [
            f"Total{table.separator}{len(table.rows)}\n",
            "\n(" + str(len(table.rows)) + " rows)\n",
            table.text([["Total"] + [""] * (len(table.names) - 2) + [str(len(table.rows))]]),
        ]
    )
    return table.variant(table.text([table.names] + table.rows) + below, note=repr(below), expect="more")


def headless(rng):
    """No header: must be said."""
    table = Table(rng)
    return table.variant(table.text(table.rows), expect="gap")


def second_header(rng):
    """The columns change on the way; at times a blank line or a title between."""
    table = Table(rng)
    at = rng.randrange(1, len(table.rows) + 1)
    order = rng.sample(range(len(table.names)), len(table.names))
    between = rng.choice(["", "", "\n", "\nSecond report\n"])
    text = table.text([table.names] + table.rows[:at]) + between + table.text([[row[i] for i in order] for row in [table.names] + table.rows[at:]])
    return table.variant(text, note=f"header again behind row {at}, between {between!r}", expect="more")


def same_header(rng):
    """cat a.csv b.csv: the header again, as it was."""
    table = Table(rng)
    at = rng.randrange(1, len(table.rows) + 1)
    return table.variant(table.text([table.names] + table.rows[:at] + [table.names] + table.rows[at:]), expect="more")


def backslashes(rng):
    """Quotes inside of cells escaped by a backslash (MySQL, Hive, some loggers)."""
    world = World(rng, flat=True, simple=True)
    table = Table(rng, world=world)
    table.separator = rng.choice([",", ",", "\t"])
    table.names.insert(rng.randrange(len(table.names) + 1), "remark")
    for d in table.documents:
        d.body["remark"] = rng.choice(['he said "go"', '{"a": "b, c"}', "plain", 'a "b", c'])
    table.rows = [table.cells(d) for d in table.documents]
    show = lambda c: '"' + c.replace('"', '\\"') + '"'
    return table.variant("\n".join(table.separator.join(map(show, row)) for row in [table.names] + table.rows))


def markdown(rng):
    table = Table(rng, simple=True)
    rows = [table.names] + table.rows
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.names))] if rng.random() < 0.5 else [0] * len(table.names)
    show = lambda row: "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths)) + " |"
    ruler = "|" + "|".join(rng.choice(["---", " --- ", ":---", "-----"]) for _ in table.names) + "|"
    above = rng.choice(["", "", "Here is what I found:\n\n"])
    return table.variant(above + "\n".join([show(rows[0]), ruler] + [show(r) for r in rows[1:]]), is_drawn=True)


def drawn(rng):
    """psql, mysql: borders of dashes, and the number of rows below."""
    table = Table(rng, simple=True)
    rows = [table.names] + table.rows
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.names))]
    if rng.random() < 0.5:
        show = lambda row: (" " + " | ".join(c.ljust(w) for c, w in zip(row, widths))).rstrip()
        lines = [show(rows[0]), "-" + "-+-".join("-" * w for w in widths) + "-"] + [show(r) for r in rows[1:]] + [f"({len(table.rows)} rows)"]
        return table.variant("\n".join(lines) + "\n", is_drawn=True, note="psql")
    border = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    show = lambda row: "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths)) + " |"
    return table.variant(
        "\n".join([border, show(rows[0]), border] + [show(r) for r in rows[1:]] + [border, f"{len(table.rows)} rows in set (0.00 sec)"]) + "\n",
        is_drawn=True,
        note="mysql",
    )


def over_lines(rng):
    """Cells that hold line ends."""
    table = Table(rng)
    table.names.insert(rng.randrange(len(table.names) + 1), "stack")
    for d in table.documents:
        d.body["stack"] = rng.choice(["one\n  at two\n  at three", "none", "a\n\nb"])
    table.rows = [table.cells(d) for d in table.documents]
    return table.variant(table.text([table.names] + table.rows))


FORMS = dict(
    separators=separators,
    unnamed_first=unnamed_first,
    blanks_in_names=blanks_in_names,
    blanks_after=blanks_after,
    carriage_returns=carriage_returns,
    titles=titles,
    totals=totals,
    headless=headless,
    second_header=second_header,
    same_header=same_header,
    backslashes=backslashes,
    markdown=markdown,
    drawn=drawn,
    over_lines=over_lines,
)

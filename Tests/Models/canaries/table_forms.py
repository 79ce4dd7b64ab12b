"""Tables: CSV and its relatives, drawn ones, a cell a line. Known, unknown, missing and repeated headers."""

import csv
import io

from records import Facts
from snippets import IDENTITY, MISLEADING, UNKNOWN, label, snippet

KEPT = ["@timestamp", "businessNumber", "integrationSource", "restrictionReason", "pms_appointment_status"]


class Table:
    """`names` is the header, `rows` the cells; what stays stands in the columns of KEPT, side by side."""

    def __init__(self, bed, size, simple=False):
        self.bed, self.simple = bed, simple
        self.sorts = [bed.pick(*IDENTITY, "snippet", "snippet", "anything") for _ in range(bed.rng.randint(2, 7))]
        heads = []
        for sort in self.sorts:
            name = label(bed, sort) if sort in IDENTITY else bed.rng.choice(UNKNOWN + MISLEADING)
            heads.append(bed.pick(name, name, name.replace("_", " ").title()))
        self.at = bed.rng.randrange(len(heads) + 1)
        self.names = heads[: self.at] + KEPT + heads[self.at :]
        self.facts, self.rows = [], []
        while len(bed.canaries) < size:
            self.rows.append(self.row())

    def cell(self, sort):
        bed = self.bed
        bed.where = "cell"
        if sort == "anything":
            return bed.anything()[1]
        if sort != "snippet":
            if self.simple and sort == "password":
                return bed.password(without="|\t\n\"'\\,;{}")
            return getattr(bed, sort)()
        return snippet(bed, one_line=self.simple)

    def row(self):
        facts = Facts(self.bed)
        self.facts.append(facts)
        cells = [self.cell(s) for s in self.sorts]
        kept = [facts.time, facts.business, facts.integration, facts.reason, facts.status]
        return cells[: self.at] + kept + cells[self.at :]

    def stay(self, between, quote=""):
        for f in self.facts:
            q = lambda v: f"{quote}{v}{quote}"
            self.bed.keep("log time", f.time)
            self.bed.keep("business number", f.business)
            self.bed.keep("reason", f"{q(f.integration)}{between}{q(f.reason)}")
            self.bed.keep("status", f"{q(f.reason)}{between}{q(f.status)}")


def written(table, names, rows, between=",", all_quoted=False):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerows(([names] if names else []) + rows)
    return out.getvalue()


def separated(between):
    def form(bed, size):
        table, quoted = Table(bed, size), bed.odds(0.4)
        table.stay(between, '"' if quoted else "")
        return written(table, table.names, table.rows, between, quoted)

    return form


def excel(bed, size):
    table = Table(bed, size)
    table.stay(";")
    return "\ufeffsep=;\n" + written(table, table.names, table.rows, ";")


def copied(bed, size):
    table = Table(bed, size)
    table.stay("\t ", '"')
    quote = lambda v: '"' + v.replace('"', '""') + '"'
    return "\n".join("\t ".join(map(quote, row)) for row in [table.names, *table.rows]) + "\n"


def headless(bed, size):
    table = Table(bed, size)
    for f in table.facts:
        bed.keep("business number", f.business)
    return written(table, None, table.rows)


def repeated(bed, size):
    """The header again on the way, and two columns of one name."""
    table, middle = Table(bed, size), []
    names = [table.names[0] if n == table.names[-1] and table.names[0] not in KEPT and n not in KEPT else n for n in table.names]
    for at, row in enumerate(table.rows):
        middle += [row] if at % 20 or not at else [names, row]
    table.stay(",")
    return written(table, names, middle)


def ragged(bed, size):
    """Cells too many, too few, quotes that do not end."""
    table = Table(bed, size)
    rows = []
    for row in table.rows:
        kind = bed.rng.randrange(5)
        bed.where = "cell too many"
        rows.append(row + [bed.name(), bed.phone()] if kind == 0 else row[:-1] if kind == 1 and len(table.names) > len(KEPT) + table.at else row)
    text = written(table, table.names, rows)
    at = text.find("\n", len(text) // 2)
    return text[:at] + '\n"' + bed.name() + "," + bed.mail() + text[at:]


def headed_by_people(bed, size):
    """A pivot: the names of the columns are people."""
    bed.where = "header"
    names = [bed.name() if at % 2 else bed.mail() for at in range(6)]
    rows = []
    while len(bed.canaries) < min(size, 60):
        bed.where = "cell"
        rows.append([bed.name(), *(str(bed.rng.randrange(9)) for _ in names)])
    return written(None, ["contact", *names], rows)


def split_digits(bed, size):
    """The digits of a phone, and the parts of a date, in cells of their own."""
    rows, bed.where = [], "digits in cells"
    while len(bed.canaries) < size:
        facts, area, line = Facts(bed), f"{bed.words.randrange(201, 989)}", f"{bed.words.randrange(1000, 9999)}"
        bed.plant("phone in pieces", f"{area}-555-{line}", [("d", f"{area}555{line}"), ("n", line)])
        rows.append([facts.time, facts.business, facts.reason, facts.status, area, "555", line, bed.first(), bed.last()])
        bed.keep("business number", facts.business)
    names = bed.pick(["area", "exchange", "number", "first", "last"], ["p1", "p2", "p3", "n1", "n2"])
    return written(None, ["@timestamp", "businessNumber", "restrictionReason", "pms_appointment_status", *names], rows)


def markdown(bed, size):
    table = Table(bed, size, simple=True)
    table.stay(" | ")
    clean = lambda c: c.replace("|", "/")
    show = lambda row: "| " + " | ".join(map(clean, row)) + " |"
    return "\n".join([show(table.names), "|" + "---|" * len(table.names), *map(show, table.rows)]) + "\n"


def drawn(style):
    def form(bed, size):
        table = Table(bed, size, simple=True)
        for f in table.facts:
            bed.keep("business number", f.business)
            # In a drawn table `explain` reads no times.
            if style != "box":
                bed.keep("log time", f.time)
        rows = [[c.replace("|", "/").replace("│", "/") for c in row] for row in [table.names, *table.rows]]
        widths = [max(len(row[i]) for row in rows[:200]) for i in range(len(table.names))]
        if style == "psql":
            show = lambda row: " " + " | ".join(c.ljust(w) for c, w in zip(row, widths))
            lines = [show(rows[0]), "-" + "-+-".join("-" * w for w in widths) + "-", *map(show, rows[1:]), f"({len(rows) - 1} rows)"]
        else:
            bar, left, cross, right, dash = ("|", "+", "+", "+", "-") if style == "mysql" else ("│", "├", "┼", "┤", "─")
            border = left + cross.join(dash * (w + 2) for w in widths) + right
            show = lambda row: f"{bar} " + f" {bar} ".join(c.ljust(w) for c, w in zip(row, widths)) + f" {bar}"
            lines = [border, show(rows[0]), border, *map(show, rows[1:]), border]
        return "\n".join(lines) + "\n"

    return form


def selection(bed, size):
    """Cells one a line, a blank line between rows."""
    table = Table(bed, size, simple=True)
    for f in table.facts:
        bed.keep("business number", f.business)
    return "\n\n".join("\n".join(c or "-" for c in row) for row in [table.names, *table.rows]) + "\n"


def unrelated(bed, size):
    """A table of other things: no column of it is known."""
    bed.where = "cell"
    sorts = [bed.pick(*IDENTITY) for _ in range(4)]
    names = [bed.pick("a", "b", "c", "col1", "Given name", "x y") + str(n) for n in range(4)]
    rows = []
    while len(bed.canaries) < size:
        rows.append([getattr(bed, s)() for s in sorts])
    return written(None, names, rows, bed.pick(",", ";", "\t"))


FORMS = {
    "CSV": separated(","), "TSV": separated("\t"), "semicolons": separated(";"), "Excel": excel, "copy as text": copied, "CSV without header": headless,
    "CSV, header repeated": repeated, "CSV, ragged": ragged, "CSV headed by people": headed_by_people, "CSV, digits apart": split_digits, "Markdown table": markdown,
    "psql": drawn("psql"), "mysql": drawn("mysql"), "box drawing": drawn("box"), "selection": selection, "CSV of other things": unrelated,
}  # fmt: skip

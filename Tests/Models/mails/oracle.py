"""What a mail visibly says, by other people's readers (Python's email, html5lib): the second opinion on the tool's answers.

Knows nothing of the project's code. Where it cannot tell, it says nothing, and the tool must then not answer either.
"""
import binascii
import email
import email.policy
import glob
import re
import sys
import unicodedata

# The distribution's package python3-html5lib, whichever Python runs this.
sys.path += ["/usr/lib/python3/dist-packages", *glob.glob("/usr/lib/python3*/site-packages")]
import html5lib  # noqa: E402

BLOCKS = {
    "p", "div", "table", "tr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "body", "html", "blockquote",
    "center", "form", "pre", "section", "article", "hr", "br", "tbody", "thead", "tfoot",
}
UNSEEN = {"script", "style", "title", "head", "template", "textarea"}


def walk(node, out, kept):
    """Adds a node's text to `out`: newlines around blocks, a tab before each cell of a row."""
    name = node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else None
    attributes = {key.lower(): value.lower().replace(" ", "") for key, value in node.attrib.items()} if name else {}
    if name is None or name in UNSEEN or "hidden" in attributes or "display:none" in attributes.get("style", ""):
        return
    kept = kept or name in ("pre", "listing", "plaintext", "xmp")

    def add(text):
        if text:
            out.append(text.replace("\t", " ") if kept else re.sub(r"[ \t\r\n\f]+", " ", text))

    out.append("\t" if name in ("td", "th") else "\n" if name in BLOCKS else "")
    add(node.text)
    for child in node:
        walk(child, out, kept)
        add(child.tail)
    # The end of a cell is seen only by what comes next.
    out.append("\n" if name in BLOCKS else "")


def clean(line):
    """Without what cannot be seen."""
    kept = "".join(c for c in line if unicodedata.category(c) != "Cf")
    return kept.replace("\u00a0", " ")


def lines_of_page(text):
    out = []
    walk(html5lib.parse(text), out, False)
    return "".join(out).split("\n")


def decoded(data, charset):
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    head = data[:1024]
    if len(head) >= 8 and head[1::2].count(0) * 10 >= len(head[1::2]) * 8:
        return data.decode("utf-16-le", "replace")
    if len(head) >= 8 and head[0::2].count(0) * 10 >= len(head[0::2]) * 8:
        return data.decode("utf-16-be", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def without_padding(data):
    """Quoted-printable undone. RFC 2045 (6.7, rule 3) wants blanks before a line's end deleted first, also behind a
    soft break's `=`; binascii does not do that."""
    return binascii.a2b_qp(re.sub(rb"[ \t]+(?=\r?\n|\Z)", b"", data))


def payload(part):
    """As mail programs do: of damaged base64, all whole groups."""
    encoding = (part.get("Content-Transfer-Encoding") or "").strip().lower()
    if encoding == "quoted-printable":
        # Undecoded, with every byte as it is.
        part.replace_header("Content-Transfer-Encoding", "8bit")
        return without_padding(part.get_payload(decode=True) or b"")
    if encoding != "base64":
        return part.get_payload(decode=True) or b""
    digits = re.sub(r"[^A-Za-z0-9+/]", "", part.get_payload())
    return binascii.a2b_base64(digits[: len(digits) // 4 * 4])


def texts(data):
    """All that is shown of a file: lists of lines."""
    if data.startswith(b"From ") and b"\n" in data:
        data = data.split(b"\n", 1)[1]
    if re.match(rb"[A-Za-z-]+: ?[^\n]*\n(.*\n)*?(MIME-Version|Message-ID):", data):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
        alternative = message.get_content_type() == "multipart/alternative"
        found = []
        for part in parts:
            if part.is_multipart():
                continue
            name = (part.get_filename() or "").lower()
            kind = part.get_content_type()
            is_page = kind == "text/html" or name.endswith((".html", ".htm"))
            if not is_page and kind != "text/plain":
                continue
            body = payload(part)
            found.append((is_page, decoded(body, part.get_content_charset())))
        if alternative and any(is_page for is_page, _ in found):
            found = [one for one in found if one[0]]
    else:
        text = decoded(data, None)
        if re.search(r"=3A|=5E|=3D", text) and re.fullmatch(r"(?:[^=]|=[0-9A-Fa-f]{2}|=[ \t]*\r?\n)*", text):
            text = decoded(without_padding(data), None)
        found = [(bool(re.search(r"<(html|head|body|table|tr|td|div|p|br)\b", text, re.I)), text)]
    for is_page, text in found:
        lines = lines_of_page(text) if is_page else [re.sub(r"^[>\s]+", "", line) for line in text.split("\n")]
        yield [clean(line) for line in lines]


def pattern(*labels):
    words = ["[\\s_-]*".join(re.escape(c) for c in label.replace(" ", "")) for label in sorted(labels, key=len, reverse=True)]
    return "(?:" + "|".join(words) + ")"


LABELS = {
    "serviceUser": pattern("ServiceUser", "Service User", "Service Username", "Service User Name"),
    "pmsUserName": pattern("User Name", "Username", "PM User Name", "PMS User Name"),
    "password": pattern("Password", "PM Password"),
}
# What may stand between a label and its value.
SIGN = r"\s*(?:\([^)]*\))?\s*[:=\uff1a\u2013\u2014-]?\s*"
FORM = re.compile(r"[A-Za-z0-9]+:[A-Za-z0-9]+\^[A-Za-z0-9]+\^(?:[A-Za-z0-9](?:[A-Za-z0-9._@-]*[A-Za-z0-9])?)?")


def values(data):
    """For each role the set of values that may visibly be meant; an answer outside of it is wrong."""
    found = {role: set() for role in LABELS}
    for lines in texts(data):
        rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
        rows = [[cell for cell in row if cell] for row in rows]
        # A sign between a label and its value may stand in a cell or on a line of its own.
        cells = [cell for row in rows for cell in row if not re.fullmatch(r"[:=\u2013\u2014-]{1,2}", cell)]
        head = next((row for row in rows if len(row) == 3 and all(
            any(re.fullmatch(label + SIGN, cell, re.I) for label in LABELS.values()) for cell in row)), None)
        for index, cell in enumerate(cells):
            for role, label in LABELS.items():
                match = re.match(rf"[\W_]*{label}{SIGN}(.*)$", cell, re.I)
                if not match:
                    continue
                behind = match[1].strip()
                if behind:
                    found[role].add(behind)
                else:
                    # In the next cell or line; a ServiceUser may go on in those behind it.
                    after = cells[index + 1 : index + 5]
                    if head and cell in head:
                        at = rows.index(head)
                        below = next((row for row in rows[at + 1 :] if row), [])
                        after = below[head.index(cell) :]
                    found[role].update("".join(after[:count]) for count in range(1, 5))
                    found[role].update(after[:1])
                if behind and role == "serviceUser":
                    found[role].update(behind + "".join(cells[index + 1 : index + 1 + count]) for count in range(1, 4))
    # `User Name` is a ServiceUser's label as well, where its value has that form.
    found["serviceUser"] |= {value for value in found["pmsUserName"] if FORM.fullmatch(value)}
    return found

"""Looks for canaries in what was printed: as it is, and after everything is undone that a reader could undo."""

import base64
import binascii
import gzip
import html
import re
import urllib.parse

from bed import BOUND, DIGITS, NUMBER, TOKEN, folded
from inventing import WORD

PSEUDONYM = re.compile(r"‹([^\s‹›]{1,30}(?: [^\s‹›]{1,30}){0,3}) [0-9a-z]{4,16}›")
RUN = re.compile(r"\d(?:[ ().\-/+]{0,3}\d){6,}")
BYTES = re.compile(r"-?\d{1,3}(?:\s*,\s*-?\d{1,3}){4,}")
BLOCK = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}(?:\s*\n[A-Za-z0-9+/]{4,}={0,2})*")
HEXES = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
SOFT = re.compile(r"=\r?\n")
QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
UNICODE = re.compile(r"\\+u([0-9a-fA-F]{4})")
PIECES = re.compile(r'(?:\n\S+ std(?:out|err) [PF] )|(?:","stream":"stdout","time":"[^"]*"\}\n\{"log":")')
BREAKS = re.compile(r"\\+[nrt]")


def unescaped(text):
    """JSON's escapes of any depth, entities and percent signs."""
    if "\\" in text:
        text = UNICODE.sub(lambda m: chr(int(m[1], 16)), text)
        text = BREAKS.sub(" ", text).replace("\\", "")
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = urllib.parse.unquote(text)
    return text


def readable(raw):
    """Bytes as text, if they are one."""
    if raw[:2] == b"\x1f\x8b":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, ValueError):
            return None
    text = raw.decode("utf-8", "replace")
    bad = sum(c == "\ufffd" or c < " " and c not in "\n\r\t" for c in text[:2000])
    return text if text and bad * 20 < len(text[:2000]) else None


def decoded(text):
    """What stands in base64, in lists of bytes, as hexadecimal digits."""
    for block in set(BLOCK.findall(text)):
        plain = re.sub(r"\s", "", block).replace("-", "+").replace("_", "/").rstrip("=")
        try:
            found = readable(base64.b64decode(plain[:-1] if len(plain) % 4 == 1 else plain + "=" * (-len(plain) % 4)))
        except (ValueError, binascii.Error):
            continue
        if found:
            yield found
    for block in BYTES.findall(text):
        numbers = [int(n) % 256 for n in re.findall(r"-?\d+", block) if -129 < int(n) < 256]
        found = readable(bytes(numbers))
        if found:
            yield found
    for block in set(HEXES.findall(text)):
        found = readable(bytes.fromhex(block))
        if found:
            yield found


def undone(text):
    """[(the text in one of its readings, whether it was decoded)]"""
    readings = [(text, False)]
    if "=" in text and (SOFT.search(text) or QUOTED.search(text)):
        soft = SOFT.sub("", text)
        readings.append((QUOTED.sub(lambda m: bytes.fromhex(m[0].replace("=", "")).decode("utf-8", "replace"), soft), False))
    if PIECES.search(text):
        readings.append((unescaped(PIECES.sub("", text)), False))
    plain = unescaped(text)
    if plain != text:
        readings.append((plain, False))
        again = unescaped(plain)
        if again != plain:
            readings.append((again, False))
    deep = "\n".join(found for reading, _ in readings[:] for found in decoded(reading))
    if deep:
        readings.append((deep, True))
        readings.append((unescaped(deep), True))
        deeper = "\n".join(decoded(unescaped(deep)))
        if deeper:
            readings.append((unescaped(deeper), True))
    return readings


def shown(pieces, text, strict=True, own=frozenset()):
    """{piece: the reading that shows it}. Not `strict`: the tool's own words and numbers stand there too, so words of `own`
    and short numbers prove nothing."""
    found = {}
    literals = [p for p in pieces if p[0] == "l"]
    for reading, deep in undone(text):
        reading = PSEUDONYM.sub(r"‹\1›", reading)
        look = lambda piece: found.setdefault(piece, reading) if pieces.get(piece, -1) >= 0 else None
        for word in {folded(w) for w in WORD.findall(reading)}:
            if (strict or word not in own) and not (deep and len(word) < 5):
                look(("w", word))
            for i in range(len(word) - BOUND + 1):
                look(("g", word[i : i + BOUND]))
        for token in set(TOKEN.findall(reading)):
            if any(c in DIGITS for c in token):
                for i in range(len(token) - 4):
                    look(("s", token[i : i + 5]))
        for run in set(RUN.findall(reading)):
            digits = re.sub(r"\D", "", run)
            for size in (7, 8, 9):
                for i in range(len(digits) - size + 1):
                    look(("d", digits[i : i + size]))
        for number in {n.strip("./-") for n in NUMBER.findall(reading)}:
            if (strict and not deep) or len(number) > 6 or not number.isdigit():
                look(("n", number))
        lowered = reading.casefold() if literals else ""
        for piece in literals:
            if piece[1] in lowered:
                look(piece)
    return found


def line_of(piece, reading):
    """The line of a reading that shows the piece."""
    sort, text = piece
    if sort == "d":
        pattern = r"[ ().\-/+]{0,3}".join(text)
    elif sort == "w":
        pattern = rf"(?<![^\W\d_]){re.escape(text)}(?![^\W\d_])"
    else:
        pattern = re.escape(text)
    for m in re.finditer(pattern, reading if sort == "s" else reading.casefold()):
        start = reading.rfind("\n", 0, m.start()) + 1
        return reading[max(start, m.start() - 120) : m.end() + 80].split("\n")[0]
    return f"({text}, over two lines)"

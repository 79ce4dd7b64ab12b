"""Secrets to plant, and what a reader can make out of them in an output.

Nothing here uses the project's own code. A `Bed` hands out secrets to the text that is being written. What a text looks like and
what its secrets spell come from two separate sources of chance, so that the same text can be written again with other secrets:
a piece of a secret that is still shown then was not the secret's.
"""

import base64
import binascii
import html
import quopri
import random
import re
import string
import urllib.parse

LETTERS, DIGITS, HEX = string.ascii_letters, string.digits, "0123456789abcdef"
SIGNS = ".+/!#%^~"
ALPHABETS = {
    "letters": (6, LETTERS, 16), "long": (6, LETTERS, 60), "hex": (2, HEX, 40), "HEX": (1, HEX.upper(), 40),
    "base64": (3, LETTERS + "+/", 60), "url": (2, LETTERS + "-_", 60), "signs": (4, LETTERS + SIGNS * 3, 24),
    "lower": (1, string.ascii_lowercase, 20), "blank": (1, LETTERS, 24), "uuid": (1, HEX, 36), "jwt": (1, LETTERS + "-_", 60),
}  # fmt: skip
NAMES, WEIGHTS = list(ALPHABETS), [w for w, _, _ in ALPHABETS.values()]


def word(shape, words, name, length, without=""):
    """A word with a digit among any four of its characters or so; `shape` decides where, `words` decides which."""
    if name == "uuid":
        return "-".join("".join(words.choice(HEX) for _ in range(n)) for n in (8, 4, 4, 4, 12))
    letters = "".join(c for c in ALPHABETS[name][1] if c not in without)
    text = ""
    for i in range(length):
        text += words.choice(DIGITS if shape.random() < 0.3 or i % 4 == 2 else letters)
    if name == "jwt" and length > 20 and "." not in without:
        text = "eyJ" + text[3:10] + "." + text[10:-6] + "." + text[-6:]
    if name == "blank" and " " not in without:
        text = text[: length // 2] + " " + text[length // 2 :]
    if name == "base64" and "=" not in without and shape.random() < 0.3:
        text += "="
    return text


class Secret:
    """`faces` are the spellings in which it was planted; any of them shown is a leak."""

    def __init__(self, kind, faces):
        self.kind, self.faces = kind, faces


class Bed:
    def __init__(self, seed, words=0):
        self.rng, self.words = random.Random(f"{seed}"), random.Random(f"{seed} {words}")
        self.secrets, self.kind = [], ""

    def pick(self, *choices):
        return self.rng.choice(choices)

    def odds(self, share):
        return self.rng.random() < share

    def secret(self, kind, without="", face=None, longest=60):
        """A new secret without these characters; `face` maps it to how it is written, which is what is answered."""
        name = self.rng.choices(NAMES, WEIGHTS)[0]
        while name == "uuid" and "-" in without:
            name = self.rng.choices(NAMES, WEIGHTS)[0]
        length = self.rng.randint(6, min(longest, ALPHABETS[name][2]))
        text = word(self.rng, self.words, name, length, without)
        written = face(text) if face else text
        self.secrets.append(Secret(self.kind + kind, list(dict.fromkeys([written, text]))))
        return written


def twin(face):
    """Another secret of the same shape."""

    def other(alphabet, c):
        return alphabet[(alphabet.index(c) + 5) % len(alphabet)]

    sets = (DIGITS, string.ascii_lowercase, string.ascii_uppercase)
    return "".join(next((other(s, c) for s in sets if c in s), c) for c in face)


def pieces(face):
    """The five characters in a row that give a secret away; fewer, or without a digit, could be chance."""
    found = (face[i : i + 5] for i in range(len(face) - 4))
    return [p for p in found if any(c in DIGITS for c in p) and len(set(p)) > 2]


def undone(text):
    """The text, and what a reader could undo of it."""
    text = text.replace("\0", "")
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "=" in text:
        yield quopri.decodestring(text.encode()).decode(errors="replace")
    if "%" in text:
        yield urllib.parse.unquote(text)
    if "\\" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).replace("\\", "")
    if "^" in text:
        yield text.replace("^", "")
    yield re.sub(r"\r?\n[ \t>|]*", "", text)
    for block in re.findall(r"(?:[A-Za-z0-9+/_-]{4}){3,}[A-Za-z0-9+/_-]*", text):
        try:
            plain = block.replace("-", "+").replace("_", "/")
            yield base64.b64decode(plain[: len(plain) // 4 * 4]).replace(b"\0", b"").decode(errors="replace")
        except (ValueError, binascii.Error):
            pass


def shown(secrets, text):
    """Which of the secrets the text shows: {index: the pieces that are shown}."""
    wanted = {}
    for number, secret in enumerate(secrets):
        for face in {*secret.faces, *(f.replace("^", "") for f in secret.faces)}:
            for piece in pieces(face):
                wanted.setdefault(piece, set()).add(number)
    found = {}
    for form in undone(text):
        for i in range(len(form) - 4):
            if form[i : i + 5] in wanted:
                for number in wanted[form[i : i + 5]]:
                    found.setdefault(number, set()).add(form[i : i + 5])
    return found


def line_of(piece, text):
    """The line of the output that shows the piece."""
    for form in undone(text):
        for line in form.splitlines():
            if piece in line:
                at = line.index(piece)
                return line[max(0, at - 200) : at + 200]
    return "(over two lines)"

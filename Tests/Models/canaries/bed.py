"""A bed for canaries: hands out identities and secrets to the text that is being written, and remembers what would give them away.

What an input looks like and what its canaries spell come from two sources of chance, so that the same input can be written again
with other canaries (its twin): what is shown then too was not the canary's.
"""

import base64
import random
import re
import string
import unicodedata

from inventing import WORD, Names

LETTERS, DIGITS, HEX = string.ascii_letters, string.digits, "0123456789abcdef"
TOKEN = re.compile(r"""[^\s"'<>(),;{}\[\]|\\`‹›“”‘’]{5,}""")
NUMBER = re.compile(r"\d[\d./-]*\d")
# Shapes that D41 lets through wherever they stand: no secret may look like one.
HARMLESS = re.compile(r"\d{15}|v?\d+(\.\d+){0,2}|\d+(\.\d+)?(ns|us|µs|ms|s|sec|m|min|h|d)|\d{3}|\d{4}-\d\d-\d\dT.*")
BOUND = 6  # letters in a row that give an invented name away


def folded(word):
    return unicodedata.normalize("NFC", word).casefold()


def windows(text, size=5):
    """Parts of a secret that cannot be there by chance: some characters in a row with a digit among them."""
    for token in TOKEN.findall(text):
        for i in range(len(token) - size + 1):
            part = token[i : i + size]
            if len(set(part)) > 2 and any(c in DIGITS for c in part) and not part.isdigit():
                yield part


class Canary:
    __slots__ = ("kind", "where", "face", "pieces")

    def __init__(self, kind, where, face, pieces):
        self.kind, self.where, self.face, self.pieces = kind, where, face, pieces


class Bed:
    """`pieces`: what gives a canary away, as (sort, text): w a word, g letters in a row, s characters of a secret,
    d digits in a row whatever stands between, n a number with its separators, l all of it in any letter case."""

    def __init__(self, seed, twin=False, known=frozenset()):
        self.rng, self.words = random.Random(f"{seed}"), random.Random(f"{seed} {'twin' if twin else 'first'}")
        self.names = Names(self.words, twin, known)
        self.canaries, self.pieces, self.stays = [], {}, []
        self.where, self.kind, self.known, self.businesses = "", "", known, 0

    def pick(self, *choices):
        return self.rng.choice(choices)

    def either(self, *makers):
        """What one of these makes; nothing of the others is planted."""
        return self.rng.choice(makers)()

    def odds(self, share):
        return self.rng.random() < share

    # What gives it away.

    def plant(self, kind, face, pieces, where=None):
        number = len(self.canaries)
        pieces = list(dict.fromkeys(pieces))
        self.canaries.append(Canary(kind, where or self.where, face, pieces))
        for piece in pieces:
            # What two canaries share says of neither that it was shown.
            self.pieces[piece] = number if self.pieces.get(piece, number) == number else -1
        return face

    def of_words(self, text, invented=True):
        """Its words of four letters and more; letters in a row of invented ones."""
        for word in map(folded, WORD.findall(text)):
            if len(word) >= 4 and word not in self.known:
                yield ("w", word)
            if invented and len(word) > BOUND:
                for i in range(len(word) - BOUND + 1):
                    yield ("g", word[i : i + BOUND])

    def of_digits(self, digits, size):
        return [("d", digits[i : i + size]) for i in range(len(digits) - size + 1)]

    def keep(self, kind, literal):
        """What must still be there."""
        self.stays.append((kind, literal))
        return literal

    # Identities. Each answers how it is written here.

    def first(self):
        """A given name alone, an English word at times: checked as a whole word."""
        pool = self.rng.choices(("given", "given_word", "accent"), (5, 3, 1))[0]
        name = self.names.of(pool)
        return self.plant("given name", self.cased(name), [("w", folded(name))])

    def last(self):
        pool = self.rng.choices(("family", "family_word", "accent_family"), (5, 3, 1))[0]
        name = self.names.of(pool)
        return self.plant("family name", self.cased(name), [("w", folded(name))])

    def cased(self, name):
        return self.rng.choices((name, name.upper(), name.lower()), (6, 2, 1))[0]

    def name(self):
        """A full name in one of its usual forms."""
        given = self.names.of(self.rng.choices(("given", "given_word", "accent"), (4, 4, 1))[0])
        invented = self.names.invented()
        family, other = invented, self.names.invented()
        if self.odds(0.4):
            family = self.names.of(self.rng.choices(("family", "family_word", "accent_family"), (3, 3, 1))[0])
        letter = self.words.choice(string.ascii_uppercase)
        text, parts = self.pick(
            (f"{given} {family}", (given, family)), (f"{given} {family}", (given, family)), (f"{family}, {given}", (given, family)),
            (f"{given} {letter}. {family}", (given, family)), (f"{family}, {given} {letter}.", (given, family)), (f"Mrs. {given} {family}", (given, family)),
            (f"{given}-{other} {family}", (given, other, family)), (f"{given} {family}-{other}", (given, family, other)), (f"{given} O'{other}", (given, other)),
            (f"{given} D’{other}", (given, other)), (f"{given[0]}. {other}", (other,)),
        )  # fmt: skip
        pieces = [p for part in parts for p in self.of_words(part, part in (invented, other))] or [("w", folded(w)) for w in parts]
        kind = "name with an English word" if any(part in self.english for part in parts) else "full name"
        return self.plant(kind, self.rng.choices((text, text.upper(), text.lower()), (7, 2, 1))[0], pieces)

    english = frozenset()  # filled in below

    def mail(self):
        a, b, n = self.names.invented().lower(), self.names.invented().lower(), self.words.randrange(10, 99)
        local = self.pick(f"{a}.{b}", f"{a}{n}", f"{a[0]}{b}", f"{a}_{b}", f"{a}+{b}", f"{a.upper()}.{b.upper()}", f"{b}-{n}")
        return self.plant(
            "mail address", f"{local}@{self.pick('example.com', 'example.org', 'mail.example.com', 'EXAMPLE.COM')}", self.of_words(local)
        )

    def phone(self):
        area, line = (
            f"{self.words.choice('23456789')}{self.words.randrange(1, 9)}{self.words.randrange(10)}",
            f"{self.words.randrange(100, 9999):04d}",
        )
        digits = f"{area}555{line}"
        face = self.pick(
            f"({area}) 555-{line}", f"{area}-555-{line}", f"{area}.555.{line}", digits, f"+1{digits}", f"+1 {area} 555 {line}", f"1-{area}-555-{line}",
            f"({area})555-{line}", f"+1 ({area}) 555-{line}", f"{area} 555 {line}", f"+1-{area}-555-{line}", f"{area}/555-{line}", f"001{digits}",
        )  # fmt: skip
        return self.plant("phone", face, [*self.of_digits(digits, 9), ("d", f"555{line}")])

    def born(self, numeric=False):
        """A day that this input does not have yet."""
        shape = self.rng.choice((0, 1, 4) if numeric else range(12))
        while True:
            day = [self.words.randrange(1931, 2009), self.words.randrange(1, 13), self.words.randrange(13, 29)]
            if str(day) not in self.names.used:
                self.names.used.add(str(day))
                return self.birth(shape, *day)

    def birth(self, shape, year, month, day):
        short = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[month - 1]
        forms = [
            f"{year}-{month:02d}-{day:02d}", f"{month:02d}/{day:02d}/{year}", f"{month}/{day}/{year}", f"{day:02d}.{month:02d}.{year}",
            f"{year}{month:02d}{day:02d}", f"{month:02d}-{day:02d}-{year}", f"{year}/{month:02d}/{day:02d}", f"{day} {short} {year}",
            f"{short} {day}, {year}", f"{day}-{short}-{year}", f"{month}/{day}/{year % 100:02d}", f"{month:02d}{day:02d}{year}",
        ]  # fmt: skip
        face = forms[shape]
        pieces = [("n", t) for t in NUMBER.findall(face) if len(t) > 5]
        if str(year) in face:
            pieces.append(("n", str(year)))
        if not face[-1].isdigit() or not face[0].isdigit() or any(c.isalpha() for c in face):
            pieces.append(("l", face.casefold()))
        return self.plant("birth date", face, pieces or [("n", face)])

    def ssn(self):
        digits = f"9{self.words.randrange(10**7, 10**8):08d}"
        return self.plant(
            "SSN",
            self.pick(f"{digits[:3]}-{digits[3:5]}-{digits[5:]}", digits, f"{digits[:3]} {digits[3:5]} {digits[5:]}"),
            self.of_digits(digits, 7),
        )

    def mrn(self):
        digits = f"{self.words.randrange(10**6, 10**9)}"
        face = self.pick(digits, f"MRN-{digits}", f"E{digits}", f"0{digits}", f"{digits}-2")
        return self.plant("MRN", face, [("d", digits), *self.of_digits(digits, 7)])

    def address(self):
        street, town, zipcode = self.names.invented(), self.names.invented(), f"{self.words.randrange(10001, 99951)}"
        number, flat = self.words.randrange(11, 9999), self.words.randrange(2, 40)
        face = self.pick(
            f"{number} {street} Street", f"{number} {street} Ave, Apt {flat}, {town}, IL {zipcode}", f"{number} N {street} Rd., {town} {zipcode}",
            f"{town}, TX {zipcode}", f"P.O. Box {number}, {town}", f"{number} {street} Lane, {town}",
        )  # fmt: skip
        return self.plant(
            "street address",
            face,
            [*(p for w in (street, town) if w in face for p in self.of_words(w)), *([("n", zipcode)] if zipcode in face else [])],
        )

    def member(self):
        digits = f"{self.words.randrange(10**8, 10**9)}"
        letters = "".join(self.words.choice(string.ascii_uppercase) for _ in range(3))
        return self.plant(
            "member id",
            self.pick(f"{letters}{digits}", f"{letters} {digits}", f"{letters}{digits}-01"),
            [*(("s", w) for w in windows(letters + digits)), *self.of_digits(digits, 7)],
        )

    def card(self):
        digits = f"4{self.words.randrange(10**14, 10**15)}"
        return self.plant(
            "card number",
            self.pick(digits, " ".join(digits[i : i + 4] for i in (0, 4, 8, 12)), "-".join(digits[i : i + 4] for i in (0, 4, 8, 12))),
            self.of_digits(digits, 9),
        )

    def ip(self):
        if self.odds(0.25):
            groups = ":".join(f"{self.words.randrange(4096, 65535):x}" for _ in range(6))
            return self.plant("IP address", f"2001:db8:{groups}", [("s", w) for w in windows(groups)])
        face = ".".join(str(self.words.randrange(11, 250)) for _ in range(4))
        return self.plant("IP address", face, [("n", face)])

    # Secrets.

    def random(self, alphabet, length, digits=True):
        text = "".join(self.words.choice(alphabet) for _ in range(length))
        return "".join(self.words.choice(DIGITS) if digits and i % 4 == 2 else c for i, c in enumerate(text))

    def of_secret(self, text):
        found = [("s", part) for part in windows(text)]
        return found or list(self.of_words(text))

    def secret(self, kind, without="", face=None, longest=40):
        """As the generators of Tests/Models/secrets ask for one: without these characters, written as `face` says."""
        alphabet = "".join(c for c in self.pick(LETTERS, LETTERS, HEX, LETTERS + "+/", LETTERS + "-_", LETTERS + ".+!#%~") if c not in without)
        length, text = self.rng.randint(8, max(8, longest)), ""
        while not text or HARMLESS.fullmatch(text):
            text = self.random(alphabet, length)
        written = face(text) if face else text
        self.plant("secret in a call", written, [*self.of_secret(text), *self.of_secret(written)] if face else self.of_secret(text))
        return written

    def password(self, without=""):
        a, b, n = self.names.invented(), self.names.invented(), self.words.randrange(10, 99)
        inner = self.random(LETTERS, 10)
        shapes = [
            (f"{a}{n}!", True), (inner, True), (f"{a} {b} {n}", True), (f'{a}"{inner}', True), (f"{a}'{b}", False), (f"{a}\\{inner}", True),
            ("{" + f"{inner}" + "}" + a, True), (self.random(LETTERS, 12, False), False), (f"{a}{b}".lower(), False), (f"{n}#{a}${b}", False),
            (f"{a}, {inner}", True), (f"{a}={inner}&{b}", True), (f"<{a}>{inner}", True), (f"p@{inner}:{a}/", True),
        ]  # fmt: skip
        allowed = [i for i, (text, _) in enumerate(shapes) if not any(c in text for c in without)]
        text, _ = shapes[self.rng.choice(allowed)]
        return self.plant("password", text, [*self.of_words(text), *(("s", w) for w in windows(text))])

    def token(self):
        text = self.either(
            lambda: "sk_live_" + self.random(LETTERS, 24), lambda: "AKIA" + self.random(string.ascii_uppercase, 16), lambda: self.random(HEX, 40),
            lambda: "eyJ" + self.random(LETTERS, 20) + "." + self.random(LETTERS, 40) + "." + self.random(LETTERS + "-_", 30),
            lambda: "ghp_" + self.random(LETTERS, 36), lambda: self.random(LETTERS + "+/", 44) + "=", lambda: self.random(LETTERS, 10),
            lambda: "-".join(self.random(HEX, n) for n in (8, 4, 4, 4, 12)),
        )  # fmt: skip
        return self.plant("token", text, self.of_secret(text))

    def basic(self):
        user, inner = self.names.invented().lower(), self.random(LETTERS, 12)
        text = base64.b64encode(f"{user}:{inner}".encode()).decode()
        return self.plant("basic auth", text, [*self.of_secret(text), *self.of_secret(inner), *self.of_words(user)])

    def service_user(self):
        parts = [self.random(LETTERS, 8), self.random(LETTERS, self.pick(6, 9)), str(self.words.randrange(1, 99))]
        tail = self.names.invented() if self.odds(0.4) else ""
        text = f"{parts[0]}:{parts[1]}^{parts[2]}^{tail}"
        return self.plant("ServiceUser", text, [*(p for part in parts[:2] for p in self.of_secret(part)), *self.of_words(tail)])

    def pem(self):
        lines = [self.random(LETTERS + "+/", 64) for _ in range(self.pick(3, 5, 9))] + [self.random(LETTERS, 30) + "="]
        label = self.pick("RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY")
        self.plant("private key", lines[0], [p for line in lines for p in self.of_secret(line)])
        return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])

    # What stays.

    def business(self):
        self.businesses += 1
        return f"1699{self.rng.randrange(10**5, 10**6)}{self.businesses:05d}"

    def identity(self):
        """Any identity: its kind and how it is written."""
        kind = self.rng.choices(list(IDENTITIES), list(IDENTITIES.values()))[0]
        return kind, getattr(self, kind)()

    def anything(self):
        return (
            self.identity()
            if self.odds(0.75)
            else (lambda kind: (kind, getattr(self, kind)()))(self.pick("token", "password", "service_user", "basic"))
        )


IDENTITIES = dict(name=5, first=2, last=2, mail=4, phone=4, born=2, ssn=1, mrn=1, address=2, member=1, card=1, ip=1)


def english_names():
    from inventing import FAMILY_WORDS, GIVEN_WORDS

    return frozenset(GIVEN_WORDS + FAMILY_WORDS)


Bed.english = english_names()

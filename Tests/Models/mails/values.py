"""Invented values of credential mails, and how far a plain one can be trusted: rules D28 and D44, in Python.

Nothing here uses the project's own code. Each truth is one of three words: EXACT (all values must be given, and be these),
EITHER (a value is this one or none) and REFUSE (no password may be given). Where the rules leave it open, it is EITHER.
"""
import re
import string
from dataclasses import dataclass, field

EXACT, EITHER, REFUSE = "exact", "exact-or-refuse", "refuse"
ALNUM = string.ascii_letters + string.digits
SIGNS = "!@#$%^&*()-_=+[]{};:'\",.<>/?\\|~`"
# A sign at either end that a person may take for punctuation, a list's mark or a quote: the rules do not say whose it is.
FIRST = ALNUM + "!@#$%&?~"
LAST = ALNUM + "!@#$%^&*+?~_/"
NAMED = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|copy|reg|colon|Hat);|&#\w+;")
# What may be a piece of an encoding, a tag, a link or Markdown: D44 names none of these, and a reader may doubt them.
OPEN = re.compile(
    r"=[0-9A-Fa-f]{2}|%[0-9A-Fa-f]{2}|&\w+;|&#|&(?i:lt|gt|amp|quot|nbsp|copy|reg)|=\?|\?=|<[^>]*>"
    r"|://|www\.|\\[^A-Za-z0-9]|\\[ux]|~~|\*\*|__|\[.*\]\("
)
SHAPE = re.compile(r"[A-Za-z0-9]+:[A-Za-z0-9]+\^[A-Za-z0-9]+\^")


def worst(*truths):
    return max(truths, key=(EXACT, EITHER, REFUSE).index)


@dataclass
class Shown:
    """How a value stands in a page and in a text; None where that form cannot show it so."""

    page: str | None
    text: str | None


@dataclass
class Mail:
    name: str
    data: bytes
    truth: str
    answers: dict
    dates: list | None  # those that are right, None among them for no date; None: the rules leave it open
    recipe: dict = field(default_factory=dict)
    secrets: tuple = ()  # passwords that nothing may print without --reveal


def escaped(value, chance=None):
    """For a page; with `chance`, some of the signs by number or by name, as portals write them."""
    out = []
    for sign in value:
        needed = sign in "&<>"
        if sign in ALNUM or not (needed or (chance and chance.random() < 0.3)):
            out.append(sign)
            continue
        named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "!": "&excl;", "#": "&num;", "$": "&dollar;", "^": "&Hat;", ":": "&colon;"}
        forms = [named.get(sign, f"&#{ord(sign)};"), f"&#{ord(sign)};", f"&#x{ord(sign):X};"]
        out.append(chance.choice(forms) if chance else forms[0])
    return "".join(out)


def trust(password, text_ends_line=True):
    """What D44 makes of a password that is shown as it is, in a line of its label; `text_ends_line`: in undecoded text."""
    if NAMED.search(password) or re.search(r"=[0-9A-F]{2}|\.\.\.|\*\*\*", password) or SHAPE.search(password):
        return REFUSE
    if OPEN.search(password):
        return EITHER
    if password[-1] == "=" and password[0] in FIRST:
        return EITHER if text_ends_line else EXACT
    return EXACT if password[0] in FIRST and password[-1] in LAST else EITHER


def password(chance, signs=SIGNS):
    """Eight to sixteen signs, all kinds that a vendor's rule asks for; letters more often than signs."""
    while True:
        length = chance.randint(8, 16)
        word = [chance.choice(signs if chance.random() < 0.22 else ALNUM) for _ in range(length)]
        word[chance.randrange(length)] = chance.choice(string.digits)
        word = "".join(word)
        # Doubtful ones are decorations, made on purpose and named so.
        if trust(word) != REFUSE and re.search(r"[a-z]", word) and re.search(r"[A-Z]", word) and re.search(r"\d", word):
            return word


def calm_password(chance):
    """One whose own signs raise no question, for trying one doubt at a time."""
    while True:
        word = password(chance, "!@#$%^*+?~")
        if word[0] in ALNUM and word[-1] in ALNUM and trust(word) == EXACT:
            return word


def service_user(chance):
    def part(low, high, alphabet=ALNUM):
        return "".join(chance.choice(alphabet) for _ in range(chance.randint(low, high)))

    client = chance.choice([part(5, 9), part(5, 8, string.digits), "00" + part(3, 6, string.digits)])
    user = f"{part(6, 11)}:{client}^{part(1, 3, string.digits)}^"
    return user + chance.choice(["svc.example", "example-svc", "ExampleSvc01"]) if chance.random() < 0.2 else user


def user_name(chance):
    stem = chance.choice(["svcuser", "example.pm", "jexample", "pm_service", "api-user", "CLINIC", "BeSync"])
    number = chance.choice(["", "", str(chance.randint(1, 999))])
    return chance.choice(["{0}{1}"] * 12 + ["{0}{1}@example.com"] * 2 + ["EXAMPLE\\{0}{1}"]).format(stem, number)


LABELS = [
    ("ServiceUser", "User Name", "Password"),
    ("ServiceUser", "User Name", "PM Password"),
    ("Service User", "Username", "Password"),
    ("Service Username", "PM User Name", "PM Password"),
    ("Service User Name", "PMS User Name", "PM Password"),
    ("SERVICE USER", "USERNAME", "PASSWORD"),
]

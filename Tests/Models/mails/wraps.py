"""Files in which a credential mail arrives: saved pages, mails in every encoding, forwards, replies, conversations, pastes.

A wrap takes letters (bodies of one message, as a page and as a text) and gives a file with the dates that are right for its
values: a `datetime` with its zone, a day where the mail gives no zone, None where no message's date is in the file (D45).
"""
import base64
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Callable

from values import escaped

WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche", "es": "lunes martes mi\u00e9rcoles jueves viernes s\u00e1bado domingo",
    "it": "luned\u00ec marted\u00ec mercoled\u00ec gioved\u00ec venerd\u00ec sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira ter\u00e7a-feira quarta-feira quinta-feira sexta-feira s\u00e1bado domingo",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar M\u00e4rz April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro mar\u00e7o abril maio junho julho agosto setembro outubro novembro dezembro",
}
HEADS = {  # From, Sent, To, Subject as Outlook writes them
    "en": ("From:", "Sent:", "To:", "Subject:"), "de": ("Von:", "Gesendet:", "An:", "Betreff:"),
    "fr": ("De :", "Envoy\u00e9 :", "\u00c0 :", "Objet :"), "es": ("De:", "Enviado:", "Para:", "Asunto:"),
    "it": ("Da:", "Inviato:", "A:", "Oggetto:"), "nl": ("Van:", "Verzonden:", "Aan:", "Onderwerp:"),
    "pt": ("De:", "Enviado:", "Para:", "Assunto:"),
}
SENT = {
    "en": "{week}, {month} {day}, {year} {hour12}:{minute:02} {half}", "de": "{week}, {day}. {month} {year} {hour:02}:{minute:02}",
    "fr": "{week} {day} {month} {year} {hour:02}:{minute:02}", "es": "{week}, {day} de {month} de {year} {hour}:{minute:02}",
    "it": "{week} {day} {month} {year} {hour:02}:{minute:02}", "nl": "{week} {day} {month} {year} {hour:02}:{minute:02}",
    "pt": "{week}, {day} de {month} de {year} {hour:02}:{minute:02}",
}
LINE = {"en": "-----Original Message-----", "de": "-----Urspr\u00fcngliche Nachricht-----", "fr": "-----Message d'origine-----",
    "es": "-----Mensaje original-----",
        "it": "-----Messaggio originale-----", "nl": "-----Oorspronkelijk bericht-----", "pt": "-----Mensagem original-----"}


PROGRAMS = [*HEADS, "gmail", "apple"]
# Dates that two readers may read as two days, or that nobody can read.
UNSURE = ["numbers", "unreadable"]


@dataclass
class Letter:
    page: str | None
    text: str | None


@dataclass
class Post:
    """Two messages with the same ServiceUser and user name: `newest` holds the password that counts."""

    newest: Letter
    older: Letter
    when: object
    before: object
    charset: str
    heads: str  # language of the heads above inner messages, or the program that writes them; "mixed" for several


@dataclass
class Wrap:
    medium: str  # "page", "text" or "both"
    truth: str
    build: Callable


def spelled(language, when):
    return SENT[language].format(
        week=WEEKDAYS[language].split()[when.weekday()], month=MONTHS[language].split()[when.month - 1], day=when.day, year=when.year,
        hour=when.hour, hour12=when.hour % 12 or 12, minute=when.minute, half="AM" if when.hour < 12 else "PM",
    )


def day(when):
    return when.strftime("%Y-%m-%d")


def head(chance, when, language):
    """The lines above a message inside another one, as Outlook writes them, or as Gmail or Apple Mail do."""
    if language == "mixed":
        language = chance.choice(PROGRAMS)
    if language == "gmail":
        return ["---------- Forwarded message ---------", "From: Example Vendor <vendor@example.com>",
                f"Date: {when:%a}, {when:%b} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M} {when:%p}",
                "Subject: Your credentials", "To: <shared@example.com>"]
    if language == "apple":
        return ["From: Example Vendor <vendor@example.com>", "Subject: Your credentials",
                f"Date: {when:%B} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M:%S} {when:%p}", "To: shared@example.com"]
    if language in UNSURE:
        numbers = f"{when.month}/{when.day}/{when.year} {when.hour % 12 or 12}:{when:%M} {when:%p}"
        sent = numbers if language == "numbers" else chance.choice(["yesterday", "last Monday", "", "this morning"])
        return ["From: Example Vendor <vendor@example.com>", f"Sent: {sent}", "To: shared@example.com", "Subject: Your credentials"]
    names = HEADS[language]
    lines = [f"{names[0]} Example Vendor <vendor@example.com>", f"{names[1]} {spelled(language, when)}", f"{names[2]} shared@example.com",
        f"{names[3]} Your credentials"]
    return ([LINE[language]] if chance.random() < 0.3 else []) + lines


def head_page(lines):
    shown = []
    for line in lines:
        name, sign, rest = line.partition(":")
        shown.append(f"<b>{escaped(name)}:</b>{escaped(rest)}" if sign else escaped(line))
    return "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>" + "<br>\n".join(shown) + "<o:p></o:p></p></div>\n"


def whole_page(chance, body, charset="utf-8"):
    style = "<style><!-- p.MsoNormal {margin:0in;} .gone {display:none} .sr-only{position:absolute;left:-9999px} --></style>"
    heads = [
        f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset={charset}">\n{style}'
        "<!--[if gte mso 9]><xml><o:AllowPNG/></xml><![endif]--></head>\n<body lang=EN-US><div class=WordSection1>\n%s</div></body></html>\n",
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>Secure message</title>{style}</head>\n<body><main><h1>Secure message</h1>\n%s</main></body></html>\n',
        f"<html><head>{style}</head><body>%s</body></html>\n",
        f'<!DOCTYPE html>\n<!-- saved from url=(0034)https://securemail.example.com/read/1 -->\n<html><head><meta charset="{charset}">{style}</head><body>\n%s</body></html>\n',
        f'<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://securemail.example.com/read/1 \n saved date: Mon Nov 30 2026 09:00:00 GMT+0100\n-->'
        f'<head><meta charset="{charset}">{style}</head><body>%s</body></html>\n',
    ]
    return chance.choice(heads).replace("%s", body)


def quoted_printable(chance, data):
    """Soft breaks at a width of its own, and signs encoded that need not be, as gateways do."""
    width, more = chance.choice([76, 76, 60, 33]), chance.choice([b"", b":^", b"!@#$^~\"'", b":"])
    out = []
    for line in data.split(b"\n"):
        now = ""
        for at, byte in enumerate(line):
            last = at == len(line) - 1
            plain = (33 <= byte <= 126 and byte != 61 and byte not in more) or (byte in b" \t" and not last)
            sign = chr(byte) if plain else f"={byte:02X}"
            if len(now) + len(sign) >= width:
                out.append(now + "=")
                now = ""
            now += sign
        out.append(now)
    return "\n".join(out).encode()


def part(chance, text, subtype, charset, extra=""):
    """Head and body of one part; a sign that the charset lacks makes it UTF-8."""
    try:
        data = text.encode(charset)
    except UnicodeEncodeError:
        charset, data = "utf-8", text.encode()
    ways = ["quoted-printable", "base64", "8bit"] + (["7bit"] if text.isascii() else [])
    way = "base64" if charset.startswith("utf-16") else chance.choice(ways)
    data = base64.encodebytes(data) if way == "base64" else quoted_printable(chance, data) if way == "quoted-printable" else data
    name = charset if chance.random() < 0.5 else f'"{charset}"'
    return f"Content-Type: text/{subtype}; charset={name}{extra}\nContent-Transfer-Encoding: {way}\n".encode(), data


def page_part(chance, letter, charset, extra=""):
    return part(chance, whole_page(chance, letter.page, charset), "html", charset, extra)


def envelope(when, subject="Your credentials"):
    return (f"From: Example Vendor <vendor@example.com>\nTo: shared@example.com\nSubject: {subject}\nDate: {format_datetime(when)}\n"
            f"Message-ID: <{int(when.timestamp())}@example.com>\nMIME-Version: 1.0\n").encode()


def whole(when, piece):
    return envelope(when) + piece[0] + b"\n" + piece[1]


def multipart(kind, pieces, edge="=-edge-7", extra=""):
    body = b"".join(b"--" + edge.encode() + b"\n" + h + b"\n" + b + (b"" if b.endswith(b"\n") else b"\n") for h, b in pieces)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"{extra}\n'.encode(), body + f"--{edge}--\n".encode()


def ends(chance, data):
    """Line ends as the network has them, or as they are on disk."""
    return data.replace(b"\n", b"\r\n") if chance.random() < 0.5 else data


def in_bytes(chance, text, charset):
    if charset.startswith("utf-16"):
        order = chance.choice(["le", "be"])
        return (b"\xff\xfe" if order == "le" else b"\xfe\xff") + text.encode("utf-16-" + order)
    try:
        return (b"\xef\xbb\xbf" if charset == "utf-8" and chance.random() < 0.2 else b"") + text.encode(charset)
    except UnicodeEncodeError:
        return text.encode()

"""The forms in which a credential mail arrives, each built of `wraps`; gives file name's ending, bytes and right dates."""
from datetime import timedelta

from values import EITHER, EXACT, REFUSE, escaped
from wraps import (Wrap, day, ends, head, head_page, in_bytes, multipart, page_part, part, quoted_printable, whole,
                   whole_page)

NOTE = (b'Content-Type: text/plain; charset="utf-8"\n', b"The message is attached.\n")
FORWARDER = "Please see below.\n\nJane Example\n"
MACHINE = "\n--\nExample Desk, 1 Example Street\n"


def quoted(text):
    return "".join("> " + line + "\n" if line else ">\n" for line in text.rstrip("\n").split("\n"))


def attribution(when):
    return f"On {when:%a}, {when:%b} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M} {when:%p} Example Vendor <vendor@example.com> wrote:"


def page(chance, post):
    return ".html", in_bytes(chance, whole_page(chance, post.newest.page, post.charset), post.charset), [None]


def page_misdeclared(chance, post):
    """Declared as one character set, written in another: the values are ASCII."""
    text = whole_page(chance, "<p>Jan\u00e9 Example</p>" + post.newest.page, chance.choice(["iso-8859-1", "us-ascii", "windows-1252"]))
    return ".html", text.encode(), [None]


def page_head(chance, post):
    body = head_page(head(chance, post.when, post.heads)) + post.newest.page
    return ".html", in_bytes(chance, whole_page(chance, body, post.charset), post.charset), [day(post.when)]


def paste(chance, post):
    text = post.newest.text.replace("\n", chance.choice(["\n", "\r\n"]))
    return ".txt", in_bytes(chance, text, post.charset), [None]


def paste_head(chance, post):
    return ".txt", in_bytes(chance, "\n".join(head(chance, post.when, post.heads)) + "\n\n" + post.newest.text, post.charset), [day(post.when)]


def paste_cr(chance, post):
    return ".txt", post.newest.text.replace("\n", "\r").encode(), [None]


def paste_quoted_printable(chance, post):
    return ".txt", quoted_printable(chance, post.newest.text.encode()), None


def mail_text(chance, post):
    return ".eml", ends(chance, whole(post.when, part(chance, post.newest.text, "plain", post.charset))), [post.when]


def mail_page(chance, post):
    return ".eml", ends(chance, whole(post.when, page_part(chance, post.newest, post.charset))), [post.when]


def mail_cr(chance, post):
    return ".eml", whole(post.when, part(chance, post.newest.text, "plain", "utf-8")).replace(b"\n", b"\r"), [post.when]


def alternative_parts(chance, letter, charset):
    return multipart("alternative", [part(chance, letter.text, "plain", charset), page_part(chance, letter, charset)], "=-inner-3")


def alternative(chance, post):
    return ".eml", ends(chance, whole(post.when, alternative_parts(chance, post.newest, post.charset))), [post.when]


def alternative_mixed(chance, post):
    picture = (b'Content-Type: image/png; name="logo.png"\nContent-Transfer-Encoding: base64\n', b"iVBORw0KGgo=\n")
    return ".eml", ends(chance, whole(post.when, multipart("mixed", [alternative_parts(chance, post.newest, post.charset), picture]))), [post.when]


def attached(chance, post):
    first, data = page_part(chance, post.newest, post.charset)
    kind = chance.choice([b"application/octet-stream", b"text/html"])
    first = b"Content-Type: " + kind + b'; name="message.html"\n' + first.split(b"\n")[1] + b'\nContent-Disposition: attachment; filename="message.html"\n'
    return ".eml", ends(chance, whole(post.when, multipart("mixed", [NOTE, (first, data)]))), [post.when]


def forwarded(chance, post):
    """As an attachment: the credentials were sent when the inner mail says."""
    inner = whole(post.when, page_part(chance, post.newest, post.charset) if post.newest.page else part(chance, post.newest.text, "plain",
        post.charset))
    outer = post.when + timedelta(days=chance.randint(1, 9), minutes=11)
    return ".eml", ends(chance, whole(outer,
        multipart("mixed", [NOTE, (b"Content-Type: message/rfc822\nContent-Disposition: attachment\n", inner)]))), [post.when]


def forwarded_text(chance, post):
    return forwarded(chance, post)


def forwarded_two(chance, post):
    """Both messages as attachments of a third, in either order."""
    pieces = [(b"Content-Type: message/rfc822\n", whole(when, part(chance, letter.text, "plain", post.charset)))
              for letter, when in ((post.older, post.before), (post.newest, post.when))]
    chance.shuffle(pieces)
    return ".eml", ends(chance, whole(post.when + timedelta(days=2), multipart("mixed", [NOTE, *pieces]))), [post.when]


def forwarded_inline(chance, post):
    outer = post.when + timedelta(days=chance.randint(2, 9))
    body = FORWARDER + "\n" + "\n".join(head(chance, post.when, post.heads)) + "\n\n" + post.newest.text
    return ".eml", ends(chance, whole(outer, part(chance, body, "plain", post.charset))), [day(post.when)]


def forwarded_inline_page(chance, post):
    outer = post.when + timedelta(days=chance.randint(2, 9))
    body = "<p>Please see below.</p>\n" + head_page(head(chance, post.when, post.heads)) + post.newest.page
    return ".eml", ends(chance, whole(outer, part(chance, whole_page(chance, body, post.charset), "html", post.charset))), [day(post.when)]


def reply_quoted(chance, post):
    """The only credentials are quoted; the rules do not say whether an attribution dates them."""
    body = "Thank you, it works.\n\n" + attribution(post.when) + "\n" + quoted(post.newest.text)
    return ".eml", ends(chance, whole(post.when + timedelta(days=1), part(chance, body, "plain", post.charset))), None


def reply_quoted_older(chance, post):
    body = post.newest.text + "\n" + attribution(post.before) + "\n" + quoted(post.older.text)
    return ".eml", ends(chance, whole(post.when, part(chance, body, "plain", post.charset))), None


def reply_gmail_page(chance, post):
    body = (post.newest.page + f"<div class=gmail_quote><div dir=ltr class=gmail_attr>{escaped(attribution(post.before))}<br></div>"
            f"<blockquote class=gmail_quote style='margin:0 0 0 .8ex;border-left:1px solid'>{post.older.page}</blockquote></div>")
    return ".eml", ends(chance, whole(post.when, part(chance, whole_page(chance, body, post.charset), "html", post.charset))), None


def reply_older(chance, post):
    """New credentials on top, dated by the mail; older ones below a head."""
    body = post.newest.text + "\n" + "\n".join(head(chance, post.before, post.heads)) + "\n\n" + post.older.text
    return ".eml", ends(chance, whole(post.when, part(chance, body, "plain", post.charset))), [post.when]


def reply_older_page(chance, post):
    body = post.newest.page + head_page(head(chance, post.before, post.heads)) + post.older.page
    return ".eml", ends(chance, whole(post.when, part(chance, whole_page(chance, body, post.charset), "html", post.charset))), [post.when]


def turns(post, newest_first):
    both = [(post.older, post.before), (post.newest, post.when)]
    return both[::-1] if newest_first else both


def talk_text(newest_first, mail=False):
    def build(chance, post):
        body = "\n".join("\n".join(head(chance, when, post.heads)) + "\n\n" + letter.text for letter, when in turns(post, newest_first))
        if mail:
            outer = post.when + timedelta(days=3)
            return ".eml", ends(chance, whole(outer, part(chance, FORWARDER + "\n" + body, "plain", post.charset))), [day(post.when)]
        return ".txt", in_bytes(chance, body, post.charset), [day(post.when)]

    return build


def talk_page(newest_first):
    def build(chance, post):
        body = "".join(head_page(head(chance, when, post.heads)) + letter.page for letter, when in turns(post, newest_first))
        return ".html", in_bytes(chance, whole_page(chance, body, post.charset), post.charset), [day(post.when)]

    return build


def undated_above(chance, post):
    """Nothing dates what is above the first head of a paste."""
    body = post.newest.text + "\n" + "\n".join(head(chance, post.before, post.heads)) + "\n\n" + post.older.text
    return ".txt", in_bytes(chance, body, post.charset), None


def undated_above_page(chance, post):
    body = post.newest.page + head_page(head(chance, post.before, post.heads)) + post.older.page
    return ".html", in_bytes(chance, whole_page(chance, body, post.charset), post.charset), None


def undated_both(chance, post):
    letters = [post.newest.text, post.older.text]
    chance.shuffle(letters)
    return ".txt", in_bytes(chance, "\n".join(letters), post.charset), None


def two_systems(chance, post):
    """Two ServiceUsers, each with a password of its own: none is chosen (D28)."""
    parts = [("Production", post.newest.text), ("Test", post.older.text)]
    chance.shuffle(parts)
    return ".txt", in_bytes(chance, "\n".join(f"{name}\n\n{text}" for name, text in parts), post.charset), None


def apple(chance, post):
    data = whole(post.when, page_part(chance, post.newest, "utf-8"))
    plist = ('<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n\t<key>date-received</key>\n'
             f"\t<integer>{int(post.when.timestamp())}</integer>\n</dict>\n</plist>\n")
    return ".emlx", f"{len(data):<10}\n".encode() + data + plist.encode(), [post.when]


def chrome(chance, post):
    """A page as one file: its Date is the day of saving, and no message's (D45)."""
    saved = post.when + timedelta(days=chance.randint(1, 60))
    first = (f"From: <Saved by Blink>\nSnapshot-Content-Location: https://securemail.example.com/read/1\nSubject: Secure message\n"
             f"Date: {saved:%a, %d %b %Y %H:%M:%S} -0000\nMIME-Version: 1.0\n").encode()
    data = quoted_printable(chance, whole_page(chance, post.newest.page, "utf-8").encode())
    shown = (b"Content-Type: text/html\nContent-ID: <frame-A@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\n"
             b"Content-Location: https://securemail.example.com/read/1\n", data)
    css = (b"Content-Type: text/css\nContent-Transfer-Encoding: quoted-printable\nContent-Location: cid:css-1@mhtml.blink\n",
        b"body { margin: 0 }\n")
    kind, body = multipart("related", [shown, css], "----MultipartBoundary--k3----", ';\n\ttype="text/html"')
    return chance.choice([".mhtml", ".mht"]), (first + kind + b"\n" + body).replace(b"\n", b"\r\n"), [None]


def mbox(chance, post):
    return ".mbox", b"From vendor@example.com Mon Nov 16 09:14:05 2026\n" + whole(post.when,
        part(chance, post.newest.text, "plain", post.charset)) + b"\n", [post.when]


ARRIVALS = {
    "page": Wrap("page", EXACT, page), "page-misdeclared": Wrap("page", EXACT, page_misdeclared),
    "page-head": Wrap("page", EXACT, page_head),
    "paste": Wrap("text", EXACT, paste), "paste-head": Wrap("text", EXACT, paste_head), "paste-cr": Wrap("text", EITHER, paste_cr),
    "paste-quoted-printable": Wrap("text", EITHER, paste_quoted_printable),
    "mail-text": Wrap("text", EXACT, mail_text), "mail-page": Wrap("page", EXACT, mail_page), "mail-cr": Wrap("text", EITHER, mail_cr),
    "alternative": Wrap("both", EXACT, alternative), "alternative-mixed": Wrap("both", EXACT, alternative_mixed),
    "attached": Wrap("page", EXACT, attached),
    "forwarded": Wrap("page", EXACT, forwarded), "forwarded-text": Wrap("text", EXACT, forwarded_text),
    "forwarded-two": Wrap("text", EXACT, forwarded_two),
    "forwarded-inline": Wrap("text", EXACT, forwarded_inline), "forwarded-inline-page": Wrap("page", EXACT, forwarded_inline_page),
    "reply-quoted": Wrap("text", EXACT, reply_quoted), "reply-quoted-older": Wrap("text", EITHER, reply_quoted_older),
    "reply-gmail-page": Wrap("page", EITHER, reply_gmail_page), "reply-older": Wrap("text", EXACT, reply_older),
    "reply-older-page": Wrap("page", EXACT, reply_older_page),
    "talk-oldest-first": Wrap("text", EXACT, talk_text(False)), "talk-newest-first": Wrap("text", EXACT, talk_text(True)),
    "talk-mail-oldest-first": Wrap("text", EXACT, talk_text(False, True)),
    "talk-mail-newest-first": Wrap("text", EXACT, talk_text(True, True)),
    "talk-page-oldest-first": Wrap("page", EXACT, talk_page(False)), "talk-page-newest-first": Wrap("page", EXACT, talk_page(True)),
    "undated-above": Wrap("text", REFUSE, undated_above), "undated-above-page": Wrap("page", REFUSE, undated_above_page),
    "undated-both": Wrap("text", REFUSE, undated_both), "two-systems": Wrap("text", REFUSE, two_systems),
    "emlx": Wrap("page", EITHER, apple), "mhtml": Wrap("page", EXACT, chrome), "mbox": Wrap("text", EXACT, mbox),
}
# Forms with a second, older message, and those with heads above inner messages.
TWO = {form for form in ARRIVALS if form.startswith(("reply-quoted-older", "reply-gmail", "reply-older", "talk-", "undated-",
    "forwarded-two", "two-"))}
HEADED = {form for form in ARRIVALS if form.startswith(("talk-", "undated-above", "forwarded-inline",
    "reply-older")) or form.endswith("-head")}
# Where a line of the text is in the file as it was typed, so that a final `=` may be a soft break that nobody undid.
UNDECODED = {"page", "page-misdeclared", "page-head", "paste", "paste-head", "paste-cr", "paste-quoted-printable"}

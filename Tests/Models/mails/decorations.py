"""What may stand in, around or beside a password (rule D44), each with the password that is then right and how sure it is.

A decoration takes (chance, password) and gives a `Decorated`. `truth` holds where the password stands behind its label, `cell`
where it stands alone in a cell; `pair` where the mail's other form gives the password plainly. Nothing for `pair`: not tried.
"""
from dataclasses import dataclass

from values import EITHER, EXACT, REFUSE, Shown, escaped, service_user, worst


@dataclass
class Decorated:
    shown: Shown
    truth: str
    answer: str | None = None
    cell: str | None = None
    pair: str | None = None
    rows: tuple = ()  # further rows (label, Shown) behind the password's own
    before: tuple = ()  # and before it


def both(page, text, truth, answer=None, **more):
    return Decorated(Shown(page, text), truth, answer, **more)


def wrapped(before, after):
    """Marks around the whole: doubted, unless another form of the message gives it plainly and they agree without them."""

    def decorate(chance, word):
        text = before + word + after
        return both(escaped(text), text, REFUSE, pair=EXACT)

    return decorate


def literal(text_of):
    """A text that stands there for everyone to see, and that nobody can have meant: refused wherever it is."""

    def decorate(chance, word):
        text = text_of(chance, word)
        return both(escaped(text), text, REFUSE)

    return decorate


def kept(text_of, truth=EITHER, cell=None):
    """Signs that may well be meant: the value is what is read, or none."""

    def decorate(chance, word):
        text = text_of(chance, word)
        return both(escaped(text), text, truth, text if truth != REFUSE else None, cell=cell)

    return decorate


def beside(page, text=None, truth=EITHER):
    """Something behind the password that is no part of it; `%s` is the password."""

    def decorate(chance, word):
        return both(page.replace("%s", escaped(word)) if page else None, text.replace("%s", word) if text else None, truth, word)

    return decorate


def inside(insert, truth=REFUSE):
    """Markup in the middle; where the other form of the message is plain, that one says what was meant."""

    def decorate(chance, word):
        at = chance.randrange(2, len(word) - 1)
        page = escaped(word[:at]) + insert + escaped(word[at:])
        return both(page, None, truth, None if truth == REFUSE else word, pair=EITHER)

    return decorate


def hidden(style):
    return f'<span {style}>0ld-Hidden7</span>'


def unseen(marks, around=None, truth=EXACT):
    """Signs that nobody sees, in and around the value: dropped and noted (D28)."""

    def decorate(chance, word):
        text = "".join(sign + (chance.choice(marks) if chance.random() < 0.2 else "") for sign in word)
        text = chance.choice(around or marks) + text + chance.choice(around or marks)
        return both(escaped(text), text, truth, word, pair=truth)

    return decorate


def split(chance, word):
    """Cut by tags that change nothing a person sees."""
    pieces = []
    for sign in word:
        tag = chance.choice(["<b>{}</b>", "<span style='color:black'>{}</span>", "<wbr>{}", "<font face=Arial>{}</font>",
            "<span>{}</span>"])
        pieces.append(tag.format(escaped(sign)) if chance.random() < 0.3 else escaped(sign))
    return both("".join(pieces), None, EXACT, word, pair=EXACT)


def entities(chance, word):
    return both(escaped(word, chance), None, EXACT, word, pair=EXACT)


def struck(open_tag, close_tag):
    return beside(f"{open_tag}0ldStruck77{close_tag} %s")


def missing(chance, word):
    return both("", "", REFUSE)


def twice(chance, word):
    """A second password under the same label: nothing tells which one counts."""
    return both(escaped(word), word, REFUSE, rows=(("Password", Shown("0therPw88x", "0therPw88x")),))


def other_rows(label, value, before):
    """A row about the password that does not hold it."""

    def decorate(chance, word):
        row = ((label, Shown(escaped(value), value)),)
        return both(escaped(word), word, EITHER, word, rows=() if before else row, before=row if before else ())

    return decorate


ABOUT = {
    "length": ("Password length", "12"), "changed": ("Password last changed", "2026-11-01"), "expires": ("Password expires", "2027-02-14"),
    "hint": ("Password hint", "Pet77name"),
    "reset": ("Password reset", "https://portal.example.com/reset"), "policy": ("Password policy", "12 characters"),
    "strength": ("Password strength", "Strong1"),
    "archive": ("Password for the ZIP file", "Zip77open"), "portal": ("Portal Password", "0therPw88x"),
    "old": ("Old Password", "0therPw88x"), "previous": ("Previous password", "0therPw88x"),
    "temporary": ("Web Password", "0therPw88x"), "service": ("Service Password", "0therPw88x"), "database": ("DB Password", "0therPw88x"),
    "wifi": ("WiFi password", "0therPw88x"),
    "test": ("Password (test)", "0therPw88x"), "name-format": ("User Name format", "DOMAIN-user"),
    "email": ("User e-mail", "jane@example.com"),
}


def emptied(words):
    return lambda chance, word: both(escaped(chosen := chance.choice(words)), chosen, REFUSE)


def user_as_password(chance, word):
    user = service_user(chance)
    return both(escaped(user), user, REFUSE)


MIDDLE = {
    "entity-visible": lambda c, w: w[:3] + c.choice(["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x26;"]) + w[3:],
    "entity-visible-end": lambda c, w: w + c.choice(["&amp;", "&quot;", "&nbsp;"]),
    "quoted-printable-visible": lambda c, w: w[:3] + c.choice(["=3A", "=5E", "=3D", "=26"]) + w[3:],
    "ellipsis": lambda c, w: w[:5] + "\u2026",
    "ellipsis-inside": lambda c, w: w[:4] + "\u2026" + w[4:],
    "three-dots": lambda c, w: w[:5] + "...",
    "three-dots-inside": lambda c, w: w[:4] + "..." + w[4:],
    "three-stars": lambda c, w: w[:2] + "***" + w[-2:],
    "mask": lambda c, w: c.choice(["********", "\u2022" * 8, "***", "\u25cf" * 10]),
    "mojibake": lambda c, w: w[:4] + c.choice(["\u00c2\u00a3", "\u00c3\u00a9", "\u00c2\u00a7", "\u00c3\u00bc", "\u00c2\u00b0"]) + w[4:],
    "replacement": lambda c, w: w[:4] + "\ufffd" + w[4:],
}

DECORATIONS = {name: literal(text_of) for name, text_of in MIDDLE.items()} | {
    "stars": wrapped("*", "*"), "two-stars": wrapped("**", "**"), "underscores": wrapped("_", "_"), "backticks": wrapped("`", "`"),
    "quotes": wrapped('"', '"'), "single-quotes": wrapped("'", "'"), "curly-quotes": wrapped("\u201c", "\u201d"),
    "german-quotes": wrapped("\u201e", "\u201c"), "guillemets": wrapped("\u00ab", "\u00bb"), "angles": wrapped("<", ">"),
    "parentheses": lambda c, w: both(escaped(f"({w})"), f"({w})", EITHER, f"({w})"),
    "brackets": lambda c, w: both(escaped(f"[{w}]"), f"[{w}]", EITHER, f"[{w}]"),
    "quoted-by-tag": beside("<q>%s</q>"),
    # A final sign: whose it is, nobody can tell in prose; alone in a cell it is the value's.
    "final-dot": lambda c, w: both(escaped(w + "."), w + ".", REFUSE, w + ".", cell=EXACT),
    "final-comma": lambda c, w: both(escaped(w + ","), w + ",", REFUSE, w + ",", cell=EXACT),
    "final-semicolon": kept(lambda c, w: w + ";"), "final-equals": kept(lambda c, w: w + "=", EITHER, EITHER),
    "final-bang": kept(lambda c, w: w + "!", EXACT, EXACT), "final-colon": kept(lambda c, w: w + ":"),
    "autocorrected-dash": kept(lambda c, w: w[:4] + "\u2013" + w[4:]), "autocorrected-quote": kept(lambda c, w: w[:4] + "\u2019" + w[4:]),
    "mojibake-quote": kept(lambda c, w: w[:4] + "\u00e2\u20ac\u2122" + w[4:]), "pound-sign": kept(lambda c, w: w[:4] + "\u00a3" + w[4:]),
    "less-than": kept(lambda c, w: w[:4] + "<" + w[4:], EITHER), "ampersand": kept(lambda c, w: w[:4] + "&9" + w[4:], EXACT),
    "less-than-unescaped": lambda c, w: both(f"{w[:4]}<q{w[4:]}", None, REFUSE),
    "ampersand-unescaped": lambda c, w: both(f"{w[:4]}&9{w[4:]}", None, EITHER, f"{w[:4]}&9{w[4:]}"),
    "entity-unclosed": lambda c, w: both(f"{w[:4]}&lt9{w[4:]}", None, EITHER, f"{w[:4]}<9{w[4:]}"),
    # Behind `Password:` without a blank, two carets make the shape of a ServiceUser.
    "carets": kept(lambda c, w: "^".join(["".join(filter(str.isalnum, w[:4])) or "x", "7", "".join(filter(str.isalnum, w[4:])) or "x"]),
        EXACT),
    "percent-escape": kept(lambda c, w: w[:4] + "%3A" + w[4:]),
    # Links.
    "mailto-doubled": beside(None, "%s<mailto:%s>"), "mailto-page": beside('<a href="mailto:%s">%s</a>'),
    "target-angles": beside(None, "%s <https://portal.example.com/x>"), "target-close": beside(None, "%s<https://portal.example.com/x>"),
    "target-brackets": beside(None, "%s [https://portal.example.com/x]"),
    "target-markdown": beside(None, "[%s](https://portal.example.com/x)"),
    "link": beside('<a href="https://portal.example.com/x">%s</a>'),
    "link-beside": beside('%s <a href="https://portal.example.com/x">Sign in</a>', "%s Sign in"),
    # Pictures and fonts.
    "picture-inside": inside('<img src="cid:smile.png" alt="">'), "picture-alt": inside('<img src="x.png" alt=":)">'),
    "picture-end": lambda c, w: both(f'{escaped(w)}<img src="cid:smile.png" width=16>', None, REFUSE, pair=EITHER),
    "picture-only": lambda c, w: both('<img src="cid:password.png" alt="password">', None, REFUSE, pair=EITHER),
    "picture-beside": beside('%s <img src="lock.png" alt="">'), "picture-before": beside('<img src="key.png" alt="key"> %s'),
    "background": inside("<svg width=9 height=9><path d='M0 0'/></svg>"),
    "emoji": kept(lambda c, w: w[:4] + c.choice(["\U0001f600", "\u263a", "\U0001f511"]) + w[4:]),
    "symbol-font": inside("<span style='font-family:Wingdings'>J</span>"), "symbol-font-tag": inside('<font face="Symbol">a</font>'),
    "symbol-font-quoted": inside("<span style='font-family:\"Wingdings 3\";mso-char-type:symbol'>L</span>"),
    "symbol-font-end": lambda c, w: both(f"{escaped(w)}<span style='font-family:Wingdings'>J</span>", None, REFUSE, pair=EITHER),
    "symbol-font-whole": lambda c, w: both(f"<span style='font-family:Webdings'>{escaped(w)}</span>", None, REFUSE, pair=EITHER),
    "icon-font": beside('%s <i class="material-icons">content_copy</i>'),
    "icon-font-close": beside('%s<span class="material-symbols-outlined">visibility</span>'),
    "icon-before": beside('<i class="material-icons">lock</i> %s'), "icon-empty": beside('%s <i class="fa fa-copy"></i>'),
    # Controls.
    "button": beside("%s<button type=button>Copy</button>"), "button-blank": beside("<span>%s</span> <button>Show</button>"),
    "button-input": beside('%s <input type=button value="Copy">'), "button-role": beside('%s <span role="button" tabindex=0>Copy</span>'),
    "button-link": beside('%s <a class="btn" href="#">Copy</a>'), "button-before": beside("<button>Hide</button> %s"),
    "field": lambda c, w: both(f'<input type=text readonly value="{escaped(w).replace(chr(34), "&quot;")}">', None, EITHER, w),
    "field-password": lambda c, w: both('<input type=password value="">', None, REFUSE),
    "caption": beside(None, "%s Copy"), "caption-brackets": beside(None, "%s [Copy]"), "caption-parentheses": beside(None, "%s (copy)"),
    "caption-show": beside(None, "%s Show"), "caption-tab": beside(None, "%s\tCopy"), "caption-icon": beside(None, "%s content_copy"),
    "remark": beside("%s (case sensitive)", "%s (case sensitive)"),
    "remark-words": beside("%s - please change it", "%s - please change it"),
    "remark-below": beside("%s<br>(case sensitive)"), "remark-small": beside("%s <small>temporary</small>"),
    "tooltip": beside('<span title="Click to copy">%s</span>'),
    "select": beside("%s <select><option>Show</option><option>Hide</option></select>"), "label-inside": beside("<label>%s</label>"),
    # What is not seen.
    "hidden-beside": beside("%s" + hidden('style="display:none"')), "hidden-before": beside(hidden("hidden") + "%s"),
    "hidden-visibility": beside("%s" + hidden('style="visibility:hidden"')), "hidden-class": beside("%s" + hidden('class="gone"')),
    "hidden-tiny": beside("%s" + hidden('style="font-size:0"')), "hidden-white": beside("%s " + hidden('style="color:#ffffff"')),
    "hidden-aria": beside('%s<span class="sr-only">copied to clipboard</span>'),
    "hidden-mask": lambda c, w: both(f'<span>{chr(0x2022) * 8}</span><span style="display:none">{escaped(w)}</span>', None, REFUSE),
    "hidden-inside": inside('<span style="display:none">x7</span>', EITHER), "comment-inside": inside("<!-- x7 -->", EITHER),
    "script-beside": beside("%s<script>copy('0ld-Hidden7')</script>"), "attribute": beside('<span data-password="0ld-Hidden7">%s</span>'),
    # Marks of direction around a value or of its own direction inside change nothing; embeddings can move what a person reads.
    "direction-marks": unseen(["\u200e"], ["\u200e", "\u200f"]),
    "direction-embeddings": unseen(["\u200f", "\u202a", "\u202b"], ["\u202c"], EITHER),
    "zero-width": unseen(["\u200b", "\u200d", "\ufeff", "\u2060"]),
    "soft-hyphens": unseen(["\u00ad"]), "non-breaking": beside("&nbsp;%s&nbsp;", "\u00a0%s\u00a0", EXACT), "split": split,
    "entities": entities,
    # Corrections.
    "struck": struck("<s>", "</s>"), "struck-del": struck("<del>", "</del>"), "struck-old": struck("<strike>", "</strike>"),
    "struck-style": struck('<span style="text-decoration:line-through">', "</span>"), "struck-behind": beside("%s <s>0ldStruck77</s>"),
    "struck-text": beside(None, "~~0ldStruck77~~ %s"), "struck-marked": beside(None, "0ldStruck77 -> %s", EITHER),
    "inserted": beside("<ins>%s</ins>"),
    "or": lambda c, w: both(f"{escaped(w)} or 0therPw88x", f"{w} or 0therPw88x", REFUSE),
    "superscript": lambda c, w: both(f"{escaped(w[:4])}<sup>2</sup>{escaped(w[4:])}", None, REFUSE), "subscript": lambda c,
    w: both(f"{escaped(w[:4])}<sub>2</sub>{escaped(w[4:])}", None, REFUSE),
    "footnote": beside("%s<sup>1</sup>"), "break-inside": inside("<br>"), "blank-inside": kept(lambda c, w: w[:4] + " " + w[4:]),
    # Nothing, or not the password.
    "missing": missing, "user-as-password": user_as_password,
    "placeholder": emptied(["TBD", "N/A", "n/a", "tbd", "T.B.D.", "-", "--", "none", "None", "unknown", "not set", "XXXXXXXX", "see below",
        "see above"]),
    "placeholder-brackets": emptied(["<password>", "[password]", "{password}", "{{password}}", "${password}", "<PM Password>", "[redacted]",
        "(hidden)", "<REDACTED>", "%PASSWORD%", "[REMOVED]"]),
    "placeholder-words": emptied(["sent separately", "will follow", "will be sent by phone", "same as before", "unchanged", "as discussed",
        "please call us", "(sent in a second mail)", "to be provided", "pending", "not applicable", "see attachment"]),
    "same-label-twice": twice, "missing-blank": lambda c, w: both("&nbsp;", "\u00a0", REFUSE), "missing-tags": lambda c,
    w: both("<span></span><o:p></o:p>", None, REFUSE),
} | {f"about-{name}{'-before' if before else ''}": other_rows(label, value, before) for name,
(label, value) in ABOUT.items() for before in (False, True)}
# Behind a label, a second line may as well be the mail's next line: only in a cell is it the value's.
CELL_ONLY = {"break-inside"}


def one_form_only(chance, decorated, word):
    """For two forms of one message: sometimes only one of them shows the password with its decoration."""
    shown = decorated.shown
    missing = shown.page is None or shown.text is None
    if not missing and (decorated.pair is None or chance.random() < 0.5):
        return decorated.shown, decorated.truth, decorated.answer
    if decorated.pair is None and decorated.truth == REFUSE:
        return None
    plain = Shown(escaped(word), word)
    first = shown.page is None or (not missing and chance.random() < 0.5)
    view = Shown(plain.page, shown.text) if first else Shown(shown.page, plain.text)
    return view, decorated.pair or worst(EITHER, decorated.truth), decorated.answer if decorated.answer is not None else word


def at_place(decorated, truth, places):
    """D44 keeps a final sign in a cell of its own and doubts it in prose; of the rest it does not speak."""
    if decorated.cell is None:
        return truth
    found = {decorated.cell if place == "cell" else EITHER if place in ("alone", "entry") else truth for place in places}
    return found.pop() if len(found) == 1 else EITHER

"""The door `message`: credential mails in every layout, whole and broken; only their passwords are secret (design.md D28)."""

import base64
import quopri

USERS = [
    "EXAMPLEUBQ:EXAMPLECLIENT^1^",
    "AB12cd:0012345^7^",
    "Ub1Qexample:CLexmple^12^example.service",
    "EXAMPLEUBQ:EXAMPLECLIENT^1^",
    "EXAMPLEUBQ:EXAMPLECLIENT^",
]
LABELS = [
    "Password",
    "PM Password",
    "PM_Password",
    "PMS Password",
    "password",
    "PASSWORD",
    "Pass word",
    "PM password",
    "Service Password",
    "Temporary password",
]
NAMES = ["User Name", "Username", "PMS User Name", "PM User Name", "pms_user_name"]


def value(bed, label="password"):
    return bed.secret(label, without=bed.pick("", " ", " "))


def in_html(bed, secret):
    """The password as mail programs break it up."""

    def cut(mark):
        at = len(secret) // 2
        return secret[:at] + mark + secret[at:]

    return bed.rng.choices([
        secret, cut("<wbr>"), cut("&shy;"), cut("\u200b"), cut("<b>") + "</b>", cut("</span><span>"), f"<b>{secret}</b>", f"<code>{secret}</code>", f"<a href='x'>{secret}</a>",
        "".join(f"&#{ord(c)};" for c in secret), f"&lt;{secret}&gt;", f"&nbsp;{secret}&nbsp;", f"{secret}<img src=x alt=x>", cut("\n"), f"<input value='{secret}'>", f"“{secret}”",
        cut("<"), cut("&"), f"<!-- {secret} -->", cut("<font face=Wingdings>x</font>"), f"<span style='display:none'>{secret}</span>{secret}", f"<td>{secret}", secret + "\0", cut("&#0;"),
    ], [60] + [1] * 23)[0]  # fmt: skip


def rows(bed):
    """Labels and values in the order in which a mail has them; the password sometimes more than once, or in a row of another."""
    name, user = bed.rng.choice(NAMES), bed.rng.choice(USERS)
    label = bed.rng.choice(LABELS)
    listed = [("ServiceUser", user), (name, "example.pm"), (label, value(bed))]
    kind = bed.rng.randrange(20)
    if kind == 0:
        listed[1:] = [(name, f"example.pm {label}: {value(bed, 'password behind the user name')}")]
    elif kind == 1:
        listed[1:] = [(f"{name} / {label}", f"example.pm / {value(bed, 'password beside the user name')}")]
    elif kind == 2:
        listed.append((label, value(bed, "second password")))
    elif kind == 3:
        listed[0] = ("ServiceUser", f"{user} {label} {value(bed, 'password behind the ServiceUser')}")
    elif kind == 4:
        listed[1] = (name, "")
    elif kind == 5:
        listed = [(name, f"{label}: {value(bed, 'password in place of the user name')}"), ("ServiceUser", user)]
    elif kind == 6:
        del listed[bed.rng.randrange(2)]
    elif kind == 7:
        listed.append(("Old " + label.lower(), value(bed, "old password")))
    if bed.odds(0.2):
        bed.rng.shuffle(listed)
    return listed


def page(bed):
    listed = [(k, in_html(bed, v) if any(v == s.faces[-1] for s in bed.secrets) else v) for k, v in rows(bed)]
    kind = bed.rng.randrange(12)
    if kind < 3:
        inner = "<table>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>\n" for k, v in listed) + "</table>"
    elif kind == 3:
        inner = (
            "<table><tr>" + "".join(f"<th>{k}</th>" for k, _ in listed) + "</tr><tr>" + "".join(f"<td>{v}</td>" for _, v in listed) + "</tr></table>"
        )
    elif kind == 4:
        inner = "".join(f"<p class=MsoNormal>{k}: {v}<o:p></o:p></p>\n" for k, v in listed)
    elif kind == 5:
        inner = "<p>" + "<br>".join(f"{k}: {v}" for k, v in listed) + "</p>"
    elif kind == 6:
        inner = "".join(f"<p>{k}</p><p>{v}</p>" for k, v in listed)
    elif kind == 7:
        inner = "<dl>" + "".join(f"<dt>{k}<dd>{v}" for k, v in listed) + "</dl>"
    elif kind == 8:
        inner = "<p>" + " ".join(f"{k}: {v}" for k, v in listed) + "</p>"
    elif kind == 9:
        inner = "<table>" + "".join(f"<tr><td>{k}<td>{v}<tr>" for k, v in listed)
    elif kind == 10:
        inner = "<pre>" + "\n".join(f"{k:14}{v}" for k, v in listed) + "</pre>"
    else:
        inner = "<p>Your " + " and your ".join(f"{k} is {v}" for k, v in listed) + ".</p>"
    text = f"<html><head><meta charset=utf-8><title>Secure message</title></head><body><p>Hello Jane Example,</p>\n{inner}\n<p>Kind regards</p></body></html>"
    if bed.odds(0.15):
        marks = [i for i, c in enumerate(text) if c in "<>/='&;"]
        at = bed.rng.choice(marks)
        text = text[:at] + bed.pick("", text[at] * 2, "<", "\0") + text[at + 1 :]
    return text


def plain(bed):
    sign = bed.pick(": ", ": ", ":", " = ", "\t", " - ", " ", ":\n", " .... ", ": * ", " is ")
    lead = bed.pick("", "", "> ", " - ", "* ", "| ")
    text = "Hello Jane Example,\n\n" + "\n".join(lead + k + sign + v for k, v in rows(bed)) + "\n\nKind regards\n"
    if bed.odds(0.2):
        text += "\n-----Original Message-----\nFrom: vendor@example.com\nSent: Monday, August 3, 2026 9:14 AM\n\n"
        text += f"{lead}Password: {value(bed, 'password of an older message')}\n"
    return text


HEAD = "From: vendor@example.com\nTo: credentials@example.com\nSubject: Your credentials\nDate: Mon, 16 Nov 2026 09:14:05 -0500\nMIME-Version: 1.0\n"


def mail(bed):
    """A page or a text in a mail, whole or with a broken frame."""
    html = bed.odds(0.6)
    text = (page if html else plain)(bed)
    kind = "text/html" if html else "text/plain"
    coding = bed.pick("7bit", "quoted-printable", "base64", "8bit", "quoted-printable", "quoted-printable", "base65")
    body = text
    if coding == "quoted-printable":
        body = quopri.encodestring(text.encode()).decode()
    elif coding == "base64":
        body = base64.encodebytes(text.encode()).decode()
    said = coding if bed.odds(0.95) else bed.pick("7bit", "base64", "quoted-printable", "x-uuencode")
    charset = bed.rng.choices(["utf-8", "us-ascii", "windows-1252", "utf-16", "x-unknown"], [20, 3, 3, 1, 1])[0]
    part = f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {said}\n\n{body}"
    form = bed.rng.randrange(6)
    if form < 2:
        return HEAD + part
    if form == 2:
        first = "--b\nContent-Type: text/plain\n\nThe message is attached.\n"
        second = f"--b\nContent-Disposition: attachment; filename=message.html\n{part}\n--b--\n"
        return f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{first}{second}"
    if form == 3:
        return HEAD + f"Content-Type: multipart/alternative; boundary=b\n\n--b\n{part}\n--b\n{part}\n"
    if form == 4:
        return HEAD + f"Content-Type: multipart/mixed; boundary=other\n\n--b\n{part}\n--b--\n"
    return HEAD.replace("Your credentials", f"Password: {value(bed, 'password in the subject')}") + part


def written(bed):
    form = bed.rng.randrange(10)
    text = mail(bed) if form < 4 else page(bed) if form < 7 else plain(bed)
    if form == 6 and bed.odds(0.3):
        return text.encode(bed.pick("utf-16-le", "utf-16", "utf-8-sig"), "replace")
    return text


def message(unit):
    def door(bed):
        saving = bed.odds(0.25)
        units = [unit(written, f"{bed.rng.random()}") for _ in range(1 if saving else bed.rng.randint(1, 12))]
        ends = [bed.pick("html", "eml", "txt", "eml", "html", "mht", "mbox") for _ in units]

        def dressed(texts):
            names = {f"m{n}.{ends[n]}": t for n, t in enumerate(texts)}
            return {"args": ["message", *(["--to", "saved.json"] if saving else []), *names], "files": names}

        return units, dressed

    return door

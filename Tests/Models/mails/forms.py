"""Invented credential mails in every form in which they arrive, with the values that they visibly hold.

Nothing here uses the project's own code. People, companies and passwords are invented.
"""
import base64
import quopri
from email.message import EmailMessage

USER = "EXAMPLEUBQ:EXAMPLECLIENT^1^"
NAMED = "Ub1Q0example:CL00ex4mple^12^example.service"
NAME = "example.pm"
PASSWORD = "Inv3nted-pw!9"
OLDER = "0lder-pw#2025"
TRUTH = {"serviceUser": USER, "pmsUserName": NAME, "password": PASSWORD}

HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=%s">
<style><!-- p.MsoNormal {margin:0in;} .gone {display:none} --></style>
<!--[if gte mso 9]><xml><o:AllowPNG/></xml><![endif]--></head>
<body lang=EN-US><div class=WordSection1>
<p class=MsoNormal>Hello Jane Example,<o:p></o:p></p>
"""
TAIL = "<p class=MsoNormal>Kind regards<br>Example Vendor</p></div></body></html>\n"


def table(user=USER, name=NAME, password=PASSWORD):
    return f"""<table class=MsoTableGrid border=1>
<tr><td width=100><p class=MsoNormal><b>ServiceUser</b><o:p></o:p></p></td><td><p class=MsoNormal>{user}<o:p></o:p></p></td></tr>
<tr><td><p>User Name</p></td><td><p>{name}</p></td></tr>
<tr><td>PM Password</td><td>{password}</td></tr></table>
"""


def paragraphs(user=USER, name=NAME, password=PASSWORD, labels=("Service User", "Username", "Password"), sign=": "):
    return "".join(
        f"<p class=MsoNormal>{label}{sign}{value}<o:p></o:p></p>\n" for label, value in zip(labels, (user, name, password))
    )


# Bodies of pages: the mark § on each side is taken out; between the marks stands what is tried with damage.
BODIES = {
    "table": "§" + table() + "§",
    "paragraphs": "§" + paragraphs() + "§",
    "equals": "§" + paragraphs(sign=" = ") + "§",
    "hyphen": "§" + paragraphs(sign=" - ") + "§",
    "breaks": "<p>§" + f"ServiceUser: {USER}<br>PM User Name: {NAME}<br>PM Password: {PASSWORD}" + "§</p>",
    "next-line": "§" + f"<p>Service Username</p><p>{USER}</p><p>User Name</p><p>{NAME}</p><p>Password</p><p>{PASSWORD}</p>" + "§",
    "column": "§<table><tr><th>ServiceUser</th><th>User Name</th><th>Password</th></tr>"
    f"<tr><td>{USER}</td><td>{NAME}</td><td>{PASSWORD}</td></tr></table>§",
    "nested": "<table><tr><td><div>Example</div>§" + table() + "§</td></tr></table>",
    "entities": "§" + paragraphs(USER.replace(":", "&#58;").replace("^", "&Hat;"), sign="&colon;&nbsp;") + "§",
    "hex": "§" + table(USER.replace(":", "&#x3A;").replace("^", "&#x5E;"), password=PASSWORD.replace("!", "&excl;")) + "§",
    "split": "§" + table("EXAMPLE<b>UBQ</b>:<span style='color:black'>EXAMPLE</span><wbr>CLIENT^<i>1</i>^",
                         password="Inv3<font color=red>nted</font>-pw!9") + "§",
    "invisible": "§" + table("EXAM&shy;PLEUBQ:EXAMPLE&#8203;CLIENT^1^", password="Inv3nted&zwnj;-pw!9") + "§",
    "cells": "§<table><tr><td>ServiceUser:</td><td>EXAMPLEUBQ:</td><td>EXAMPLECLIENT^1^</td></tr>"
    f"<tr><td>User Name:</td><td>{NAME}</td></tr><tr><td>Password:</td><td>{PASSWORD}</td></tr></table>§",
    "conditional": "§<!--[if mso]><p>Password: not-this-one</p><![endif]-->" + paragraphs() + "<![if !mso]><p>Shown</p><![endif]>§",
    "hidden": '<div style="display:none">Password: not-this-one</div>§' + paragraphs() + "§",
    "script": "<script>document.write('<p>Password: not-this-one</p>')</script>§" + table() + "§",
    "definition": f"§<dl><dt>ServiceUser<dd>{USER}<dt>User Name<dd>{NAME}<dt>Password<dd>{PASSWORD}</dl>§",
    "one-line": "<div>§" + table().replace("\n", "") + "§</div>",
    "unclosed": f"§<table><tr><td>ServiceUser<td>{USER}<tr><td>Username<td>{NAME}<tr><td>Password<td>{PASSWORD}</table>§",
    "pre": f"<pre>§ServiceUser: {USER}\nUser Name:   {NAME}\nPassword:    {PASSWORD}\n§</pre>",
}

TEXTS = {
    "lines": f"Hello Jane Example,\n\n§ServiceUser: {USER}\nUser Name: {NAME}\nPM Password: {PASSWORD}\n§\nKind regards\n",
    "below": f"Hello,\n\n§Service User:\n{USER}\n\nUsername:\n{NAME}\n\nPassword:\n{PASSWORD}\n§\nKind regards\n",
    "tabs": f"Hello,\n§ServiceUser\t{USER}\nUser Name\t{NAME}\nPassword\t{PASSWORD}\n§Bye\n",
    "quoted": f"> Hello,\n>\n§> ServiceUser: {USER}\n> User Name: {NAME}\n> Password: {PASSWORD}\n§>\n> Bye\n",
    "bullets": f"Hello,\n§ - none\n * ServiceUser = {USER}\n * PMS User Name = {NAME}\n * PM Password = {PASSWORD}\n§Bye\n",
}


def marked(text):
    """Bytes without the two marks, and the region between them."""
    first, middle, last = text.split("§")
    return first + middle + last, (len(first), len(first) + len(middle))


def page(body, charset="utf-8"):
    text = HEAD % charset + body + TAIL
    return text


def message(payload, subtype, cte, charset="utf-8", wrap=None):
    """A whole mail, written by hand so that the encoding is what the form asks for, with the region of the body."""
    first, middle, last = payload.split("§")
    plain = (first + middle + last).encode(charset)
    if cte == "base64":
        encoded = base64.encodebytes(plain)
        region = (len(encoded) // 4, len(encoded) * 3 // 4) if len(first) > 400 else (0, len(encoded))
    elif cte == "quoted-printable":
        pieces = []
        for piece in (first, middle, last):
            pieces.append(piece.encode(charset))
        # Signs that gateways encode although they need not be.
        encoded = quopri.encodestring(plain).replace(b":", b"=3A").replace(b"^", b"=5E")
        start = encoded.find(b"ServiceUser") if b"ServiceUser" in encoded else encoded.find(b"Service")
        end = encoded.rfind(b"pw!9")
        region = (max(0, start - 20), min(len(encoded), end + 30))
    else:
        encoded = plain
        region = (len(first.encode(charset)), len((first + middle).encode(charset)))
    part = f'Content-Type: text/{subtype}; charset="{charset}"\nContent-Transfer-Encoding: {cte}\n'
    return part, encoded, region


ENVELOPE = (
    b"From: vendor@example.com\nTo: credentials@example.com\nSubject: Your credentials\n"
    b"Date: Mon, 16 Nov 2026 09:14:05 -0500\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\n"
)


def shifted(region, before):
    return (region[0] + before, region[1] + before)


def whole(part, encoded, region):
    head = ENVELOPE + part.encode() + b"\n"
    return head + encoded, shifted(region, len(head))


def multipart(kind, parts, extra=""):
    """`parts`: (header, bytes, region or nothing) each."""
    data = ENVELOPE + f'Content-Type: multipart/{kind}; boundary="=-edge-7"{extra}\n\n'.encode()
    found = None
    for header, body, region in parts:
        data += b"--=-edge-7\n" + header.encode() + b"\n"
        if region:
            found = shifted(region, len(data))
        data += body + (b"" if body.endswith(b"\n") else b"\n")
    return data + b"--=-edge-7--\n", found


def attachment(part, encoded, region, name="message.html"):
    header = part.replace("text/html", "application/octet-stream", 1)
    header = header.split("\n")[0].split(";")[0] + f'; name="{name}"\n' + header.split("\n")[1] + "\n"
    return header + f'Content-Disposition: attachment; filename="{name}"\n', encoded, region


def thread():
    newer = paragraphs()
    older = paragraphs(password=OLDER)
    quote = (
        "<div style='border:none'><p><b>From:</b> Example Vendor &lt;vendor&#64;example.com&gt;<br><b>Sent:</b> Monday, "
        "August 10, 2026 8:02 AM<br><b>To:</b> credentials&#64;example.com<br><b>Subject:</b> Your credentials</p></div>"
    )
    return "§" + newer + "§" + quote + older


def forms():
    """Name, bytes, truth, region in which damage is tried."""
    for name, body in BODIES.items():
        data, region = marked(page(body))
        yield f"page-{name}.html", data.encode(), TRUTH, region
    for name, text in TEXTS.items():
        data, region = marked(text)
        yield f"text-{name}.txt", data.encode(), TRUTH, region

    data, region = marked(page("§" + table(NAMED) + "§"))
    yield "page-format2.html", data.encode(), dict(TRUTH, serviceUser=NAMED), region
    data, region = marked(page("§" + paragraphs("Example.App", USER.lower(), labels=("Application", "User Name", "Password")) + "§"))
    yield "page-user-name-is-service-user.html", data.encode(), {"serviceUser": USER.lower(), "password": PASSWORD}, region

    windows = page("<p>Jane\u2019s practice \u2013 Example</p>§" + table() + "§", "windows-1252")
    data, region = marked(windows)
    shift = len(data[: region[0]]) - region[0]
    yield "charset-windows-1252.html", data.encode("cp1252"), TRUTH, shifted(region, shift)
    data, region = marked(page("§" + table() + "§"))
    yield "charset-utf-16-bom.html", b"\xff\xfe" + data.encode("utf-16-le"), TRUTH, (2 + 2 * region[0], 2 + 2 * region[1])
    yield "charset-utf-16-no-bom.html", data.encode("utf-16-le"), TRUTH, (2 * region[0], 2 * region[1])
    yield "charset-utf-16-big-no-bom.html", data.encode("utf-16-be"), TRUTH, (2 * region[0], 2 * region[1])
    data, region = marked(page("<p>Jané Example</p>§" + table() + "§", "iso-8859-1"))
    before = len(data[: region[0]].encode()) - region[0]
    yield "charset-declared-wrongly.html", data.encode(), TRUTH, shifted(region, before)

    for name in ("table", "paragraphs", "entities", "split"):
        body = page(BODIES[name])
        for cte in ("quoted-printable", "base64", "8bit"):
            data, region = whole(*message(body, "html", cte))
            yield f"mail-{name}-{cte}.eml", data, TRUTH, region
    for cte in ("quoted-printable", "base64", "7bit"):
        data, region = whole(*message(TEXTS["lines"], "plain", cte))
        yield f"mail-text-{cte}.eml", data, TRUTH, region

    body = page(BODIES["table"])
    note = ('Content-Type: text/plain; charset="utf-8"\n', b"The message is attached.\n", None)
    for cte in ("quoted-printable", "base64", "8bit"):
        part = message(body, "html", cte)
        data, region = multipart("mixed", [note, attachment(*part)])
        yield f"attached-{cte}.eml", data, TRUTH, region
        inner, region = whole(*part)
        data, region = multipart("mixed", [note, ("Content-Type: message/rfc822\n", inner, region)])
        yield f"forwarded-{cte}.eml", data, TRUTH, region
    plain = TEXTS["lines"].replace("§", "")
    part = message(body, "html", "quoted-printable")
    text = (f'Content-Type: text/plain; charset="utf-8"\n', plain.encode(), None)
    data, region = multipart("alternative", [text, part])
    yield "alternative.eml", data, TRUTH, region
    data, region = multipart("related", [part], '; type="text/html"')
    yield "saved.mht", data, TRUTH, region
    data, region = whole(*message(body, "html", "8bit"))
    first = b"From vendor@example.com Mon Nov 16 09:14:05 2026\n"
    yield "one.mbox", first + data + b"\n", TRUTH, shifted(region, len(first))
    part, encoded, region = message(TEXTS["lines"], "plain", "quoted-printable")
    yield "raw-quoted-printable.txt", encoded, TRUTH, region
    data, region = whole(*message(page(thread()), "html", "8bit"))
    yield "thread.eml", data, TRUTH, region

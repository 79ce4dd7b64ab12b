"""Mails: plain, HTML, quoted-printable, base64, a page saved from a browser, and Allscripts' mail of credentials."""

import base64
import html
import quopri

from records import Facts
from snippets import html_fragment, labels, prose, snippet


def head(bed, kind, encoding):
    bed.where = "mail head"
    return "\r\n".join([
        f"From: {bed.name().replace(',', '')} <{bed.mail()}>", f"To: {bed.mail()}, {bed.mail()}", f"Cc: \"{bed.name()}\" <{bed.mail()}>", "Date: Tue, 17 Nov 2026 09:04:01 -0500",
        f"Subject: No review requests for {bed.name()}", f"Message-ID: <{bed.token()}@mail.example.com>", f"X-Originating-IP: [{bed.ip()}]", "MIME-Version: 1.0",
        f"Content-Type: {kind}; charset=utf-8", f"Content-Transfer-Encoding: {encoding}", "", "",
    ])  # fmt: skip


def paragraphs(bed, size):
    found = []
    while len(bed.canaries) < size:
        facts = Facts(bed)
        bed.where = "mail body"
        found.append(bed.either(
            lambda: prose(bed), lambda: labels(bed), lambda: f"Business {facts.business} of {bed.name()}:", lambda: snippet(bed),
            lambda: f"> On Tue, {bed.name()} <{bed.mail()}> wrote:\n> {prose(bed)}", lambda: f"Best regards,\n{bed.name()}\n{bed.phone()}\n{bed.address()}",
        ))  # fmt: skip
    return found


def plain(bed, size):
    return head(bed, "text/plain", "8bit") + "\r\n\r\n".join(paragraphs(bed, size)).replace("\n", "\r\n") + "\r\n"


def quoted(bed, size):
    return head(bed, "text/plain", "quoted-printable") + quopri.encodestring("\n\n".join(paragraphs(bed, size)).encode()).decode()


def in_base64(bed, size):
    return head(bed, "text/plain", "base64") + base64.encodebytes("\n\n".join(paragraphs(bed, size)).encode()).decode()


def page_of(bed, size):
    found = ["<html><head><title>Message</title><style>p { margin: 0 }</style></head><body>"]
    while len(bed.canaries) < size:
        bed.where = "HTML"
        kind = bed.rng.randrange(5)
        if kind == 0:
            found.append(html_fragment(bed))
        elif kind == 1:
            cells = [("Patient", bed.name()), ("Phone", bed.phone()), ("Born", bed.born())]
            found.append("<table>" + "".join(f"<tr><td>{k}</td><td>{html.escape(v)}</td></tr>" for k, v in cells) + "</table>")
        elif kind == 2:
            found.append(
                f'<p><a href="mailto:{bed.mail()}">write</a> <img src="https://t.example.com/o.gif?u={bed.token()}" alt="{html.escape(bed.name())}"></p>'
            )
        elif kind == 3:
            name = bed.name()
            found.append(f"<p>{html.escape(name[:4])}<b>{html.escape(name[4:])}</b> &nbsp; {html.escape(bed.phone())}</p>")
        else:
            found.append("<pre>" + html.escape(snippet(bed)) + "</pre>")
    return "\n".join(found) + "</body></html>\n"


def with_html(bed, size):
    return head(bed, "text/html", "8bit") + page_of(bed, size)


def credentials(bed, size):
    """As Allscripts sends them: the three values, and again in the text around."""
    found, small = [], bed.odds(0.5)
    while len(bed.canaries) < (min(size, 12) if small else size):
        bed.where = "credential mail"
        user, name, password = bed.service_user(), bed.names.invented(), bed.password(without="\n")
        bed.plant("PMS user name", name, bed.of_words(name))
        rows = [("Service User", user), ("PMS User Name", name), ("PM Password", password)]
        if bed.odds(0.5):
            found.append(
                "".join(f"<p>{k}: {html.escape(v)}</p>" for k, v in rows)
                + f"<p>Please log in as {html.escape(name)} with {html.escape(user)}. {html.escape(prose(bed))}</p>"
            )
        else:
            found.append(
                "<table>"
                + "".join(f"<tr><td>{k}</td><td>{html.escape(v)}</td></tr>" for k, v in rows)
                + f"</table><p>Regards, {html.escape(bed.name())}</p>"
            )
    return f"<html><body><p>Hello {html.escape(bed.first())},</p>" + "\n".join(found) + "</body></html>\n"


def credentials_in_text(bed, size):
    found = []
    while len(bed.canaries) < min(size, 40):
        bed.where = "credential mail"
        user, password, name = bed.service_user(), bed.password(without="\n"), bed.names.invented()
        bed.plant("PMS user name", name, bed.of_words(name))
        found.append(bed.pick(
            f"ServiceUser: {user}\nPMS User Name: {name}\nPM Password: {password}", f"ServiceUser\n{user}\nPassword\n{password}\nPMS User Name\n{name}",
            f"User_Name={user}\npms_user_name={name}\nPM_Password={password}",
        ) + f"\n\nUse {user} and not the old one.\n{bed.name()}")  # fmt: skip
    return "\n\n".join(found) + "\n"


FORMS = {
    "mail, plain": plain, "mail, quoted-printable": quoted, "mail, base64": in_base64, "mail, HTML": with_html, "saved page": page_of, "credential page": credentials,
    "credential text": credentials_in_text,
}  # fmt: skip

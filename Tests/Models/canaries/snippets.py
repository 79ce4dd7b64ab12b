"""Texts with canaries in them, as they stand in messages, cells, log lines and mails. Each is a function of a bed.

The words around the canaries are a log's own. `SNIPPETS` is by place; a text may run over several lines.
"""

import base64
import html
import json
import os
import re
import sys
import urllib.parse

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "secrets"))
import lines as secret_lines  # noqa: E402  the generator of curl lines in Tests/Models/secrets

UNKNOWN = """remark blob x1 zeta attr_7 callee payload2 custom_3 extra info2 subjectLine u who ref2 tag9 val opaque fieldA memo handle
 owner assignee reviewer author referredBy emergencyPerson nextOfKin spouse insured subscriber provider attending scheduler""".split()
MISLEADING = """status level logger thread host type version source2 department practice service pod container env region code title label
 category queue topic state result kind class method module component""".split()
IDENTITY = {
    "name": ["patientName", "fullName", "name", "contact_name", "guarantorName", "customerName", "displayName", "patient.name"],
    "first": ["firstName", "first_name", "givenName", "given", "fname"], "last": ["lastName", "last_name", "surname", "family", "lname"],
    "mail": ["email", "emailId", "email_address", "contactEmail", "to", "recipient"], "phone": ["phone", "mobile", "phoneNumber", "cell", "fax", "homePhone"],
    "born": ["dateOfBirth", "dob", "birthDate", "patient_dob"], "ssn": ["ssn", "socialSecurityNumber", "tax_id"], "mrn": ["mrn", "chartNumber", "patientNumber"],
    "address": ["address", "street", "address1", "homeAddress"], "member": ["memberId", "policyNumber", "subscriberId"],
    "card": ["cardNumber", "pan", "creditCard"], "ip": ["clientIp", "remote_addr", "x_forwarded_for"],
    "token": ["access_token", "apiKey", "token", "sessionId", "refresh_token", "x-api-key"], "password": ["password", "PM_Password", "pwd", "secret"],
    "service_user": ["User_Name", "serviceUser", "ServiceUser"], "basic": ["authorization", "auth", "Authorization"],
}  # fmt: skip


def label(bed, kind):
    """A name for a value: the expected one, an unknown one, or one that promises something else."""
    return bed.rng.choice(bed.rng.choices((IDENTITY[kind], UNKNOWN, MISLEADING), (4, 4, 2))[0])


def pairs(bed, count=None, taken=()):
    """Names and values."""
    found = {}
    for _ in range(count or bed.rng.randint(1, 4)):
        kind = bed.rng.choice(("name", "first", "last", "mail", "phone", "born", "ssn", "mrn", "address", "member", "card", "ip", "token"))
        name = label(bed, kind)
        if name not in found and name not in taken:
            found[name] = getattr(bed, kind)()
    return found


# Sentences. Words in braces are what the bed hands out.
SENTENCES = """Told {name} to call {phone}
Contact {name} <{mail}> skipped
no consent for {first} {last} ({born})
Could not send review request to {mail}: mailbox unavailable
patient {name} has no phone, fallback {mail}
sync finished for {last}, {first}
Duplicate contact {name} merged with {mail}
phone {phone} is not valid for {first}
Failed to parse date {born} of record 12
lookup by SSN {ssn} returned 0 rows
MRN {mrn} not found
shipped card {card} declined
request from {ip} refused
{first} asked to be removed
appointment of {name} was cancelled
Guarantor: {name}, member {member}
address {address} could not be verified
login failed for user {mail} from {ip}
password {password} was not accepted
refresh with token {token} failed after 12 ms
ServiceUser {service_user} could not log in
retry 3 for {name} / {phone} / {mail}
{name}
{mail}
{phone}
Hello {first}, thank you for your visit. Your number is {phone}.
user={mail} action=update target={name}
consent signed by {name} on {born}
Please ask {first} or {last} about it
Authorization: Bearer {token}
Authorization: Basic {basic}
Cookie: SESSION={token}; XSRF-TOKEN={token}
X-Api-Key: {token}
credentials {mail}/{password}
{last} {first} {mrn}
From {name} to {name}: see attached
caller id {phone} unknown, voicemail left for {first}""".split("\n")


def prose(bed):
    """A sentence; a slot that occurs twice is two people."""
    parts = re.split(r"\{(\w+)\}", bed.rng.choice(SENTENCES))
    return "".join(getattr(bed, part)() if at % 2 else part for at, part in enumerate(parts))


def key_value(bed):
    between, ends = bed.pick("=", "=", ": ", "=", " = "), bed.pick(" ", ", ", "; ", " | ", "\t")
    quote = bed.pick("", '"', "'") if between == "=" else ""
    return ends.join(f"{k}{between}{quote}{v}{quote}" for k, v in pairs(bed).items())


def python_object(bed):
    return bed.pick("", "Contact", "payload: ") + repr(pairs(bed))


def ruby_object(bed):
    inner = ", ".join(f"{bed.pick(json.dumps(k), ':' + k.replace('.', '_'))}=>{json.dumps(v, ensure_ascii=False)}" for k, v in pairs(bed).items())
    return bed.pick("Parameters: ", "", "#<Contact ") + "{" + inner + "}"


def java_object(bed):
    inner = ", ".join(f"{k}={v}" for k, v in pairs(bed).items())
    return bed.pick("{%s}", "Contact(%s)", "Contact[%s]", "PatientDto{%s}", "{contact={%s}, retries=2}") % inner


def go_object(bed):
    inner = " ".join(f"{k.title().replace('.', '')}:{v}" for k, v in pairs(bed).items())
    return bed.pick("&{%s}", "{%s}", "map[%s]") % inner


def json_inline(bed):
    return bed.pick("sent ", "body: ", "payload=", "") + json.dumps(pairs(bed), ensure_ascii=bed.odds(0.4)) + bed.pick("", " took 12 ms", ".")


def gson(text):
    return text.replace("@", "\\u0040").replace("=", "\\u003d").replace("'", "\\u0027").replace("&", "\\u0026").replace("<", "\\u003c")


def json_escaped(bed):
    value = pairs(bed) | {"note": prose(bed)}
    text = json.dumps(value, ensure_ascii=bed.odds(0.5))
    if bed.odds(0.5):
        text = gson(text)
    for _ in range(bed.pick(1, 1, 2, 3)):
        text = json.dumps(text, ensure_ascii=False)
    return bed.pick(text, text[1:-1], "answer " + text)


def keyed_by(bed):
    """Objects keyed by a person."""
    key = bed.pick(bed.mail, bed.name, bed.phone)
    return json.dumps({key(): {"count": 3}, key(): {"count": 1}} if bed.odds(0.5) else {"failed": {key(): 1}, "total": 2}, ensure_ascii=False)


def xml(bed):
    show = lambda v: bed.pick(html.escape(v), f"<![CDATA[{v}]]>")
    tag = lambda k: k.replace(".", "_")
    inner = lambda: "".join(f"<{tag(k)}>{show(v)}</{tag(k)}>" for k, v in pairs(bed).items())
    attributes = lambda: " ".join(f'{tag(k)}="{html.escape(v)}"' for k, v in pairs(bed, 2).items())
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    return bed.either(
        lambda: f"<contact {attributes()}>{inner()}</contact>", lambda: f"<contact>{inner()}</contact>", lambda: f"<contact {attributes()}/>",
        lambda: f'<soap:Envelope xmlns:soap="{soap}"><soap:Body><Contact {attributes()}>{inner()}</Contact></soap:Body></soap:Envelope>',
    )  # fmt: skip


def fhir(bed):
    given, family = bed.first(), bed.last()
    return json.dumps({
        "resourceType": "Patient", "identifier": [{"system": "urn:oid:2.16.840", "value": bed.mrn()}],
        "name": [{"use": "official", "family": family, "given": [given, bed.first()]}], "telecom": [{"system": "phone", "value": bed.phone()}, {"system": "email", "value": bed.mail()}],
        "birthDate": bed.born(numeric=True), "address": [{"line": [bed.address()], "city": bed.last()}], "contact": [{"name": {"text": bed.name()}}],
    }, ensure_ascii=False)  # fmt: skip


def hl7(bed):
    ends = bed.pick("\r", "\n", "\\r")
    hat = lambda: f"{bed.last()}^{bed.first()}^{bed.pick('A', 'B', '')}"
    return ends.join([
        "MSH|^~\\&|ADT1|CLINIC|BE|BE|20261120060001||ADT^A04|MSG00001|P|2.5",
        f"PID|1||{bed.mrn()}^^^CLINIC^MR||{hat()}||{bed.born(numeric=True)}|F|||{bed.address()}||{bed.phone()}|||||{bed.mrn()}|{bed.ssn()}",
        f"NK1|1|{hat()}|SPO|||{bed.phone()}", f"IN1|1|PPO|77|{bed.member()}||||||||||||{hat()}",
    ])  # fmt: skip


def ini(bed):
    return (
        "[contact]\n" + "\n".join(f"{k} = {v}" for k, v in pairs(bed, 3).items()) + f"\n[auth]\npassword = {bed.password()}\n; asked by {bed.name()}"
    )


def env(bed):
    lines = [
        f"{bed.pick('', 'export ')}{k.upper().replace('.', '_').replace('-', '_')}={bed.pick(v, json.dumps(v, ensure_ascii=False))}"
        for k, v in pairs(bed, 2).items()
    ]
    return "\n".join(
        [
            *lines,
            f"PM_PASSWORD={bed.password()}",
            f"DATABASE_URL=postgres://{bed.names.invented().lower()[:3]}:{bed.secret('url', without='/#?@^ %+:')}@db.example.com/clinic",
        ]
    )


def yaml(bed):
    show = lambda v: bed.pick(
        json.dumps(v, ensure_ascii=False), "'" + v.replace("'", "''") + "'", v if not set(v) & set("#:{}[],&*!|>'\"%@`") else json.dumps(v)
    )
    inner = "\n".join(f"  {k}: {show(v)}" for k, v in pairs(bed, 3).items())
    return f"contact:\n{inner}\n  phones:\n    - {show(bed.phone())}\n    - {show(bed.phone())}\n  note: |\n    {prose(bed)}\n    {prose(bed)}"


def curl(bed):
    return secret_lines.curl(bed)


def stack(bed):
    what = bed.either(
        lambda: f"no phone for {bed.name()}", lambda: f"Duplicate entry '{bed.mail()}' for key 'contact_email'",
        lambda: f"cannot parse {bed.born()}", lambda: f"user {bed.mail()} not found",
    )  # fmt: skip
    return "\n".join([
        f"java.lang.IllegalStateException: {what}", "\tat com.birdeye.integration.ContactService.save(ContactService.java:212)",
        "\tat com.birdeye.integration.Runner$1.run(Runner.java:40)", f"Caused by: java.sql.SQLException: {prose(bed)}",
        "\tat org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2553)", "\t... 12 more",
    ])  # fmt: skip


def python_stack(bed):
    call = f"send({bed.name()!r}, {bed.mail()!r})"
    return f'Traceback (most recent call last):\n  File "/app/worker.py", line 41, in send\n    {call}\nValueError: {prose(bed)}'


def url(bed):
    quote = urllib.parse.quote
    kind = bed.rng.randrange(6)
    if kind == 0:
        base = bed.pick(
            "https://api.platform.athenahealth.com/v1/195901/patients", "https://api.preview.platform.athenahealth.com/v1/195901/patients"
        )
        return f"GET {base}?firstname={quote(bed.first())}&lastname={quote(bed.last())}&dob={quote(bed.born(), safe='')}"
    if kind == 1:
        return f"GET https://common-services.Birdeye.com/integration/contact?email={quote(bed.mail())}&apiKey={quote(bed.token())}"
    if kind == 2:
        return f"https://{bed.names.invented().lower()[:4]}:{quote(bed.password(), safe='')}@files.example.com/export"
    if kind == 3:
        return f"https://portal.example.com/contact/{quote(bed.name())}/edit?session={quote(bed.token())}"
    if kind == 4:
        return f"POST /v1/contact/{quote(bed.mail())}/send?to={quote(bed.phone())}"
    return f"https://portal.example.com/reset#access_token={quote(bed.token())}&user={quote(bed.mail())}"


def form_body(bed):
    return urllib.parse.urlencode({**pairs(bed, 3), "client_secret": bed.secret("form")})


def pem(bed):
    return bed.pick("", "key:\n") + bed.pem()


def pem_in_json(bed):
    return json.dumps({"key": bed.pem(), "alg": "RS256"})


def bytes_list(bed):
    return json.dumps(list(prose(bed).encode()), separators=bed.pick((",", ":"), (", ", ": ")))


def in_base64(bed):
    text = bed.either(lambda: json.dumps(pairs(bed, 3), ensure_ascii=False), lambda: prose(bed), lambda: xml(bed))
    return bed.pick("body ", "", "data:text/plain;base64,") + base64.b64encode(text.encode()).decode()


def in_hex(bed):
    return "bytes 0x" + prose(bed).encode().hex()


def headers(bed):
    return "\n".join([
        "> POST /oauth2/v1/token HTTP/1.1", "> Host: api.platform.athenahealth.com", f"> Authorization: {bed.either(lambda: 'Basic ' + bed.basic(), lambda: 'Bearer ' + bed.token())}",
        f"> Cookie: SID={bed.token()}", f"> X-User: {bed.mail()}", f"> X-Forwarded-For: {bed.ip()}", "> Content-Type: application/json",
    ])  # fmt: skip


def sql(bed):
    show = lambda v: "'" + v.replace("'", "''") + "'"
    return bed.either(
        lambda: f"INSERT INTO contact (first, last, email, dob) VALUES ({show(bed.first())}, {show(bed.last())}, {show(bed.mail())}, {show(bed.born())})",
        lambda: f"select id from contact where email = {show(bed.mail())} and phone = {show(bed.phone())}",
        lambda: f"DETAIL: Key (email)=({bed.mail()}) already exists.", lambda: f"binding parameter [1] as [VARCHAR] - [{bed.name()}]",
    )  # fmt: skip


def markdown_table(bed):
    rows = [f"| {bed.name()} | {bed.mail()} | {bed.phone()} |" for _ in range(3)]
    return "\n".join([f"| {bed.pick('Patient', 'Who', 'x')} | {bed.pick('Mail', 'y')} | Phone |", "|---|---|---|", *rows])


def psql_table(bed):
    rows = [(bed.first(), bed.last(), bed.born(), bed.mrn()) for _ in range(3)]
    names = bed.pick(("first", "last", "dob", "mrn"), ("a", "b", "c", "d"), ("given name", "family name", "date of birth", "chart"))
    return "\n".join([" " + " | ".join(names), "------+------+------+------", *(" " + " | ".join(r) for r in rows), "(3 rows)"])


def box_table(bed):
    rows = [(bed.name(), bed.phone(), bed.address()) for _ in range(3)]
    line = "│ {:30} │ {:20} │ {:50} │"
    return "\n".join(
        [
            "┌" + "─" * 32 + "┬" + "─" * 22 + "┬" + "─" * 52 + "┐",
            line.format("contact", "phone", "address"),
            *(line.format(*r) for r in rows),
            "└" + "─" * 32 + "┘",
        ]
    )


def labels(bed):
    """Values above, below and beside their labels."""
    kind = bed.rng.randrange(5)
    if kind == 0:
        return f"Patient Name\n{bed.name()}\nDate of Birth\n{bed.born()}\nPhone\n{bed.phone()}"
    if kind == 1:
        return f"{bed.name()}\n(patient name)\n{bed.mail()}\n(mail)"
    if kind == 2:
        return f"Patient:    {bed.name()}\nDOB:        {bed.born()}\nMember ID:  {bed.member()}\nPassword:\n    {bed.password()}"
    if kind == 3:
        return f"First\tLast\tPhone\n{bed.first()}\t{bed.last()}\t{bed.phone()}"
    return f"Name .......... {bed.name()}\nAddress ....... {bed.address()}\n                {bed.address()}\nSSN ........... {bed.ssn()}"


def html_fragment(bed):
    show = lambda v: bed.pick(html.escape(v), "".join(f"&#{ord(c)};" for c in v), html.escape(v))
    return f"<p>Dear {show(bed.name())},<br>your mail {show(bed.mail())} and <b>{show(bed.phone())}</b></p><!-- {prose(bed)} -->"


def csv_lines(bed):
    between = bed.pick(",", ";", "\t")
    quote = lambda v: '"' + v.replace('"', '""') + '"'
    return "\n".join(between.join(map(quote, (bed.name(), bed.mail(), bed.phone(), bed.born()))) for _ in range(2))


def digit_cells(bed):
    """Digits of one number in several cells."""
    area, line = f"{bed.words.randrange(201, 989)}", f"{bed.words.randrange(1000, 9999)}"
    bed.plant("phone in pieces", f"{area} 555 {line}", [("d", f"{area}555{line}"), ("n", line)])
    return bed.pick(f"{area},555,{line}", f"{area}\t555\t{line}", f"area={area} exchange=555 number={line}", f"({area}) 555\n- {line}")


SNIPPETS = {
    "prose": prose, "key=value": key_value, "Python object": python_object, "Ruby object": ruby_object, "Java object": java_object, "Go object": go_object,
    "JSON inline": json_inline, "escaped JSON": json_escaped, "keys": keyed_by, "XML": xml, "FHIR": fhir, "HL7": hl7, "INI": ini, ".env": env, "YAML": yaml,
    "curl": curl, "stack trace": stack, "Python trace": python_stack, "URL": url, "form body": form_body, "PEM": pem, "PEM in JSON": pem_in_json,
    "list of bytes": bytes_list, "base64": in_base64, "hex": in_hex, "headers": headers, "SQL": sql, "Markdown table": markdown_table, "psql table": psql_table,
    "box table": box_table, "labels": labels, "HTML": html_fragment, "CSV lines": csv_lines, "digits in cells": digit_cells,
}  # fmt: skip
OFTEN = {"prose": 8, "key=value": 3, "escaped JSON": 3, "keys": 2, "Java object": 2, "stack trace": 2, "JSON inline": 2}
WEIGHTS = [OFTEN.get(name, 1) for name in SNIPPETS]
ONE_LINE = [
    n
    for n in SNIPPETS
    if n
    not in (
        "HL7",
        "INI",
        ".env",
        "YAML",
        "stack trace",
        "Python trace",
        "PEM",
        "headers",
        "Markdown table",
        "psql table",
        "box table",
        "labels",
        "CSV lines",
        "curl",
    )
]


def snippet(bed, one_line=False):
    """A text, and in the bed its place."""
    while True:
        name = bed.rng.choices(list(SNIPPETS), WEIGHTS)[0]
        if not one_line or name in ONE_LINE:
            break
    bed.where = name
    text = SNIPPETS[name](bed)
    return text.replace("\r", " ").replace("\n", " ") if one_line else text

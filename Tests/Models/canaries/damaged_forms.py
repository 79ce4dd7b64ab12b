"""What is cut, damaged, or made so that a reader loses its place: the three ways of issue 21 among them."""

import json

from json_forms import hits, hit
from records import Facts, canary_members, document, dumps
from snippets import pem, prose, snippet


def cut(bed, size):
    """A whole export, cut in the middle of a document."""
    data = hits(bed, size)
    bed.stays.clear()
    return data[: len(data) - bed.rng.randint(5, 400)]


def cut_anywhere(bed, size):
    """Every other document lost its end, the line goes on as the next one or with plain text."""
    found = []
    while len(bed.canaries) < size:
        body, facts, _ = document(bed)
        text = dumps(hit(bed, body))
        share = bed.rng.uniform(0.3, 1.7)
        if share < 1:
            text = text[: int(len(text) * share)]
        found.append(text)
        if bed.odds(0.4):
            bed.where = "behind a cut document"
            found.append(bed.either(lambda: prose(bed), lambda: pem(bed), lambda: f"token {bed.token()}", lambda: snippet(bed)))
    return "\n".join(found) + "\n"


def plain_after_cut(bed, size):
    """One document that is cut, then plain lines to the end."""
    body, _, _ = document(bed)
    found, bed.where = [dumps(body)[: bed.rng.randint(30, 200)]], "behind a cut document"
    while len(bed.canaries) < size:
        found.append(
            bed.either(
                lambda: prose(bed), lambda: pem(bed), lambda: f"{bed.token()}", lambda: snippet(bed), lambda: f"export PM_PASSWORD={bed.password()}"
            )
        )
    return "\n".join(found) + "\n"


def odd_beginnings(bed, size):
    """Lines that begin as a document does, or the rest of one."""
    found = []
    while len(bed.canaries) < size:
        bed.where = "odd beginning"
        start = bed.pick(
            '{"a":1} ',
            "} ",
            ", ",
            '"word" ',
            "[1] ",
            '"a":',
            "]} ",
            "{} ",
            "null ",
            '{"a":"',
            "'",
            '"',
            '\\"',
            "}, {",
            "[",
            "{",
            '"}',
            "12 ",
            "true, ",
        )
        found.append(
            start
            + bed.either(
                lambda: prose(bed),
                lambda: f"password {bed.password()} token {bed.token()}",
                lambda: f"{bed.name()} {bed.mail()}",
                lambda: snippet(bed, one_line=True),
            )
        )
    return "\n".join(found) + "\n"


def malformed(bed, size):
    """JSON that is none, with a canary beside the fault."""
    found, ndjson = [], bed.odds(0.6)
    if ndjson:
        found.append(dumps(hit(bed, document(bed)[0])))
    while len(bed.canaries) < size:
        bed.where = "beside a fault"
        facts = Facts(bed)
        who, secret = bed.name(), bed.token()
        text = dumps({**facts.members(), "name": who, "token": secret, **canary_members(bed)})
        quoted = json.dumps(who, ensure_ascii=False)
        bad = [
            (quoted, quoted[:-1]), (quoted, quoted[1:]), (quoted, quoted + quoted[1:-1]), (": " + quoted, quoted), (quoted + ",", quoted),
            (quoted, quoted.strip('"')), (quoted, quoted[:-1] + '\\"'), ('"' + secret, '"\\x' + secret), (quoted, quoted.replace(" ", "\t")), (", ", ",, "),
            ('"token"', "token"), (": ", ":: "),
        ]  # fmt: skip
        old, new = bed.rng.choice(bad)
        found.append(text.replace(old, new, 1))
    return "\n".join(found) + "\n"


def scalars(bed, size):
    """A JSON export with lines that hold a text or a number only."""
    found = [dumps(hit(bed, document(bed)[0]))]
    while len(bed.canaries) < size:
        bed.where = "a scalar line"
        found.append(
            bed.either(
                lambda: json.dumps(prose(bed)),
                lambda: json.dumps(bed.name()),
                lambda: "".join(c for c in bed.mrn() if c.isdigit()),
                lambda: json.dumps([bed.mail(), bed.phone()]),
            )
        )
        if bed.odds(0.3):
            found.append(dumps(hit(bed, document(bed)[0])))
    return "\n".join(found) + "\n"


def huge(bed, size):
    """A value of over 1 MiB, then the rest of its document and others. The value is a secret too."""
    bed.where = "huge value"
    first = bed.token()
    long = first + " " + ("x" * 1023 + " ") * bed.rng.randint(1030, 1200) + bed.password()
    body, _, _ = document(bed)
    bed.where = "behind a huge value"
    text = dumps(
        {
            "blob": bed.pick(long, long + '"', "\\" + long),
            **body,
            **canary_members(bed),
            "contact": {"name": bed.name(), "email": bed.mail()},
            "password": bed.password(),
        }
    )
    found = [text]
    while len(bed.canaries) < size:
        found.append(bed.either(lambda: dumps(document(bed)[0]), lambda: prose(bed)))
    return "\n".join(found) + "\n"


def huge_secret(bed, size):
    """A password of more than 1 MiB."""
    bed.where = "huge secret"
    parts = [bed.random("abcdefghjkmnpqrstuvwxyz", 64) for _ in range(8)]
    secret = "".join(parts * (1_100_000 // 512))
    bed.plant("password", parts[0], [p for part in parts for p in bed.of_secret(part)])
    found = [bed.pick(dumps({"businessNumber": "169990000000101", "PM_Password": secret}), f"PM_Password={secret}", f"password: {secret}")]
    bed.where = "behind a huge value"
    while len(bed.canaries) < size:
        found.append(bed.either(lambda: dumps(document(bed)[0]), lambda: prose(bed)))
    return "\n".join(found) + "\n"


def binary_noise(bed, size):
    """Bytes that are no text between lines."""
    found = []
    while len(bed.canaries) < size:
        bed.where = "beside bytes"
        noise = bytes(bed.rng.randrange(256) for _ in range(bed.rng.randint(1, 12)))
        found.append(noise + prose(bed).encode() + (b"\0" if bed.odds(0.1) else b""))
    return b"\n".join(found) + b"\n"


FORMS = {
    "cut export": cut, "cut documents": cut_anywhere, "plain after a cut": plain_after_cut, "odd beginnings": odd_beginnings, "malformed JSON": malformed,
    "scalar lines": scalars, "huge value": huge, "huge secret": huge_secret, "bytes between": binary_noise,
}  # fmt: skip

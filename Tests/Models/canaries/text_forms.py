"""Plain text: log lines with every kind of prefix, pairs, printed objects, YAML, INI, XML, HL7, calls, pasted tickets."""

import json

from records import Facts, canary_members, document, dumps
from snippets import curl, env, go_object, hl7, ini, java_object, pairs, pem, prose, python_object, ruby_object, snippet, stack, xml, yaml


def line_start(bed, facts):
    """A log time and what stands behind it in a line."""
    iso = facts.time
    blank = iso.replace("T", " ")[:-1]
    start = bed.pick(iso, blank, blank.replace(".", ","), f"[{iso}]", iso.replace("Z", "+0000"))
    bed.keep("log time", start.strip("[]"))
    return start + bed.pick(" INFO ", " [main] WARN ", " ERROR c.b.i.Runner - ", " worker-1 app[17]: ", " ")


def log_lines(bed, size):
    found = []
    while len(bed.canaries) < size:
        facts = Facts(bed)
        start = line_start(bed, facts)
        kind = bed.rng.randrange(8)
        bed.where = "log line"
        if kind == 0:
            bed.keep("business number", facts.business)
            found.append(f"{start}business {facts.business}: {prose(bed)}")
        elif kind == 1:
            bed.where = "prefix"
            found.append(start.rstrip() + f" [{bed.rng.choice((bed.mail, bed.name))()}] contact processed")
        elif kind == 2:
            bed.where = "prefix"
            found.append(f"{bed.rng.choice((bed.mail, bed.last))()} {start}contact processed for business {facts.business}")
            bed.keep("business number", facts.business)
        elif kind == 3:
            path = f"https://api.platform.athenahealth.com/v1/{facts.practice}/departments"
            bed.keep("practice id in a URL", f"/v1/{facts.practice}/departments")
            found.append(f"{start}GET {path}?name={bed.last()} HTTP 401")
            bed.keep("HTTP status", "HTTP 401")
        elif kind == 4:
            body, inner, _ = document(bed)
            bed.keep("business number", inner.business)
            found.append(start + dumps(body))
        else:
            found.append(start + snippet(bed))
    return "\n".join(found) + "\n"


def logfmt(bed, size):
    found = []
    quote = lambda v: json.dumps(v, ensure_ascii=False) if set(v) & set(' "=\\') or not v else v
    while len(bed.canaries) < size:
        facts = Facts(bed)
        bed.where = "key=value"
        more = pairs(bed)
        pieces = [f"{k}={quote(v)}" for k, v in facts.members().items()]
        bed.keep("business number", f"businessNumber={facts.business}")
        bed.keep("status", f"pms_appointment_status={quote(facts.status)}")
        bed.keep("log time", facts.time)
        pieces[2:2] = [f"{k}={quote(v)}" for k, v in more.items()]
        found.append(" ".join(pieces) + (f" msg={quote(prose(bed))}" if bed.odds(0.5) else ""))
    return "\n".join(found) + "\n"


def printed(show):
    def form(bed, size):
        found = []
        while len(bed.canaries) < size:
            body, facts, _ = document(bed)
            bed.keep("business number", facts.business)
            found.append(show(body))
        return "\n".join(found) + "\n"

    return form


def java(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}={java(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(java, value)) + "]"
    return str(value)


def ruby(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}=>{ruby(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(ruby, value)) + "]"
    return "nil" if value is None else json.dumps(value, ensure_ascii=False)


def of_snippet(make, where, between="\n"):
    def form(bed, size):
        found = []
        while len(bed.canaries) < (size if make is not pem else size // 5):  # a key is long
            bed.where = where
            found.append(make(bed))
        return between.join(found) + "\n"

    return form


def paste(bed, size):
    """A ticket: texts of all kinds below each other."""
    found = []
    while len(bed.canaries) < size:
        text = snippet(bed)
        found.append(bed.pick("", "", "Log:\n", "> ", "```\n", "1) ") + text + bed.pick("", "\n", "\n```"))
    return bed.pick("\n", "\n\n", "\n---\n").join(found) + "\n"


def yaml_documents(bed, size):
    found = []
    while len(bed.canaries) < size:
        facts = Facts(bed)
        bed.where = "YAML"
        found.append(f'businessNumber: "{facts.business}"\n{yaml(bed)}')
        bed.keep("business number", facts.business)
    return "---\n" + "\n---\n".join(found) + "\n"


def xml_file(bed, size):
    found = []
    while len(bed.canaries) < size:
        bed.where = "XML"
        found.append(xml(bed))
    return '<?xml version="1.0" encoding="UTF-8"?>\n<contacts>\n' + "\n".join(found) + "\n</contacts>\n"


def members_text(bed, size):
    """Documents behind a document on its line, and lines between documents."""
    found = []
    while len(bed.canaries) < size:
        facts = Facts(bed)
        bed.where = "document"
        text = dumps({**facts.members(), **canary_members(bed)})
        bed.where = "behind a document"
        found.append(
            text + bed.either(lambda: " " + prose(bed), lambda: prose(bed), lambda: ", " + dumps(pairs(bed)), lambda: " # " + bed.name(), lambda: "")
        )
        if bed.odds(0.5):
            bed.where = "between documents"
            found.append(bed.either(lambda: prose(bed), lambda: bed.name(), lambda: snippet(bed), lambda: f"{bed.token()}"))
    return "\n".join(found) + "\n"


FORMS = {
    "log lines": log_lines, "logfmt": logfmt, "Python objects": printed(repr), "Java objects": printed(java), "Ruby objects": printed(ruby),
    "Go objects": of_snippet(go_object, "Go object"), "Java printed pairs": of_snippet(java_object, "Java object"), "Python pairs": of_snippet(python_object, "Python object"),
    "Ruby pairs": of_snippet(ruby_object, "Ruby object"), "pasted ticket": paste, "YAML file": yaml_documents, "XML file": xml_file, "HL7 file": of_snippet(hl7, "HL7", "\n"),
    "INI file": of_snippet(ini, "INI"), ".env file": of_snippet(env, ".env"), "curl file": of_snippet(curl, "curl", "\n"), "stack traces": of_snippet(stack, "stack trace"),
    "PEM file": of_snippet(pem, "PEM"), "between documents": members_text,
}  # fmt: skip

"""Inputs of JSON documents, whole. A form is a function of a bed and the number of canaries wanted, and gives bytes."""

import base64
import gzip
import json

from records import Facts, canary_members, document, dumps, odd_id, plain_id, stay
from snippets import gson, prose, snippet

INDEX = "bc-json-logs-2026.11"


def documents(bed, size, flat=False):
    while len(bed.canaries) < size:
        yield document(bed, flat)


def compact(name, value):
    return f"{json.dumps(name)}:{dumps(value)}"


def escaping(bed):
    """How the program that wrote it writes strings: (a function of a value, whether all is ASCII)."""
    return bed.pick(True, False, False)


def hit(bed, body, strange_id=0.2):
    return {"_index": INDEX, "_id": odd_id(bed) if bed.odds(strange_id) else plain_id(bed), "_score": None, "_source": body}


def lines_of(bed, size, wrap, flat=False, gson_like=False):
    found, ascii = [], escaping(bed)
    for body, facts, strange in documents(bed, size, flat):
        stay(bed, facts, compact, strange)
        text = dumps(wrap(body), ascii, separators=(",", ":"))
        found.append(gson(text) if gson_like else text)
    return found


def hits(bed, size):
    return "\n".join(lines_of(bed, size, lambda body: hit(bed, body))) + "\n"


def bare(bed, size):
    return "\n".join(lines_of(bed, size, lambda body: body)) + "\n"


def gson_lines(bed, size):
    return "\n".join(lines_of(bed, size, lambda body: body, gson_like=True)) + "\n"


def array(bed, size):
    return "[" + ",".join(lines_of(bed, size, lambda body: hit(bed, body))) + "]\n"


def response(bed, size):
    rows = lines_of(bed, size, lambda body: hit(bed, body))
    return '{"took":4,"timed_out":false,"hits":{"total":{"value":%d,"relation":"eq"},"hits":[%s]}}\n' % (len(rows), ",".join(rows))


def fields(bed, size):
    def wrap(body):
        return {"_index": INDEX, "_id": plain_id(bed), "fields": {k: v if isinstance(v, list) else [v] for k, v in body.items()}}

    found = []
    for body, facts, strange in documents(bed, size, flat=True):
        stay(bed, facts, lambda n, v: f"{json.dumps(n)}:[{dumps(v)}]", strange)
        found.append(dumps(wrap(body), separators=(",", ":")))
    return "\n".join(found) + "\n"


def pretty(bed, size):
    found, indent = [], bed.pick(2, 4, "\t")
    for body, facts, strange in documents(bed, size):
        stay(bed, facts, compact, strange)
        found.append(dumps(hit(bed, body), indent=indent))
    return bed.pick("\n", "\n\n").join(found) + "\n"


def in_message(bed, size):
    """A document as a text of another, once to three times."""
    found = []
    for body, facts, strange in documents(bed, size):
        text, levels = dumps(body), bed.pick(1, 1, 2)
        for _ in range(levels):
            text = dumps({bed.pick("message", "log"): text})
        bed.keep("business number", facts.business)
        found.append(text)
    return "\n".join(found) + "\n"


def docker(bed, size):
    found = []
    for body, facts, strange in documents(bed, size):
        bed.keep("business number", facts.business)
        found.append(dumps({"log": dumps(body) + "\n", "stream": "stdout", "time": facts.time}))
        bed.keep("log time", f'"time":"{facts.time}"')
        if bed.odds(0.3):
            found.append(dumps({"log": snippet(bed) + "\n", "stream": "stderr", "time": facts.time}))
            bed.keep("log time", f'"time":"{facts.time}"')
    return "\n".join(found) + "\n"


def docker_cut(bed, size):
    """Docker and the Container Runtime Interface cut long lines."""
    found, cri = [], bed.odds(0.5)
    for body, facts, _ in documents(bed, size):
        text, at = dumps(body), bed.rng.randint(40, 400)
        parts = [text[i : i + at] for i in range(0, len(text), at)]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            if cri:
                found.append(f"{facts.time} stdout {'F' if last else 'P'} {part}")
            else:
                found.append(dumps({"log": part + ("\n" if last else ""), "stream": "stdout", "time": facts.time}))
    return "\n".join(found) + "\n"


def journald(bed, size):
    found = []
    while len(bed.canaries) < size:
        raw = list((dumps(document(bed)[0]) if bed.odds(0.6) else snippet(bed)).encode())
        if bed.odds(0.3):
            raw = [b - 256 if b > 127 else b for b in raw]
        found.append(dumps({"MESSAGE": raw, "_HOSTNAME": "worker-1", "PRIORITY": "6"}))
    return "\n".join(found) + "\n"


def otlp(bed, size):
    rows = []
    for body, facts, _ in documents(bed, size, flat=True):
        attributes = [{"key": k, "value": {"stringValue": v if isinstance(v, str) else dumps(v)}} for k, v in body.items()]
        rows.append({"timeUnixNano": "1794895441000000000", "body": {"stringValue": prose(bed)}, "attributes": attributes})
        bed.keep("business number", facts.business)
    return dumps({"resourceLogs": [{"scopeLogs": [{"logRecords": rows}]}]}) + "\n"


def columns(bed, size):
    """Names apart from values."""
    rows = [(body, facts) for body, facts, _ in documents(bed, size, flat=True)]
    names = list(dict.fromkeys(k for body, _ in rows for k in body))
    for _, facts in rows:
        bed.keep("business number", facts.business)
        bed.keep("log time", facts.time)
    return dumps({"columns": [{"name": n, "type": "keyword"} for n in names], "rows": [[body.get(n) for n in names] for body, _ in rows]}) + "\n"


def har(bed, size):
    rows = lines_of(bed, size, lambda body: hit(bed, body))
    bed.stays.clear()  # inside of base64 nothing is counted
    answer = base64.b64encode(('{"hits":{"hits":[%s]}}' % ",".join(rows)).encode()).decode()
    request = {
        "method": "POST",
        "url": "https://kibana.example.com/api/console",
        "headers": [{"name": "Cookie", "value": "sid=" + bed.token()}, {"name": "Authorization", "value": "Basic " + bed.basic()}],
    }
    return dumps(
        {
            "log": {
                "version": "1.2",
                "entries": [
                    {
                        "request": request,
                        "response": {"status": 200, "content": {"mimeType": "application/json", "encoding": "base64", "text": answer}},
                    }
                ],
            }
        }
    )


def packed(bed, size):
    """CloudWatch's subscription: gzip in base64 in JSON."""
    events = [{"id": str(n), "timestamp": 1794895441000 + n, "message": line} for n, line in enumerate(lines_of(bed, size, lambda body: body))]
    bed.stays.clear()
    data = base64.b64encode(
        gzip.compress(dumps({"messageType": "DATA_MESSAGE", "logGroup": "/aws/bc", "logEvents": events}).encode(), mtime=0)
    ).decode()
    return dumps({"awslogs": {"data": data}}) + "\n"


def gzipped(bed, size):
    return gzip.compress(hits(bed, size).encode(), mtime=0)


def utf16(bed, size):
    return b"\xff\xfe" + bare(bed, size).encode("utf-16-le")


def fhir_lines(bed, size):
    from snippets import fhir

    found = []
    bed.where = "FHIR"
    while len(bed.canaries) < size:
        found.append(fhir(bed))
    return "\n".join(found) + "\n"


def keyed(bed, size):
    """One object, keyed by people."""
    found = {}
    while len(bed.canaries) < size:
        facts = Facts(bed)
        bed.where = "key"
        key = bed.rng.choice((bed.mail, bed.name))()
        found[key] = {**facts.members(), **canary_members(bed)}
        bed.keep("business number", facts.business)
    return dumps(found, indent=bed.pick(None, 1)) + "\n"


FORMS = {
    "NDJSON of hits": hits, "NDJSON bare": bare, "NDJSON by Gson": gson_lines, "array": array, "search answer": response, "fields": fields, "pretty documents": pretty,
    "JSON in message": in_message, "docker json-file": docker, "lines in pieces": docker_cut, "journald bytes": journald, "OTLP": otlp, "columns and rows": columns,
    "HAR": har, "CloudWatch packed": packed, "gzip": gzipped, "UTF-16": utf16, "FHIR lines": fhir_lines, "object by person": keyed,
}  # fmt: skip

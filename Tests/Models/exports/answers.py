#!/usr/bin/env python3
"""Answers of athenahealth's API with random mutations of fields and types, and what a client must make of each.

Usage: answers.py SEED COUNT    one JSON object a line: kind, body (base64), and error or rows and complete

The expectation is worked out here with Python's own JSON reader, so that a mistake of our decoder cannot hide in it:
an id is 1 to 18 ASCII digits, as a text or a bare number, zeros in front kept as they are, and not zeros alone; a reason's
id is a whole number without a zero in front. Everything else is no id, and never the wrong one. A row that is unclear makes the list incomplete, and a list that cannot be found is an error.
"""
import base64
import copy
import json
import random
import re
import sys


class Number(str):
    """A number as it was written."""


class Object(list):
    """The pairs of an object in their order, duplicates kept."""


def read(body):
    def refuse(name):
        raise ValueError(name)

    text = body.decode("utf-8")
    return json.loads(
        text, object_pairs_hook=Object, parse_int=Number, parse_float=Number, parse_constant=refuse
    )


def member(row, key):
    """The value of a key in any letter case; clear is False where two differ."""
    found, seen = None, False
    for name, value in row:
        if name.lower() == key:
            if seen and not same(found, value):
                return None, False
            found, seen = value, True
    return found, True


def same(left, right):
    return type(left) is type(right) and (
        len(left) == len(right) and all(map(same, left, right)) if isinstance(left, (list, tuple)) else left == right
    )


def whole(value, negative=False):
    if not isinstance(value, str):  # Number is a str as well
        return None
    pattern = r"-?(0|[1-9][0-9]{0,17})" if negative else r"(0|[1-9][0-9]{0,17})"
    return str(value) if re.fullmatch(pattern, value, re.ASCII) and value != "-0" else None


def digits(value):
    if not isinstance(value, str):  # Number is a str as well
        return None
    return str(value) if re.fullmatch(r"[0-9]{1,18}", value, re.ASCII) and value.strip("0") else None


def truth(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and not isinstance(value, Number) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return None


TEXTS = {
    "practices": {"name": "name", "goLiveDate": "golivedate", "experienceMode": "experiencemode"},
    "departments": {
        "name": "name", "patientName": "patientdepartmentname", "city": "city", "state": "state",
        "providerGroup": "providergroupname",
    },
    "cancelReasons": {"name": "name"},
}  # fmt: skip
IDS = {"practices": "practiceid", "departments": "departmentid", "cancelReasons": "appointmentcancelreasonid"}
TRUTHS = {
    "noShow": "noshow", "patientRescheduled": "patientrescheduled", "providerUnavailable": "providerunavailable",
    "slotAvailable": "slotavailable",
}  # fmt: skip
LISTS = {"practices": "practiceinfo", "departments": "departments"}


def decode_row(kind, node):
    """The row and whether it is clear; None without a readable id."""
    if not isinstance(node, Object):
        return None
    value, clear = member(node, IDS[kind])
    name = None
    if clear:
        name = whole(value, negative=True) if kind == "cancelReasons" else digits(value)
    if name is None:
        return None
    row, is_clear = {"id": name}, True
    for ours, theirs in TEXTS[kind].items():
        value, once = member(node, theirs)
        if not once or not (value is None or (isinstance(value, str) and not isinstance(value, Number))):
            is_clear = False
        text = value if once and isinstance(value, str) and not isinstance(value, Number) else None
        row[ours] = None if text is None or not text.strip() else text
    if kind == "practices":
        row["publicNames"], names_clear = public_names(node)
        is_clear = is_clear and names_clear
    if kind == "cancelReasons":
        for ours, theirs in TRUTHS.items():
            value, once = member(node, theirs)
            row[ours] = truth(value) if once else None
    return row, is_clear


def public_names(node):
    """Texts, or objects with a name that is one."""
    value, clear = member(node, "publicnames")
    if not clear or value is None:
        return [], clear
    if type(value) is not list:
        return [], False
    names = []
    for item in value:
        if isinstance(item, Object):
            item = next((inner for name, inner in item if name.lower() == "name"), None)
        names.append(item if isinstance(item, str) and not isinstance(item, Number) else None)
    return [name for name in names if name is not None], None not in names


def find_list(kind, page):
    if kind in LISTS:
        value, clear = member(page, LISTS[kind])
        return value if clear and type(value) is list else None
    empty = None
    for _, value in page:
        if type(value) is list:
            if any(isinstance(item, Object) for item in value):
                return value
            if not value and empty is None:
                empty = value
    return empty


def expectation(kind, body):
    try:
        page = read(body)
    except (ValueError, RecursionError):
        return {"error": True}
    if not isinstance(page, Object):
        return {"error": True}
    items = find_list(kind, page)
    if items is None:
        return {"error": True}
    rows, complete = {}, True
    for item in items:
        decoded = decode_row(kind, item)
        if decoded is None:
            complete = False
            continue
        row, clear = decoded
        if row["id"] in rows:
            complete = complete and rows[row["id"]] == row
            continue
        rows[row["id"]] = row
        complete = complete and clear
    count, clear = member(page, "totalcount")
    if not clear or (count is not None and (whole(count) is None or int(whole(count)) != len(rows))):
        complete = False
    # There is no second page here, so that any link to one leaves a gap.
    following, clear = member(page, "next")
    if not clear or not (following is None or (following == "" and not isinstance(following, Number))):
        complete = False
    return {"rows": list(rows.values()), "complete": complete}


def base(kind, chance):
    """A right answer in the spelling of some year."""
    quote = chance.random() < 0.5
    number = (lambda value: str(value)) if chance.random() < 0.5 else (lambda value: value)
    flag = (lambda value: str(value).lower()) if quote else (lambda value: value)
    ids = chance.sample(range(1, 400), chance.randint(1, 5))
    if kind == "practices":
        rows = [
            {"practiceid": str(10000 + i), "name": f"Practice {i}", "golivedate": "03/12/2019",
             "iscoordinatorsender": flag(True), "publicnames": [f"Clinic {i}"], "experiencemode": "Streamlined"}
            for i in ids
        ]  # fmt: skip
        return {"totalcount": number(len(rows)), "practiceinfo": rows}
    if kind == "departments":
        rows = [
            {"departmentid": str(i), "name": f"DEP {i}", "patientdepartmentname": f"Départment “{i}”",
             "city": "Springfield", "state": "IL", "providergroupname": "Group", "ishospitaldepartment": flag(False)}
            for i in ids
        ]  # fmt: skip
        return {"totalcount": number(len(rows)), "departments": rows}
    rows = [
        {"appointmentcancelreasonid": i - 200, "name": f"Reason {i}", "noshow": flag(False),
         "patientrescheduled": flag(True), "providerunavailable": flag(False), "slotavailable": flag(True)}
        for i in ids
    ]  # fmt: skip
    return {"totalcount": number(len(rows)), "appointmentcancelreasons": rows}


class Twice:
    """A key that is written twice."""

    def __init__(self, first, second):
        self.first, self.second = first, second


class Raw(str):
    """Written as it stands."""


ODD = [
    None, True, False, 0, 1, -1, 12, 10021, 1.5, [], {}, [1], {"id": "12"}, "", " ", "0", "007", " 12", "12 ", "12a",
    "１２", "-5", "1e3", "12.0", "true", "TRUE", "False", "null", "9" * 18, "9" * 19, [[]], [{}], "a\u0000b",
    "\u00e9", "e\u0301", "\U0001f600", Raw("12.0"), Raw("1e2"), Raw("-0"), Raw("123456789012345678901"), Raw("012"),
    Raw("NaN"), Raw("'x'"), Raw("tru"), Raw('"\\q"'), Raw('"\\u0031\\u0032"'), Raw('"a\nb"'),
]  # fmt: skip


def places(value, path=()):
    """Every container and key below a value."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from places(value[key])
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value, index
            yield from places(value[index])


def mutate(answer, chance):
    all_places = list(places(answer))
    if not all_places:
        return
    holder, key = chance.choice(all_places)
    odd = copy.deepcopy(chance.choice(ODD))
    kind = chance.randrange(9)
    if kind <= 3:
        holder[key] = odd
    elif kind == 4:
        del holder[key]
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(chance.choice([holder[key], odd])))
    elif kind == 5:
        holder[chance.choice([key.upper(), key + "s", key[:-1], "x", "next", "totalcount"])] = holder.pop(key)
    elif kind == 6:
        holder[key] = Twice(holder[key], chance.choice([holder[key], odd]))
    elif kind == 7:
        holder[chance.choice(["next", "extra", "error", "departments", "name"])] = odd
    else:
        other = chance.choice(list(holder))
        holder[key], holder[other] = holder[other], holder[key]


def write(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        pairs = []
        for key, inner in value.items():
            for each in [inner.first, inner.second] if isinstance(inner, Twice) else [inner]:
                pairs.append(json.dumps(key, ensure_ascii=False) + ":" + write(each))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, Twice):
        return write(value.first)
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def spoil(body, chance):
    """Damage below JSON, now and then."""
    kind = chance.randrange(40)
    if kind == 0:
        return body[: chance.randrange(len(body))]
    if kind == 1:
        position = chance.randrange(len(body))
        return body[:position] + bytes([chance.randrange(256)]) + body[position + 1 :]
    if kind == 2:
        return body + chance.choice([b"}", b" ", b"\n\n", b"x", b"{}"])
    if kind == 3:
        return b"\r\n\n  \t" + body
    return body


def main():
    chance = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        kind = chance.choice(["practices", "departments", "cancelReasons"])
        answer = base(kind, chance)
        for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
            mutate(answer, chance)
        body = spoil(write(answer).encode(), chance)
        line = {"kind": kind, "body": base64.b64encode(body).decode(), **expectation(kind, body)}
        print(json.dumps(line))


main()

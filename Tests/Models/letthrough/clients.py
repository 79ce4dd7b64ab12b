"""Random clients whose configuration is correct except for planted faults, and their contacts, all let through.

No contact has a value that its configuration refuses, so every finding is about the configuration alone. Contacts are of one day, or
of several weeks with a location that is silent at the end, switched off, or both."""
from datetime import date, timedelta

import choices
from cases import WORDS
from model import PLACE, STATUS, TYPE

DAY, FIRST = "2026-11-18", date(2026, 10, 5)
NAMES = ["North Clinic", "Harbor Office", "Lakeside", "Mill Road", "Cedar Point", "West Annex"]


def luhn_digit(digits):
    """The check digit of an NPI's first nine digits, over 80840 and them."""
    total = sum(sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed("80840" + digits)))
    return str(-total % 10)


def an_npi(rng):
    nine = rng.choice("12") + "".join(rng.choice("0123456789") for _ in range(8))
    return nine + luhn_digit(nine)


def a_number(rng, at):
    return f"16999000{rng.randrange(10):01d}000{at:03d}"


def athena_client(rng, at, faults):
    """A group and its locations, by department or by provider. `faults` are the codes to plant; what cannot be planted is left out."""
    group = {"integration": "AthenaHealth", "id": 4100 + at, "number": None, "props": {}, "triggers": [42]}
    practice, by_npi, mappings = str(30700 + at), rng.random() < 0.35, []
    departments = rng.sample([str(number) for number in range(1, 40)], 12)
    for place in range(rng.randrange(2, 6)):
        props = {"appointmentstatus": rng.choice(["3,4", "3,4", "2,3,4", "4", "3"]), "practiceid": practice}
        if by_npi:
            props["athenaProviderNpi"] = an_npi(rng)
        else:
            props["departmentid"] = ",".join(departments[2 * place:2 * place + rng.choice([1, 1, 2])])
        mappings.append({"integration": "AthenaHealth", "business": a_number(rng, 100 + 10 * at + place), "group": group["id"], "props": props})
    if "BE1317" in faults:
        one, other = rng.sample(mappings, 2)
        name = "athenaProviderNpi" if by_npi else "departmentid"
        taken = one["props"][name].split(",")[0]
        other["props"][name] = taken if by_npi or rng.random() < 0.5 else f"{other['props'][name]},{taken}"
    if "BE1315" in faults:
        for mapping in rng.sample(mappings, rng.choice([1, 1, 2])):
            mapping["props"]["appointmentstatus"] += "," + rng.choice(["x", "f", "o", "x,f"])
    add_reminders(rng, group, mappings, "BE1319" in faults)
    return group, mappings


def add_reminders(rng, group, mappings, is_fault):
    """Triggers, and properties for reminders where they are a fault."""
    if is_fault:
        group["triggers"] = rng.choice([[42], [42], [], [42, 45], [42, 45, 46]])
        for mapping in rng.sample(mappings, rng.randrange(1, len(mappings) + 1)):
            for label in rng.sample(choices.REMINDER_LABELS, rng.randrange(1, 4)):
                mapping["props"][label] = rng.choice(["3", "6", "12"])
    else:                                                   # more triggers than are needed are nothing wrong
        group["triggers"] = rng.choice([[42], [42], [42, 45], [42, 45, 46]])


def allscripts_client(rng, at, faults):
    """A group and its locations, told apart by their names."""
    status, type_ = (rng.sample([word for word in WORDS["Allscripts", field] if not set(word) & set(",;")], 2) for field in (STATUS, TYPE))
    group = {"integration": "Allscripts", "id": 5100 + at, "number": None, "triggers": [56], "props": {
        "allscripts.appointment.status": ",".join(status), "allscripts.appointment.type": ",".join(type_)}}
    mappings = [{"integration": "Allscripts", "business": a_number(rng, 200 + 10 * at + place), "group": group["id"],
                 "props": {"allscripts.location.name": name}} for place, name in enumerate(rng.sample(NAMES, rng.randrange(2, 5)))]
    if "BE1317" in faults:
        one, other = rng.sample(mappings, 2)
        taken = one["props"]["allscripts.location.name"]
        other["props"]["allscripts.location.name"] = rng.choice([taken, f"{other['props']['allscripts.location.name']},{taken}"])
    return group, mappings


def a_client(rng, at=0, faults=frozenset()):
    make = rng.choice([athena_client, athena_client, allscripts_client])
    group, mappings = make(rng, at, faults)
    if "BE1310" in faults:
        for mapping in rng.sample(mappings, rng.choice([1, 1, 2])):
            mapping["active"] = False
    return group, mappings


def a_visit(rng, group, mapping, time):
    """A contact of a location that its configuration allows; of athenahealth only visits, unless its list allows others."""
    if mapping["integration"] == "AthenaHealth":
        shown = {STATUS: rng.choice(mapping["props"]["appointmentstatus"].split(","))}
    else:
        pools = {STATUS: group["props"]["allscripts.appointment.status"], TYPE: group["props"]["allscripts.appointment.type"],
                 PLACE: mapping["props"]["allscripts.location.name"]}
        shown = {field: rng.choice(text.split(",")) for field, text in pools.items()}
    return {"integration": mapping["integration"], "business": mapping["business"], "time": time, "codes": [], "unknown": [],
            "values": {field: [value] for field, value in shown.items()}, "shown": shown}


def a_moment(rng, day=DAY):
    return f"{day}T{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}.000Z"


def facts_world(rng, healthy):
    """One or two clients with planted faults or none, and a day's contacts of some of their locations, or of another client's."""
    possible = ["BE1310", "BE1315", "BE1317", "BE1319"]
    faults = frozenset() if healthy else frozenset(rng.sample(possible, rng.choice([0, 1, 1, 2])))
    clients = [a_client(rng, 0, faults)]
    if rng.random() < 0.3:                                  # another client, whose departments may bear the same ids
        clients.append(a_client(rng, 1))
    config = {"sets": {}, "groups": [group for group, _ in clients], "mappings": [mapping for _, mappings in clients for mapping in mappings]}
    foreign = not healthy and rng.random() < 0.2
    seen = [a_client(rng, 3)] if foreign else clients
    places = [(group, mapping) for group, mappings in seen for mapping in mappings]
    places = places if healthy else rng.sample(places, rng.randrange(1, len(places) + 1))
    records = [a_visit(rng, *place, a_moment(rng)) for place in places for _ in range(rng.randrange(1, 4))]
    return {"kind": "healthy" if healthy else "facts", "config": config, "plan": None, "records": rng.sample(records, len(records))}


def days_world(rng):
    """A client with daily contacts; `silent` says who stopped. A location is switched off in its mapping, or by `--set Status=Inactive`.
    Only clear cases: a silence of five days or more while at least three sisters run to the last day, and no silence at all."""
    group, mappings = a_client(rng)
    while len(mappings) < 4:
        group, mappings = a_client(rng)
    length, quiet = rng.randrange(22, 32), rng.randrange(5, 9)
    picked = rng.choice(mappings)
    stops, off = rng.random() < 0.7, rng.random() < 0.7
    world = {"kind": "days", "plan": None, "config": {"sets": {}, "groups": [group], "mappings": mappings},
             "silent": {picked["business"]} if stops else set()}
    if off and stops and rng.random() < 0.3:                # the drawer's value in place of the mapping's body
        world["config"]["sets"]["Status"] = "Inactive"
        world["config"]["mappings"] = [mapping for mapping in mappings if mapping is not picked]
        world["business"] = picked["business"]
    elif off:
        picked["active"] = False
    last = {id(mapping): length for mapping in mappings} | ({id(picked): length - quiet} if stops else {})
    world["records"] = [a_visit(rng, group, mapping, a_moment(rng, (FIRST + timedelta(day)).isoformat()))
                        for day in range(length) for mapping in mappings if day < last[id(mapping)] for _ in range(rng.choice([1, 1, 2]))]
    return world

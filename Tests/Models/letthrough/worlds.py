"""Random pairs: a log and the configuration to judge it by, with or without a planned one. The same seed makes the same pair.

A pair is {"kind", "config", "plan", "records"}, with "business" where `--business` is given and "silent" where locations are known to be."""
import random

import cases
import choices
from clients import a_moment, days_world, facts_world
from model import HIDDEN, RULES, STATUS, is_allowed, listed, pieces

KINDS = {"log": 8, "plan": 8, "facts": 4, "healthy": 2, "days": 1}
STATUSES = ["2", "3", "4", "x", "f", "o", "closed"]
PASSES = 0.65                                               # the share of contacts that the log lets through


def athena_list(rng):
    """An allowed list of statuses, mostly without non-visits and always in the same order; now and then an empty one."""
    if rng.random() < 0.04:
        return rng.choice(["", ","])
    visits = sorted(rng.sample(sorted(choices.VISITS), rng.randrange(1, 4)))
    others = rng.sample(sorted(choices.NON_VISITS) + ["closed"], 1) if rng.random() < 0.25 else []
    return ",".join(visits + others)


def a_configuration(rng, businesses):
    """A configuration of the model of judging, whose athenahealth lists hold statuses only."""
    config = cases.a_configuration(rng, businesses)
    for props in [config["sets"]] + [body["props"] for body in config["groups"] + config["mappings"]]:
        if "appointmentstatus" in props:
            props["appointmentstatus"] = athena_list(rng)
    return config


def allowed_value(rng, config, record, rule):
    """A value that the list in force allows, where there is one."""
    found = listed(config, record["integration"], record["business"], rule)
    fitting = [piece for piece in pieces(found[1]) if cases.plain(piece) and is_allowed(piece, found[1])] if found else []
    return rng.choice(fitting) if fitting else None


def a_record(rng, businesses, config, tidiness):
    """A record of the model of judging, more often let through than not; `tidiness` is how often its values are allowed then."""
    record = cases.a_record(rng, businesses, rng.choice(list(RULES)), config)
    if rng.random() < PASSES:
        record["codes"], record["unknown"] = [], []
    if record["integration"] == "AthenaHealth":
        cells = [value for value in record["values"][STATUS] if value is not None]
        if cells and all(value != "***" for value in cells):
            value = rng.choice(STATUSES)
            record["values"][STATUS], record["shown"][STATUS] = [value], int(value) if value.isdigit() and rng.random() < 0.2 else value
        elif cells:                                         # next to a hidden value too, no status in another letter case (choice 7)
            plain = {value: value.strip().lower() for value in cells}
            record["values"][STATUS] = [plain.get(value) for value in record["values"][STATUS]]
            shown = record["shown"][STATUS]
            record["shown"][STATUS] = [plain.get(value, value) for value in shown] if isinstance(shown, list) else plain.get(shown, shown)
    if tidiness == 1 and not record["codes"] and record["values"][STATUS][:1] in [["x"], ["f"], ["o"]]:
        record["values"][STATUS], record["shown"][STATUS] = ["3"], "3"
    for rule in RULES[record["integration"]].values():
        value = allowed_value(rng, config, record, rule)
        if value and len(record["values"][rule.field]) == 1 and rng.random() < (0.35 if record["codes"] else tidiness):
            record["values"][rule.field], record["shown"][rule.field] = [value], value
    return record


def a_plan(rng, config, records):
    """A planned configuration for some owners of today's: lists with a value more or less, other ones, or ones that free a contact."""
    plan = {"sets": {}, "groups": [], "mappings": []}
    businesses = sorted({record["business"] for record in records})
    held = [record for record in records if record["codes"] and set(record["codes"]) <= set(RULES[record["integration"]]) and not record["unknown"]]
    meant = rng.choice(held) if held and rng.random() < 0.8 else None
    for group in config["groups"]:
        props = planned_props(rng, config, group["integration"], "group", [meant["business"]] if meant else businesses, meant)
        if props and all(other["id"] != group["id"] or other["number"] != group["number"] for other in plan["groups"]):
            plan["groups"].append({**group, "props": props})
    mapped = {(body["integration"], body["business"]): body["group"] for body in config["mappings"]}
    if not config["groups"]:                                # nothing that a new mapping could tie a location to
        mapped |= {(integration, business): {"AthenaHealth": 4100, "Allscripts": 5100}[integration]
                   for integration in RULES for business in businesses if (integration, business) not in mapped and rng.random() < 0.5}
    for (integration, business), group in mapped.items():
        fits = meant if meant and meant["business"] == business else None
        props = planned_props(rng, config, integration, "mapping", [business], fits)
        if props:
            plan["mappings"].append({"integration": integration, "business": business, "group": group, "props": props})
    return plan


def planned_props(rng, config, integration, level, businesses, meant):
    """Lists for an owner: from one of its businesses' lists today, with what a contact needs, or new."""
    props = {}
    for rule in RULES[integration].values():
        fits = meant and meant["integration"] == integration
        if rule.level != level or rng.random() < (0.1 if fits else 0.25):
            continue
        found = listed(config, integration, rng.choice(businesses), rule)
        new = athena_list(rng) if integration == "AthenaHealth" else cases.a_list(rng, integration, rule.field)
        if fits or found and rng.random() < 0.7:
            kept = pieces(found[1]) if found else []
            kept = kept[:-1] if rng.random() < 0.3 else kept
            more = pieces(new)[:1] if rng.random() < 0.4 else []
            wanted = [cell for cell in meant["values"][rule.field] if cell not in (None, HIDDEN)] if fits else []
            new = ",".join(dict.fromkeys(kept + wanted + more))
        props[rule.property] = new
    return props


def log_world(rng, with_plan):
    """Random records by a random configuration; with a plan, of groups that are told by their ids alone."""
    businesses = rng.sample(cases.BUSINESSES, rng.randrange(1, len(cases.BUSINESSES) + 1))
    config = a_configuration(rng, businesses)
    if with_plan:
        ids = {group["integration"] for group in config["groups"] if group["id"]}
        config["groups"] = [group for group in config["groups"] if group["id"] or group["integration"] not in ids]
        for group in [group for group in config["groups"] if not group["id"]]:
            group["number"] = rng.choice(businesses)
    records, timed, tidiness = [], rng.random() < 0.5, rng.choice([0.6, 0.8, 0.95, 1, 1])
    while len(records) < 20:
        record = a_record(rng, businesses, config, tidiness)
        for _ in range(rng.choice([1, 1, 1, 2, 4])):
            records.append({**record, "time": a_moment(rng) if timed else None})
    world = {"kind": "plan" if with_plan else "log", "config": config, "plan": None, "records": records[:20]}
    if with_plan:
        plan = a_plan(rng, config, world["records"])
        world["plan"] = plan if plan["groups"] or plan["mappings"] else None
    elif rng.random() < 0.15:
        world["business"] = rng.choice(sorted({record["business"] for record in world["records"]}))
    return world


def a_world(seed):
    """The pair of a seed."""
    rng = random.Random(f"let through {seed}")
    kind = rng.choices(list(KINDS), KINDS.values())[0]
    if kind in ("log", "plan"):
        return log_world(rng, kind == "plan")
    return days_world(rng) if kind == "days" else facts_world(rng, kind == "healthy")
